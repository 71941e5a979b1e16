import { type FormEvent, useState } from "react";
import { api } from "#/api/api";
import { fieldProblem, problemText, type Trouble } from "#/api/problem-text";
import { Button } from "#/ui/button";
import { ErrorBox } from "#/ui/error-box";
import { TextField } from "#/ui/field";

/** Sets the password of who is signed in. The server ends all other sessions. */
export function PasswordForm({ needsCurrent, onDone }: { needsCurrent: boolean; onDone: () => void }) {
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const [trouble, setTrouble] = useState<Trouble>();
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setTrouble(undefined);
    try {
      await api.auths.changePassword({ currentPassword: current, newPassword: next });
      setCurrent("");
      setNext("");
      onDone();
    } catch (error) {
      setTrouble(problemText(error));
    } finally {
      setBusy(false);
    }
  };
  const wrong = { current: fieldProblem(trouble, "currentPassword"), next: fieldProblem(trouble, "newPassword") };
  return (
    <form onSubmit={(event) => void submit(event)}>
      {needsCurrent && (
        <TextField
          label="Password until now"
          type="password"
          autoComplete="current-password"
          required
          value={current}
          onChange={setCurrent}
          error={wrong.current}
        />
      )}
      <TextField
        label="New password"
        type="password"
        autoComplete="new-password"
        required
        minLength={12}
        value={next}
        onChange={setNext}
        error={wrong.next}
        hint="12 characters at least. A few words are easier to keep in mind than signs."
      />
      {!wrong.current && !wrong.next && <ErrorBox error={trouble} />}
      <Button type="submit" kind="primary" isBusy={isBusy}>
        Set the password
      </Button>
    </form>
  );
}
