import { type CSSProperties, type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from "react";
import { keep, kept } from "#/base/kept";

const KEPT = "tabwright.job-pane";
const USUAL = 70;
const LEAST = 30;
const MOST = 80;

interface PanesProps {
  view: ReactNode;
  side: ReactNode;
  below: ReactNode;
}

/** The picture and what is said of it, beside each other, with an edge between them that can be moved; below each other where it is narrow. */
export function Panes({ view, side, below }: PanesProps) {
  const box = useRef<HTMLDivElement>(null);
  const [share, setShare] = useState(() => held(Number(kept(KEPT)) || USUAL));
  const set = (next: number) => {
    const value = held(next);
    setShare(value);
    keep(KEPT, String(value));
  };
  const key = (event: KeyboardEvent) => {
    const next = { ArrowLeft: share - 2, ArrowRight: share + 2, Home: USUAL, End: MOST }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    set(next);
  };
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const { left, width } = box.current?.getBoundingClientRect() ?? { left: 0, width: 1 };
    set(((event.clientX - left) / width) * 100);
  };
  return (
    <div ref={box} className="job-panes" style={{ "--view": `${share}fr`, "--side": `${100 - share}fr` } as CSSProperties}>
      <div className="job-view">{view}</div>
      <div
        className="job-edge"
        role="separator"
        aria-orientation="vertical"
        aria-label="Edge between the picture and the steps"
        aria-valuenow={Math.round(share)}
        aria-valuemin={LEAST}
        aria-valuemax={MOST}
        tabIndex={0}
        onKeyDown={key}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={drag}
        onDoubleClick={() => set(USUAL)}
      />
      <div className="job-side">{side}</div>
      <div className="job-below">{below}</div>
    </div>
  );
}

function held(value: number): number {
  return Math.min(MOST, Math.max(LEAST, Math.round(value * 10) / 10));
}
