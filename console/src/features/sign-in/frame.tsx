import { type ReactNode, useEffect } from "react";
import { Mark } from "#/ui/mark";

/** What is around everything that one does before one is signed in. */
export function SignInFrame({ title, children }: { title: string; children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Tabwright`;
  }, [title]);
  return (
    <main className="sign-in">
      <div className="sign-in-card">
        <Mark />
        <h1>{title}</h1>
        {children}
      </div>
    </main>
  );
}
