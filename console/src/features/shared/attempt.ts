import { isEnded, problemText } from "#/api/problem-text";
import { toast } from "#/ui/toast";

/** Does what a button of a row says, and tells what came of it: `done`, or why not. False: it failed. */
export async function attempt(act: () => Promise<unknown>, done?: string): Promise<boolean> {
  try {
    await act();
    if (done) toast(done);
    return true;
  } catch (error) {
    if (!isEnded(error)) toast(problemText(error).title, { kind: "bad" });
    return false;
  }
}
