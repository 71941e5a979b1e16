import { type ReactNode, useState } from "react";
import { api } from "#/api/api";
import { useMay } from "#/api/session";
import { useQuery } from "#/store/query";
import { Select } from "#/ui/field";
import { duration } from "#/ui/time";
import { SchemaField } from "./fields";
import { isWrongWithin, problemsWithin, useForm } from "./form";
import { isObject, type Json, type JsonObject } from "./json";
import { brief, Fields } from "./object-field";
import { resolved, type Schema } from "./rules";
import { labelOf } from "./widget";

interface SectionsProps {
  request: JsonObject;
  properties: Record<string, Schema>;
  isTask: boolean;
}

const LIMITS = ["priority", "timeoutMs", "maxRetries", "repeat", "notBefore"];
const PAGE = ["waitUntil", "referer", "html", "baseUrl"];
const AFTER = ["labels", "webhook"];

/** All that is seldom changed: folded, with what is in force in one line. */
export function Sections({ request, properties, isTask }: SectionsProps) {
  const inForce = useInForce(isTask);
  const field = (name: string) => <SchemaField key={name} path={[name]} name={name} schema={properties[name] ?? {}} value={request[name]} />;
  const fields = (names: string[]) => <div className="fields">{names.filter((name) => name in properties).map(field)}</div>;
  const options = resolved(properties["options"] ?? {});
  const names = Object.keys(options.properties ?? {});
  const said = (names: string[]) => names.flatMap((name) => (name in request ? [`${labelOf(name)} ${brief(request[name])}`] : [])).join(" · ");
  const given = isObject(request["options"]) ? request["options"] : {};
  return (
    <div className="sections">
      <Section title="Browser and limits" says={inForce(request)} names={["browserTypeId", ...LIMITS]}>
        <div className="fields">
          <BrowserField value={request["browserTypeId"]} isTask={isTask} />
        </div>
        {fields(LIMITS)}
      </Section>
      {!isTask && (
        <Section title="The first page" says={said(PAGE) || "counts as loaded when its network is idle"} names={PAGE}>
          {fields(PAGE)}
        </Section>
      )}
      <Section title="Options" says={said(["options"]) ? Object.entries(given).map(([name, value]) => `${labelOf(name)} ${brief(value)}`).join(" · ") : isTask ? "those of the task" : "those of the browser type; nothing is recorded"} names={["options"]}>
        <Fields path={["options"]} value={request["options"]} first={FIRST_OPTIONS} later={names.filter((name) => !FIRST_OPTIONS.includes(name))} needed={[]} schemaOf={(name) => options.properties?.[name] ?? {}} />
      </Section>
      <Section title="Labels and webhook" says={said(AFTER) || "none"} names={AFTER}>
        {fields(AFTER)}
      </Section>
    </div>
  );
}

const FIRST_OPTIONS = ["device", "locale", "timezoneId", "onHttpError", "cookieBanners", "session", "profile", "record"];

function Section({ title, says, names, children }: { title: string; says: string; names: readonly string[]; children: ReactNode }) {
  const { problems } = useForm();
  const [isOpen, setOpen] = useState(false);
  const isShown = isOpen || names.some((name) => isWrongWithin(problems, [name]));
  return (
    <section className="fold">
      <h2>
        <button type="button" className="fold-head" aria-expanded={isShown} onClick={() => setOpen(!isShown)}>
          <strong>{title}</strong> <span className="muted cut">{says}</span>
        </button>
      </h2>
      {isShown && children}
    </section>
  );
}

function useBrowsers() {
  return useQuery(["new-job", "browsers"], (signal) => api.browsers.listBrowsers({}, { signal })).data?.data ?? [];
}

function BrowserField({ value, isTask }: { value: Json | undefined; isTask: boolean }) {
  const { edit, problems } = useForm();
  const browsers = useBrowsers();
  const options: [string, string][] = [["", isTask ? "Default: that of the task" : "Default: 1, Chromium"], ...browsers.map((one): [string, string] => [String(one.id), `${one.id}: ${one.name}${one.isActive ? "" : " (inactive)"}`])];
  const said = value === undefined ? "" : String(value);
  if (!options.some(([id]) => id === said)) options.push([said, said]);
  return (
    <Select label="Browser type" value={said} options={options} error={problemsWithin(problems, ["browserTypeId"])} onChange={(next) => edit(["browserTypeId"], next === "" ? undefined : Number(next))} />
  );
}

/** What counts for a request, where it says nothing, too. */
function useInForce(isTask: boolean): (request: JsonObject) => string {
  const browsers = useBrowsers();
  const isAdmin = useMay("admin");
  const settings = useQuery(isAdmin ? ["new-job", "settings"] : null, (signal) => api.settings.listSettings({}, { signal })).data?.data ?? [];
  const setting = (name: string) => settings.find((one) => one.name === name)?.value;
  return (request) => {
    const default_ = isTask ? "the task's" : "the server's";
    const id = Number(request["browserTypeId"] ?? 1);
    const browser = request["browserTypeId"] === undefined && isTask ? "the task's browser" : (browsers.find((one) => one.id === id)?.name ?? `browser type ${id}`);
    const timeoutMs = request["timeoutMs"] ?? (isTask ? undefined : setting("DEFAULT_JOB_TIMEOUT_MS"));
    const retries = request["maxRetries"] ?? (isTask ? undefined : setting("MAX_JOB_RETRIES"));
    return [
      browser,
      `priority ${brief(request["priority"] ?? 0)}`,
      timeoutMs !== undefined && Number.isFinite(Number(timeoutMs)) ? `${duration(Number(timeoutMs))} an attempt` : `${default_} time limit`,
      retries !== undefined ? `${brief(retries)} retries` : `${default_} retries`,
      request["notBefore"] ? `not before ${new Date(String(request["notBefore"])).toLocaleString()}` : "starts at once",
    ].join(" · ");
  };
}
