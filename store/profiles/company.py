"""Company details: the profile of one job alone. They are kept among the job's own options, sealed with its client's
data key and bound to its id, so that they are in no list of profiles, serve no other job, and go when the job goes.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from uuid import UUID

from store.job import COMPANY, Json
from store.profiles.outline import MASKED, Outline
from store.secrets.sealing import DataKey, Purpose

NAME = "company_details"
"""What a job that has them names as its profile."""
_NAMES, _SEALED = "names", "sealed"


def sealed(key: DataKey, job_id: UUID, details: Mapping[str, str]) -> Json:
    """What a job keeps among its options."""
    text = key.seal(Purpose.COMPANY, str(job_id), json.dumps(dict(details)).encode())
    return {"profile": NAME, COMPANY: {_NAMES: sorted(details), _SEALED: b64encode(text).decode()}}


def opened(key: DataKey, job_id: UUID, options: Json) -> Json:
    """The details again, of a job that has some. Raises SecretUnreadable."""
    document: Json = json.loads(key.open(Purpose.COMPANY, str(job_id), b64decode(options[COMPANY][_SEALED])))
    return document


def names(options: Json) -> Sequence[str]:
    """The names of a job's details; none: it has no such profile."""
    found: Sequence[str] = options[COMPANY][_NAMES] if COMPANY in options else ()
    return found


def outline(options: Json) -> Outline | None:
    """Their outline: all of them are masked. None: the job has none."""
    return dict.fromkeys(names(options), MASKED) if COMPANY in options else None


def digest(key: DataKey, request_id: str, details: Mapping[str, str]) -> str:
    """What tells these details from others under a request_id, and says nothing of them without the key."""
    return key.digest(Purpose.COMPANY, request_id, json.dumps(dict(details), sort_keys=True).encode())
