import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { problemText, type Trouble } from "#/api/problem-text";
import { signIn } from "#/api/sign-in";
import { PasswordForm } from "#/features/account/password-form";
import { SignInFrame } from "#/features/sign-in/frame";
import { Button, ButtonLink } from "#/ui/button";
import { ErrorBox } from "#/ui/error-box";

/** The page of a one-time link: signs in, then lets the person choose a password. */
export default function SignInLink() {
  const [linkToken] = useState(takeToken);
  const [name, setName] = useState<string>();
  const [trouble, setTrouble] = useState<Trouble>();
  const [isBusy, setBusy] = useState(false);
  const navigate = useNavigate();
  const enter = async () => {
    setBusy(true);
    try {
      setName((await signIn({ linkToken }))?.email ?? "");
    } catch (error) {
      setTrouble(problemText(error));
    } finally {
      setBusy(false);
    }
  };
  if (name !== undefined) {
    return (
      <SignInFrame title="Choose a password">
        <p>You are signed in{name ? ` as ${name}` : ""}. With a password you can sign in again without a link.</p>
        <PasswordForm needsCurrent={false} onDone={() => void navigate({ to: "/jobs" })} />
        <ButtonLink kind="quiet" to="/jobs">
          Later
        </ButtonLink>
      </SignInFrame>
    );
  }
  // Not by itself: what looks at links before people do would use it up.
  return (
    <SignInFrame title="Sign in by a link">
      {linkToken ? <p>This link works once.</p> : <p>This address is not whole: a one-time link ends with #token= and a long word.</p>}
      <ErrorBox error={trouble} />
      {linkToken && !trouble && (
        <Button kind="primary" isBusy={isBusy} autoFocus onClick={() => void enter()}>
          Sign in
        </Button>
      )}
      {(trouble || !linkToken) && <ButtonLink to="/sign-in">Sign in another way</ButtonLink>}
    </SignInFrame>
  );
}

let taken = "";

/** The token of the address, which is taken out of it, and so out of the history. */
function takeToken(): string {
  const found = new URLSearchParams(location.hash.slice(1)).get("token");
  if (found) {
    taken = found;
    history.replaceState(history.state, "", location.pathname);
  }
  return taken;
}
