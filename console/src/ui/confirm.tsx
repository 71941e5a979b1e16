import { type FormEvent, useState } from "react";
import { cell, useCell } from "#/base/cell";
import { Button } from "./button";
import { Dialog } from "./dialog";
import { TextField } from "./field";

interface Question {
  /** What will be done, with its number: `Cancel 7 jobs?`. */
  title: string;
  /** What follows from it, and what does not. */
  text?: string;
  /** The word on the button that does it: a verb, such as `Cancel the jobs`. */
  action: string;
  isDestructive?: boolean;
  /** Asks for a reason under this label. */
  reason?: string;
}

interface Asked extends Question {
  answer: (result: { reason: string } | undefined) => void;
}

const asked = cell<Asked | undefined>(undefined);

/** Asks before something is done. Undefined: it was called off. `if (await confirm({ title: "Cancel 7 jobs?", action: "Cancel the jobs", isDestructive: true })) …` */
export function confirm(question: Question): Promise<{ reason: string } | undefined> {
  return new Promise((answer) => {
    asked.get()?.answer(undefined);
    asked.set({ ...question, answer });
  });
}

/** Where questions are shown: once in the page. */
export function Confirmation() {
  const question = useCell(asked);
  return question ? <Ask key={question.title} {...question} /> : null;
}

function Ask({ title, text, action, isDestructive = false, reason, answer }: Asked) {
  const [words, setWords] = useState("");
  const end = (result: { reason: string } | undefined) => {
    asked.set(undefined);
    answer(result);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    end({ reason: words.trim() });
  };
  return (
    <Dialog title={title} onClose={() => end(undefined)}>
      <form onSubmit={submit}>
        {text && <p>{text}</p>}
        {reason && <TextField label={reason} value={words} onChange={setWords} maxLength={1000} />}
        <div className="dialog-actions">
          <Button data-autofocus={isDestructive || undefined} onClick={() => end(undefined)}>
            Go back
          </Button>
          <Button type="submit" kind={isDestructive ? "danger" : "primary"} data-autofocus={!isDestructive && !reason ? true : undefined}>
            {action}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
