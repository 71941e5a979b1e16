// For the page that shows this one in a frame: how the job does, and nothing that was seen or typed. The shape is
// documented in docs/live-view.md; fields may be added.

import { told } from "./status.js";

export function tellParent(live) {
  const origin = parentOrigin();
  if (!origin) return;
  let last = "";
  live.on("state phase control", () => {
    const { state, control, phase, job } = live;
    const pause = live.isStill ? state?.pause : undefined;
    const message = {
      source: "tabwright.live",
      version: 1,
      job,
      connection: phase,
      state: state?.state ?? "",
      status: state?.status ?? "",
      words: told(live)[0],
      reason: pause?.reason ?? "",
      deadline: pause?.deadline ?? "",
      controlled: Boolean(control.holderId),
      controls: live.holds,
    };
    const words = JSON.stringify(message);
    if (words === last) return;
    last = words;
    parent.postMessage(message, origin);
  });
}

function parentOrigin() {
  if (parent === window) return "";
  try {
    return new URL(document.referrer).origin;
  } catch {
    return ""; // the page does not say who it is: then it is told nothing
  }
}
