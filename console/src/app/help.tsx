import { useCell } from "#/base/cell";
import { Button } from "#/ui/button";
import { Dialog } from "#/ui/dialog";
import { Checkbox } from "#/ui/field";
import { areShortcutsOn, setShortcuts, shortcuts } from "#/ui/shortcuts";

/** The keys that act here and now. */
export function Help({ onClose }: { onClose: () => void }) {
  const bound = useCell(shortcuts);
  const isOn = useCell(areShortcutsOn);
  const shown = [...new Map([...bound].reverse().map((one) => [one.keys, one])).values()];
  return (
    <Dialog title="Keys" onClose={onClose} actions={<Button onClick={onClose}>Close</Button>}>
      <dl className="keys">
        {shown.map(({ keys, does }) => (
          <div key={keys}>
            <dt>
              {keys.split(" ").map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <Checkbox label="Single keys act" hint="Not while you type, and not in a live view." value={isOn} onChange={setShortcuts} />
    </Dialog>
  );
}
