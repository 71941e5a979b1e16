"""Sign-in by an OIDC provider: authorization code with PKCE.

No server keeps anything of a sign-in that has begun. The browser has one secret, `state` of the answer; all else is
derived from it: what the provider is given as `state`, `nonce` and `code_challenge`. So any server can end a sign-in
that another has begun, only the browser that has begun it can, and a secret that was changed fits no code.
"""

import asyncio
import base64
import hashlib
import hmac
import re
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import urlencode

import jwt
import structlog

from server.calls.faults import InvalidRequest
from server.calls.tokens import ALGORITHMS, LEEWAY_S, MAX_CLIENT_CHARS
from server.settings import AuthSettings
from server.sign_in.provider import Configuration, Provider, SignInRefused
from store.database.connection import Database
from store.errors import OidcUnavailable
from store.users import throttle
from store.users.errors import SignInFailed
from store.users.identities import Identity, by_identity
from store.users.sessions import Proof, Where
from store.users.throttle import Turn

log = structlog.get_logger()

LIFETIME_S = 600
"""How long a person may take at the provider."""
SIGN_IN_TIMEOUT_S = 15.0
"""How long all that the provider is asked for in one sign-in may take."""
AT_ONCE = 10
"""How many sign-ins of a server ask the provider at once: each call by anybody is a call to it."""
SCOPE = "openid email profile"
_SUBJECT = re.compile(r"[ -~]{1,255}")
"""OpenID Connect Core 1.0, section 2: ASCII, and not longer."""
_TIME = re.compile(r"[0-9]{1,12}", re.ASCII)
_ROLES = ("owner", "member", "viewer")


@dataclass(frozen=True, slots=True)
class Started:
    """Where the person is to be sent, and the secret that stays in the browser."""

    url: str
    state: str


@dataclass(frozen=True, slots=True)
class Secret:
    """What a browser keeps of a sign-in."""

    text: str
    redirect_url: str
    begun_at: int

    @classmethod
    def new(cls, redirect_url: str) -> Self:
        begun_at = int(time.time())
        return cls(f"{begun_at}.{secrets.token_urlsafe(32)}.{redirect_url}", redirect_url, begun_at)

    @classmethod
    def read(cls, text: str) -> Self | None:
        """None: it is none of ours."""
        begun_at, _, rest = text.partition(".")
        random, _, redirect_url = rest.partition(".")
        if not (_TIME.fullmatch(begun_at) and random and redirect_url):
            return None
        return cls(text, redirect_url, int(begun_at))

    def derived(self, purpose: str) -> str:
        """A value for the provider, from which the secret cannot be told; 43 characters of base64url."""
        return _base64url(hmac.digest(self.text.encode(), purpose.encode(), "sha256"))

    @property
    def is_fresh(self) -> bool:
        return -LEEWAY_S <= time.time() - self.begun_at <= LIFETIME_S


