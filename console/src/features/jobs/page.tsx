import { Page } from "#/ui/page";

export default function Jobs() {
  return (
    <Page title="Jobs">
      <p className="muted">This page is on its way.</p>
    </Page>
  );
}
