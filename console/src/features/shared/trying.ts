import { isEnded, problemText } from "#/api/problem-text";
import { toast } from "#/ui/toast";

/** Does what a button of a row does, and says how it went. False: it failed. */
export async function trying(act: () => Promise<unknown>, done?: string): Promise<boolean> {
  try {
    await act();
    if (done) toast(done);
    return true;
  } catch (error) {
    if (!isEnded(error)) toast(problemText(error).title, { kind: "bad" });
    return false;
  }
}
