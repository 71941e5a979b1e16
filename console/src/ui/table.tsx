import { type ColumnDef, columnVisibilityFeature, rowSelectionFeature, tableFeatures, useTable } from "@tanstack/react-table";
import { memo, type MouseEvent, type ReactNode, useCallback, useMemo, useRef } from "react";
import { chosenOf, type Selection } from "./selection";
import { useScrollable } from "./scrollable";
import { useTableKeys } from "./table-keys";

/** One column. The first one's cell begins with a link: rows are opened by it, with the keyboard and in new tabs, too. */
export interface Column<Row> {
  id: string;
  head: string;
  cell: (row: Row) => ReactNode;
  /** `end` for numbers. */
  align?: "end";
  /** Is left out where the table is narrow: `medium` below 60 rem, `small` below 40 rem. */
  hide?: "medium" | "small";
  /** Takes what the others leave, and is cut off rather than wrapped. */
  isWide?: boolean;
}

interface TableProps<Row> {
  /** What the rows are: the table's name. */
  label: string;
  /** Made once, outside the component or by useMemo. */
  columns: readonly Column<Row>[];
  /** Undefined: they have not come yet, and grey ones stand there. */
  rows: readonly Row[] | undefined;
  id: (row: Row) => string;
  selection?: Selection;
  /** Ids of columns that somebody does not want to see. */
  hidden?: readonly string[];
  isBusy?: boolean;
  /** The rows are old, since new ones could not be had. */
  isStale?: boolean;
  /** A second line below a row, over all columns. Null: it has none. */
  detail?: (row: Row) => ReactNode;
  /** What stands there when there are no rows. */
  empty?: ReactNode;
}

const features = tableFeatures({ columnVisibilityFeature, rowSelectionFeature });
type Features = typeof features;
const BLANK = 10;

/** A real table with a head that stays, whose rows never move by themselves. `x`, `j`, `k` and Shift work in it. */
export function Table<Row extends object>(props: TableProps<Row>) {
  const { label, columns, rows, id, selection, hidden, isBusy = false, isStale = false, detail, empty } = props;
  const definitions = useMemo(
    () => columns.map((column): ColumnDef<Features, Row> => ({ id: column.id, header: column.head, meta: {}, cell: ({ row }) => column.cell(row.original) })),
    [columns],
  );
  const data = useMemo(() => [...(rows ?? [])], [rows]);
  const rowSelection = useMemo(() => Object.fromEntries([...(selection?.chosen ?? [])].map((one) => [one, true as const])), [selection?.chosen]);
  const columnVisibility = useMemo(() => Object.fromEntries((hidden ?? []).map((one) => [one, false])), [hidden]);
  const table = useTable({ features, columns: definitions, data, getRowId: id, state: { rowSelection, columnVisibility } });
  const shown = columns.filter((column) => !hidden?.includes(column.id));
  const ids = table.getRowModel().rows.map((row) => row.id);
  const body = useRef<HTMLTableSectionElement>(null);
  const choose = selection?.toggle;
  const latest = useRef(ids);
  latest.current = ids;
  const toggle = useCallback((one: string, isRange: boolean) => choose?.(one, latest.current, isRange), [choose]);
  useTableKeys(body, choose ? toggle : undefined);
  const box = useScrollable(`${label}, scrolls sideways`);
  if (rows?.length === 0 && !isBusy && empty) return empty;
  return (
    <div ref={box} className={`table-box${isStale ? " stale" : ""}`}>
      <table aria-label={label} aria-busy={isBusy}>
        <thead>
          <tr>
            {selection && (
              <th className="choose">
                <Chooser
                  label="Select all on this page"
                  state={chosenOf(selection.chosen, ids)}
                  isDisabled={ids.length === 0}
                  onChoose={() => selection.toggleAll(ids)}
                />
              </th>
            )}
            {shown.map((column) => (
              <th key={column.id} scope="col" className={classOf(column)}>
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {rows === undefined
            ? Array.from({ length: BLANK }, (_, line) => <Blank key={line} count={shown.length + (selection ? 1 : 0)} />)
            : table.getRowModel().rows.map((row) => (
                <Line
                  key={row.id}
                  id={row.id}
                  row={row.original}
                  columns={shown}
                  isChosen={row.getIsSelected()}
                  onToggle={choose ? toggle : undefined}
                  detail={detail?.(row.original) ?? null}
                />
              ))}
        </tbody>
      </table>
    </div>
  );
}

interface LineProps<Row> {
  id: string;
  row: Row;
  columns: readonly Column<Row>[];
  isChosen: boolean;
  onToggle: ((id: string, isRange: boolean) => void) | undefined;
  detail: ReactNode;
}

function PlainLine<Row>({ id, row, columns, isChosen, onToggle, detail }: LineProps<Row>) {
  return (
    <>
      <tr data-id={id} className={`${isChosen ? "chosen" : ""}${detail ? " has-detail" : ""}`}>
        {onToggle && (
          <td className="choose">
            <Chooser label={`Select ${id}`} state={isChosen ? "all" : "none"} onChoose={(event) => onToggle(id, event.shiftKey)} />
          </td>
        )}
        {columns.map((column) => (
          <td key={column.id} className={classOf(column)}>
            {column.cell(row)}
          </td>
        ))}
      </tr>
      {detail && (
        <tr className={`detail${isChosen ? " chosen" : ""}`}>
          {onToggle && <td />}
          <td colSpan={columns.length}>{detail}</td>
        </tr>
      )}
    </>
  );
}

const Line = memo(PlainLine, (before, after) => {
  const isSame = before.row === after.row && before.isChosen === after.isChosen && before.onToggle === after.onToggle;
  return isSame && before.detail === after.detail && sameColumns(before.columns, after.columns);
}) as typeof PlainLine;

function sameColumns(before: readonly unknown[], after: readonly unknown[]): boolean {
  return before.length === after.length && before.every((column, index) => column === after[index]);
}

interface ChooserProps {
  label: string;
  state: "all" | "some" | "none";
  isDisabled?: boolean;
  onChoose: (event: MouseEvent<HTMLInputElement>) => void;
}

/** A box to tick. A press of Space is a click, with Shift, too: `change` does not tell of Shift. */
function Chooser({ label, state, isDisabled, onChoose }: ChooserProps) {
  return (
    <label className="chooser">
      <input
        type="checkbox"
        aria-label={label}
        disabled={isDisabled}
        checked={state === "all"}
        ref={(box) => void (box && (box.indeterminate = state === "some"))}
        onClick={onChoose}
        onChange={() => undefined}
      />
    </label>
  );
}

function Blank({ count }: { count: number }) {
  return (
    <tr className="blank" aria-hidden>
      {Array.from({ length: count }, (_, cell) => (
        <td key={cell}>
          <span />
        </td>
      ))}
    </tr>
  );
}

function classOf<Row>({ align, hide, isWide }: Column<Row>): string | undefined {
  return [align, hide && `hide-${hide}`, isWide && "wide"].filter(Boolean).join(" ") || undefined;
}
