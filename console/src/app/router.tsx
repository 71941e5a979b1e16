/** The routes: one line for each page. `search` of a page says what its address may have after `?`. */

import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { search as audit } from "#/features/audit/search";
import { search as circuits } from "#/features/circuits/search";
import { search as deadLetters } from "#/features/dead-letters/search";
import { search as health } from "#/features/health/search";
import { search as interventions } from "#/features/interventions/search";
import { search as job } from "#/features/job/search";
import { search as jobs } from "#/features/jobs/search";
import { search as keys } from "#/features/keys/search";
import { search as newJob } from "#/features/new-job/search";
import { search as policies } from "#/features/policies/search";
import { search as profiles } from "#/features/profiles/search";
import { search as schedule } from "#/features/schedule/search";
import { search as schedules } from "#/features/schedules/search";
import { search as secrets } from "#/features/secrets/search";
import { search as sessions } from "#/features/sessions/search";
import { search as settings } from "#/features/settings/search";
import { search as task } from "#/features/task/search";
import { search as tasks } from "#/features/tasks/search";
import { search as users } from "#/features/users/search";
import { search as webhook } from "#/features/webhook/search";
import { search as webhooks } from "#/features/webhooks/search";
import { search as workers } from "#/features/workers/search";
import { parseSearch, stringifySearch } from "#/ui/search-params";
import { Failed } from "./failed";
import { Missing } from "./missing";
import { pages } from "./pages";
import { Root } from "./root";

const root = createRootRoute({ component: Root, notFoundComponent: Missing });

type Load = (typeof pages)[keyof typeof pages];

function page<Path extends string, Search>(path: Path, load: Load, validateSearch: (given: Record<string, unknown>) => Search) {
  return createRoute({ getParentRoute: () => root, path, component: lazyRouteComponent(load), validateSearch });
}

const none = () => ({});

const routes = [
  createRoute({
    getParentRoute: () => root,
    path: "/",
    beforeLoad: () => {
      throw redirect({ to: "/jobs", replace: true });
    },
  }),
  page("/jobs", pages.jobs, jobs),
  page("/jobs/new", pages.newJob, newJob),
  page("/jobs/$jobId", pages.job, job),
  page("/interventions", pages.interventions, interventions),
  page("/schedules", pages.schedules, schedules),
  page("/schedules/$id", pages.schedule, schedule),
  page("/dead-letters", pages.deadLetters, deadLetters),
  page("/tasks", pages.tasks, tasks),
  page("/tasks/$name", pages.task, task),
  page("/sessions", pages.sessions, sessions),
  page("/secrets", pages.secrets, secrets),
  page("/profiles", pages.profiles, profiles),
  page("/workers", pages.workers, workers),
  page("/circuits", pages.circuits, circuits),
  page("/health", pages.health, health),
  page("/webhooks", pages.webhooks, webhooks),
  page("/webhooks/$id", pages.webhook, webhook),
  page("/keys", pages.keys, keys),
  page("/users", pages.users, users),
  page("/policies", pages.policies, policies),
  page("/audit", pages.audit, audit),
  page("/settings", pages.settings, settings),
  page("/account", pages.account, none),
  page("/sign-in", pages.signIn, none),
  page("/sign-in/link", pages.signInLink, none),
  page("/sign-in/oidc", pages.signInOidc, none),
] as const;

export const router = createRouter({
  routeTree: root.addChildren(routes),
  basepath: "/console",
  parseSearch,
  stringifySearch,
  scrollRestoration: true,
  defaultErrorComponent: Failed,
  // The last page stays until the next one is there; only what is slow is announced.
  defaultPendingMs: 300,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
