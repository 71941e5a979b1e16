import { useState } from "react";
import { Button } from "./button";
import { toast } from "./toast";

/** Copies a text, and says so: `<Copy text={job.id} label="Copy the job's id" />`. */
export function Copy({ text, label = "Copy", children }: { text: string; label?: string; children?: string }) {
  const [isDone, setDone] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setDone(true);
      toast("Copied.");
    } catch {
      // Without TLS, or without leave, there is no clipboard: the text can still be marked by hand.
      toast("This browser does not let pages copy. Mark the text and copy it by hand.", { kind: "bad" });
    }
  };
  return (
    <Button kind="quiet" icon={isDone ? "tick" : "copy"} label={label} className="copy" onClick={() => void copy()} onBlur={() => setDone(false)}>
      {children}
    </Button>
  );
}

/** An id, shortened in the middle, that can be copied whole. */
export function Id({ id, label = "Copy the id" }: { id: string; label?: string }) {
  return (
    <span className="id">
      <code title={id}>{shortId(id)}</code>
      <Copy text={id} label={label} />
    </span>
  );
}

/** `0198d2a4…c41f`: ids sort by time, so that both ends are needed to tell them apart. */
export function shortId(id: string): string {
  return id.length > 16 ? `${id.slice(0, 8)}…${id.slice(-4)}` : id;
}
