"""Sign-in by an OIDC provider, up to whom it knows: with a real little provider that is not always a good one."""

import asyncio
import time
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric import ec

from server.calls.faults import InvalidRequest
from server.settings import AuthSettings
from server.sign_in import oidc as oidc_module
from server.sign_in import provider as provider_module
from server.sign_in.oidc import Oidc, Secret
from server.sign_in.provider import SignInRefused
from store.environment import WrongSetting, read
from store.errors import OidcUnavailable
from store.users.identities import Identity
from tests.fixtures.oidc_provider import CLIENT_ID, REDIRECT_URL, OidcProvider


async def signed_in(provider: OidcProvider, **settings: Any) -> Identity:
    """Who comes in by it, from the first page to the last."""
    oidc = Oidc(provider.settings(**settings))
    started = await oidc.start(REDIRECT_URL)
    return await oidc.identity(provider.consent(started.url)["code"], started.state)


async def test_the_provider_s_word_becomes_an_identity(provider: OidcProvider) -> None:
    assert await signed_in(provider) == Identity(
        issuer=provider.issuer, subject="u-1", email="Ada@Example.com", name="Ada", client_id=None, role="viewer"
    )


async def test_any_server_ends_a_sign_in_that_another_has_begun(provider: OidcProvider) -> None:
    one, another = Oidc(provider.settings()), Oidc(provider.settings())
    started = await one.start(REDIRECT_URL)
    assert (await another.identity(provider.consent(started.url)["code"], started.state)).subject == "u-1"


async def test_a_public_client_and_one_that_posts_its_secret_come_in_too(provider: OidcProvider) -> None:
    provider.published = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
    assert (await signed_in(provider)).subject == "u-1"
    provider.published, provider.secret = {}, ""
    assert (await signed_in(provider)).subject == "u-1"


async def test_an_address_that_only_userinfo_tells_counts(provider: OidcProvider) -> None:
    provider.userinfo = dict(provider.person)
    assert (await signed_in(provider)).email == "Ada@Example.com"
    provider.userinfo["sub"] = "another"
    with pytest.raises(SignInRefused, match="another subject"):
        await signed_in(provider)


async def test_what_the_address_shows_tells_nothing_of_the_browser_s_secret(provider: OidcProvider) -> None:
    started = await Oidc(provider.settings()).start(REDIRECT_URL)
    shown = parse_qs(urlsplit(started.url).query)
    random = started.state.split(".")[1]
    assert random not in started.url
    values = [shown[name][0] for name in ("state", "nonce", "code_challenge")]
    assert len(set(values)) == len(values)
    assert shown["redirect_uri"] == [REDIRECT_URL]


async def test_the_state_of_the_address_or_of_another_browser_ends_no_sign_in(provider: OidcProvider) -> None:
    oidc = Oidc(provider.settings())
    mine, another = await oidc.start(REDIRECT_URL), await oidc.start(REDIRECT_URL)
    endless = f"{'9' * 900}.random.{REDIRECT_URL}"
    for state in (provider.consent(mine.url)["state"], another.state, "", "x", "1.2.3", f"{mine.state}/", endless):
        with pytest.raises(SignInRefused):
            await oidc.identity(provider.consent(mine.url)["code"], state)


async def test_a_nonce_of_another_sign_in_is_refused_where_the_provider_checks_no_verifier(
    provider: OidcProvider,
) -> None:
    provider.claims = {"nonce": "another"}
    with pytest.raises(SignInRefused, match="nonce"):
        await signed_in(provider)


async def test_a_code_is_good_once(provider: OidcProvider) -> None:
    oidc = Oidc(provider.settings())
    started = await oidc.start(REDIRECT_URL)
    code = provider.consent(started.url)["code"]
    await oidc.identity(code, started.state)
    with pytest.raises(SignInRefused):
        await oidc.identity(code, started.state)


async def test_a_sign_in_that_takes_too_long_is_refused_and_its_time_cannot_be_changed(provider: OidcProvider) -> None:
    oidc = Oidc(provider.settings())
    old = Secret.read(f"{int(time.time()) - oidc_module.LIFETIME_S - 1}.random.{REDIRECT_URL}")
    assert old is not None
    assert not old.is_fresh
    with pytest.raises(SignInRefused, match="too old"):
        await oidc.identity("code", old.text)
    made_new = Secret.read(old.text.replace(str(old.begun_at), str(int(time.time()))))
    assert made_new is not None
    assert made_new.derived("verifier") != old.derived("verifier")


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://another.test"},
        {"iss": None},
        {"aud": "another"},
        {"aud": None},
        {"aud": [CLIENT_ID, "another"]},
        {"aud": [CLIENT_ID, "another"], "azp": "another"},
        {"azp": "another"},
        {"exp": 1_700_000_000},
        {"exp": None},
        {"iat": None},
        {"nonce": None},
        {"sub": ""},
        {"sub": 7},
        {"sub": "a" * 256},
        {"sub": "\ud800"},
    ],
    ids=str,
)
async def test_a_token_that_is_not_for_this_sign_in_or_names_nobody_is_refused(
    provider: OidcProvider, claims: dict[str, Any]
) -> None:
    provider.claims = claims
    with pytest.raises(SignInRefused):
        await signed_in(provider)


