import type { ReactNode } from "react";
import { Code } from "./code";

interface EmptyProps {
  /** One sentence that says which nothing it is: never had any, hidden by a filter, or not yet. */
  title: string;
  children?: ReactNode;
  /** The one thing that would change it. */
  action?: ReactNode;
  /** The command that would fill the list. */
  command?: string;
}

/** What a list shows in place of rows. */
export function Empty({ title, children, action, command }: EmptyProps) {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      {children && <p>{children}</p>}
      {command && <Code text={command} label="Command" />}
      {action}
    </div>
  );
}
