import type { ReactNode } from "react";
import { Button } from "#/ui/button";
import { Code } from "#/ui/code";
import { Dialog } from "#/ui/dialog";

/** A secret that no call answers again: it stays until somebody says that they have it. */
export function SecretOnce({ title, secret, children, onClose }: { title: string; secret: string; /** What it is for. */ children?: ReactNode; onClose: () => void }) {
  return (
    <Dialog
      title={title}
      onClose={onClose}
      isFirm
      actions={
        <Button kind="primary" onClick={onClose}>
          I have kept it
        </Button>
      }
    >
      <div>
        {children}
        <Code text={secret} label="The secret" />
        <p className="muted">It is not shown again: whoever loses it makes a new one.</p>
      </div>
    </Dialog>
  );
}
