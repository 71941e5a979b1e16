import type { Tone } from "./states";

interface MeterProps {
  label: string;
  value: number;
  max: number;
  /** What stands beside it, such as `3 of 8`. */
  text?: string;
  tone?: Tone;
}

/** How much of something is used: a bar and, beside it, the number. */
export function Meter({ label, value, max, text = `${value} of ${max}`, tone = "run" }: MeterProps) {
  const part = max > 0 ? Math.min(1, Math.max(0, value / max)) : 0;
  return (
    <span className={`meter tone-${tone}`} role="meter" aria-label={label} aria-valuenow={value} aria-valuemin={0} aria-valuemax={max} aria-valuetext={text}>
      <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden>
        <rect className="meter-all" width="100" height="6" />
        <rect className="meter-part" width={part * 100} height="6" />
      </svg>
      <span>{text}</span>
    </span>
  );
}
