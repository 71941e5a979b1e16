"""The first owner of `tabwright up`, who comes in by a link."""

from cli.first_owner import EMAIL, first_owner_link
from cli.local_key import LOCAL_CLIENT_ID
from store.database.connection import Database
from store.users import users
from store.users.links import find_link
from store.users.passwords import Passwords
from store.users.sign_in import set_password
from store.users.users import Changes, NewUser


async def link_of(database: Database) -> str:
    token = await first_owner_link(database)
    assert token is not None
    return token


async def test_an_installation_without_users_gets_an_owner_who_administers_it(database: Database) -> None:
    owner = await find_link(database, await link_of(database))
    assert owner is not None
    assert (owner.email, owner.client_id, owner.role, owner.is_admin) == (EMAIL, LOCAL_CLIENT_ID, "owner", True)
    events = await database.rows("SELECT actor_type, action, resources[1] AS resource FROM audit_events ORDER BY id")
    assert [(event["actor_type"], event["action"]) for event in events] == [
        ("operator", "UserService.CreateUser"),
        ("operator", "UserService.CreateSignInLink"),
    ]
    assert {event["resource"] for event in events} == {f"user/{owner.id}"}


async def test_each_start_ends_the_link_before_until_there_is_a_password(database: Database) -> None:
    first, second = await link_of(database), await link_of(database)
    assert await find_link(database, first) is None
    owner = await find_link(database, second)
    assert owner is not None
    assert await set_password(database, Passwords(), owner.id, "correct horse battery")
    assert await first_owner_link(database) is None


async def test_where_there_is_another_user_none_is_made(database: Database) -> None:
    await users.create_user(database, NewUser(client_id="acme", email="ada@example.com", role="viewer"))
    assert await first_owner_link(database) is None
    assert await users.find_user(database, EMAIL) is None


async def test_a_first_owner_who_is_disabled_gets_no_link(database: Database) -> None:
    owner = await find_link(database, await link_of(database))
    assert owner is not None
    await users.create_user(database, NewUser(client_id=LOCAL_CLIENT_ID, email="ada@example.com", role="owner"))
    await users.update_user(database, owner.id, Changes(is_disabled=True))
    assert await first_owner_link(database) is None
