import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { TaskType } from "tabwright/v1/task_type";
import { api } from "#/api/api";
import { useMay } from "#/api/session";
import { attempt } from "#/features/shared/attempt";
import { TaskForm } from "#/features/shared/task-form";
import { reloadQueries } from "#/store/query";
import { Button, ButtonLink } from "#/ui/button";
import { confirm } from "#/ui/confirm";
import { Menu, MenuItem } from "#/ui/menu";

/** Run it; of the client's own, also change and delete it. */
export function TaskActions({ task, isNewest }: { task: TaskType; isNewest: boolean }) {
  const [isChanging, setChanging] = useState(false);
  const navigate = useNavigate();
  if (!useMay("member")) return null;
  const { name, own, enabled } = task;
  const remove = async () => {
    const text = "All its versions go. Jobs that it has made remain, and go on.";
    if (!(await confirm({ title: `Delete the task type ${name}?`, text, action: "Delete", isDestructive: true }))) return;
    if (!(await attempt(() => api.taskTypes.deleteTaskType({ name }), "The task type is deleted."))) return;
    reloadQueries("tasks");
    void navigate({ to: "/tasks" });
  };
  return (
    <>
      {enabled && (
        <ButtonLink to="/jobs/new" search={{ task: name }} kind="primary" icon="play">
          Run
        </ButtonLink>
      )}
      {own && isNewest && (
        <Button icon="edit" onClick={() => setChanging(true)}>
          New version
        </Button>
      )}
      {own && (
        <Menu
          label="More actions"
          items={
            <MenuItem isDanger onClick={() => void remove()}>
              Delete…
            </MenuItem>
          }
        />
      )}
      {isChanging && <TaskForm task={task} onClose={() => setChanging(false)} onMade={() => undefined} />}
    </>
  );
}
