import { Page } from "#/ui/page";

export default function DeadLetters() {
  return (
    <Page title="Dead letters">
      <p className="muted">This page is on its way.</p>
    </Page>
  );
}
