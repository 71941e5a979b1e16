import { type DragEvent, memo, type RefObject, useId, useMemo, useState } from "react";
import { Button } from "#/ui/button";
import { Icon } from "#/ui/icon";
import { isWrongWithin, type Path, problemsWithin, useForm } from "./form";
import { Marked } from "./help-text";
import { type JsonObject, pathText } from "./json";
import { brief, Fields } from "./object-field";
import { withAction } from "./request";
import { ACTIONS, actionField, actionRule, fieldsOf, firstFieldsOf } from "./rules";

/** What the list does with the card at a place. */
export interface CardActs {
  move: (from: number, steps: number) => void;
  copy: (at: number) => void;
  remove: (at: number) => void;
  /** Undefined: nothing is dragged any more. */
  drag: (from: number | undefined) => void;
}

interface ActionCardProps {
  /** The path of the list, as JSON. */
  list: string;
  value: JsonObject;
  index: number;
  count: number;
  acts: RefObject<CardActs | undefined>;
}

/** From how many actions on they come folded. */
const MANY = 12;

/** One action: which, what it takes, and where it stands. */
export const ActionCard = memo(function ActionCard({ list, value, index, count, acts }: ActionCardProps) {
  const { edit, problems } = useForm();
  const path = useMemo(() => [...(JSON.parse(list) as Path), index], [list, index]);
  const [isChoosing, setChoosing] = useState(count <= MANY);
  const [isOpen, setOpen] = useState(count <= MANY);
  const action = typeof value["action"] === "string" ? value["action"] : "";
  const rule = actionRule(action);
  const own = problems.get(pathText(path));
  const isWrong = isWrongWithin(problems, path);
  const what = `${index + 1}. ${action}`;
  const id = useId();
  const start = (event: DragEvent<HTMLElement>) => {
    const card = event.currentTarget.closest(".action-card");
    if (card) event.dataTransfer.setDragImage(card, 20, 20);
    event.dataTransfer.effectAllowed = "move";
    event.stopPropagation();
    acts.current?.drag(index);
  };
  return (
    <section className={`action-card${isWrong ? " has-wrong" : ""}`} aria-label={what}>
      <header>
        <button
          type="button"
          className="card-move"
          draggable
          aria-label={`Move ${what}: drag, or Alt and the arrows up and down`}
          title="Drag, or Alt+↑ and Alt+↓"
          onDragStart={start}
          onDragEnd={() => acts.current?.drag(undefined)}
        >
          <Icon name="drag" />
          {index + 1}
        </button>
        <button type="button" className="fold-head" aria-expanded={isOpen} aria-controls={id} aria-label={`Fields of ${what}`} onClick={() => setOpen(!isOpen)} />
        {/* Forty words for each of a thousand cards are only there once somebody chooses. */}
        <select
          aria-label={`Action ${index + 1}`}
          value={action}
          onFocus={() => setChoosing(true)}
          onPointerEnter={() => setChoosing(true)}
          onChange={(event) => edit(path, withAction(value, event.target.value))}
        >
          {(!rule || !isChoosing) && <option value={action}>{action || "Choose…"}</option>}
          {isChoosing && ACTIONS.map((one) => <option key={one.action}>{one.action}</option>)}
        </select>
        <span className="card-summary muted cut">{isOpen ? "" : summary(value)}</span>
        <span className="card-buttons">
          <Button kind="quiet" icon="up" className="card-up" label={`Move ${what} up`} disabled={index === 0} onClick={() => acts.current?.move(index, -1)} />
          <Button kind="quiet" icon="down" className="card-down" label={`Move ${what} down`} disabled={index === count - 1} onClick={() => acts.current?.move(index, 1)} />
          <Button kind="quiet" icon="copy" label={`Duplicate ${what}`} onClick={() => acts.current?.copy(index)} />
          <Button kind="quiet" icon="trash" label={`Remove ${what}`} onClick={() => acts.current?.remove(index)} />
        </span>
      </header>
      {own && <p className="field-error">{own}</p>}
      <div id={id} hidden={!isOpen && !isWrong}>
        {rule && (isOpen || isWrong) && (
          <>
            <p className="field-hint">
              <Marked text={rule.does} />
            </p>
            <ActionFields key={action} path={path} value={value} action={action} />
            {strangers(value, action).map((name) => (
              <p key={name} className="field-error">
                {name} {problemsWithin(problems, [...path, name])}{" "}
                <Button kind="quiet" icon="cross" onClick={() => edit([...path, name], undefined)}>
                  Remove it
                </Button>
              </p>
            ))}
          </>
        )}
      </div>
    </section>
  );
});

function ActionFields({ path, value, action }: { path: Path; value: JsonObject; action: string }) {
  const rule = actionRule(action);
  if (!rule) return null;
  const first = firstFieldsOf(rule);
  // What is in a group stands below all that says when and how often.
  const order = (names: string[]) => names.toSorted((one, other) => Number(one === "actions") - Number(other === "actions"));
  return (
    <Fields
      path={path}
      value={value}
      first={order(first)}
      later={fieldsOf(rule).filter((name) => !first.includes(name))}
      needed={rule.needs}
      schemaOf={(name) => actionField(action, name)}
    />
  );
}

/** Fields that this action has not: they have come by JSON. */
function strangers(value: JsonObject, action: string): string[] {
  const rule = actionRule(action);
  const known = new Set(["action", ...(rule ? fieldsOf(rule) : [])]);
  return Object.keys(value).filter((name) => !known.has(name));
}

export function summary(value: JsonObject): string {
  return Object.entries(value)
    .filter(([name]) => name !== "action" && name !== "getTargetBy")
    .map(([name, one]) => (name === "target" || name === "url" ? brief(one) : `${name} ${brief(one)}`))
    .slice(0, 4)
    .join(" · ");
}
