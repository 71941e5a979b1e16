import { Page } from "#/ui/page";

export default function Workers() {
  return (
    <Page title="Workers">
      <p className="muted">This page is on its way.</p>
    </Page>
  );
}
