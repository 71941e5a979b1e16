import { useNavigate, useSearch } from "@tanstack/react-router";
import { api } from "#/api/api";
import { useQuery } from "#/store/query";
import { Select } from "#/ui/field";
import type { Search, Since } from "./search";

const TIMES = [
  ["", "at any time"],
  ["1h", "in the last hour"],
  ["24h", "in the last 24 h"],
  ["7d", "in the last 7 days"],
] as const;

/** When they failed, and in which browser. */
export function Filters() {
  const { since, browser } = useSearch({ from: "/dead-letters" });
  const navigate = useNavigate({ from: "/dead-letters" });
  const { data } = useQuery(["browsers"], (signal) => api.browsers.listBrowsers({}, { signal }));
  const browsers: (readonly [string, string])[] = [["", "any browser"], ...(data?.data ?? []).map(({ id, name }) => [String(id), name] as const)];
  const change = (next: Partial<Search>) => void navigate({ search: (old) => ({ ...old, ...next, page: undefined, token: undefined }) });
  return (
    <div className="row">
      <Select label="Failed" isLabelHidden options={TIMES} value={since ?? ""} onChange={(value) => change({ since: (value || undefined) as Since | undefined })} />
      {browsers.length > 2 && <Select label="Browser" isLabelHidden options={browsers} value={String(browser ?? "")} onChange={(value) => change({ browser: Number(value) || undefined })} />}
    </div>
  );
}
