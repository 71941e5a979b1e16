/** Signing in and out, and the access token that lasts for minutes: it is renewed before it expires, by one tab for all. */

import { timestampMs } from "@bufbuild/protobuf/wkt";
import { Code, ConnectError } from "tabwright";
import type { LoginResponse, Me } from "tabwright/v1/auth_service";
import { type User, User_Role } from "tabwright/v1/user";
import { keep, kept } from "#/base/kept";
import { api, isRefused, onUnauthenticated } from "./api";
import { credentials, type Role, session, setCredentials, type Who } from "./session";

/** A browser keeps the cookie of the refresh token over TLS, and for its own machine. Elsewhere it lasts as long as the page. */
const cookie = isSecureContext;
const OF_OURS = { headers: { "x-tabwright-csrf": "1" } };
/** Whether this browser was signed in: for what is painted before the server has answered. */
const HINT = "tabwright.signed-in";
const LOCK = "tabwright.refresh";

interface Token {
  accessToken: string;
  who: Who;
  /** On this machine's clock. */
  renewAt: number;
}

type News = { type: "token"; token: Token } | { type: "out" };

const channel = new BroadcastChannel("tabwright.session");
let token: Token | undefined;
let refreshToken = "";
let timer: ReturnType<typeof setTimeout> | undefined;

export function wasSignedIn(): boolean {
  return kept(HINT) === "1";
}

/** Asks whether this browser is signed in. Called once, when the page comes. */
export async function begin(): Promise<void> {
  onUnauthenticated(renew);
  channel.addEventListener("message", (event: MessageEvent<News>) => hear(event.data));
  // Timers sleep with the machine.
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && token && Date.now() > token.renewAt) void refresh();
  });
  if (!wasSignedIn()) return leave("out");
  await refresh();
  if (session.get().state === "asking") leave("out");
}

type Proof = { email: string; password: string } | { linkToken: string } | { oidcCode: string; oidcState: string };

/** Throws a ConnectError where the server does not accept it. */
export async function signIn(proof: Proof): Promise<User | undefined> {
  const answer = await api.auths.login({ ...proof, cookie }, OF_OURS);
  take(answer);
  return answer.user;
}

/** With the key of a program, for as long as the page is open. */
export async function signInWithKey(key: string): Promise<void> {
  setCredentials({ key });
  try {
    enter(whoOf(await api.auths.getMe({})));
  } catch (error) {
    setCredentials(undefined);
    throw error;
  }
}

/** Ends the session, in all tabs of this browser. */
export async function signOut(): Promise<void> {
  if (token) await api.auths.logout({ refreshToken }, OF_OURS);
  channel.postMessage({ type: "out" } satisfies News);
  leave("out");
}

/** Sends the person to the OIDC provider, who comes back to the page `/sign-in/oidc`. */
export async function startOidc(): Promise<void> {
  const redirectUrl = `${location.origin}/console/sign-in/oidc`;
  const { url, state } = await api.auths.startOidc({ redirectUrl });
  const begun: Begun = { state, returnTo: location.pathname + location.search };
  sessionStorage.setItem(BEGUN, JSON.stringify(begun));
  location.assign(url);
}

/** A sign-in that the provider is to end. Its secret proves that it comes back to where it was begun. */
interface Begun {
  state: string;
  returnTo: string;
}

const BEGUN = "tabwright.oidc";

/** Signs in with what the provider has answered, and says where the person was. Throws where another tab has begun it. */
export async function finishOidc(given: URLSearchParams): Promise<string> {
  const kept = sessionStorage.getItem(BEGUN);
  sessionStorage.removeItem(BEGUN);
  const refusal = given.get("error_description") ?? given.get("error");
  if (refusal) throw new ConnectError(`the provider has refused: ${refusal}`, Code.Unauthenticated);
  if (!kept) throw new ConnectError("this sign-in was not begun in this tab: begin it anew", Code.Unauthenticated);
  const { state, returnTo } = JSON.parse(kept) as Begun;
  await signIn({ oidcCode: given.get("code") ?? "", oidcState: state });
  return returnTo;
}