@pytest.mark.parametrize(
    "claims",
    [
        {"email_verified": False},
        {"email_verified": "false"},
        {"email_verified": 1},
        {"email_verified": None},
        {"email": None},
        {"email": ["ada@example.com"]},
    ],
    ids=str,
)
async def test_an_address_that_the_provider_has_not_verified_is_none(
    provider: OidcProvider, claims: dict[str, Any]
) -> None:
    provider.claims, provider.published = claims, {"userinfo_endpoint": None}
    assert (await signed_in(provider)).email is None


async def test_a_token_for_several_with_us_as_its_party_is_taken(provider: OidcProvider) -> None:
    provider.claims = {"aud": [CLIENT_ID, "another"], "azp": CLIENT_ID}
    assert (await signed_in(provider)).subject == "u-1"


@pytest.mark.parametrize(
    ("key", "algorithm", "kid"),
    [
        (ec.generate_private_key(ec.SECP256R1()), "ES256", "k1"),
        ("secret of at least 32 bytes, for HS256", "HS256", "k1"),
        ("secret", "HS256", "k0"),
        (None, "none", "k1"),
    ],
    ids=["another's key", "a shared secret", "a shared secret that is published", "no signature"],
)
@pytest.mark.filterwarnings("ignore::jwt.warnings.InsecureKeyLengthWarning")
async def test_only_a_signature_of_the_provider_counts(
    provider: OidcProvider, key: Any, algorithm: str, kid: str
) -> None:
    provider.signing_key, provider.algorithm, provider.kid = key, algorithm, kid
    with pytest.raises(SignInRefused):
        await signed_in(provider)


