import { type KeyboardEvent, useEffect, useLayoutEffect, useRef } from "react";
import { Button } from "#/ui/button";
import { toast } from "#/ui/toast";
import { ActionCard, type CardActs } from "./action-card";
import { useForm } from "./form";
import { isObject, type Json, moved, type Path } from "./json";
import { cardId, copied } from "./request";

const NOTHING = {};
/** From how many cards on those that are out of sight are not laid out. */
const MANY = 30;

/** What the drag holds: only cards of one list change places with each other. */
let held: { list: string; from: number } | undefined;

/** Actions as cards, in order. */
export function CardList({ path, value, label }: { path: Path; value: Json | undefined; label: string }) {
  const { edit, announce } = useForm();
  const list = Array.isArray(value) ? value : [];
  const focus = useRef<{ id: number; on: string } | undefined>(undefined);
  const ref = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const { id, on } = focus.current ?? {};
    focus.current = undefined;
    if (id === undefined) return;
    const card = ref.current?.querySelector(`[data-card="${id}"]`);
    (card?.querySelector<HTMLElement>(on ?? "") ?? card?.querySelector<HTMLElement>("select"))?.focus();
  });
  const set = (next: Json[]) => edit(path, next.length > 0 ? next : undefined);
  const move = (from: number, to: number, on: string) => {
    const card = list[from];
    if (card === undefined || to < 0 || to >= list.length || from === to) return;
    focus.current = { id: cardId(card), on };
    set(moved(list, from, to));
    announce(`${name(card)} is now ${to + 1} of ${list.length}.`);
  };
  const insert = (at: number, card: Json) => {
    focus.current = { id: cardId(card), on: "select" };
    set([...list.slice(0, at), card, ...list.slice(at)]);
    announce(`${name(card)} was added as ${at + 1} of ${list.length + 1}.`);
  };
  const remove = (at: number) => {
    set(list.filter((_, index) => index !== at));
    ref.current?.parentElement?.querySelector<HTMLElement>(":scope > .add-card button")?.focus();
    toast(`Action ${at + 1} was removed.`, { action: { label: "Undo", run: () => edit(path, list) } });
  };
  const keys = (event: KeyboardEvent, index: number) => {
    const steps = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!event.altKey || steps === undefined || event.isDefaultPrevented()) return;
    event.preventDefault();
    move(index, index + steps, ".card-move");
  };
  const key = JSON.stringify(path);
  // Cards that have not changed are not drawn anew, and act on the list as it is then.
  const acts = useRef<CardActs>(undefined);
  useLayoutEffect(() => {
    acts.current = {
      move: (from, steps) => move(from, from + steps, steps < 0 ? ".card-up" : ".card-down"),
      copy: (at) => isObject(list[at]) && insert(at + 1, copied(list[at])),
      remove,
      drag: (from) => (held = from === undefined ? undefined : { list: key, from }),
    };
  });
  return (
    <div className="cards">
      <ol ref={ref} aria-label={label} className={list.length > MANY ? "many" : undefined}>
        {list.map((card, index) => (
          <li
            key={cardId(card) >= 0 ? cardId(card) : `at-${index}`}
            data-card={cardId(card)}
            onKeyDown={(event) => keys(event, index)}
            onDragOver={(event) => held?.list === key && event.preventDefault()}
            onDrop={(event) => {
              if (held?.list !== key) return;
              event.preventDefault();
              event.stopPropagation();
              move(held.from, index, ".card-move");
            }}
          >
            <ActionCard list={key} value={isObject(card) ? card : NOTHING} index={index} count={list.length} acts={acts} />
          </li>
        ))}
      </ol>
      <div className="add-card">
        <Button icon="plus" onClick={() => insert(list.length, { action: "click" })}>
          Add an action
        </Button>
      </div>
    </div>
  );
}

function name(card: Json): string {
  return isObject(card) && typeof card["action"] === "string" ? card["action"] : "The action";
}
