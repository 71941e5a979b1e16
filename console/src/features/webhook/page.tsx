import { Page } from "#/ui/page";

export default function Webhook() {
  return (
    <Page title="Webhook">
      <p className="muted">This page is on its way.</p>
    </Page>
  );
}
