import { problemText } from "#/api/problem-text";
import { toast } from "#/ui/toast";

/** Does what a button of a row says, and tells what came of it: `done`, or why not. */
export async function attempt(act: () => Promise<unknown>, done: string): Promise<void> {
  try {
    await act();
    toast(done);
  } catch (error) {
    toast(problemText(error).title, { kind: "bad" });
  }
}
