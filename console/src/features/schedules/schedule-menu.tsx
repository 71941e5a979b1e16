import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { Schedule } from "tabwright/v1/schedule";
import { api } from "#/api/api";
import { useMay } from "#/api/session";
import { attempt } from "#/features/shared/attempt";
import { ScheduleForm } from "#/features/shared/schedule-form";
import { remove, turn } from "#/features/shared/schedule-words";
import { reloadQueries } from "#/store/query";
import { Menu, MenuItem } from "#/ui/menu";

/** What can be done with a schedule of the list. */
export function ScheduleMenu({ schedule }: { schedule: Schedule }) {
  const [isChanging, setChanging] = useState(false);
  const navigate = useNavigate();
  if (!useMay("member")) return null;
  const run = async () => {
    await attempt(async () => {
      const { jobId } = await api.schedules.runSchedule({ id: schedule.id });
      void navigate({ to: "/jobs/$jobId", params: { jobId } });
    }, "The job is created.");
    reloadQueries("schedules");
  };
  return (
    <>
      <Menu
        kind="quiet"
        label={`Actions for ${schedule.name}`}
        items={
          <>
            <MenuItem onClick={() => void run()}>Run now</MenuItem>
            <MenuItem onClick={() => void turn(schedule)}>{schedule.isPaused ? "Resume" : "Pause"}</MenuItem>
            <MenuItem onClick={() => setChanging(true)}>Change…</MenuItem>
            <MenuItem isDanger onClick={() => void remove(schedule)}>
              Delete…
            </MenuItem>
          </>
        }
      />
      {isChanging && <ScheduleForm schedule={schedule} onClose={() => setChanging(false)} />}
    </>
  );
}