/** Whether there are other credentials than those with which a call was refused. */
async function renew(refused: Record<string, string>): Promise<boolean> {
  if (refused !== credentials()) return true; // meanwhile there are
  if (!token) {
    // A key that was taken back: nothing renews it.
    if (session.get().state === "in") leave("expired");
    return false;
  }
  await refresh();
  return session.get().state === "in" && refused !== credentials();
}

let running: Promise<void> | undefined;

function refresh(): Promise<void> {
  const old = token;
  running ??= alone(() => exchange(old)).finally(() => (running = undefined));
  return running;
}

/** Two tabs that exchange one token at once would look like a thief. */
function alone(run: () => Promise<void>): Promise<void> {
  return navigator.locks ? navigator.locks.request(LOCK, run) : run();
}

async function exchange(old: Token | undefined): Promise<void> {
  if (token !== old) return; // another tab has done it while this one waited
  try {
    take(await api.auths.refresh({ refreshToken }, OF_OURS));
  } catch (error) {
    if (isRefused(error)) leave(session.get().state === "asking" ? "out" : "expired");
    else if (session.get().state === "asking") return begun(error);
    else timer = setTimeout(() => void refresh(), 5_000 + Math.random() * 5_000); // the server is away: it comes back
  }
}

/** The page has come while the server is away: it asks until there is an answer. */
async function begun(error: unknown): Promise<void> {
  if (error instanceof ConnectError && error.code === Code.Unimplemented) return leave("out");
  await new Promise((resolve) => setTimeout(resolve, 1_000 + Math.random() * 1_000));
  return exchange(token);
}

function take({ accessToken, refreshToken: next, accessExpiresAt, user }: LoginResponse): void {
  if (!user) throw new ConnectError("the answer has no user", Code.Internal);
  if (next) refreshToken = next;
  const lifeMs = accessExpiresAt ? timestampMs(accessExpiresAt) - Date.now() : 0;
  // This machine's clock may be wrong: a token that has expired is noticed by the call that is refused.
  const renewAt = Date.now() + Math.min(Math.max(lifeMs, 60_000), 600_000) * (0.7 + Math.random() * 0.1);
  const mine: Token = { accessToken, who: whoOf({ user, name: user.name, role: user.role, isAdmin: user.isAdmin }), renewAt };
  hold(mine);
  channel.postMessage({ type: "token", token: mine } satisfies News);
}

function hold(next: Token): void {
  token = next;
  setCredentials({ accessToken: next.accessToken });
  clearTimeout(timer);
  timer = setTimeout(() => void refresh(), Math.max(0, next.renewAt - Date.now()));
  if (cookie) keep(HINT, "1");
  enter(next.who);
}

function hear(news: News): void {
  const now = session.get();
  // A tab that works with a key has nothing to do with the others.
  if (now.state === "in" && !now.who.userId) return;
  if (news.type === "out") leave("out");
  else hold(news.token);
}

function enter(who: Who): void {
  const now = session.get();
  const before = now.state === "in" || now.state === "expired" ? now.who : undefined;
  // Somebody else may not find what the one before had open.
  if (before && (before.userId !== who.userId || before.name !== who.name)) return location.reload();
  if (now.state === "in" && sameWho(now.who, who)) return;
  session.set({ state: "in", who });
}

function leave(state: "out" | "expired"): void {
  token = undefined;
  refreshToken = "";
  clearTimeout(timer);
  setCredentials(undefined);
  if (state === "out") keep(HINT, undefined);
  const now = session.get();
  if (state === "expired" && (now.state === "in" || now.state === "expired")) session.set({ state, who: now.who });
  else session.set({ state: "out" });
}

function sameWho(one: Who, other: Who): boolean {
  return one.userId === other.userId && one.role === other.role && one.isAdmin === other.isAdmin && one.name === other.name;
}

const ROLES: Partial<Record<User_Role, Role>> = { [User_Role.viewer]: "viewer", [User_Role.member]: "member", [User_Role.owner]: "owner" };

function whoOf({ user, name, role, isAdmin }: Pick<Me, "user" | "name" | "role" | "isAdmin">): Who {
  const who: Who = { name: name || user?.email || "API key", role: ROLES[role] ?? "viewer", isAdmin };
  return user ? { ...who, userId: user.id } : who;
}
