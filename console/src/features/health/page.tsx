import { Page } from "#/ui/page";

export default function Health() {
  return (
    <Page title="Health">
      <p className="muted">This page is on its way.</p>
    </Page>
  );
}
