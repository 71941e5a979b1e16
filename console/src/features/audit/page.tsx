import { Page } from "#/ui/page";

export default function Audit() {
  return (
    <Page title="Audit">
      <p className="muted">This page is on its way.</p>
    </Page>
  );
}
