/** What each page is loaded from. All of them are fetched in idle time: a server that is lost later breaks no way to one. */

import services from "tabwright/services";

export const pages = {
  jobs: () => import("#/features/jobs/page"),
  job: () => import("#/features/job/page"),
  newJob: () => import("#/features/new-job/page"),
  interventions: () => import("#/features/interventions/page"),
  schedules: () => import("#/features/schedules/page"),
  schedule: () => import("#/features/schedule/page"),
  deadLetters: () => import("#/features/dead-letters/page"),
  tasks: () => import("#/features/tasks/page"),
  task: () => import("#/features/task/page"),
  sessions: () => import("#/features/sessions/page"),
  secrets: () => import("#/features/secrets/page"),
  profiles: () => import("#/features/profiles/page"),
  workers: () => import("#/features/workers/page"),
  circuits: () => import("#/features/circuits/page"),
  health: () => import("#/features/health/page"),
  webhooks: () => import("#/features/webhooks/page"),
  webhook: () => import("#/features/webhook/page"),
  keys: () => import("#/features/keys/page"),
  users: () => import("#/features/users/page"),
  policies: () => import("#/features/policies/page"),
  audit: () => import("#/features/audit/page"),
  settings: () => import("#/features/settings/page"),
  account: () => import("#/features/account/page"),
  signIn: () => import("#/features/sign-in/page"),
  signInLink: () => import("#/features/sign-in-link/page"),
  signInOidc: () => import("#/features/sign-in-oidc/page"),
};

/** Fetches all pages, one after the other, when there is nothing else to do. */
export function fetchAll(): void {
  const left: (() => Promise<unknown>)[] = [...Object.values(pages), ...Object.values(services)];
  const idle = window.requestIdleCallback ?? ((run: () => void) => setTimeout(run, 200));
  const next = () => {
    // A page that cannot be had now is asked for again by who goes there.
    const page = left.shift();
    if (page) void page().catch(() => undefined).finally(() => idle(next));
  };
  idle(next);
}
