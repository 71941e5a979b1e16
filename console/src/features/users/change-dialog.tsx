import { type FormEvent, useState } from "react";
import { type User, User_Role } from "tabwright/v1/user";
import { api } from "#/api/api";
import { fieldProblem } from "#/api/problem-text";
import { useAction } from "#/store/action";
import { reloadQueries } from "#/store/query";
import { Button } from "#/ui/button";
import { Dialog } from "#/ui/dialog";
import { ErrorBox } from "#/ui/error-box";
import { Checkbox, Select, TextField } from "#/ui/field";
import { toast } from "#/ui/toast";
import { ROLES, roleWord } from "./roles";

/** Changes what is given another value; the rest is left as it is by now. */
export function ChangeDialog({ user, isAdmin, onClose }: { user: User; isAdmin: boolean; onClose: () => void }) {
  const [name, setName] = useState(user.name);
  const [role, setRole] = useState(roleWord(user.role));
  const [admin, setAdmin] = useState(user.isAdmin);
  const change = useAction(async () => {
    await api.users.updateUser({
      id: user.id,
      ...(name.trim() !== user.name && { name: name.trim() }),
      ...(User_Role[role] !== user.role && { role: User_Role[role] }),
      ...(admin !== user.isAdmin && { isAdmin: admin }),
    });
    toast(`${user.email} is changed. It is in force within 5 seconds.`);
    reloadQueries("users");
    onClose();
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void change.run();
  };
  const wrong = fieldProblem(change.trouble, "name");
  return (
    <Dialog title={user.email} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <TextField label="Name" maxLength={100} value={name} onChange={setName} error={wrong} />
        <Select label="Role" value={role} onChange={setRole} options={ROLES} />
        {isAdmin && <Checkbox label="The user may administer the installation, too" value={admin} onChange={setAdmin} />}
        {!wrong && <ErrorBox error={change.trouble} />}
        <div className="dialog-actions">
          <Button onClick={onClose}>Go back</Button>
          <Button type="submit" kind="primary" isBusy={change.isBusy}>Change the user</Button>
        </div>
      </form>
    </Dialog>
  );
}
