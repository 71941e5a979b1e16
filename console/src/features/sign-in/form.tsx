import { type FormEvent, useEffect, useState } from "react";
import { api } from "#/api/api";
import { problemText, type Trouble } from "#/api/problem-text";
import { signIn, signInWithKey, startOidc } from "#/api/sign-in";
import type { SignInWays } from "tabwright/v1/auth_service";
import { Button } from "#/ui/button";
import { ErrorBox } from "#/ui/error-box";
import { TextField } from "#/ui/field";

/** Where no browser keeps the cookie: nobody should wonder who is signed out. */
const SHORT = "Over plain http from another machine you are signed out when this page is loaded anew. Use https to stay.";

/** Signs in, where the person is: the address stays, and shows what it says once that is done. */
export function SignInForm({ email: given = "" }: { email?: string }) {
  const [isWithKey, setWithKey] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>();
  const [isBusy, setBusy] = useState(false);
  const ways = useWays();
  const attempt = async (way: () => Promise<unknown>) => {
    setBusy(true);
    setTrouble(undefined);
    try {
      await way();
    } catch (error) {
      setTrouble(problemText(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="sign-in-form">
      {isWithKey ? <KeyForm isBusy={isBusy} onKey={(key) => attempt(() => signInWithKey(key))} /> : (
        <PasswordForm given={given} isBusy={isBusy} onPassword={(email, password) => attempt(() => signIn({ email, password }))} />
      )}
      <ErrorBox error={trouble} />
      <div className="sign-in-ways">
        {ways?.oidc && (
          <Button onClick={() => void attempt(startOidc)} disabled={isBusy}>
            {`Sign in with ${ways.oidcName || "your organisation"}`}
          </Button>
        )}
        <Button kind="quiet" onClick={() => (setWithKey(!isWithKey), setTrouble(undefined))}>
          {isWithKey ? "Use email and password" : "Use an API key"}
        </Button>
      </div>
    </div>
  );
}

/** How one can sign in here. Undefined: not known yet, or not to be had; then there is the password. */
function useWays(): SignInWays | undefined {
  const [ways, setWays] = useState<SignInWays>();
  useEffect(() => {
    const stop = new AbortController();
    api.auths.getSignInWays({}, { signal: stop.signal }).then(setWays, () => undefined);
    return () => stop.abort();
  }, []);
  return ways;
}

function PasswordForm({ given, isBusy, onPassword }: { given: string; isBusy: boolean; onPassword: (email: string, password: string) => void }) {
  const [email, setEmail] = useState(given);
  const [password, setPassword] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onPassword(email.trim(), password);
  };
  return (
    <form onSubmit={submit}>
      <TextField label="Email" type="email" name="email" autoComplete="username" required autoFocus={!given} value={email} onChange={setEmail} />
      <TextField
        label="Password"
        type="password"
        name="password"
        autoComplete="current-password"
        required
        autoFocus={given !== ""}
        value={password}
        onChange={setPassword}
        hint={isSecureContext ? undefined : SHORT}
      />
      <Button type="submit" kind="primary" isBusy={isBusy}>
        Sign in
      </Button>
    </form>
  );
}

function KeyForm({ isBusy, onKey }: { isBusy: boolean; onKey: (key: string) => void }) {
  const [key, setKey] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onKey(key.trim());
  };
  return (
    <form onSubmit={submit}>
      <TextField
        label="API key"
        type="password"
        autoComplete="off"
        required
        autoFocus
        value={key}
        onChange={setKey}
        hint="It stays in this tab alone, and is forgotten when the page is closed or loaded anew."
      />
      <Button type="submit" kind="primary" isBusy={isBusy}>
        Sign in
      </Button>
    </form>
  );
}
