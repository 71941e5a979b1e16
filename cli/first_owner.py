"""The first owner of `tabwright up`, and the link by which that person signs in."""

from cli.database import operating
from cli.local_key import LOCAL_CLIENT_ID
from store.database.auditing import calling
from store.database.connection import Database
from store.users.links import create_link
from store.users.users import NewUser, create_user, find_user, list_users

EMAIL = "owner@localhost"
"""No mail reaches it, and no provider vouches for it: it is who has this machine."""
LINK_TTL_S = 3600.0


async def first_owner_link(database: Database) -> str | None:
    """The token of a link for the first owner, who is made where there is no user yet. None: there is no such owner any
    more, or one who signs in with a password.
    """
    owner = await find_user(database, EMAIL)
    if owner is None and not await list_users(database, limit=1):
        new = NewUser(client_id=LOCAL_CLIENT_ID, email=EMAIL, name="Owner", role="owner", is_admin=True)
        with calling(operating("UserService.CreateUser", "user")):
            owner = await create_user(database, new)
    if owner is None or owner.has_password or owner.is_disabled:
        return None
    with calling(operating("UserService.CreateSignInLink", "user")):
        return (await create_link(database, owner.id, ttl_s=LINK_TTL_S)).token
