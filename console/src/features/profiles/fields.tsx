import type { JsonValue } from "@bufbuild/protobuf";
import { useState } from "react";
import { api } from "#/api/api";
import { useQuery } from "#/store/query";
import { Button } from "#/ui/button";
import { ErrorBox } from "#/ui/error-box";

/** The names of a profile's fields; their values only when somebody asks, and never those that are masked. */
export function Fields({ name, version }: { name: string; version: number }) {
  const { data, error, reload } = useQuery(["profiles", "one", name, version], (signal) => api.profiles.getProfile({ name }, { signal }));
  const [isShown, setShown] = useState(false);
  const fields = data?.data ? [...leaves(data.data, "")] : [];
  const masked = new Set(data?.masked);
  return (
    <div className="fields">
      <ErrorBox error={error} what="The profile could not be read" onRetry={reload} />
      {data && fields.length === 0 && <p>It has no fields.</p>}
      {fields.length > 0 && (
        <Button icon="eye" aria-pressed={isShown} onClick={() => setShown(!isShown)}>
          {isShown ? "Hide the values" : "Show the values"}
        </Button>
      )}
      <dl>
        {fields.map(([path, value]) => (
          <div key={path}>
            <dt>
              <code>{path}</code>
            </dt>
            <dd>{masked.has(path) ? "masked" : isShown ? String(value) : "•••"}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** `bank.iban`, `cards[0].number`: as jobs name them. */
function* leaves(value: JsonValue, path: string): Generator<[string, JsonValue]> {
  if (typeof value !== "object" || value === null) return yield [path, value];
  const parts = Array.isArray(value) ? value.map((one, index) => [`${path}[${index}]`, one] as const) : Object.entries(value).map(([name, one]) => [path ? `${path}.${name}` : name, one] as const);
  for (const [place, one] of parts) yield* leaves(one, place);
}
