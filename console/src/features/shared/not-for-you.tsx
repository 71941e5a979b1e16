import { useWho } from "#/api/session";
import { Empty } from "#/ui/empty";

/** In place of what the role of who is signed in does not reach: says who may. */
export function NotForYou({ who, what }: { /** `Owners and administrators`. */ who: string; /** `see and manage users`. */ what: string }) {
  const role = useWho()?.role;
  return (
    <Empty title={`${who} ${what}.`}>
      {role ? `You are signed in as ${role}. ` : ""}Ask one of them, or sign in as another user.
    </Empty>
  );
}
