import { type FormEvent, useState } from "react";
import { User_Role } from "tabwright/v1/user";
import type { SignInLink } from "tabwright/v1/user_service";
import { api } from "#/api/api";
import { fieldProblem } from "#/api/problem-text";
import { useClientId } from "#/features/shared/me";
import { useAction } from "#/store/action";
import { reloadQueries } from "#/store/query";
import { Button } from "#/ui/button";
import { Dialog } from "#/ui/dialog";
import { ErrorBox } from "#/ui/error-box";
import { Checkbox, Select, TextField } from "#/ui/field";
import { ROLES, type RoleWord } from "./roles";

interface Props {
  isAdmin: boolean;
  onClose: () => void;
  onMade: (email: string, link: SignInLink) => void;
}

/** Makes a user; what is given to the person is the link of the answer. */
export function CreateDialog({ isAdmin, onClose, onMade }: Props) {
  const own = useClientId();
  const [email, setEmail] = useState("");
  const [name, setName] = useState("");
  const [role, setRole] = useState<RoleWord>("member");
  const [client, setClient] = useState<string>();
  const [admin, setAdmin] = useState(false);
  const create = useAction(async () => {
    const clientId = isAdmin ? (client ?? own) : "";
    const answer = await api.users.createUser({ email: email.trim(), name: name.trim(), role: User_Role[role], clientId, isAdmin: admin });
    reloadQueries("users");
    if (answer.link) onMade(answer.user?.email ?? email, answer.link);
    else onClose();
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void create.run();
  };
  const wrong = (field: string) => fieldProblem(create.trouble, field);
  const isElsewhere = ["email", "name", "clientId"].every((field) => !wrong(field));
  return (
    <Dialog title="New user" onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <TextField label="Email" type="email" required maxLength={254} data-autofocus autoComplete="off" value={email} onChange={setEmail} error={wrong("email")} hint="The user signs in by it. No mail is sent." />
        <TextField label="Name" maxLength={100} autoComplete="off" value={name} onChange={setName} error={wrong("name")} hint="Without one: what is before the @." />
        <Select label="Role" value={role} onChange={setRole} options={ROLES} error={wrong("role")} />
        {isAdmin && <TextField label="Client" maxLength={255} value={client ?? own} onChange={setClient} error={wrong("clientId")} hint="Whose things the user sees." />}
        {isAdmin && <Checkbox label="The user may administer the installation, too" value={admin} onChange={setAdmin} />}
        {isElsewhere && <ErrorBox error={create.trouble} />}
        <div className="dialog-actions">
          <Button onClick={onClose}>Go back</Button>
          <Button type="submit" kind="primary" isBusy={create.isBusy}>Make the user</Button>
        </div>
      </form>
    </Dialog>
  );
}
