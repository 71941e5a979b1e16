// The tabs of the job's browser, and the address of the one that is shown: always, so that a false login page is seen.

import { $, el, show, text } from "./dom.js";

export function showTabs(live) {
  const draw = () => drawTabs(live);
  live.on("tabs control phase", draw);
  $("tab-open").onclick = () => live.tab("open", { url: "about:blank" });
  for (const button of document.querySelectorAll("#where [data-tab]")) {
    button.onclick = () => live.tab(button.dataset.tab);
  }
  $("where").onsubmit = (event) => {
    event.preventDefault();
    const url = complete($("address").value.trim());
    if (live.holds && url && live.tab("navigate", { url })) $("stage").focus({ preventScroll: true });
  };
  $("address").onfocus = () => live.holds && $("address").select();
  $("address").onblur = draw;
  $("address").onkeydown = (event) => {
    if (event.key !== "Escape") return;
    $("address").value = shown(live)?.url ?? "";
    $("stage").focus({ preventScroll: true });
  };
  $("tabs").onkeydown = (event) => walk(event);
  draw();
}

/** As people write it: example.com is https://example.com. */
export function complete(words) {
  if (!words || /^[a-z][a-z0-9+.-]*:/i.test(words) && !/^[\w.-]+:\d/.test(words)) return words;
  return `${/^(localhost|127\.|\[::1\])/.test(words) ? "http" : "https"}://${words}`;
}

function shown(live) {
  return live.tabs.tabs.find((one) => (one.number ?? 0) === (live.tabs.shown ?? 0));
}

function drawTabs(live) {
  const list = $("tabs");
  const focused = document.activeElement?.closest(".tab")?.dataset.number;
  list.replaceChildren(...live.tabs.tabs.map((tab) => drawn(live, tab)));
  if (focused !== undefined) list.querySelector(`[data-number="${focused}"] [role="tab"]`)?.focus();
  const now = shown(live);
  const { holds } = live;
  show($("tab-open"), holds);
  for (const button of document.querySelectorAll("#where [data-tab]")) show(button, holds);
  const address = $("address");
  address.readOnly = !holds;
  if (document.activeElement !== address || !holds) address.value = now?.url ?? "";
  const origin = host(now?.url);
  text($("origin"), origin.words);
  $("origin").parentElement.dataset.secure = origin.isSecure ? "yes" : "no";
}

function drawn(live, tab) {
  const number = tab.number ?? 0;
  const isShown = number === (live.tabs.shown ?? 0);
  const isJobs = live.tabs.tabs.length > 1 && number === (live.tabs.current ?? 0);
  const name = tab.title || tab.url || "New tab";
  const says = [name, isJobs ? "the job acts here" : "", tab.loading ? "loading" : ""].filter(Boolean).join(", ");
  const button = el("button", { type: "button", role: "tab", "aria-selected": String(isShown), "aria-controls": "stage", "aria-label": `Tab ${number}: ${says}`, title: `${name}\n${tab.url ?? ""}`, tabIndex: isShown ? 0 : -1 });
  button.append(el("span", { className: "number" }, String(number)));
  if (isJobs) button.append(el("span", { className: "job", title: "The job acts here" }, "●"));
  button.append(tab.loading ? `${name} · loading` : name);
  button.onclick = () => live.look(number);
  const whole = el("div", { className: isShown ? "tab shown" : "tab", role: "presentation" }, button);
  whole.dataset.number = String(number);
  if (live.holds && live.tabs.tabs.length > 1) {
    const close = el("button", { type: "button", className: "icon-button", "aria-label": `Close tab ${number}: ${name}`, title: "Close" }, "×");
    close.onclick = () => live.tab("close", { tab: number });
    whole.append(close);
  }
  return whole;
}

function walk(event) {
  const tabs = [...$("tabs").querySelectorAll('[role="tab"]')];
  const at = tabs.indexOf(document.activeElement);
  const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: tabs.length - 1 }[event.key];
  if (at < 0 || to === undefined) return;
  event.preventDefault();
  tabs[(to + tabs.length) % tabs.length].focus();
}

function host(url) {
  try {
    const { protocol, host: name } = new URL(url);
    return { words: name, isSecure: protocol === "https:" };
  } catch {
    return { words: "", isSecure: true };
  }
}
