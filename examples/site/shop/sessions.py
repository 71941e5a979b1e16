"""Who is signed in."""

import secrets

from shop.recent import Recent

DEMO_EMAIL = "demo@example.com"
DEMO_PASSWORD = "bookbinder"  # noqa: S105 - the sign-in page shows it
COOKIE = "quire_session"


class Sessions:
    """Customers by the token in their cookie."""

    def __init__(self) -> None:
        self._customers: Recent[str] = Recent()

    def sign_in(self, email: str, password: str) -> str | None:
        """The token of a new session, or None when the credentials are wrong."""
        if (email.strip().lower(), password) != (DEMO_EMAIL, DEMO_PASSWORD):
            return None
        token = secrets.token_urlsafe()
        self._customers.add(token, DEMO_EMAIL)
        return token

    def customer(self, token: str) -> str | None:
        """The e-mail address of who is signed in with this token."""
        return self._customers.get(token)

    def sign_out(self, token: str) -> None:
        self._customers.discard(token)
