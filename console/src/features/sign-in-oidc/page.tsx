import { useRouter } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { problemText, type Trouble } from "#/api/problem-text";
import { finishOidc } from "#/api/sign-in";
import { SignInFrame } from "#/features/sign-in/frame";
import { ButtonLink } from "#/ui/button";
import { ErrorBox } from "#/ui/error-box";

/** Once for the page: what the provider has answered works once. */
let finishing: Promise<string> | undefined;

/** Where the OIDC provider sends the person back to. */
export default function SignInOidc() {
  const [trouble, setTrouble] = useState<Trouble>();
  const router = useRouter();
  useEffect(() => {
    finishing ??= finishOidc(new URLSearchParams(location.search));
    finishing.then(
      (path) => router.history.replace(path),
      (error: unknown) => setTrouble(problemText(error)),
    );
  }, [router]);
  return (
    <SignInFrame title={trouble ? "Not signed in" : "Signing in…"}>
      <ErrorBox error={trouble} />
      {trouble && <ButtonLink to="/sign-in">Sign in another way</ButtonLink>}
    </SignInFrame>
  );
}
