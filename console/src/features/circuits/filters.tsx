import { useNavigate } from "@tanstack/react-router";
import { Select, TextField } from "#/ui/field";
import { Tab, Tabs } from "#/ui/tabs";
import { CIRCUIT_STATES } from "./columns";
import { type Kind, type Search, STATES } from "./search";

const KIND_WORDS: readonly (readonly [Kind | "", string])[] = [
  ["", "All kinds"],
  ["site", "Sites"],
  ["receiver", "Receivers of webhooks"],
  ["proxy", "Proxies"],
  ["storage", "Storage"],
];

/** Which circuits are shown. A change begins at the first page. */
export function Filters({ given: { state, kind, name = "" } }: { given: Search }) {
  const navigate = useNavigate({ from: "/circuits" });
  const change = (next: Search, replace: boolean) =>
    void navigate({ search: (old) => ({ ...old, ...next, page: undefined, token: undefined }), replace });
  return (
    <>
      <Tabs label="States">
        {[undefined, ...STATES].map((one) => (
          <Tab key={one ?? "all"} to="." search={(old) => ({ ...old, state: one, page: undefined, token: undefined })} isChosen={state === one}>
            {one ? CIRCUIT_STATES[one].word : "All"}
          </Tab>
        ))}
      </Tabs>
      <div className="list-filters">
        <TextField label="Name begins with" isLabelHidden placeholder="Name begins with, such as site-shop" type="search" data-search value={name} maxLength={300} onChange={(value) => change({ name: value.trim() || undefined }, true)} />
        <Select label="Kind" isLabelHidden value={kind ?? ""} options={KIND_WORDS} onChange={(value) => change({ kind: value || undefined }, false)} />
      </div>
    </>
  );
}
