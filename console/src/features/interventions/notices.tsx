/** Notices of the browser about jobs that need a person: only for who has asked for them, in this browser. */

import { type JobEvent, Job_Status } from "tabwright";
import { cell, useCell } from "#/base/cell";
import { keep, kept } from "#/base/kept";
import { useLive } from "#/store/live";
import { Button } from "#/ui/button";
import { toast } from "#/ui/toast";

const KEPT = "tabwright.notices";
/** Without TLS, browsers have no notices. */
const isPossible = typeof Notification !== "undefined" && isSecureContext;
const wanted = cell(isPossible && kept(KEPT) === "1" && Notification.permission === "granted");

/** Shows a notice for each job that comes to need a person while nobody looks at the tab. Once in the page. */
export function Notices({ onOpen }: { onOpen: (jobId: string) => void }) {
  const isOn = useCell(wanted);
  useLive((events) => {
    if (isOn && !document.hasFocus()) events.filter(isCall).forEach((event) => show(event, onOpen));
  });
  return null;
}

/** Turns the notices on and off. */
export function NoticeSwitch() {
  const isOn = useCell(wanted);
  if (!isPossible) return null;
  return (
    <Button icon={isOn ? "tick" : "info"} aria-pressed={isOn} onClick={() => void (isOn ? turn(false) : ask())}>
      Notify me
    </Button>
  );
}

async function ask(): Promise<void> {
  if ((await Notification.requestPermission()) === "granted") return turn(true);
  toast("This browser does not let the console notify you. Its settings for this site say so.", { kind: "bad" });
}

function turn(isOn: boolean): void {
  keep(KEPT, isOn ? "1" : undefined);
  wanted.set(isOn);
  toast(isOn ? "You are notified when a job needs you and this tab is not in front." : "You are not notified any more.");
}

function isCall({ type, status }: JobEvent): boolean {
  return type === "job.intervention_needed" && status === Job_Status.intervention_needed;
}

function show({ jobId, data }: JobEvent, onOpen: (jobId: string) => void): void {
  const notice = new Notification("A job needs you", { body: data?.pause?.instructions || data?.pause?.message || "It waits for a person.", tag: jobId });
  notice.onclick = () => {
    window.focus();
    onOpen(jobId);
    notice.close();
  };
}
