"""Users as they are kept: who sees them, and that a client keeps an owner."""

import asyncio

import pytest

from store.database.connection import Database
from store.users import links, users
from store.users.errors import LastOwner, UserDisabled, UserExists, UserIsAdmin, UserNotFound, WrongEmail
from store.users.users import Changes, NewUser, User
from tests.fixtures.jobs import CLIENT

OTHER = "other"


async def made(database: Database, email: str, role: str = "owner", *, client_id: str = CLIENT, **more: bool) -> User:
    return await users.create_user(database, NewUser(client_id=client_id, email=email, role=role, **more))


async def test_an_address_is_kept_in_lower_case_and_names_one_user_of_the_installation(database: Database) -> None:
    user = await made(database, " Ada@Example.COM ")
    assert (user.email, user.name, user.has_password) == ("ada@example.com", "ada", False)
    with pytest.raises(UserExists):
        await made(database, "ADA@example.com", client_id=OTHER)
    assert await users.find_user(database, "aDa@example.com") == user


@pytest.mark.parametrize(
    "email",
    ["", "ada", "ada@", "@example.com", "a b@example.com", "\u0430da@example.com", "ada@exämple.com", "a@" + "b" * 300],
)
async def test_what_only_looks_like_an_address_is_none(database: Database, email: str) -> None:
    with pytest.raises(WrongEmail):
        await made(database, email)


async def test_a_client_sees_and_changes_its_own_users_only(database: Database) -> None:
    own, other = await made(database, "a@example.com"), await made(database, "b@example.com", client_id=OTHER)
    assert list(await users.list_users(database, whose=CLIENT, limit=10)) == [own]
    assert list(await users.list_users(database, whose=CLIENT, client_id=OTHER, limit=10)) == []
    for call in (
        users.get_user(database, other.id, whose=CLIENT),
        users.update_user(database, other.id, Changes(role="viewer"), whose=CLIENT),
        users.delete_user(database, other.id, whose=CLIENT),
        links.create_link(database, other.id, whose=CLIENT),
    ):
        with pytest.raises(UserNotFound):
            await call
    assert list(await users.list_users(database, limit=10)) == [own, other]
    assert await database.client_rows(CLIENT, "SELECT id FROM users") == [{"id": own.id}]


async def test_an_owner_does_not_touch_an_administrator(database: Database) -> None:
    admin = await made(database, "root@example.com", is_admin=True)
    await made(database, "a@example.com")
    for call in (
        users.update_user(database, admin.id, Changes(name="x"), whose=CLIENT),
        users.delete_user(database, admin.id, whose=CLIENT),
        links.create_link(database, admin.id, whose=CLIENT),
    ):
        with pytest.raises(UserIsAdmin):
            await call
    assert (await users.update_user(database, admin.id, Changes(name="x"))).name == "x"


async def test_a_client_keeps_an_owner_who_can_sign_in(database: Database) -> None:
    owner = await made(database, "a@example.com")
    second = await made(database, "b@example.com", "member")
    for changes in (Changes(role="member"), Changes(is_disabled=True)):
        with pytest.raises(LastOwner):
            await users.update_user(database, owner.id, changes, whose=CLIENT)
    with pytest.raises(LastOwner):
        await users.delete_user(database, owner.id, whose=CLIENT)
    await users.update_user(database, second.id, Changes(role="owner"), whose=CLIENT)
    await users.update_user(database, owner.id, Changes(is_disabled=True), whose=CLIENT)
    with pytest.raises(LastOwner):
        await users.update_user(database, second.id, Changes(role="viewer"))


async def test_two_owners_who_demote_each_other_at_once_do_not_both_go(database: Database) -> None:
    for attempt in range(5):
        one = await made(database, f"a{attempt}@example.com", client_id=f"client {attempt}")
        two = await made(database, f"b{attempt}@example.com", client_id=f"client {attempt}")
        ended = await asyncio.gather(
            users.update_user(database, one.id, Changes(role="member"), whose=one.client_id),
            users.delete_user(database, two.id, whose=one.client_id),
            return_exceptions=True,
        )
        assert [type(end) for end in ended].count(LastOwner) == 1, ended


async def test_a_new_link_takes_the_place_of_the_one_before_and_none_is_made_for_who_is_disabled(
    database: Database,
) -> None:
    await made(database, "a@example.com")
    user = await made(database, "b@example.com", "viewer")
    first, second = [await links.create_link(database, user.id, whose=CLIENT) for _ in range(2)]
    assert await links.find_link(database, first.token) is None
    assert await links.find_link(database, second.token) == user
    await users.update_user(database, user.id, Changes(is_disabled=True), whose=CLIENT)
    assert await links.find_link(database, second.token) is None
    with pytest.raises(UserDisabled):
        await links.create_link(database, user.id)
