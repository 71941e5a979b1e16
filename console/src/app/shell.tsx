import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useMay, useWho } from "#/api/session";
import { Notices } from "#/features/interventions/notices";
import { setWaiting } from "#/ui/page";
import { useShortcut } from "#/ui/shortcuts";
import { BottomBar } from "./bottom-bar";
import { Foot } from "./foot";
import { Help } from "./help";
import { PLACES, type Place } from "./places";
import { Rail } from "./rail";
import { useWaitingCount } from "./waiting";

/** What is around every page: where one can go, how the connection does, who one is. */
export function Shell({ children }: { children?: ReactNode }) {
  const who = useWho();
  const waiting = useWaitingCount(who !== undefined);
  const navigate = useNavigate();
  const [isHelping, setHelping] = useState(false);
  useGoing();
  useShortcut("?", "Show these keys", () => setHelping(true));
  setWaiting(waiting);
  return (
    <div className="shell">
      <a className="skip" href="#main" onClick={skip}>
        Skip to the page
      </a>
      <Rail waiting={waiting} foot={<Foot onHelp={() => setHelping(true)} />} />
      <main id="main" tabIndex={-1}>
        {children}
      </main>
      <BottomBar waiting={waiting} foot={<Foot onHelp={() => setHelping(true)} />} />
      <Notices onOpen={(jobId) => void navigate({ to: "/jobs/$jobId", params: { jobId } })} />
      {isHelping && <Help onClose={() => setHelping(false)} />}
    </div>
  );
}

/** A link to `#main` would be a place of the router's. */
function skip(event: React.MouseEvent): void {
  event.preventDefault();
  document.getElementById("main")?.focus();
}

function useGoing(): void {
  const navigate = useNavigate();
  const mayCreate = useMay("member");
  useShortcut("n", "New job", () => void navigate({ to: "/jobs/new" }), mayCreate);
  useShortcut("/", "Search or filter this list", () => {
    const field = document.querySelector<HTMLInputElement>("[data-search]");
    field?.focus();
    field?.select();
  });
  const places = PLACES.flatMap((group) => group.places).filter((place): place is Place & { key: string } => place.key !== undefined);
  // The places never change, so that these hooks are called in the same order each time.
  for (const { to, word, key } of places) useShortcut(`g ${key}`, `Go to ${word}`, () => void navigate({ to }));
}
