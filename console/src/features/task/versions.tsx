import { useNavigate } from "@tanstack/react-router";
import { api } from "#/api/api";
import { useQuery } from "#/store/query";
import { Select } from "#/ui/field";

/** The server keeps these many. */
const KEPT = 100;

/** Shows another version. */
export function Versions({ name, shown }: { name: string; shown: number | undefined }) {
  const navigate = useNavigate({ from: "/tasks/$name" });
  const newest = useQuery(["tasks", "one", name, undefined], (signal) => api.taskTypes.getTaskType({ name }, { signal })).data?.version ?? shown ?? 1;
  const count = Math.min(newest, KEPT);
  const options = Array.from({ length: count }, (_, back) => String(newest - back)).map((version) => [version, Number(version) === newest ? `${version}, the newest` : version] as const);
  const show = (version: string) => void navigate({ search: { version: Number(version) === newest ? undefined : Number(version) } });
  return <Select label="Version" isLabelHidden options={options} value={String(shown ?? newest)} onChange={show} />;
}
