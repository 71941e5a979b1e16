import { Page } from "#/ui/page";

export default function Interventions() {
  return (
    <Page title="Interventions">
      <p className="muted">This page is on its way.</p>
    </Page>
  );
}
