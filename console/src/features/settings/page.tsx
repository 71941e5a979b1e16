import { Page } from "#/ui/page";

export default function Settings() {
  return (
    <Page title="Settings">
      <p className="muted">This page is on its way.</p>
    </Page>
  );
}
