import { type ReactNode, useEffect, useRef } from "react";

interface PageProps {
  title: string;
  /** One sentence about how things are: `12 running, 3 need you.` */
  state?: ReactNode;
  /** The page's main action, on the right. */
  action?: ReactNode;
  /** Where it came from, such as `<Link to="/jobs">Jobs</Link>`. */
  back?: ReactNode;
  /** What stands beside the title, such as a badge. */
  beside?: ReactNode;
  children: ReactNode;
}

/** How many things wait for a person: set by the shell, shown in the title of the window. */
let waiting = 0;
let named = "";

export function setWaiting(count: number): void {
  waiting = count;
  retitle();
}

function retitle(): void {
  document.title = `${waiting > 0 ? `(${waiting}) ` : ""}${named ? `${named} · ` : ""}Tabwright`;
}

/** What every page begins with. Its title gets the focus when somebody has come here by a link. */
export function Page({ title, state, action, back, beside, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    named = title;
    retitle();
  }, [title]);
  useEffect(() => {
    // Not on the first page of the tab, and not where the page has put the focus itself.
    if (hasCome && (document.activeElement === document.body || document.activeElement?.closest("nav"))) {
      heading.current?.focus({ preventScroll: true });
    }
    hasCome = true;
  }, []);
  return (
    <div className="page">
      <header className="page-head">
        <div>
          {back && <p className="page-back">{back}</p>}
          <div className="page-title">
            <h1 ref={heading} tabIndex={-1}>
              {title}
            </h1>
            {beside}
          </div>
          {state && <p className="page-state">{state}</p>}
        </div>
        {action && <div className="page-action">{action}</div>}
      </header>
      {children}
    </div>
  );
}

let hasCome = false;
