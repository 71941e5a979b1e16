import { type User, User_Role } from "tabwright/v1/user";
import { Link } from "#/ui/link";
import { Menu, MenuItem } from "#/ui/menu";
import { StateBadge } from "#/ui/state-badge";
import type { State } from "#/ui/states";
import type { Column } from "#/ui/table";
import { RelativeTime } from "#/ui/time";
import { disable, enable, makeLink, remove } from "./actions";
import type { Open } from "./dialogs";

const ACTIVE: State = { word: "Active", icon: "tick", tone: "good" };
const INVITED: State = { word: "Invited", icon: "clock", tone: "later" };
const DISABLED: State = { word: "Disabled", icon: "slashed", tone: "bad" };

function stateOf({ isDisabled, lastSeenAt }: User): State {
  return isDisabled ? DISABLED : lastSeenAt ? ACTIVE : INVITED;
}

export function columnsOf(isAdmin: boolean, ownId: string | undefined, onOpen: (open: Open) => void): Column<User>[] {
  const all: Column<User>[] = [
    { id: "user", head: "User", cell: (one) => <Name user={one} isOwn={one.id === ownId} />, isWide: true },
    { id: "client", head: "Client", cell: (one) => one.clientId, hide: "medium" },
    { id: "role", head: "Role", cell: (one) => <Role user={one} /> },
    { id: "state", head: "State", cell: (one) => <StateBadge state={stateOf(one)} isPlain /> },
    { id: "signs", head: "Signs in by", cell: (one) => (one.hasPassword ? "password" : "link or OIDC"), hide: "medium" },
    { id: "seen", head: "Last seen", cell: (one) => <RelativeTime at={one.lastSeenAt} none="never" />, hide: "small" },
    { id: "act", head: "", align: "end", cell: (one) => <Act user={one} mayAct={isAdmin || !one.isAdmin} isOwn={one.id === ownId} onOpen={onOpen} /> },
  ];
  return isAdmin ? all : all.filter(({ id }) => id !== "client");
}

function Role({ user: { role, isAdmin } }: { user: User }) {
  return (
    <span className="user-role">
      {User_Role[role] ?? role}
      {isAdmin && <span className="muted">administrator</span>}
    </span>
  );
}

function Name({ user, isOwn }: { user: User; isOwn: boolean }) {
  return (
    <span className="user-name">
      <Link to="/audit" search={{ actor: user.id }} title="What this user has done">{user.name || user.email}</Link>
      <span className="muted">{isOwn && "you, "}{user.email}</span>
    </span>
  );
}

interface ActProps {
  user: User;
  mayAct: boolean;
  isOwn: boolean;
  onOpen: (open: Open) => void;
}

/** Of users who administer the installation, only administrators may change something. */
function Act({ user, mayAct, isOwn, onOpen }: ActProps) {
  if (!mayAct) return <span className="muted">by administrators</span>;
  return (
    <Menu
      label={`Actions for ${user.email}`}
      kind="quiet"
      items={
        <>
          <MenuItem onClick={() => onOpen({ what: "change", user })}>Change name or role…</MenuItem>
          {!user.isDisabled && <MenuItem onClick={() => void makeLink(user, onOpen)}>New sign-in link…</MenuItem>}
          {user.isDisabled && <MenuItem onClick={() => void enable(user)}>Enable</MenuItem>}
          {!user.isDisabled && !isOwn && <MenuItem onClick={() => void disable(user)}>Disable…</MenuItem>}
          {!isOwn && <MenuItem isDanger onClick={() => void remove(user)}>Delete…</MenuItem>}
        </>
      }
    />
  );
}
