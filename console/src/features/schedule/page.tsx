import { Page } from "#/ui/page";

export default function Schedule() {
  return (
    <Page title="Schedule">
      <p className="muted">This page is on its way.</p>
    </Page>
  );
}
