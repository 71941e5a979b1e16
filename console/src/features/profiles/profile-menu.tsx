import { useState } from "react";
import type { Profile } from "tabwright/v1/profile";
import { api } from "#/api/api";
import { useMay } from "#/api/session";
import { attempt } from "#/features/shared/attempt";
import { reloadQueries } from "#/store/query";
import { confirm } from "#/ui/confirm";
import { Menu, MenuItem } from "#/ui/menu";
import { ProfileForm } from "./profile-form";

/** What can be done with a profile of the list. */
export function ProfileMenu({ profile }: { profile: Profile }) {
  const [isChanging, setChanging] = useState(false);
  if (!useMay("member")) return null;
  const { name, version } = profile;
  const remove = async () => {
    const text = "Attempts of jobs that name it fail from now on.";
    if (!(await confirm({ title: `Delete the profile ${name}?`, text, action: "Delete", isDestructive: true }))) return;
    await attempt(() => api.profiles.deleteProfile({ name, expectedVersion: version }), "The profile is deleted.");
    reloadQueries("profiles");
  };
  return (
    <>
      <Menu
        kind="quiet"
        label={`Actions for ${name}`}
        items={
          <>
            <MenuItem onClick={() => setChanging(true)}>Change…</MenuItem>
            <MenuItem isDanger onClick={() => void remove()}>
              Delete…
            </MenuItem>
          </>
        }
      />
      {isChanging && <ProfileForm profile={profile} onClose={() => setChanging(false)} />}
    </>
  );
}
