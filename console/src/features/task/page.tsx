import { Page } from "#/ui/page";

export default function Task() {
  return (
    <Page title="Task">
      <p className="muted">This page is on its way.</p>
    </Page>
  );
}
