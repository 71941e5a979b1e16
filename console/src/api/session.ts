/** Who is signed in, in this tab. What proves it is kept in the memory of this module alone, and goes with the page. */

import { cell, useCell } from "#/base/cell";

export type Role = "viewer" | "member" | "owner";

/** Who acts: a user, or a program's key that somebody has given. */
export interface Who {
  /** What the console calls it: an email address, or `API key`. */
  name: string;
  role: Role;
  isAdmin: boolean;
  /** Absent: it is a key. */
  userId?: string;
}

export type Session =
  /** The page has just come, and asks whether this browser is signed in. */
  | { state: "asking" }
  | { state: "out" }
  | { state: "in"; who: Who }
  /** It was signed in, and what it was doing is still there behind the form. */
  | { state: "expired"; who: Who };

export const session = cell<Session>({ state: "asking" });

let headers: Record<string, string> = {};

/** What every call is sent with: another object after each change. */
export function credentials(): Record<string, string> {
  return headers;
}

export function setCredentials(next: { key: string } | { accessToken: string } | undefined): void {
  headers = !next ? {} : "key" in next ? { "x-api-key": next.key } : { authorization: `Bearer ${next.accessToken}` };
}

/** Who is signed in. Undefined: nobody. */
export function useWho(): Who | undefined {
  const now = useCell(session);
  return now.state === "in" || now.state === "expired" ? now.who : undefined;
}

const RANK: Record<Role, number> = { viewer: 0, member: 1, owner: 2 };

/**
 * Whether who is signed in may do what needs this role. For what is shown only: the server decides. Who
 * administers the installation may do everything.
 */
export function useMay(role: Role | "admin"): boolean {
  const who = useWho();
  if (!who) return false;
  if (who.isAdmin) return true;
  return role !== "admin" && RANK[who.role] >= RANK[role];
}

/** Whether who is signed in may see who may come in: users and keys. A program's key may not, but an administrator's. */
export function useMayAdmit(): boolean {
  const who = useWho();
  return who !== undefined && (who.isAdmin || (who.userId !== undefined && who.role === "owner"));
}
