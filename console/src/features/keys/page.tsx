import { Page } from "#/ui/page";

export default function Keys() {
  return (
    <Page title="API keys">
      <p className="muted">This page is on its way.</p>
    </Page>
  );
}
