import { createLink } from "@tanstack/react-router";
import type { AnchorHTMLAttributes, ButtonHTMLAttributes, ReactNode, Ref } from "react";
import { Icon, type IconName } from "./icon";

interface Look {
  /** `primary`: the one thing that the page is for. `danger`: what cannot be taken back. `quiet`: without a border. */
  kind?: "primary" | "danger" | "quiet";
  icon?: IconName;
  /** Without children, what the icon does; it is shown as a tooltip, too. */
  label?: string;
  children?: ReactNode;
}

export interface ButtonProps extends Look, Omit<ButtonHTMLAttributes<HTMLButtonElement>, "children"> {
  /** Something is under way: the button keeps its size, and cannot be pressed again. */
  isBusy?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

export function Button({ kind, icon, label, children, isBusy = false, disabled, className = "", type = "button", ...rest }: ButtonProps) {
  return (
    <button
      type={type}
      className={look(kind, children, className)}
      disabled={disabled || isBusy}
      aria-busy={isBusy || undefined}
      {...(label ? { "aria-label": label, title: label } : {})}
      {...rest}
    >
      <Inside icon={isBusy ? "turning" : icon}>{children}</Inside>
    </button>
  );
}

type AnchorProps = Look & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, "children">;

function Anchor({ kind, icon, label, children, className = "", ...rest }: AnchorProps) {
  return (
    <a className={look(kind, children, className)} {...(label ? { "aria-label": label, title: label } : {})} {...rest}>
      <Inside icon={icon}>{children}</Inside>
    </a>
  );
}

/** A link that looks like a button: `<ButtonLink to="/jobs/new" kind="primary" icon="plus">New job</ButtonLink>`. */
export const ButtonLink = createLink(Anchor);

function Inside({ icon, children }: { icon: IconName | undefined; children: ReactNode }) {
  return (
    <>
      {icon && <Icon name={icon} />}
      {children !== undefined && <span>{children}</span>}
    </>
  );
}

function look(kind: Look["kind"], children: ReactNode, className: string): string {
  return ["button", kind, children === undefined && "only-icon", className].filter(Boolean).join(" ");
}
