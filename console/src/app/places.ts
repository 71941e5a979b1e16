/** Where the rail leads to. */

import type { LinkProps } from "@tanstack/react-router";
import type { IconName } from "#/ui/icon";

export interface Place {
  to: NonNullable<LinkProps["to"]>;
  word: string;
  icon: IconName;
  /** The second key after `g`. */
  key?: string;
  /** Only for who may admit others (`useMayAdmit`). */
  isForAdmitting?: true;
}

export const PLACES: readonly { group: string; places: readonly Place[] }[] = [
  {
    group: "Work",
    places: [
      { to: "/jobs", word: "Jobs", icon: "jobs", key: "j" },
      { to: "/interventions", word: "Interventions", icon: "hand", key: "i" },
      { to: "/schedules", word: "Schedules", icon: "schedule", key: "s" },
      { to: "/dead-letters", word: "Dead letters", icon: "dead", key: "d" },
      { to: "/tasks", word: "Tasks", icon: "task", key: "t" },
      { to: "/sessions", word: "Sessions", icon: "session" },
      { to: "/secrets", word: "Secrets", icon: "secret" },
      { to: "/profiles", word: "Profiles", icon: "profile" },
    ],
  },
  {
    group: "Fleet",
    places: [
      { to: "/workers", word: "Workers", icon: "worker", key: "w" },
      { to: "/circuits", word: "Circuits", icon: "circuit" },
      { to: "/health", word: "Health", icon: "health", key: "h" },
    ],
  },
  {
    group: "Admin",
    places: [
      { to: "/webhooks", word: "Webhooks", icon: "webhook" },
      { to: "/keys", word: "API keys", icon: "key", isForAdmitting: true },
      { to: "/users", word: "Users", icon: "users", isForAdmitting: true },
      { to: "/policies", word: "URL policies", icon: "policy" },
      { to: "/audit", word: "Audit", icon: "audit" },
      { to: "/settings", word: "Settings", icon: "settings" },
    ],
  },
];
