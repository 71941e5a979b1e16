import { Page } from "#/ui/page";

export default function Tasks() {
  return (
    <Page title="Tasks">
      <p className="muted">This page is on its way.</p>
    </Page>
  );
}
