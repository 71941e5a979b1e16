import { Fragment, useState } from "react";
import type { Help } from "./widget";

/** What the protos say of a field: its first sentence, and all of it on demand. */
export function HelpText({ help: { brief, whole, otherwise } }: { help: Help }) {
  const [isOpen, setOpen] = useState(false);
  const isMore = whole.length > brief.length || otherwise.length >= 40;
  return (
    <>
      <Marked text={isOpen ? whole + (otherwise ? ` Default: ${otherwise}.` : "") : brief} />
      {isMore && (
        <>
          {" "}
          <button type="button" className="more-help" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {isOpen ? "less" : "more"}
          </button>
        </>
      )}
    </>
  );
}

/** Text with `code` in it. */
export function Marked({ text }: { text: string }) {
  return text.split("`").map((part, index) => <Fragment key={index}>{index % 2 === 1 ? <code>{part}</code> : part.replaceAll("\\<", "<")}</Fragment>);
}
