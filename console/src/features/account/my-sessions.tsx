import { useMemo } from "react";
import type { UserSession } from "tabwright/v1/user";
import { api } from "#/api/api";
import { problemText } from "#/api/problem-text";
import { useQuery } from "#/store/query";
import { Button } from "#/ui/button";
import { confirm } from "#/ui/confirm";
import { ErrorBox } from "#/ui/error-box";
import { type Column, Table } from "#/ui/table";
import { RelativeTime } from "#/ui/time";
import { toast } from "#/ui/toast";

/** Where one is signed in. */
export function MySessions() {
  const list = useQuery(["my-sessions"], (signal) => api.auths.listUserSessions({}, { signal }));
  const { reload } = list;
  const columns = useMemo<Column<UserSession>[]>(
    () => [
      { id: "what", head: "Browser", isWide: true, cell: (one) => (one.isCurrent ? `${browser(one.userAgent)} (this one)` : browser(one.userAgent)) },
      { id: "address", head: "From", cell: (one) => one.address || "–", hide: "small" },
      { id: "method", head: "By", cell: (one) => one.method, hide: "small" },
      { id: "used", head: "Last used", cell: (one) => <RelativeTime at={one.lastUsedAt} /> },
      { id: "ends", head: "Ends", cell: (one) => <RelativeTime at={one.endsAt} />, hide: "small" },
      { id: "end", head: "", align: "end", cell: (one) => (one.isCurrent ? null : <Button onClick={() => void end(one, reload)}>End</Button>) },
    ],
    [reload],
  );
  return (
    <>
      <ErrorBox error={list.error} what="The sessions could not be read" onRetry={list.reload} />
      <Table label="Sessions" columns={columns} rows={list.data?.data} id={(one) => one.id} isBusy={list.isLoading} isStale={list.isStale} />
    </>
  );
}

async function end(one: UserSession, reload: () => void): Promise<void> {
  const title = `End the session in ${browser(one.userAgent)}?`;
  if (!(await confirm({ title, text: "Whoever uses it has to sign in again.", action: "End the session", isDestructive: true }))) return;
  try {
    await api.auths.endUserSession({ id: one.id });
    toast("The session has ended.");
  } catch (error) {
    toast(problemText(error).title, { kind: "bad" });
  }
  reload();
}

/** What people call the browser of a User-Agent. */
export function browser(userAgent: string): string {
  const names: [RegExp, string][] = [
    [/Edg\//, "Edge"],
    [/OPR\//, "Opera"],
    [/Firefox\//, "Firefox"],
    [/Chrome\//, "Chrome"],
    [/Safari\//, "Safari"],
  ];
  const systems: [RegExp, string][] = [
    [/Android/, "Android"],
    [/iPhone|iPad/, "iOS"],
    [/Mac OS/, "macOS"],
    [/Windows/, "Windows"],
    [/Linux/, "Linux"],
  ];
  const find = (list: [RegExp, string][]) => list.find(([pattern]) => pattern.test(userAgent))?.[1];
  const system = find(systems);
  return `${find(names) ?? (userAgent.split("/")[0] || "An unknown program")}${system ? ` on ${system}` : ""}`;
}
