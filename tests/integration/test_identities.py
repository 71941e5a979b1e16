"""Which user somebody is who comes by an OIDC provider."""

import asyncio
from typing import Any

import pytest
from aiohttp import web

from server.sign_in.oidc import Oidc
from store.database.connection import Database
from store.errors import OidcUnavailable
from store.users import throttle, users
from store.users.errors import SignInFailed, SignInLimit
from store.users.identities import Identity, by_identity
from store.users.sessions import Where, begin
from store.users.users import Changes, NewUser, User
from tests.fixtures.jobs import CLIENT
from tests.fixtures.oidc_provider import REDIRECT_URL, OidcProvider

WHERE = Where(address="192.0.2.7", request_id="r-1")
ADA = Identity(issuer="https://id.test", subject="u-1", email="Ada@Example.com", name="Ada")


async def made(database: Database, email: str = "ada@example.com", **more: Any) -> User:
    return await users.create_user(database, NewUser(**{"client_id": CLIENT, "email": email, "role": "member", **more}))


def like_ada(**changes: Any) -> Identity:
    return Identity(**{**{name: getattr(ADA, name) for name in Identity.__slots__}, **changes})


async def who(database: Database, identity: Identity) -> User:
    """Whose session it becomes."""
    return (await begin(database, await by_identity(database, identity, WHERE), WHERE)).user


async def test_a_verified_address_chooses_the_user_once_and_then_the_subject_does(database: Database) -> None:
    user = await made(database)
    assert (await who(database, ADA)).id == user.id
    for later in (like_ada(email="new@example.com"), like_ada(email=None), ADA):
        assert (await who(database, later)).id == user.id


async def test_an_address_does_not_lead_to_a_user_who_is_another_subject_s(database: Database) -> None:
    await made(database)
    await who(database, ADA)
    for other in (like_ada(subject="u-2"), like_ada(issuer="https://another.test")):
        for identity in (other, like_ada(subject=other.subject, issuer=other.issuer, client_id="acme")):
            with pytest.raises(SignInFailed):
                await by_identity(database, identity, WHERE)


async def test_who_makes_a_user_with_somebody_s_address_does_not_get_them_where_the_provider_names_their_client(
    database: Database,
) -> None:
    user = await made(database)
    with pytest.raises(SignInFailed):
        await by_identity(database, like_ada(client_id="another"), WHERE)
    assert (await who(database, like_ada(client_id=CLIENT))).id == user.id


async def test_a_subject_that_is_one_user_does_not_get_a_second_by_a_new_address(database: Database) -> None:
    user, other = await made(database), await made(database, "bob@example.com")
    await who(database, ADA)
    assert (await who(database, like_ada(email="bob@example.com"))).id == user.id
    assert (await who(database, like_ada(subject="u-2", email="bob@example.com"))).id == other.id


async def test_an_address_that_is_not_verified_or_that_nobody_has_opens_nothing(database: Database) -> None:
    await made(database)
    for email in (None, "nobody@example.com", "ada", "ada@example.com\0", "ad\N{CYRILLIC SMALL LETTER A}@example.com"):
        with pytest.raises(SignInFailed):
            await by_identity(database, like_ada(email=email), WHERE)


async def test_a_user_who_is_disabled_does_not_come_in(database: Database) -> None:
    user = await made(database)
    await users.update_user(database, user.id, Changes(is_disabled=True))
    with pytest.raises(SignInFailed):
        await who(database, ADA)
    await users.update_user(database, user.id, Changes(is_disabled=False))
    await who(database, ADA)
    await users.update_user(database, user.id, Changes(is_disabled=True))
    with pytest.raises(SignInFailed):
        await who(database, ADA)


async def test_somebody_with_a_client_becomes_a_user_of_it_and_no_administrator(database: Database) -> None:
    user = await who(database, like_ada(client_id="acme", role="owner"))
    assert (user.client_id, user.email, user.name, user.role) == ("acme", "ada@example.com", "Ada", "owner")
    assert (user.is_admin, user.has_password) == (False, False)
    assert (await who(database, like_ada(client_id="another", role="viewer"))) == user


async def test_first_sign_ins_at_once_are_one_user_s(database: Database) -> None:
    proofs = await asyncio.gather(*(by_identity(database, like_ada(client_id="acme"), WHERE) for _ in range(5)))
    assert len({proof.user.id for proof in proofs}) == 1


async def test_the_audit_trail_says_who_was_made_and_who_has_become_a_subject_s(database: Database) -> None:
    bound = await made(database)
    await by_identity(database, ADA, WHERE)
    new = (await by_identity(database, like_ada(subject="u-2", email="b@b.test", client_id="acme"), WHERE)).user
    await by_identity(database, ADA, WHERE)
    events = await database.rows("SELECT * FROM audit_events WHERE action = 'AuthService.Login' ORDER BY id")
    assert [(event["resources"], event["client_id"], event["actor_name"]) for event in events] == [
        ([f"user/{bound.id}"], CLIENT, "ada@example.com"),
        ([f"user/{new.id}"], "acme", "b@b.test"),
    ]
    assert {(event["address"], event["request_id"], event["details"]["issuer"]) for event in events} == {
        ("192.0.2.7", "r-1", "https://id.test")
    }


async def test_tries_by_codes_are_counted_and_a_provider_that_is_away_is_not_the_person_s_fault(
    database: Database, provider: OidcProvider
) -> None:
    await made(database)
    oidc = Oidc(provider.settings())
    started = await oidc.start(REDIRECT_URL)
    code = provider.consent(started.url)["code"]
    for _ in range(throttle.FREE + 2):
        provider.answers = {"/token": web.json_response({}, status=503)}
        with pytest.raises(OidcUnavailable):
            await oidc.sign_in(database, code, started.state, WHERE)
    provider.answers = {}
    proof = await oidc.sign_in(database, code, started.state, WHERE)
    assert (proof.user.email, proof.method) == ("ada@example.com", "oidc")
    for _ in range(throttle.FREE + 1):
        with pytest.raises(SignInFailed):
            await oidc.sign_in(database, code, started.state, WHERE)
    with pytest.raises(SignInLimit):
        await oidc.sign_in(database, code, started.state, WHERE)
