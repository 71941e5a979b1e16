import { useState } from "react";
import { useWho } from "#/api/session";
import { signOut } from "#/api/sign-in";
import { problemText } from "#/api/problem-text";
import { Button } from "#/ui/button";
import { Icon } from "#/ui/icon";
import { Link } from "#/ui/link";
import { toast } from "#/ui/toast";
import { ConnectionDot } from "./connection-dot";
import { nextTheme, themeNow } from "./theme";

/** How the connection does, the colours, the keys, and who one is. */
export function Foot({ onHelp }: { onHelp: () => void }) {
  const who = useWho();
  const [theme, setTheme] = useState(themeNow);
  return (
    <div className="foot">
      <ConnectionDot />
      <div className="foot-buttons">
        <Button kind="quiet" icon="theme" label={`Colours: ${theme}`} onClick={() => setTheme(nextTheme())} />
        <Button kind="quiet" icon="question" label="Keys" onClick={onHelp} />
        {who && <Button kind="quiet" icon="door" label="Sign out" onClick={() => void leave()} />}
      </div>
      {who && (
        <Link to="/account" className="foot-who" title={`${who.name}, ${who.isAdmin ? "administrator" : who.role}`}>
          <Icon name="profile" />
          <span>{who.name}</span>
        </Link>
      )}
    </div>
  );
}

async function leave(): Promise<void> {
  try {
    await signOut();
  } catch (error) {
    toast(`You are still signed in: ${problemText(error).title}`, { kind: "bad" });
  }
}
