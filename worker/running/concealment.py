"""What one attempt at a job keeps to itself: the values of its sensitive actions."""

import asyncio
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import structlog

from store.action_tree import walk
from store.job import Json
from store.retry import ErrorType
from store.sensitive_values import MASK, MIN_CHARS, is_sensitive, values
from worker.failures import StepFailed
from worker.running import masking

log = structlog.get_logger()

REWRITE_TIMEOUT_S = 60.0
"""How long the values may take to be taken out of a recording."""
NOT_TOLD = "why is not told, since it may show what the action hides"


class Concealment:
    """Takes the values out of what is told and kept of an attempt."""

    def __init__(self, actions: Sequence[Json], secrets: Sequence[str] = ()) -> None:
        """`secrets` are hidden too, but are of no action."""
        self.is_needed = any(is_sensitive(action) for _, action in walk(actions))
        """Whether there is something to hide: then no picture is taken that no action asks for."""
        found = [[value for _, one in walk([action]) for value in values(one)] for action in actions if self.is_needed]
        self._values = sorted({*secrets, *(value.text for one in found for value in one if value.is_findable)})
        self._unfindable = [[value.text for value in one if not value.is_findable] for one in found]
        self._masker = masking.Masker(self._values)

    def text(self, text: str) -> str:
        """A text without the values."""
        return self._masker.text(text)

    def facts(self, told: Json) -> dict[str, Any]:
        """What a step tells of a page, without the values."""
        return {name: self.text(value) if isinstance(value, str) else value for name, value in told.items()}

    def heard(self, text: str) -> str:
        """What a page has said, without the values. One that cannot be found in a text hides the whole text."""
        return MASK if any(one in text for found in self._unfindable for one in found if one) else self.text(text)

    def failure(self, failure: StepFailed, action_index: int | None) -> StepFailed:
        """A failure without the values, of an action or of something else. What an action hides that cannot be found in
        a text hides the whole text.
        """
        if not self._values and not self.is_needed:
            return failure
        text = self.text(str(failure))
        if self.is_needed and action_index is not None and any(one in text for one in self._unfindable[action_index]):
            text = NOT_TOLD
        return StepFailed(failure.error_type, text, may_pass=failure.may_pass)

    async def rewrite(self, recording: Path) -> None:
        """Takes the values out of a recording. Raises StepFailed when that is too much work: the recording must not be
        kept then.
        """
        if not self._values:
            return
        command = [sys.executable, "-m", masking.__name__, str(recording)]
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env={"PYTHONPATH": os.pathsep.join(sys.path)},
        )
        try:
            async with asyncio.timeout(REWRITE_TIMEOUT_S):
                _, complaint = await process.communicate(json.dumps(self._values).encode())
        except TimeoutError:
            raise _too_large(recording) from None
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        if process.returncode == masking.TOO_LARGE:
            raise _too_large(recording)
        if process.returncode != 0:
            log.error("recording.not_masked", complaint=self.text(complaint.decode(errors="replace")))
            raise StepFailed(
                ErrorType.INTERNAL, "the values of sensitive actions could not be removed from the recording"
            )


def option_secrets(options: Json) -> list[str]:
    """What a job's options hide that recordings and texts may have: the password of its proxy."""
    password: str = options.get("proxy", {}).get("password", "")
    return [password] if len(password.strip()) >= MIN_CHARS else []


def _too_large(recording: Path) -> StepFailed:
    return StepFailed(
        ErrorType.ARTIFACT_TOO_LARGE,
        f"{recording.name} is too large to remove the values of sensitive actions from it",
    )
