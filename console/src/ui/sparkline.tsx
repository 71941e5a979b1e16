interface SparklineProps {
  /** In the order of time. Undefined: nothing is known of that time, and the line has a gap. */
  values: readonly (number | undefined)[];
  /** What it is, with its newest value, for who cannot see it. */
  label: string;
  /** The value at the top. Default: the largest of them. */
  max?: number;
}

const WIDTH = 100;
const HEIGHT = 24;

/** A small line that shows how something went. */
export function Sparkline({ values, label, max }: SparklineProps) {
  const top = max ?? Math.max(...values.map((value) => value ?? 0), Number.MIN_VALUE);
  const step = WIDTH / Math.max(1, values.length - 1);
  let isGap = true;
  const path = values
    .map((value, index) => {
      if (value === undefined) return ((isGap = true), "");
      const point = `${isGap ? "M" : "L"}${(index * step).toFixed(1)} ${(HEIGHT - 1 - (value / top) * (HEIGHT - 2)).toFixed(1)}`;
      isGap = false;
      return point;
    })
    .join("");
  return (
    <svg className="sparkline" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={label}>
      <path d={path} />
    </svg>
  );
}
