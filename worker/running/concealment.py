"""What one attempt at a job keeps to itself: the values of its sensitive actions, and of secrets."""

import asyncio
import json
import os
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import structlog

from store.action_tree import walk
from store.job import Json
from store.retry import ErrorType
from store.secret_references import in_text
from store.sensitive_values import MASK, MIN_CHARS, is_sensitive, values
from worker.failures import StepFailed
from worker.running import masking
from worker.step import Produced

log = structlog.get_logger()

REWRITE_TIMEOUT_S = 60.0
"""How long the values may take to be taken out of a recording."""
SMALL_BYTES = 8 * 1024
"""How much is looked through here and now: a tenth of a second, where it is nothing but what is hidden."""
_FORMS = {"data": "json", "download": "bytes", "response": "bytes", "pdf": "pdf"}
"""How the files of actions are looked through. Pictures are taken without what must not be seen."""
_NOT_IN_NAMES = re.compile(r'["*/:<>?\\|]')
"""What browsers replace in the names of files, which traces have."""
NOT_TOLD = "why is not told, since it may show what the action hides"


class Concealment:
    """Takes the values out of what is told and kept of an attempt: those of sensitive actions, and those of secrets,
    which it learns as they are used.
    """

    def __init__(self, actions: Sequence[Json], secrets: Sequence[str] = ()) -> None:
        """`secrets` are hidden too, but are of no action."""
        self.is_needed = any(is_sensitive(action) for _, action in walk(actions))
        """Whether there is something to hide: then no picture is taken that no action asks for."""
        found = [[value for _, one in walk([action]) for value in values(one)] for action in actions if self.is_needed]
        self._values = {*secrets, *(value.text for one in found for value in one if value.is_findable)}
        self._unfindable = [[value.text for value in one if not value.is_findable] for one in found]
        self._masker = masking.Masker(self._values)
        self.secrets = masking.Hider()
        """What secrets have given so far."""

    def learn(self, value: str) -> None:
        """Hides the value of a secret from now on."""
        self.learn_all([value])

    def learn_all(self, values: Iterable[str]) -> None:
        """Hides values of secrets, or of a session, from now on."""
        if self.secrets.learn_all(one for value in values for one in (value, _NOT_IN_NAMES.sub("_", value))):
            self._masker = masking.Masker({*self._values, *self.secrets.findable})

    def text(self, text: str) -> str:
        """A text without the values."""
        return MASK if self.secrets.has_short(text) else self._masker.text(text)

    def facts(self, told: Json) -> dict[str, Any]:
        """What a step tells of a page, without the values."""
        return {
            name: self.text(value) if isinstance(value, str) else self.secrets.value(value)
            for name, value in told.items()
        }

    def heard(self, text: str) -> str:
        """What a page has said, without the values. One that cannot be found in a text hides the whole text."""
        return MASK if any(one in text for found in self._unfindable for one in found if one) else self.text(text)

    def failure(self, failure: StepFailed, action_index: int | None) -> StepFailed:
        """A failure without the values, of an action or of something else. What an action hides that cannot be found in
        a text hides the whole text.
        """
        text = self.text(str(failure))
        if self.is_needed and action_index is not None and any(one in text for one in self._unfindable[action_index]):
            text = NOT_TOLD
        return StepFailed(failure.failure, text)

    def shows_secret(self, text: str) -> bool:
        """Whether a text has something that secrets have given."""
        return self.secrets.is_in(text)

    async def produced(self, produced: Produced | None) -> Produced | None:
        """What an action has made, without what secrets have given: neither its client nor a later action reads that.
        Raises StepFailed when that is too much work.
        """
        if self.secrets.is_empty or produced is None:
            return produced
        value, file = produced.value, produced.file
        if produced.has_value:
            try:
                data = json.dumps(value).encode()
            except (ValueError, RecursionError) as error:
                raise StepFailed(ErrorType.ACTION_FAILED, "the value cannot be represented as JSON") from error
            value = json.loads(await self._hidden("json", data))
        if file is not None and (form := _FORMS.get(file.artifact_type)):
            file = replace(file, data=await self._hidden(form, file.data))
            if self.secrets.is_in_name(f"{file.stem}.{file.extension}"):
                file = replace(file, stem=file.artifact_type, extension="")
        return replace(produced, value=value, file=file)

    async def _hidden(self, form: str, data: bytes) -> bytes:
        hider = self.secrets
        if len(data) <= SMALL_BYTES:
            return masking.FORMS[form](hider, data)
        given = json.dumps([form, *hider.values]).encode() + b"\n"
        return await self._elsewhere([], given + data, what="what the action has made")

    async def rewrite(self, recording: Path) -> None:
        """Takes the values out of a recording. Raises StepFailed when that is too much work: the recording must not be
        kept then.
        """
        values = sorted({*self._values, *self.secrets.findable})
        if values:
            await self._elsewhere([str(recording)], json.dumps(values).encode(), what=recording.name)

    async def _elsewhere(self, arguments: Sequence[str], given: bytes, *, what: str) -> bytes:
        """Has a process of its own take them out. Raises StepFailed."""
        process = await asyncio.create_subprocess_exec(
            *[sys.executable, "-m", masking.__name__, *arguments],
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env={"PYTHONPATH": os.pathsep.join(sys.path)},
        )
        try:
            async with asyncio.timeout(REWRITE_TIMEOUT_S):
                made, complaint = await process.communicate(given)
        except TimeoutError as error:
            raise _too_large(what) from error
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        if process.returncode == masking.TOO_LARGE:
            raise _too_large(what)
        if process.returncode != 0:
            log.error("recording.not_masked", complaint=self.text(complaint.decode(errors="replace")))
            raise StepFailed(ErrorType.INTERNAL, f"what the job hides could not be removed from {what}")
        return made


def option_secrets(options: Json) -> list[str]:
    """What a job's options hide that recordings and texts may have: the password of its proxy. One that a secret gives
    is not known yet.
    """
    password: str = options.get("proxy", {}).get("password", "")
    return [password] if len(password.strip()) >= MIN_CHARS and not in_text(password) else []


def _too_large(what: str) -> StepFailed:
    return StepFailed(ErrorType.ARTIFACT_TOO_LARGE, f"{what} is too large to remove from it what the job hides")
