import { Page } from "#/ui/page";

export default function Users() {
  return (
    <Page title="Users">
      <p className="muted">This page is on its way.</p>
    </Page>
  );
}
