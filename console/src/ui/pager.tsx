import { Button } from "./button";
import { cell } from "#/base/cell";

/** The tokens of the pages that were seen, by list: going back asks with the token that led there. */
const seen = cell<ReadonlyMap<string, readonly string[]>>(new Map());

export interface PageOf {
  /** Number of the page, from 1. */
  number: number;
  /** What it is asked for with. Empty: it is the first. */
  token: string;
}

interface PagerProps {
  /** Names the list with its filters: another one begins at its first page. */
  list: string;
  page: PageOf;
  /** `nextPageToken` of the answer. Empty: there are no more. */
  next: string | undefined;
  size: number;
  count: number;
  onPage: (page: PageOf) => void;
}

/** `51–100`, and ways to newer and older ones. Nothing where all fit on one page. */
export function Pager({ list, page, next = "", size, count, onPage }: PagerProps) {
  if (page.number <= 1 && !next) return null;
  const first = (page.number - 1) * size + 1;
  const older = () => {
    seen.update((all) => new Map(all).set(list, [...(all.get(list) ?? []).slice(0, page.number - 1), page.token]));
    onPage({ number: page.number + 1, token: next });
  };
  const newer = () => {
    const token = page.number > 2 ? seen.get().get(list)?.[page.number - 2] : "";
    // Whoever has come by a link to the third page does not know the second: then it is the first.
    onPage(token === undefined ? { number: 1, token: "" } : { number: page.number - 1, token });
  };
  return (
    <nav className="pager" aria-label="Pages">
      <span>{count > 0 ? `${first}–${first + count - 1}` : "nothing here"}</span>
      <Button icon="back" disabled={page.number <= 1} onClick={newer}>
        Newer
      </Button>
      <Button icon="next" disabled={!next} onClick={older}>
        Older
      </Button>
    </nav>
  );
}
