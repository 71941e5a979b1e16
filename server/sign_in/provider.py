"""An OIDC provider over HTTP: its configuration, its keys, and what it gives for a code.

Where it connects is decided by the operator's OIDC_ISSUER alone, and by what is published below it: never by a caller.
"""

import asyncio
import base64
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_plus, urlsplit

import aiohttp
import jwt

from server.settings import AuthSettings, is_safe_url
from store.errors import OidcUnavailable

TIMEOUT_S = 5.0
"""How long one answer of the provider may take, to its last byte."""
MAX_ANSWER_BYTES = 256 * 1024
KEPT_S = 600.0
"""How long its configuration and its keys are taken without another look."""
RETRY_S = 2.0
"""How long nobody asks again for a configuration that could not be had: those who wait meanwhile hear it at once."""
REFETCH_S = 10.0
"""How often keys may be fetched at most since a token names one that is not there: anybody could send such tokens."""
_KINDS = frozenset({"RSA", "EC", "OKP"})
"""Kinds of public keys: a shared secret signs nothing here."""
_OK = 200


class SignInRefused(Exception):
    """The provider does not know somebody by this; the message is for the log."""


@dataclass(frozen=True, slots=True)
class Configuration:
    """What the provider publishes of itself."""

    authorization_endpoint: str
    token_endpoint: str
    userinfo_endpoint: str
    """Empty: there is none."""
    jwks_uri: str
    takes_basic: bool
    """Whether the client's secret goes into a header, and not into the body."""


