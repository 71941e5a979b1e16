import type { ErrorComponentProps } from "@tanstack/react-router";
import { Button } from "#/ui/button";
import { Page } from "#/ui/page";

/** A page that could not be shown: its file is gone after an update, or it has an error of its own. */
export function Failed({ error, reset }: ErrorComponentProps) {
  const message = error instanceof Error ? error.message : String(error);
  const isGone = /import|module|load/i.test(message);
  return (
    <Page title={isGone ? "This page could not be loaded" : "This page has an error"}>
      <p>
        {isGone
          ? "The console has probably been updated since you opened it, or the server does not answer."
          : "Nothing on the server has changed by it. Please report what you did and this message:"}
      </p>
      {!isGone && <pre className="failure">{message}</pre>}
      <p className="row">
        <Button kind="primary" onClick={() => location.reload()}>
          Load the console anew
        </Button>
        <Button onClick={reset}>Try again</Button>
      </p>
    </Page>
  );
}
