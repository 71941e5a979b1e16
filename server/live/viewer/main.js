// Begins: which job, with which ticket, and who listens to what.

import { showCall } from "./call.js";
import { showChooser } from "./chooser.js";
import { showControl } from "./control.js";
import { $, show, text } from "./dom.js";
import { tellParent } from "./embed.js";
import { Keyboard } from "./keyboard.js";
import { Live } from "./live.js";
import { Mouse } from "./mouse.js";
import { showNews } from "./news.js";
import { showPanels } from "./panels.js";
import { showStatus } from "./status.js";
import { showTabs } from "./tabs.js";

const job = location.pathname.split("/").pop().toLowerCase();
text($("job"), `${job.slice(0, 8)}…${job.slice(-4)}`);
$("job").title = job;
const live = new Live(job);
const asked = askedByAddress();
document.body.classList.toggle("plain", asked.isPlain);
tellParent(live);
showStatus(live);
showTabs(live);
showCall(live);
showControl(live, asked.takes);
const mouse = new Mouse(live, new Keyboard(live));
live.on("released", () => mouse.forget());
showPanels(live);
showChooser(live);
showNews(live);
showEntry();
live.link.start({ ticket: asked.ticket });
addEventListener("hashchange", () => {
  const { ticket } = askedByAddress();
  if (ticket && live.phase !== "open") live.link.start({ ticket });
});

/**
 * What stands behind `#`: the ticket; whether who comes wants control; whether the page around this one says itself why the
 * job stands still, and has its buttons. Taken out of the address at once: a ticket is of use once, and belongs into no
 * history, and into no picture of the screen.
 */
function askedByAddress() {
  const given = new URLSearchParams(location.hash.slice(1));
  if (location.hash) history.replaceState(null, "", location.pathname + location.search);
  return { ticket: given.get("ticket") ?? "", takes: given.has("take"), isPlain: given.has("plain") };
}

function showEntry() {
  live.on("phase", (phase) => {
    const was = !$("entry").hidden;
    show($("entry"), phase === "key", $("stage"));
    if (phase !== "key") return;
    const isAgain = live.link.credentials !== null;
    text($("entry-why"), isAgain ? "" : live.why || "You came without a ticket: who made the job can send you a link, or you have a key.");
    text($("entry-error"), isAgain ? live.why : "");
    if (!was) $("entry-key").focus();
  });
  $("entry-form").onsubmit = (event) => {
    event.preventDefault();
    const right = $("entry-control").checked ? "control" : "view";
    live.link.start({ credentials: { key: $("entry-key").value.trim(), right, name: $("entry-name").value.trim() } });
  };
}