async def test_a_new_key_is_fetched_but_not_for_every_token_that_names_one(
    provider: OidcProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    oidc = Oidc(provider.settings())
    provider.kid = "k2"
    for _ in range(3):
        started = await oidc.start(REDIRECT_URL)
        with pytest.raises(SignInRefused, match="no key k2"):
            await oidc.identity(provider.consent(started.url)["code"], started.state)
    assert provider.asked.count("/jwks") == 1
    assert provider.asked.count("/.well-known/openid-configuration") == 1
    monkeypatch.setattr(provider_module, "REFETCH_S", 0)
    with pytest.raises(SignInRefused, match="no key k2"):
        await oidc.identity(provider.consent(started.url)["code"], started.state)
    assert provider.asked.count("/jwks") == 2


@pytest.mark.parametrize("path", ["/.well-known/openid-configuration", "/token", "/jwks"])
async def test_a_provider_that_is_silent_is_unavailable(
    provider: OidcProvider, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.setattr(provider_module, "TIMEOUT_S", 0.05)
    provider.silent = {path}
    with pytest.raises(OidcUnavailable):
        await signed_in(provider)


async def test_who_comes_while_a_provider_is_silent_does_not_wait_for_it_in_turn(
    provider: OidcProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(provider_module, "TIMEOUT_S", 0.05)
    provider.silent = {"/.well-known/openid-configuration"}
    oidc = Oidc(provider.settings())
    told = await asyncio.gather(*(oidc.start(REDIRECT_URL) for _ in range(20)), return_exceptions=True)
    assert {type(error) for error in told} == {OidcUnavailable}
    assert len(provider.asked) == 1
    provider.silent = set()
    monkeypatch.setattr(provider_module, "RETRY_S", 0)
    await oidc.start(REDIRECT_URL)


async def test_a_sign_in_has_a_time_as_a_whole(provider: OidcProvider, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(oidc_module, "SIGN_IN_TIMEOUT_S", 0.05)
    provider.silent = {"/token"}
    with pytest.raises(OidcUnavailable, match="too long"):
        await signed_in(provider)


@pytest.mark.parametrize("path", ["/.well-known/openid-configuration", "/token", "/jwks"])
@pytest.mark.parametrize(
    "answer",
    [
        {"body": b"[" * (provider_module.MAX_ANSWER_BYTES + 1)},
        {"body": b"[" * 100_000},
        {"body": b"[]"},
        {"body": b"<html>"},
        {"body": b"{}", "status": 500},
        {"body": b"", "status": 302, "headers": {"location": "http://127.0.0.1:1/"}},
    ],
    ids=["huge", "deep", "a list", "html", "500", "a redirect"],
)
async def test_a_provider_that_answers_nonsense_is_unavailable(
    provider: OidcProvider, path: str, answer: dict[str, Any]
) -> None:
    provider.answers[path] = web.Response(**answer)
    with pytest.raises(OidcUnavailable):
        await signed_in(provider)


async def test_a_provider_that_is_not_there_is_unavailable(provider: OidcProvider) -> None:
    settings = provider.settings(oidc_issuer="http://127.0.0.1:1")
    with pytest.raises(OidcUnavailable):
        await Oidc(settings).start(REDIRECT_URL)


@pytest.mark.parametrize(
    "published",
    [
        {"issuer": "https://another.test"},
        {"issuer": None},
        {"token_endpoint": None},
        {"token_endpoint": 1},
        {"token_endpoint": "http://inner.test/token"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"jwks_uri": "file:///etc/passwd"},
        {"userinfo_endpoint": "https://user:password@inner.test/"},
    ],
    ids=str,
)
async def test_a_configuration_that_would_send_secrets_elsewhere_is_refused(
    provider: OidcProvider, published: dict[str, Any]
) -> None:
    provider.published = published
    with pytest.raises(OidcUnavailable):
        await Oidc(provider.settings()).start(REDIRECT_URL)


@pytest.mark.parametrize(
    "url",
    [
        f"{REDIRECT_URL}/",
        f"{REDIRECT_URL}?x=1",
        REDIRECT_URL.replace("https", "http"),
        REDIRECT_URL.upper(),
        "https://evil.test/console/sign-in/oidc",
        "",
    ],
)
async def test_people_are_sent_back_to_no_address_that_is_not_listed(provider: OidcProvider, url: str) -> None:
    oidc = Oidc(provider.settings())
    with pytest.raises(InvalidRequest, match="redirectUrl: must be one of OIDC_REDIRECT_URLS"):
        await oidc.start(url)
    secret = Secret.new(url)
    with pytest.raises(SignInRefused):
        await oidc.identity("code", secret.text)
    assert provider.asked == []


async def test_claims_say_client_and_role_of_people_who_are_no_users_yet(provider: OidcProvider) -> None:
    claims = {"oidc_client_claim": "org", "oidc_role_claim": "roles"}
    for told, role in (
        ("member", "member"),
        (["x", "viewer", "owner"], "owner"),
        (None, "viewer"),
        (["admin"], "viewer"),
    ):
        provider.claims = {"org": "acme", "roles": told}
        identity = await signed_in(provider, **claims)
        assert (identity.client_id, identity.role) == ("acme", role)
    for wrong in (None, "", 7, ["acme"], "a" * 256, "a\0"):
        provider.claims = {"org": wrong}
        assert (await signed_in(provider, **claims)).client_id is None


def test_the_name_of_the_provider_is_its_host_unless_it_has_one() -> None:
    settings = {
        "oidc_client_id": "x",
        "oidc_issuer": "https://id.example.com/realm",
        "oidc_redirect_urls": REDIRECT_URL,
    }
    assert Oidc(AuthSettings.model_validate(settings)).name == "id.example.com"
    assert Oidc(AuthSettings.model_validate({**settings, "oidc_name": "Acme"})).name == "Acme"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"OIDC_CLIENT_ID": ""}, "need OIDC_CLIENT_ID"),
        ({"OIDC_ISSUER": ""}, "OIDC_CLIENT_ID needs OIDC_ISSUER"),
        ({"OIDC_ISSUER": "http://id.example.com"}, "must be an https URL"),
        ({"OIDC_ISSUER": "https://id.example.com/?x=1"}, "must be an https URL"),
        ({"OIDC_REDIRECT_URLS": ""}, "OIDC_CLIENT_ID needs OIDC_REDIRECT_URLS"),
        ({"OIDC_REDIRECT_URLS": "http://tabwright.test/console/sign-in/oidc"}, "must be the address"),
        ({"OIDC_REDIRECT_URLS": "https://tabwright.test/elsewhere"}, "must be the address"),
        ({"OIDC_REDIRECT_URLS": "https://*.test/console/sign-in/oidc#x"}, "must be the address"),
        ({"OIDC_ROLE_CLAIM": "roles"}, "OIDC_ROLE_CLAIM needs OIDC_CLIENT_CLAIM"),
    ],
    ids=str,
)
def test_settings_that_do_not_fit_are_told(monkeypatch: pytest.MonkeyPatch, changes: dict[str, str], told: str) -> None:
    right = {"OIDC_CLIENT_ID": "x", "OIDC_ISSUER": "https://id.example.com", "OIDC_REDIRECT_URLS": REDIRECT_URL}
    for name, value in {**right, **changes}.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(WrongSetting, match=told):
        read(AuthSettings)


def test_the_issuer_of_jwts_is_the_provider_unless_another_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    jwts = {"JWT_ISSUER": "https://id.example.com", "JWT_AUDIENCE": "api", "JWT_JWKS": "https://id.example.com/jwks"}
    for name, value in {**jwts, "OIDC_CLIENT_ID": "x", "OIDC_REDIRECT_URLS": REDIRECT_URL}.items():
        monkeypatch.setenv(name, value)
    assert read(AuthSettings).provider_issuer == "https://id.example.com"


def test_a_secret_is_read_as_it_was_made() -> None:
    made = Secret.new(REDIRECT_URL)
    assert Secret.read(made.text) == made
    assert replace(made, text="x").derived("state") != made.derived("state")
