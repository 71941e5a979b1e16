/** What a button does: it can be pressed once at a time, and says why it failed. */

import { useEffect, useRef, useState } from "react";
import { isEnded, problemText, type Trouble } from "#/api/problem-text";

export interface Action<Given extends unknown[]> {
  run: (...given: Given) => Promise<void>;
  isBusy: boolean;
  /** Why the last try failed. Undefined: it did not. */
  trouble: Trouble | undefined;
  forget: () => void;
}

/** `const cancel = useAction(async () => { await api.jobs.cancelJob({ jobId }); })` for `<Button isBusy={cancel.isBusy} onClick={() => void cancel.run()}>`. */
export function useAction<Given extends unknown[]>(act: (...given: Given) => Promise<void>): Action<Given> {
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>();
  const isRunning = useRef(false);
  const isThere = useRef(true);
  useEffect(() => {
    isThere.current = true;
    return () => void (isThere.current = false);
  }, []);
  const run = async (...given: Given) => {
    if (isRunning.current) return;
    isRunning.current = true;
    setBusy(true);
    setTrouble(undefined);
    try {
      await act(...given);
    } catch (error) {
      if (!isEnded(error) && isThere.current) setTrouble(problemText(error));
    } finally {
      isRunning.current = false;
      if (isThere.current) setBusy(false);
    }
  };
  return { run, isBusy, trouble, forget: () => setTrouble(undefined) };
}
