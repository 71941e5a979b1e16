import { type FormEvent, useState } from "react";
import type { UrlPolicy } from "tabwright/v1/url_policy";
import { api } from "#/api/api";
import { fieldProblem } from "#/api/problem-text";
import { useAction } from "#/store/action";
import { reloadQueries } from "#/store/query";
import { Button } from "#/ui/button";
import { Dialog } from "#/ui/dialog";
import { ErrorBox } from "#/ui/error-box";
import { Checkbox, Select, TextArea, TextField } from "#/ui/field";
import { toast } from "#/ui/toast";

const TYPES = [
  ["blacklist", "blacklist: forbids these URLs"],
  ["whitelist", "whitelist: forbids all others"],
] as const;
type Type = (typeof TYPES)[number][0];

interface Props {
  /** Undefined: a new one. */
  policy: UrlPolicy | undefined;
  isAdmin: boolean;
  onClose: () => void;
}

export function PolicyDialog({ policy, isAdmin, onClose }: Props) {
  const [pattern, setPattern] = useState(policy?.pattern ?? "");
  const [type, setType] = useState<Type>(policy?.type === "whitelist" ? "whitelist" : "blacklist");
  const [description, setDescription] = useState(policy?.description ?? "");
  const [isActive, setActive] = useState(policy?.isActive ?? true);
  const [isGlobal, setGlobal] = useState(false);
  const keep = useAction(async () => {
    const values = { pattern: pattern.trim(), type, description, isActive };
    if (policy) await api.urlPolicies.updateUrlPolicy({ id: policy.id, ...values });
    else await api.urlPolicies.createUrlPolicy({ ...values, isGlobal });
    toast("The policy holds for jobs from about two seconds on.");
    reloadQueries("policies");
    onClose();
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void keep.run();
  };
  const wrong = (field: string) => fieldProblem(keep.trouble, field);
  return (
    <Dialog title={policy ? "Change the policy" : "New URL policy"} onClose={onClose}>
      <form onSubmit={submit}>
        <TextField label="URLs" required maxLength={255} data-autofocus spellCheck={false} value={pattern} onChange={setPattern} error={wrong("pattern")} placeholder="example.com" hint="example.com is this host with its subdomains; *.example.com only these; https://*.example.com/app/* has * for any text." />
        <Select label="Type" value={type} onChange={setType} options={TYPES} />
        <TextArea label="Description" rows={2} maxLength={2000} value={description} onChange={setDescription} error={wrong("description")} />
        <Checkbox label="It is in effect" value={isActive} onChange={setActive} />
        {isAdmin && !policy && <Checkbox label="For all clients of the installation" value={isGlobal} onChange={setGlobal} />}
        {!wrong("pattern") && !wrong("description") && <ErrorBox error={keep.trouble} />}
        <div className="dialog-actions">
          <Button onClick={onClose}>Go back</Button>
          <Button type="submit" kind="primary" isBusy={keep.isBusy}>{policy ? "Change it" : "Add the policy"}</Button>
        </div>
      </form>
    </Dialog>
  );
}
