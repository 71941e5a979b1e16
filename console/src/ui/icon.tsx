/** The console's icons: drawn on 16 × 16 with a line of 1.5, in the colour of the text around them. */

const PATHS = {
  // States.
  ring: "M8 2.5a5.5 5.5 0 1 1 0 11a5.5 5.5 0 0 1 0-11z",
  clock: "M8 2.5a5.5 5.5 0 1 1 0 11a5.5 5.5 0 0 1 0-11zM8 5v3l2 1.5",
  turning: "M8 2.5a5.5 5.5 0 1 1-5.5 5.5",
  tick: "M3 8.5l3.5 3.5L13 4.5",
  cross: "M4 4l8 8M12 4l-8 8",
  slashed: "M8 2.5a5.5 5.5 0 1 1 0 11a5.5 5.5 0 0 1 0-11zM4.2 4.2l7.6 7.6",
  hand: "M4.5 8.5V5a1 1 0 0 1 2 0v2.5V3a1 1 0 0 1 2 0v4.5V3.5a1 1 0 0 1 2 0V8V5.5a1 1 0 0 1 2 0V10a4 4 0 0 1-4 4h-.8a4 4 0 0 1-3.2-1.6L2.6 9.8a1 1 0 0 1 1.6-1.2z",
  pause: "M5.5 3.5v9M10.5 3.5v9",
  boxed: "M3 3h10v10H3zM6 6l4 4M10 6l-4 4",
  // Places.
  jobs: "M2.5 4h11M2.5 8h11M2.5 12h7",
  schedule: "M3 3.5h10v10H3zM3 6.5h10M6 2v2.5M10 2v2.5",
  dead: "M3 5l1.5 8.5h7L13 5M2 5h12M6 5V2.5h4V5",
  task: "M4 2.5h8v11H4zM6 6h4M6 9h4",
  session: "M5.5 7V5a2.5 2.5 0 0 1 5 0v2M3.5 7h9v6.5h-9z",
  secret: "M10.5 2.5a3 3 0 1 1-2.4 4.8L3 12.5V14h2v-1.5h1.5V11H8M11 5v.1",
  profile: "M8 2.5a2.7 2.7 0 1 1 0 5.4a2.7 2.7 0 0 1 0-5.4zM3 13.5a5 5 0 0 1 10 0",
  worker: "M2.5 3h11v4h-11zM2.5 9h11v4h-11zM5 5v.1M5 11v.1",
  circuit: "M1.5 8H5l1.5-4 3 8L11 8h3.5",
  health: "M8 13.5C4 10.5 2 8.5 2 6a3 3 0 0 1 6-1a3 3 0 0 1 6 1c0 2.5-2 4.5-6 7.5z",
  webhook: "M6 6.5a2.5 2.5 0 1 1 3.5 0L12 11M6.5 7L4 11.5M4 12h8",
  key: "M5.5 6a3.5 3.5 0 1 1 2.4 3.3L6.5 11H5v1.5H3.5V14H2v-2.5z",
  users: "M6 3a2.5 2.5 0 1 1 0 5a2.5 2.5 0 0 1 0-5zM1.5 13.5a4.5 4.5 0 0 1 9 0M10.5 3.3a2.5 2.5 0 0 1 0 4.5M12 9.5a4.5 4.5 0 0 1 2.5 4",
  policy: "M8 2l5 2v4c0 3-2 5-5 6c-3-1-5-3-5-6V4z",
  audit: "M3.5 2.5h6l3 3v8h-9zM5.5 8h5M5.5 10.5h5",
  settings: "M2.5 5h7M12 5h1.5M2.5 11H4M6.5 11h7M9.5 3.5v3M4 9.5v3",
  // What buttons do.
  plus: "M8 3v10M3 8h10",
  more: "M3.5 8h.1M8 8h.1M12.5 8h.1",
  search: "M7 2.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 0 1 0-9zM10.5 10.5L14 14",
  copy: "M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z",
  reload: "M13 8a5 5 0 1 1-1.5-3.5M13 2v3h-3",
  download: "M8 2.5v8M4.5 7.5L8 11l3.5-3.5M3 13.5h10",
  back: "M10 3L5 8l5 5",
  next: "M6 3l5 5-5 5",
  down: "M3 6l5 5 5-5",
  up: "M3 10l5-5 5 5",
  play: "M5 3l8 5-8 5z",
  eye: "M1.5 8C3 5 5.3 3.5 8 3.5S13 5 14.5 8C13 11 10.7 12.5 8 12.5S3 11 1.5 8zM8 6a2 2 0 1 1 0 4a2 2 0 0 1 0-4z",
  edit: "M10.5 3l2.5 2.5L6 12.5l-3 .5.5-3zM9 4.5L11.5 7",
  trash: "M3 4.5h10M6 4.5V3h4v1.5M4.5 4.5l.5 9h6l.5-9",
  link: "M9 3h4v4M13 3L7 9M7 4H3v9h9V9",
  filter: "M2.5 3.5h11L9.5 8v4.5l-3-1.5V8z",
  warning: "M8 2.5l6 11H2zM8 6.5v3M8 11.5v.1",
  info: "M8 2.5a5.5 5.5 0 1 1 0 11a5.5 5.5 0 0 1 0-11zM8 7.5v3.5M8 5v.1",
  question: "M8 2.5a5.5 5.5 0 1 1 0 11a5.5 5.5 0 0 1 0-11zM6.3 6.3a1.7 1.7 0 1 1 2.5 1.5c-.6.3-.8.6-.8 1.2M8 11.2v.1",
  theme: "M8 2.5a5.5 5.5 0 1 1 0 11a5.5 5.5 0 0 1 0-11zM8 2.5v11M10.5 4v8",
  door: "M9.5 3H3.5v10h6M7 8h7M11.5 5.5L14 8l-2.5 2.5",
  menu: "M2.5 4h11M2.5 8h11M2.5 12h11",
  drag: "M6 4h.1M10 4h.1M6 8h.1M10 8h.1M6 12h.1M10 12h.1",
} as const;

export type IconName = keyof typeof PATHS;

interface IconProps {
  name: IconName;
  /** What it says where no word beside it does. Default: nothing, it is an ornament. */
  label?: string;
}

export function Icon({ name, label }: IconProps) {
  return (
    <svg className={`icon icon-${name}`} viewBox="0 0 16 16" {...(label ? { role: "img", "aria-label": label } : { "aria-hidden": true })}>
      <path d={PATHS[name]} />
    </svg>
  );
}