class Oidc:
    """Signs people in by the provider of the settings."""

    def __init__(self, settings: AuthSettings) -> None:
        self._settings = settings
        self._provider = Provider(settings)
        self._at_once = asyncio.Semaphore(AT_ONCE)

    @property
    def name(self) -> str:
        """What people call the provider."""
        return self._settings.oidc_name or self._settings.provider_issuer.split("/")[2]

    async def start(self, redirect_url: str) -> Started:
        """Begins a sign-in. Raises InvalidRequest, OidcUnavailable."""
        if redirect_url not in self._settings.redirect_urls:
            raise InvalidRequest([("redirectUrl", "must be one of OIDC_REDIRECT_URLS, exactly: ask the operator")])
        configuration = await self._configuration()
        secret = Secret.new(redirect_url)
        asked = {
            "response_type": "code",
            "client_id": self._provider.client_id,
            "redirect_uri": redirect_url,
            "scope": SCOPE,
            "state": secret.derived("state"),
            "nonce": secret.derived("nonce"),
            "code_challenge": _base64url(hashlib.sha256(secret.derived("verifier").encode()).digest()),
            "code_challenge_method": "S256",
        }
        endpoint = configuration.authorization_endpoint
        return Started(f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(asked)}", secret.text)

    async def _configuration(self) -> Configuration:
        """Raises OidcUnavailable."""
        try:
            return await self._provider.configuration()
        except OidcUnavailable as error:
            log.warning("oidc.unavailable", error=str(error))
            raise

    async def sign_in(self, database: Database, code: str, state: str, where: Where) -> Proof:
        """Who the user is whom the provider knows by a code. Raises SignInFailed, SignInLimit, OidcUnavailable."""
        turn = Turn(None, where.address)
        await throttle.take(database, turn)
        try:
            identity = await self.identity(code, state)
        except SignInRefused as error:
            log.info("oidc.refused", error=str(error))
            raise SignInFailed from error
        except OidcUnavailable as error:
            await throttle.give_back(database, turn)  # that was nobody's fault here
            log.warning("oidc.unavailable", error=str(error))
            raise
        try:
            proof = await by_identity(database, identity, where)
        except SignInFailed:
            told = "no user is theirs" if identity.email else "their address is not verified (email_verified), or none"
            log.info("oidc.refused", error=told, subject=identity.subject)
            raise
        await throttle.give_back(database, turn)
        return proof

    async def identity(self, code: str, state: str) -> Identity:
        """Whom the provider knows by a code. Raises SignInRefused, OidcUnavailable."""
        try:
            return await self._identity(code, state)
        except jwt.PyJWTError as error:
            raise SignInRefused(str(error)) from error

    async def _identity(self, code: str, state: str) -> Identity:
        """Raises SignInRefused, PyJWTError, OidcUnavailable."""
        secret = Secret.read(state)
        if secret is None or not secret.is_fresh or secret.redirect_url not in self._settings.redirect_urls:
            raise SignInRefused("the state is none of ours, or is too old")
        try:
            async with asyncio.timeout(SIGN_IN_TIMEOUT_S), self._at_once:
                answer = await self._provider.exchange(code, secret.derived("verifier"), secret.redirect_url)
                claims = await self._claims(str(answer.get("id_token", "")), secret.derived("nonce"))
                if not {"email", "email_verified"} <= claims.keys():
                    claims = await self._with_userinfo(claims, answer.get("access_token"))
        except TimeoutError:
            raise OidcUnavailable("it takes too long") from None
        return self._read(claims)

    async def _claims(self, token: str, nonce: str) -> dict[str, Any]:
        """What an ID token says that is the provider's, for us, for this sign-in. Raises SignInRefused, PyJWTError,
        OidcUnavailable.
        """
        key = await self._provider.key(token)
        claims: dict[str, Any] = jwt.decode(
            token,
            key,
            algorithms=ALGORITHMS,
            issuer=self._provider.issuer,
            audience=self._provider.client_id,
            leeway=LEEWAY_S,
            options={"require": ["exp", "iat", "iss", "aud", "sub"]},
        )
        if not hmac.compare_digest(str(claims.get("nonce", "")).encode(), nonce.encode()):
            raise SignInRefused("the nonce is another one")
        is_for_others = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
        if claims.get("azp", None if is_for_others else self._provider.client_id) != self._provider.client_id:
            raise SignInRefused("the token was issued to another client (azp)")
        return claims

    async def _with_userinfo(self, claims: dict[str, Any], access_token: object) -> dict[str, Any]:
        """Some providers tell the address there only. Raises SignInRefused, OidcUnavailable."""
        more = await self._provider.userinfo(access_token)
        if more and more.get("sub") != claims["sub"]:
            raise SignInRefused("userinfo is about another subject")
        return {**more, **claims}

    def _read(self, claims: Mapping[str, Any]) -> Identity:
        """Raises SignInRefused."""
        subject, name = claims["sub"], claims.get("name")
        if not isinstance(subject, str) or not _SUBJECT.fullmatch(subject):
            raise SignInRefused("the claim sub names nobody")
        return Identity(
            issuer=self._provider.issuer,
            subject=subject,
            email=_verified_email(claims),
            name=_printable(name) if isinstance(name, str) else "",
            client_id=self._client_id(claims),
            role=self._role(claims),
        )

    def _client_id(self, claims: Mapping[str, Any]) -> str | None:
        """The client of somebody who is no user yet. None: such people do not come in."""
        claim = self._settings.oidc_client_claim
        client_id = claims.get(claim) if claim else None
        is_one = isinstance(client_id, str) and 0 < len(client_id) <= MAX_CLIENT_CHARS and client_id.isprintable()
        return client_id if is_one else None

    def _role(self, claims: Mapping[str, Any]) -> str:
        claim = self._settings.oidc_role_claim
        told = claims.get(claim) if claim else None
        names = told if isinstance(told, list) else [told]
        return next((role for role in _ROLES if role in names), "viewer")


def _base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _verified_email(claims: Mapping[str, Any]) -> str | None:
    """None where the provider has not verified it: anybody may have entered it there."""
    email, verified = claims.get("email"), claims.get("email_verified")
    is_verified = verified is True or verified == "true"  # some write it as a text
    return email if is_verified and isinstance(email, str) else None


def _printable(text: str) -> str:
    return "".join(char for char in text if char.isprintable()).strip()
