import { Page } from "#/ui/page";

export default function Profiles() {
  return (
    <Page title="Profiles">
      <p className="muted">This page is on its way.</p>
    </Page>
  );
}
