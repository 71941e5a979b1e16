"""What is wrong with the action saveSession of a job."""

from collections.abc import Iterator, Sequence

from tabwright.v1.job_options_pb2 import JobOptions

from server.convert.origins import usual_origins
from store.action_tree import walk
from store.job import Json
from store.queue.sessions import READ_ONLY

ACTION = "saveSession"


def saves(actions: Sequence[Json]) -> bool:
    """Whether one of the actions saves the job's session."""
    return any(action["action"] == ACTION for _, action in walk(actions))


def violations(actions: Sequence[Json], options: JobOptions) -> Iterator[tuple[str, str]]:
    """The fields that are wrong, and what would be right."""
    for path, action in walk(actions):
        if action["action"] != ACTION:
            continue
        if not options.session:
            yield f"{path}.action", f"{ACTION} saves the session that options.session names: name one"
        elif options.session_mode == READ_ONLY:
            yield f"{path}.action", f"{ACTION} goes with options.sessionMode exclusive: others may use the session too"
        _, malformed = usual_origins(action.get("origins", ()), f"{path}.origins")
        yield from malformed
        for kind in ("trace", "har"):
            if getattr(options.record, kind):
                yield f"options.record.{kind}", _recorded(path)


def _recorded(path: str) -> str:
    return (
        f"would have what {path} reads from the browser: leave it out, or save the session at the end, by"
        " options.saveSession"
    )
