"""Company details: a profile that one job has for itself."""

from dataclasses import replace
from uuid import UUID

import pytest

from store.database.connection import Database
from store.errors import SecretUnreadable
from store.fallbacks.earlier import digest_of
from store.job import TITLE, NewJob
from store.profiles import company, profiles
from store.profiles.reading import ProfileReader
from store.queue.intake import create_job
from store.records.listing import get_job
from store.secrets.data_keys import data_key, erase, rewrap
from store.secrets.sealing import Keyring, new_key
from tests.fixtures.jobs import CLIENT, ClaimOne, CreateJob, Join, new_job

FIRST, SECOND = new_key("k1"), new_key("k2")
KEYRING = Keyring.parse(FIRST)
DETAILS = {"taxId": "XAXX010101000", "name": "ACME"}


async def sealed(database: Database, client_id: str = CLIENT) -> NewJob:
    job = new_job(client_id=client_id)
    key = await data_key(database, KEYRING, client_id)
    return replace(job, options=company.sealed(key, job.id, DETAILS))


async def made(database: Database) -> UUID:
    return (await create_job(database, await sealed(database))).job_id


async def test_details_are_read_for_their_own_job_and_are_in_no_list_of_profiles(database: Database) -> None:
    job = await get_job(database, CLIENT, await made(database))
    read = await ProfileReader(database, KEYRING).read_company(CLIENT, job.id, job.options)
    assert (read.document, read.outline) == (DETAILS, {"name": "masked", "taxId": "masked"})
    assert list(company.names(job.options)) == ["name", "taxId"]
    assert await profiles.list_profiles(database, CLIENT, after=None, limit=10) == []
    (row,) = await database.rows("SELECT row_to_json(job)::text AS text FROM automation_jobs AS job")
    assert not [value for value in DETAILS.values() if value in row["text"] + repr(read)]


async def test_details_open_for_no_other_job_and_no_other_client(database: Database) -> None:
    job = await get_job(database, CLIENT, await made(database))
    reader = ProfileReader(database, KEYRING)
    with pytest.raises(SecretUnreadable, match="moved from another place"):
        await reader.read_company(CLIENT, new_job().id, job.options)
    with pytest.raises(SecretUnreadable, match="the data key of its client is gone"):
        await reader.read_company("other", job.id, job.options)
    await data_key(database, KEYRING, "other")
    with pytest.raises(SecretUnreadable, match="another data key"):
        await reader.read_company("other", job.id, job.options)
    with pytest.raises(SecretUnreadable):
        await reader.read_company(None, job.id, job.options)


async def test_details_outlive_another_key_of_the_installation_and_not_the_clients_own(database: Database) -> None:
    job = await get_job(database, CLIENT, await made(database))
    both = Keyring.parse(f"{SECOND},{FIRST}")
    await rewrap(database, both)
    assert (await ProfileReader(database, both).read_company(CLIENT, job.id, job.options)).document == DETAILS
    await erase(database, CLIENT)
    with pytest.raises(SecretUnreadable):
        await ProfileReader(database, both).read_company(CLIENT, job.id, job.options)


async def test_what_tells_details_apart_is_nothing_without_the_key(database: Database) -> None:
    key, other = await data_key(database, KEYRING, CLIENT), await data_key(database, KEYRING, "other")
    backwards = dict(reversed(DETAILS.items()))
    assert company.digest(key, "one", DETAILS) == company.digest(key, "one", backwards)
    others = [
        company.digest(key, "two", DETAILS),
        company.digest(other, "one", DETAILS),
        company.digest(key, "one", {**DETAILS, "name": "B"}),
    ]
    assert len({company.digest(key, "one", DETAILS), *others}) == 4


async def test_a_title_says_nothing_of_what_a_job_asks_for(
    database: Database, create: CreateJob, join: Join, claim_one: ClaimOne
) -> None:
    worker = await join()
    digests = []
    for options in ({TITLE: "one"}, {TITLE: "two"}, {}):
        await create(options=options)
        digests.append(digest_of(await claim_one(worker)))
    assert digests == digests[:1] * 3