class Provider:
    """The provider of the settings."""

    def __init__(self, settings: AuthSettings) -> None:
        self.issuer = settings.provider_issuer
        self.client_id = settings.oidc_client_id or ""
        self._secret = settings.oidc_client_secret.get_secret_value() if settings.oidc_client_secret else ""
        self._configuration: tuple[float, Configuration] | None = None
        self._failure: tuple[float, str] | None = None
        """When the configuration could not be had, and why."""
        self._keys: tuple[float, list[jwt.PyJWK]] | None = None
        self._fetching = asyncio.Lock()

    async def configuration(self) -> Configuration:
        """Raises OidcUnavailable."""
        async with self._fetching:
            now = time.monotonic()
            if self._configuration is None or self._configuration[0] + KEPT_S < now:
                if self._failure is not None and now < self._failure[0] + RETRY_S:
                    raise OidcUnavailable(self._failure[1])
                try:
                    published = await self._fetched()
                except OidcUnavailable as error:
                    self._failure = time.monotonic(), str(error)
                    raise
                self._configuration = time.monotonic(), published
            return self._configuration[1]

    async def exchange(self, code: str, verifier: str, redirect_url: str) -> dict[str, Any]:
        """What the provider gives for a code, such as an ID token. Raises SignInRefused, OidcUnavailable."""
        configuration = await self.configuration()
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": redirect_url,
            "code_verifier": verifier,
        }
        headers = {}
        if self._secret and configuration.takes_basic:
            headers["authorization"] = self._basic()
        else:
            form["client_id"] = self.client_id
            if self._secret:
                form["client_secret"] = self._secret
        status, answer = await self._call("POST", configuration.token_endpoint, form, headers)
        if status != _OK:
            error = str(answer.get("error", ""))[:100]
            if error == "invalid_grant":
                raise SignInRefused(error)
            raise OidcUnavailable(f"its token endpoint answers {status} {error}".rstrip())
        return answer

    async def key(self, token: str) -> jwt.PyJWK:
        """The key that has signed a token, if the provider has it. Raises SignInRefused, OidcUnavailable."""
        kid = jwt.get_unverified_header(token).get("kid")
        async with self._fetching:
            at, keys = self._keys or (0.0, [])
            age = time.monotonic() - at if self._keys else KEPT_S
            found = _named(keys, kid)
            if age >= KEPT_S or (found is None and age >= REFETCH_S):
                # The lock is not held twice: the configuration has been read by the exchange a moment ago.
                if self._configuration is None:
                    raise SignInRefused("there is no configuration of the provider")
                _, published = await self._call("GET", self._configuration[1].jwks_uri)
                keys = _public_keys(published)
                self._keys = time.monotonic(), keys
                found = _named(keys, kid)
        if found is None:
            raise SignInRefused(f"the provider has no key {str(kid)[:100]}")
        return found

    async def userinfo(self, access_token: object) -> dict[str, Any]:
        """What the provider says of the person beside the ID token; nothing where it has no more. Raises
        OidcUnavailable.
        """
        configuration = await self.configuration()
        if not configuration.userinfo_endpoint or not isinstance(access_token, str):
            return {}
        headers = {"authorization": f"Bearer {access_token}"}
        status, answer = await self._call("GET", configuration.userinfo_endpoint, headers=headers)
        if status != _OK:
            raise OidcUnavailable(f"its userinfo endpoint answers {status}")
        return answer

    async def _fetched(self) -> Configuration:
        """Raises OidcUnavailable."""
        _, published = await self._call("GET", f"{self.issuer.rstrip('/')}/.well-known/openid-configuration")
        return self._read(published)

    def _basic(self) -> str:
        """RFC 6749, 2.3.1: both are encoded as in a form before they become a header."""
        pair = f"{quote_plus(self.client_id)}:{quote_plus(self._secret)}"
        return f"Basic {base64.b64encode(pair.encode()).decode()}"

    def _read(self, published: Mapping[str, Any]) -> Configuration:
        """Raises OidcUnavailable."""
        if published.get("issuer") != self.issuer:
            told = str(published.get("issuer"))[:200]
            raise OidcUnavailable(f"its configuration is of the issuer {told!r}, and OIDC_ISSUER is {self.issuer!r}")
        methods = published.get("token_endpoint_auth_methods_supported")
        return Configuration(
            authorization_endpoint=self._endpoint(published, "authorization_endpoint"),
            token_endpoint=self._endpoint(published, "token_endpoint"),
            jwks_uri=self._endpoint(published, "jwks_uri"),
            userinfo_endpoint=(
                self._endpoint(published, "userinfo_endpoint") if published.get("userinfo_endpoint") else ""
            ),
            takes_basic=not isinstance(methods, list) or "client_secret_basic" in methods,
        )

    def _endpoint(self, published: Mapping[str, Any], name: str) -> str:
        """Raises OidcUnavailable where it is none, or where secrets must not go."""
        url = published.get(name)
        if isinstance(url, str) and is_safe_url(url.partition("?")[0]) and "#" not in url:
            is_encrypted = urlsplit(url).scheme == "https"
            if is_encrypted or urlsplit(self.issuer).scheme == "http":  # of this machine, as the provider itself is
                return url
        raise OidcUnavailable(f"the {name} of its configuration is no https URL")

    async def _call(
        self,
        method: str,
        url: str,
        form: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> tuple[int, dict[str, Any]]:
        """The status and the object that the provider answers with. Raises OidcUnavailable."""
        try:
            async with (
                aiohttp.ClientSession(
                    timeout=aiohttp.ClientTimeout(total=TIMEOUT_S),
                    cookie_jar=aiohttp.DummyCookieJar(),
                    auto_decompress=False,
                    trust_env=True,
                    headers={"accept": "application/json", "accept-encoding": "identity"},
                ) as session,
                session.request(method, url, data=form, headers=headers, allow_redirects=False) as response,
            ):
                body = await _body(response)
                status = response.status
        except (aiohttp.ClientError, OSError, ValueError) as error:  # TimeoutError is an OSError
            raise OidcUnavailable(f"{url}: {str(error) or type(error).__name__}"[:300]) from error
        try:
            answer = json.loads(body)
        except (ValueError, RecursionError):
            answer = None
        if not isinstance(answer, dict) or (method == "GET" and status != _OK):
            raise OidcUnavailable(f"{url} answers {status}, and not with a JSON object")
        return status, answer


async def _body(response: aiohttp.ClientResponse) -> bytes:
    """Raises OidcUnavailable when it is too large."""
    body = bytearray()
    async for part in response.content.iter_any():
        body += part
        if len(body) > MAX_ANSWER_BYTES:
            raise OidcUnavailable(f"{response.url.host} answers with more than {MAX_ANSWER_BYTES} bytes")
    return bytes(body)


def _public_keys(published: Mapping[str, Any]) -> list[jwt.PyJWK]:
    """The keys that sign, of those that are published; others, and those of kinds that are not known, are left out."""
    found = []
    keys = published.get("keys")
    for key in keys if isinstance(keys, list) else ():
        if isinstance(key, dict) and key.get("kty") in _KINDS and key.get("use", "sig") == "sig":
            try:
                found.append(jwt.PyJWK(key))
            except jwt.PyJWTError:
                continue
    return found


def _named(keys: list[jwt.PyJWK], kid: object) -> jwt.PyJWK | None:
    """The key with this id; where a token names none, the only one."""
    if kid is None:
        return keys[0] if len(keys) == 1 else None
    return next((key for key in keys if key.key_id == kid), None)
