import { useSearch } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import type { Profile } from "tabwright/v1/profile";
import { api } from "#/api/api";
import { useMay } from "#/api/session";
import { usePages } from "#/features/shared/pages";
import { Button } from "#/ui/button";
import { Empty } from "#/ui/empty";
import { ErrorBox } from "#/ui/error-box";
import { Link } from "#/ui/link";
import { Page } from "#/ui/page";
import { type Column, Table } from "#/ui/table";
import { RelativeTime } from "#/ui/time";
import { Fields } from "./fields";
import { ProfileForm } from "./profile-form";
import { ProfileMenu } from "./profile-menu";

const COMMAND = "tabwright form-profiles put company company.yaml";

/** What jobs fill forms in with: a list of documents, the one of the address with its fields. */
export default function Profiles() {
  const { name: open } = useSearch({ from: "/profiles" });
  const { list, pager } = usePages(["profiles"], (pageToken, signal) => api.profiles.listProfiles({ limit: 50, pageToken }, { signal }));
  const [isMaking, setMaking] = useState(false);
  const may = useMay("member");
  const rows = list.data?.data;
  const columns = useMemo(() => columnsOf(open), [open]);
  return (
    <Page
      title="Profiles"
      state="What jobs fill forms in with, field by field. They are sealed; masked fields are never shown."
      action={may && <Button kind="primary" icon="plus" onClick={() => setMaking(true)}>New profile</Button>}
    >
      <ErrorBox error={list.error} what="The list could not be read" onRetry={list.reload} />
      <Table
        label="Profiles"
        columns={columns}
        rows={list.error ? (rows ?? []) : rows}
        id={({ name }) => name}
        isBusy={list.isLoading}
        isStale={list.isStale}
        detail={({ name, version }) => (name === open ? <Fields name={name} version={version} /> : null)}
        empty={list.error ? null : <Empty title="There is no profile yet" command={COMMAND}>A job names one in <code>options.profile</code>, and its fields by <code>{"${profile.company.name}"}</code>.</Empty>}
      />
      {pager}
      {isMaking && <ProfileForm onClose={() => setMaking(false)} />}
    </Page>
  );
}

function columnsOf(open: string | undefined): Column<Profile>[] {
  return [
    {
      id: "name",
      head: "Name",
      cell: ({ name }) => (
        <Link to="/profiles" search={(old) => ({ ...old, name: name === open ? undefined : name })} replace resetScroll={false} aria-expanded={name === open} className="mono">
          {name}
        </Link>
      ),
    },
    { id: "words", head: "Description", isWide: true, hide: "small", cell: ({ description }) => description || <span className="muted">–</span> },
    { id: "masked", head: "Masked fields", align: "end", hide: "small", cell: ({ masked }) => <span title={masked.join(", ")}>{masked.length}</span> },
    { id: "version", head: "Version", align: "end", hide: "medium", cell: ({ version }) => version },
    { id: "changed", head: "Changed", cell: ({ updatedAt }) => <RelativeTime at={updatedAt} /> },
    { id: "menu", head: "", align: "end", cell: (one) => <ProfileMenu profile={one} /> },
  ];
}
