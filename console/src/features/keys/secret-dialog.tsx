import { Button } from "#/ui/button";
import { Code } from "#/ui/code";
import { Dialog } from "#/ui/dialog";

/** The one time that a secret is seen. It is in no answer afterwards, and not in the memory of this page. */
export function SecretDialog({ name, secret, onClose }: { name: string; secret: string; onClose: () => void }) {
  const call = `curl -H "X-API-Key: $KEY" ${location.origin}/api/v1/jobs`;
  return (
    <Dialog title={`The key “${name}”`} onClose={onClose} isFirm actions={<Button kind="primary" onClick={onClose}>I have it</Button>}>
      <p>Copy its secret now: nobody can show it again.</p>
      <Code text={secret} label="The secret" />
      <p>Programs send it as a header:</p>
      <Code text={call} label="A call with it" />
    </Dialog>
  );
}
