import { Page } from "#/ui/page";

export default function Sessions() {
  return (
    <Page title="Sessions">
      <p className="muted">This page is on its way.</p>
    </Page>
  );
}
