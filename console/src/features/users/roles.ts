import { User_Role } from "tabwright/v1/user";

export type RoleWord = "viewer" | "member" | "owner";

export const ROLES: readonly (readonly [RoleWord, string])[] = [
  ["viewer", "viewer: sees everything, changes nothing"],
  ["member", "member: works with jobs, schedules, secrets…"],
  ["owner", "owner: the same, and users, keys, URL policies"],
];

export function roleWord(role: User_Role): RoleWord {
  return ROLES.find(([word]) => User_Role[word] === role)?.[0] ?? "viewer";
}
