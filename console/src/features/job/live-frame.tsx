import { useEffect, useEffectEvent, useRef, useState } from "react";
import { api } from "#/api/api";
import { useAction } from "#/store/action";
import { ErrorBox } from "#/ui/error-box";
import { readTold, type Told } from "./told";

export type { Told } from "./told";

interface LiveFrameProps {
  jobId: string;
  mayControl: boolean;
  /** Asks for control at once. */
  takes: boolean;
  onTold: (told: Told) => void;
}

/** How often a ticket is made anew in one frame before a person is asked to. */
const MOST_TICKETS = 3;

/** The page of the live view, in a frame: it has its own connection, pictures and controls, and tells how it does. */
export function LiveFrame({ jobId, mayControl, takes, onTold }: LiveFrameProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [address, setAddress] = useState<string>();
  const tickets = useRef(0);
  const ticket = useAction(async () => {
    tickets.current += 1;
    const { path } = await api.lives.createLiveTicket({ jobId, right: mayControl ? "control" : "view" });
    // Where the page around it stands below it, the frame itself says what is to be done.
    const isBeside = matchMedia("(min-width: 64rem)").matches;
    setAddress(`${path}${isBeside ? "&plain=1" : ""}${takes && tickets.current === 1 ? "&take=1" : ""}`);
  });
  const hear = useEffectEvent((event: MessageEvent) => {
    const told = event.source === frame.current?.contentWindow && event.origin === location.origin ? readTold(event.data, jobId) : undefined;
    if (!told) return;
    onTold(told);
    if (told.connection === "key" && tickets.current < MOST_TICKETS) void ticket.run();
  });
  const begin = useEffectEvent(() => void ticket.run());
  useEffect(() => {
    begin();
    const listen = (event: MessageEvent) => hear(event);
    addEventListener("message", listen);
    return () => removeEventListener("message", listen);
  }, []);
  useEffect(() => {
    if (takes && address) frame.current?.focus();
  }, [takes, address]);
  return (
    <div className="job-live" data-keys>
      <ErrorBox error={ticket.trouble} what="The live view cannot be opened" onRetry={() => void ticket.run()} />
      {address && (
        // It is told where it stands, and nothing else: it tells its state to this origin alone.
        <iframe ref={frame} src={address} title="The job's browser" allow="clipboard-write; fullscreen" referrerPolicy="origin" />
      )}
    </div>
  );
}
