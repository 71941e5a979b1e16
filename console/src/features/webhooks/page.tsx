import { Page } from "#/ui/page";

export default function Webhooks() {
  return (
    <Page title="Webhooks">
      <p className="muted">This page is on its way.</p>
    </Page>
  );
}
