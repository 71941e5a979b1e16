import type { SignInLink } from "tabwright/v1/user_service";
import { Button } from "#/ui/button";
import { Code } from "#/ui/code";
import { Dialog } from "#/ui/dialog";
import { absolute, RelativeTime } from "#/ui/time";

/** The one time that a link is seen. */
export function LinkDialog({ email, link, onClose }: { email: string; link: SignInLink; onClose: () => void }) {
  const address = `${location.origin}/console/sign-in/link#token=${link.token}`;
  return (
    <Dialog title="One-time sign-in link" onClose={onClose} isFirm actions={<Button kind="primary" onClick={onClose}>I have it</Button>}>
      <p>Give it to {email} on a way that only this person reads: whoever opens it is signed in, once. Nobody can show it again.</p>
      <Code text={address} label="The link" />
      <p className="muted">
        It expires <RelativeTime at={link.expiresAt} />{link.expiresAt && `, on ${absolute(link.expiresAt)}`}. Another one can be made at any time.
      </p>
    </Dialog>
  );
}
