import type { JsonObject, Path } from "./json";

interface ExplorePanelProps {
  url: string;
  request: JsonObject;
  /** What a picked element becomes the target of. Undefined: it becomes an action. */
  target: Path | undefined;
  onForget: () => void;
  onPick: ((action: JsonObject) => void) | undefined;
}

export function ExplorePanel(_: ExplorePanelProps) {
  return null;
}
