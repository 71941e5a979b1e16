import { Page } from "#/ui/page";

export default function NewJob() {
  return (
    <Page title="New job">
      <p className="muted">This page is on its way.</p>
    </Page>
  );
}
