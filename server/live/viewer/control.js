// Who has control: taking it, asking for it, giving it, and what the others see meanwhile.

import { $, clock, confirmed, say, show, text } from "./dom.js";

const OWN_WISH_MS = 5000;

/** `isWanted`: who comes has pressed a button for it already, and takes it when it is free. */
export function showControl(live, isWanted) {
  const wish = { takes: false, isWanted, isHeard: false };
  live.on("control", () => (wish.isHeard = true)); // before, nobody knows whether somebody has it
  $("take").onclick = () => {
    // Nothing of the job's own may run while a person acts: so a running job is paused first.
    wish.takes = !live.isStill && !live.control.holderId;
    if (wish.takes) live.command("pause");
    else live.link.send({ take: {} });
    text($("control-who"), wish.takes ? "The job is asked to pause…" : "Control is asked for…");
  };
  $("force").onclick = async () => {
    const words = `${live.control.holder || "Somebody"} has control now, and is told that you have taken it.`;
    if (await confirmed("Take control away?", words, "Take it")) live.link.send({ take: { force: true } });
  };
  $("release").onclick = () => {
    live.tell("handing-back");
    live.link.send({ release: {} });
  };
  $("grant").onclick = () => grant(live, true);
  $("refuse").onclick = () => grant(live, false);
  $("share").onchange = () => live.link.send({ share: { shared: $("share").checked } });
  live.on("state", () => {
    if (!wish.takes || !live.isStill) return;
    wish.takes = false;
    live.link.send({ take: {} });
  });
  live.on("notice", ({ level }) => {
    if (level === "error") wish.takes = false;
  });
  let gives = -Infinity;
  live.on("handing-back", () => (gives = performance.now()));
  live.on("evicted", ({ by }) => {
    if (live.isEnded || performance.now() - gives < OWN_WISH_MS) return;
    live.note("warning", by ? `${by} has taken control.` : "You do not have control any more.");
  });
  live.on("state phase control frame notice", () => draw(live, wish));
  setInterval(() => draw(live, wish), 1000);
  draw(live, wish);
}

/** Has a person see that looking is not acting. */
export function nudge(live) {
  const take = $("take");
  if (take.hidden || take.disabled) return;
  take.classList.remove("flash");
  void take.offsetWidth;
  take.classList.add("flash");
  take.scrollIntoView({ block: "nearest" });
  say("You are watching. Take control to act.");
}

function grant(live, granted) {
  live.link.send({ grant: { viewerId: live.control.requestedById, granted } });
}

function draw(live, wish) {
  const { control } = live;
  const is = live.phase === "open" && !live.isEnded && (live.mayAct || Boolean(control.holderId));
  const { holds } = live;
  document.body.classList.toggle("acting", holds);
  show($("control"), is, $("stage"));
  bar(live);
  if (!is) return;
  if (!wish.takes) text($("control-who"), who(live));
  const isFree = !control.holderId;
  const asks = control.requestedById && control.requestedById === live.state?.viewerId;
  show($("take"), live.mayAct && live.isThere && !holds);
  $("take").disabled = wish.takes || Boolean(asks);
  text($("take"), isFree ? (live.isStill ? "Take control" : "Pause and take control") : "Ask for control");
  show($("force"), live.mayAct && !holds && !isFree);
  show($("release"), holds, $("stage"));
  show($("copy"), holds);
  show($("share-line"), holds);
  if (document.activeElement !== $("share")) $("share").checked = Boolean(control.shared);
  const asked = holds && Boolean(control.requestedById);
  if (asked && $("control-asked").hidden) say(`${control.requestedBy} asks for control.`);
  show($("control-asked"), asked, $("stage"));
  text($("control-asker"), `${control.requestedBy || "Somebody"} asks for control.`);
  if (wish.isWanted && wish.isHeard && live.state && (holds || !$("take").hidden)) {
    wish.isWanted = false;
    // Taking it away from somebody, or asking for it, is another wish.
    if (isFree) $("take").click();
  }
}

function who(live) {
  const { control } = live;
  const kept = control.keptUntil ? ` It is kept for ${clock((Date.parse(control.keptUntil) - Date.now()) / 1000)}.` : "";
  if (live.holds) {
    return control.keptUntil ? `You have control, and do nothing:${kept.toLowerCase()}` : "You have control. What you do goes to the page.";
  }
  if (control.holderId) {
    const asks = control.requestedById && control.requestedById === live.state?.viewerId;
    const away = kept ? `, and is away or does nothing.${kept}` : ".";
    return `${control.holder || "Somebody"} has control${away}${asks ? " You have asked for it." : ""}`;
  }
  if (!live.isThere) return "There is no browser to act in now.";
  return live.isStill ? "Nobody has control." : "Nobody has control. The job acts by itself.";
}

/** The bar above the picture: nobody types into a window by mistake. */
function bar(live) {
  const { control, holds } = live;
  const others = !holds && live.phase === "open" && Boolean(control.holderId);
  show($("holding"), holds || others);
  if (holds) text($("holding"), control.shared ? "You control this browser. Others see it." : "You control this browser. Others do not see it.");
  else if (others) text($("holding"), `${control.holder || "Somebody"} controls this browser.`);
}
