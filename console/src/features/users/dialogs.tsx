import type { SignInLink } from "tabwright/v1/user_service";
import type { User } from "tabwright/v1/user";
import { ChangeDialog } from "./change-dialog";
import { CreateDialog } from "./create-dialog";
import { LinkDialog } from "./link-dialog";

/** Which dialog of the page is open. */
export type Open =
  | { what: "create" }
  | { what: "change"; user: User }
  | { what: "link"; email: string; link: SignInLink }
  | undefined;

export function Dialogs({ open, isAdmin, onOpen }: { open: Open; isAdmin: boolean; onOpen: (open: Open) => void }) {
  const close = () => onOpen(undefined);
  if (open?.what === "create") return <CreateDialog isAdmin={isAdmin} onClose={close} onMade={(email, link) => onOpen({ what: "link", email, link })} />;
  if (open?.what === "change") return <ChangeDialog user={open.user} isAdmin={isAdmin} onClose={close} />;
  if (open?.what === "link") return <LinkDialog email={open.email} link={open.link} onClose={close} />;
  return null;
}
