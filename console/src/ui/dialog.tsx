import { type ReactNode, useEffect, useId, useRef } from "react";

interface DialogProps {
  title: string;
  onClose: () => void;
  children?: ReactNode;
  /** The buttons, the one that does it last. In what destroys, the first, `Cancel`, has `autoFocus`. */
  actions?: ReactNode;
  isWide?: boolean;
  /** Escape and a press beside it do not close it. */
  isFirm?: boolean;
}

/** A dialog that is open as long as it is rendered: `{isAsking && <Dialog title="…" onClose={…}>…</Dialog>}`. */
export function Dialog({ title, onClose, children, actions, isWide = false, isFirm = false }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const name = useId();
  useEffect(() => {
    const dialog = ref.current;
    const before = document.activeElement;
    // React sets the focus of autoFocus before the dialog is open, and showModal then takes it away.
    const wanted = dialog?.querySelector<HTMLElement>("[data-autofocus]");
    if (dialog && !dialog.open) dialog.showModal();
    wanted?.focus();
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={ref}
      className={[isWide && "wide", isFirm && "firm"].filter(Boolean).join(" ") || undefined}
      aria-labelledby={name}
      onCancel={(event) => {
        event.preventDefault(); // it closes by not being rendered any more
        if (!isFirm) onClose();
      }}
      onPointerDown={(event) => {
        if (!isFirm && event.target === event.currentTarget && isOutside(event)) onClose();
      }}
    >
      <h2 id={name}>{title}</h2>
      {children}
      {actions && <div className="dialog-actions">{actions}</div>}
    </dialog>
  );
}

function isOutside(event: React.PointerEvent<HTMLDialogElement>): boolean {
  const box = event.currentTarget.getBoundingClientRect();
  const { clientX: x, clientY: y } = event;
  return x < box.left || x > box.right || y < box.top || y > box.bottom;
}
