import type { User } from "tabwright/v1/user";
import { api } from "#/api/api";
import { problemText } from "#/api/problem-text";
import { attempt } from "#/features/shared/attempt";
import { reloadQueries } from "#/store/query";
import { confirm } from "#/ui/confirm";
import { toast } from "#/ui/toast";
import type { Open } from "./dialogs";

export async function makeLink(user: User, onOpen: (open: Open) => void): Promise<void> {
  const text = "Whoever has the link signs in with it, once. Earlier links of this user are worth nothing then.";
  if (!(await confirm({ title: `Make a new sign-in link for ${user.email}?`, text, action: "Make the link" }))) return;
  try {
    const link = await api.users.createSignInLink({ id: user.id });
    onOpen({ what: "link", email: user.email, link });
  } catch (error) {
    toast(problemText(error).title, { kind: "bad" });
  }
}

export async function enable({ id, email }: User): Promise<void> {
  await attempt(() => api.users.updateUser({ id, isDisabled: false }), `${email} can sign in again.`);
  reloadQueries("users");
}

export async function disable({ id, email }: User): Promise<void> {
  const text = "All sessions of this user end at once, and signing in is refused until somebody enables the user again.";
  if (!(await confirm({ title: `Disable ${email}?`, text, action: "Disable the user", isDestructive: true }))) return;
  await attempt(() => api.users.updateUser({ id, isDisabled: true }), `${email} is disabled.`);
  reloadQueries("users");
}

export async function remove({ id, email }: User): Promise<void> {
  const text = "All sessions of this user end. What the user did stays in the audit trail.";
  if (!(await confirm({ title: `Delete ${email}?`, text, action: "Delete the user", isDestructive: true }))) return;
  await attempt(() => api.users.deleteUser({ id }), `${email} is deleted.`);
  reloadQueries("users");
}
