import { Page } from "#/ui/page";

export default function Job() {
  return (
    <Page title="Job">
      <p className="muted">This page is on its way.</p>
    </Page>
  );
}
