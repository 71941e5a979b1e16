import { Page } from "#/ui/page";

export default function Circuits() {
  return (
    <Page title="Circuits">
      <p className="muted">This page is on its way.</p>
    </Page>
  );
}
