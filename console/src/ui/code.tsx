import { Copy } from "./copy";

/** Text as it is, in a box that scrolls by itself: `<Code text={json} label="The job as JSON" />`. */
export function Code({ text, label, isDark = false }: { text: string; /** What it is, for who cannot see it. */ label: string; isDark?: boolean }) {
  return (
    <div className={`code${isDark ? " dark" : ""}`}>
      <Copy text={text} label={`Copy: ${label}`} />
      {/* It can be scrolled by keys only where it can have the focus. */}
      <pre tabIndex={0} role="region" aria-label={label}>
        {text}
      </pre>
    </div>
  );
}
