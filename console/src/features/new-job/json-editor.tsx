import { memo, useId, useRef } from "react";
import { Icon } from "#/ui/icon";

interface JsonEditorProps {
  text: string;
  onChange: (text: string) => void;
  /** What is wrong, each with its line: the first ones are said. */
  problems: readonly { line: number; text: string }[];
}

/** JSON with the numbers of its lines, and a line that says whether it is right. */
export function JsonEditor({ text, onChange, problems }: JsonEditorProps) {
  const numbers = useRef<HTMLPreElement>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const wrong = problems.map(({ line }) => line).join();
  const goTo = (line: number) => {
    const start = text.split("\n").slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
    area.current?.focus();
    area.current?.setSelectionRange(start, start);
    if (area.current) area.current.scrollTop = Math.max(0, (line - 4) * 20);
  };
  return (
    <div className="json-editor">
      <div className="json-text">
        <pre ref={numbers} aria-hidden="true">
          <Numbers count={text.split("\n").length} wrong={wrong} />
        </pre>
        <textarea
          ref={area}
          aria-label="The request as JSON"
          aria-describedby={id}
          aria-invalid={problems.length > 0 || undefined}
          spellCheck={false}
          autoComplete="off"
          wrap="off"
          value={text}
          onChange={(event) => onChange(event.target.value)}
          onScroll={(event) => numbers.current && (numbers.current.scrollTop = event.currentTarget.scrollTop)}
        />
      </div>
      <div id={id} className="json-state" role="status">
        {problems.length === 0 ? (
          <p className="right">
            <Icon name="tick" /> It is right, as far as this page can tell.
          </p>
        ) : (
          problems.slice(0, 4).map((one) => (
            <p key={`${one.line} ${one.text}`} className="field-error">
              <button type="button" className="more-help" onClick={() => goTo(one.line)}>{`line ${one.line}`}</button> {one.text}
            </p>
          ))
        )}
        {problems.length > 4 && <p className="muted">and {problems.length - 4} more</p>}
      </div>
    </div>
  );
}

/** The numbers of lines; `wrong`: those on which something is wrong, with commas. */
const Numbers = memo(function Numbers({ count, wrong }: { count: number; wrong: string }) {
  const marked = new Set(wrong.split(",").map(Number));
  return Array.from({ length: count }, (_, index) =>
    marked.has(index + 1) ? (
      <span key={index} className="wrong-line">
        {`${index + 1}\n`}
      </span>
    ) : (
      `${index + 1}\n`
    ),
  );
});
