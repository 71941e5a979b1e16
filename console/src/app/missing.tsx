import { ButtonLink } from "#/ui/button";
import { Page } from "#/ui/page";

/** An address that no page has. */
export function Missing() {
  return (
    <Page title="There is no such page">
      <p>The address may be incomplete.</p>
      <p>
        <ButtonLink to="/jobs">Go to the jobs</ButtonLink>
      </p>
    </Page>
  );
}
