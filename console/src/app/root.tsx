import { Outlet, useLocation } from "@tanstack/react-router";
import { useEffect } from "react";
import { session } from "#/api/session";
import { signOut, wasSignedIn } from "#/api/sign-in";
import { useCell } from "#/base/cell";
import { SignInForm } from "#/features/sign-in/form";
import { SignInFrame } from "#/features/sign-in/frame";
import { startLive, stopLive } from "#/store/live";
import { clearQueries } from "#/store/query";
import { Button } from "#/ui/button";
import { Confirmation } from "#/ui/confirm";
import { Dialog } from "#/ui/dialog";
import { listenForShortcuts } from "#/ui/shortcuts";
import { Toasts } from "#/ui/toast";
import { Shell } from "./shell";

/** What there is of the console depends on who is signed in; the address stays the same meanwhile. */
export function Root() {
  const now = useCell(session);
  const isSignIn = useLocation({ select: ({ pathname }) => pathname.startsWith("/sign-in") });
  useEffect(listenForShortcuts, []);
  useEffect(() => {
    if (now.state === "in") startLive();
    else stopLive();
    if (now.state === "out") clearQueries();
  }, [now.state]);
  return (
    <>
      {isSignIn ? <Outlet /> : <Inside state={now.state} />}
      {now.state === "expired" && !isSignIn && <SignInAgain />}
      <Confirmation />
      <Toasts />
    </>
  );
}

function Inside({ state }: { state: "asking" | "out" | "in" | "expired" }) {
  if (state === "out") {
    return (
      <SignInFrame title="Sign in">
        <SignInForm />
      </SignInFrame>
    );
  }
  // While the server is asked, what it will most probably allow stands there already, without a page.
  if (state === "asking") return wasSignedIn() ? <Shell /> : null;
  return (
    <Shell>
      <Outlet />
    </Shell>
  );
}

/** Nothing of what was being done is lost: it is behind the form, and cannot be seen. */
function SignInAgain() {
  return (
    <Dialog title="Your session has ended" onClose={() => undefined} isFirm>
      <p>Sign in to go on where you are.</p>
      <SignInForm />
      <div className="sign-in-ways">
        <Button kind="quiet" onClick={() => void signOut()}>
          Leave this page
        </Button>
      </div>
    </Dialog>
  );
}
