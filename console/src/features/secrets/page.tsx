import { Page } from "#/ui/page";

export default function Secrets() {
  return (
    <Page title="Secrets">
      <p className="muted">This page is on its way.</p>
    </Page>
  );
}
