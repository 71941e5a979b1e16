"""What can go wrong with a call because of who makes it: a user, or none."""

from store.errors import StoreError


class RoleTooLow(StoreError):
    """The user's role does not let the user do it."""

    def __init__(self, role: str, needed: str) -> None:
        super().__init__(
            f"your role is {role}, and this needs {needed}: ask an owner of your client", role=role, needed=needed
        )


class NotAUser(StoreError):
    """The call is about the user who makes it, and no user makes it."""

    def __init__(self) -> None:
        super().__init__("the call is about the user who makes it, and is made with a key or a JWT: sign in (Login)")


class OidcNotSetUp(StoreError):
    """Nobody can sign in by OIDC here."""

    def __init__(self) -> None:
        super().__init__("there is no OIDC provider here: OIDC_CLIENT_ID is not set; sign in with a password or a link")
