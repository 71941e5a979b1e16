import { Page } from "#/ui/page";

export default function Policies() {
  return (
    <Page title="URL policies">
      <p className="muted">This page is on its way.</p>
    </Page>
  );
}
