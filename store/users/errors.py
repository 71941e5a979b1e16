"""What can go wrong with users, in the domain's words."""

from uuid import UUID

from store.errors import LimitReached, NotFound, StoreError


class UserNotFound(NotFound):
    def __init__(self, user_id: UUID) -> None:
        super().__init__(f"there is no user {user_id}", id=str(user_id))


class UserExists(StoreError):
    """The installation has a user with this address, maybe of another client."""

    def __init__(self, email: str) -> None:
        super().__init__(
            f"there is a user {email} already: ask for a sign-in link, or take another address", email=email
        )


class WrongEmail(StoreError):
    """It is no address by which a user can sign in."""

    def __init__(self) -> None:
        super().__init__("the email must be an address such as ada@example.com, of 254 characters at most")


class LastOwner(StoreError):
    """The client would be left without an owner who can sign in."""

    def __init__(self, user_id: UUID) -> None:
        super().__init__(
            f"user {user_id} is the only owner of the client who can sign in: make another user an owner first",
            id=str(user_id),
        )


class UserIsAdmin(StoreError):
    """Only an administrator changes, removes or lets in an administrator."""

    def __init__(self) -> None:
        super().__init__("the user administers the installation: only an administrator can change that user")


class UserDisabled(StoreError):
    """A user who is disabled cannot be let in."""

    def __init__(self, user_id: UUID) -> None:
        super().__init__(f"user {user_id} is disabled: enable the user first", id=str(user_id))


class UserSessionNotFound(NotFound):
    def __init__(self, session_id: UUID) -> None:
        super().__init__(f"you have no session {session_id}, or it has ended", id=str(session_id))


class SignInFailed(StoreError):
    """Whoever it is cannot sign in so. Why is not told."""

    def __init__(self) -> None:
        super().__init__(
            "you cannot sign in so: the email or the password is wrong, the link was used or has expired, "
            "or the user is disabled"
        )


class SignInLimit(LimitReached):
    """Too many tries."""

    def __init__(self, retry_after_s: int) -> None:
        super().__init__(f"too many tries to sign in: try again in {retry_after_s} s", retry_after_s=retry_after_s)


class RefreshTokenInvalid(StoreError):
    """The refresh token opens nothing."""

    def __init__(self, why: str = "the refresh token is not valid, or no longer: sign in again") -> None:
        super().__init__(why)
