import type { JsonObject } from "@bufbuild/protobuf";
import { type Column, Table } from "#/ui/table";
import { type Row, schemaRows } from "./schema-rows";

const COLUMNS: readonly Column<Row>[] = [
  { id: "name", head: "Name", cell: ({ path, isRequired }) => <><code>{path}</code>{isRequired && <span className="muted"> required</span>}</> },
  { id: "type", head: "Type", isWide: true, cell: ({ type }) => <span className="schema-cell">{type}</span> },
  { id: "usual", head: "Default", hide: "small", cell: ({ usual }) => (usual ? <code>{usual}</code> : "–") },
];

/** What a JSON Schema takes, one line for each property. */
export function SchemaTable({ label, schema }: { label: string; schema: JsonObject | undefined }) {
  const rows = schemaRows(schema);
  if (!schema || rows.length === 0) return <p className="muted">{schema ? "Nothing that has a name." : "Nothing is said of it."}</p>;
  return <Table label={label} columns={COLUMNS} rows={rows} id={({ path }) => path} detail={words} />;
}

function words({ description, bounds }: Row) {
  return [description, bounds && `(${bounds})`].filter(Boolean).join(" ") || null;
}
