import { Page } from "#/ui/page";

export default function Schedules() {
  return (
    <Page title="Schedules">
      <p className="muted">This page is on its way.</p>
    </Page>
  );
}
