import { shortId } from "#/ui/copy";
import { Link } from "#/ui/link";

/** Where things of a kind are listed. */
const LISTS = {
  api_key: "/keys",
  user: "/users",
  user_session: "/account",
  secret: "/secrets",
  profile: "/profiles",
  session: "/sessions",
  circuit_breaker: "/circuits",
  url_policy: "/policies",
  browser: "/workers",
  browser_type: "/workers",
  service_level: "/health",
  task_type: "/tasks",
} as const;

/** What an event was about: a link to it, or to where things like it are listed. */
export function Resource({ name }: { name: string }) {
  const at = name.indexOf("/");
  const [kind, id] = at < 0 ? [name, ""] : [name.slice(0, at), name.slice(at + 1)];
  const words = (
    <>
      {kind.replaceAll("_", " ")} <code>{shortId(id)}</code>
    </>
  );
  if (kind === "job") return <Link to="/jobs/$jobId" params={{ jobId: id }} title={name}>{words}</Link>;
  if (kind === "schedule") return <Link to="/schedules/$id" params={{ id }} title={name}>{words}</Link>;
  if (kind === "webhook") return <Link to="/webhooks/$id" params={{ id }} title={name}>{words}</Link>;
  const list = LISTS[kind as keyof typeof LISTS];
  return list ? <Link to={list} title={name}>{words}</Link> : <span title={name}>{words}</span>;
}
