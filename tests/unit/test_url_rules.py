"""What policies match, and what a client's jobs may open."""

from ipaddress import ip_network
from uuid import uuid4

import pytest

from store.address import parse_address, parse_url
from store.urls.url_policies import read_rules
from store.urls.url_rules import MalformedPattern, Pattern, Policy, Rule, UrlRules

LOOPBACK = [ip_network("127.0.0.0/8"), ip_network("::1/128")]


def policy(kind: str, text: str, *, everybody: bool = False) -> Policy:
    return Policy(uuid4(), Pattern.parse(text), text, is_whitelist=kind == "whitelist", is_global=everybody)


def rule(url: str, *policies: Policy) -> Rule | None:
    refusal = UrlRules(policies, []).refusal(url)
    return refusal.rule if refusal else None


@pytest.mark.parametrize(
    ("pattern", "matching", "others"),
    [
        (
            "example.com",
            ["http://example.com", "https://EXAMPLE.com.:8443/x", "http://a.b.example.com/", "http://u:p@example.com/"],
            [
                "http://example.org",
                "http://notexample.com",
                "http://example.com.evil.test",
                "http://example.com@evil.test",
            ],
        ),
        (
            "*.example.com",
            ["http://a.example.com", "https://a.b.example.com:1/"],
            ["http://example.com", "http://a.example.com.evil.test/.example.com", "http://xexample.com"],
        ),
        (
            "https://*.example.com/app/*",
            ["https://a.example.com/app/", "https://a.example.com/app/x?y=1", "https://a.example.com:443/%61pp/x"],
            [
                *("http://a.example.com/app/", "https://a.example.com:8443/app/", "https://example.com/app/"),
                *("https://a.example.com/app", "https://evil.test/.example.com/app/", "https://a.example.com/app/../x"),
                *("https://evil.test\\.example.com/app/", "https://evil.test?.example.com/app/x"),
            ],
        ),
        ("http://example.com", ["http://example.com/any?x"], ["https://example.com/", "http://a.example.com/"]),
        ("*://example.com:*/", ["http://example.com:81/", "https://example.com"], ["http://example.com/x"]),
        ("example.com:8080", ["http://a.example.com:8080/"], ["http://example.com/"]),
        (
            "http://example.com/a?b=[1]*",
            ["http://example.com/a?b=[1]2"],
            ["http://example.com/axb=1", "http://example.com/a?b=1"],
        ),
        ("münchen.de", ["http://xn--mnchen-3ya.de", "http://MÜNCHEN.de/"], ["http://muenchen.de"]),
        ("93.184.216.34", ["http://0x5db8d822/", "http://[::ffff:93.184.216.34]/"], ["http://93.184.216.35"]),
        ("[2606:4700::1]", ["http://[2606:4700:0::0001]/"], ["http://[2606:4700::2]/"]),
        ("*", ["http://example.com", "https://x.test:1/y"], []),
    ],
)
def test_a_pattern_matches_what_it_says(pattern: str, matching: list[str], others: list[str]) -> None:
    parsed = Pattern.parse(pattern)
    assert [url for url in matching if not parsed.matches(parse_url(url))] == []
    assert [url for url in others if parsed.matches(parse_url(url))] == []


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            "http://",
            "example.com/path",
            "ftp://example.com",
            "a b",
            "user@example.com",
            "https://u@example.com/",
        ),
        *(
            "exa\\mple.com",
            "*.0.0.1",
            "[::1",
            "http://example.com:0/",
            "http://example.com:65536/",
            "https://x/#f",
            "256.1.1.1",
        ),
    ],
)
def test_what_is_no_pattern_is_an_error(text: str) -> None:
    with pytest.raises(MalformedPattern):
        Pattern.parse(text)


@pytest.mark.timeout(20)  # and not for years: backtracking would be exponential
def test_a_pattern_full_of_wildcards_is_matched_in_time() -> None:
    pattern = Pattern.parse("https://" + "*a" * 20 + ".test/" + "*a" * 100)
    assert not pattern.matches(parse_url("https://" + "a" * 60 + ".test/" + "a" * 8000 + "b"))


def test_without_policies_all_of_the_internet_is_allowed_and_nothing_of_the_inside() -> None:
    assert rule("https://example.com/") is None
    assert rule("http://10.0.0.1/") is Rule.PRIVATE_ADDRESS
    assert rule("http://localhost/") is Rule.PRIVATE_ADDRESS
    assert rule("file:///etc/passwd") is Rule.SCHEME


def test_a_blacklist_wins_over_all_else() -> None:
    everything = policy("whitelist", "example.com", everybody=True), policy("whitelist", "example.com")
    assert rule("http://example.com/", *everything) is None
    assert rule("http://example.com/", *everything, policy("blacklist", "example.com")) is Rule.BLACKLIST
    assert rule("http://example.com/", *everything, policy("blacklist", "*", everybody=True)) is Rule.BLACKLIST
    opened = UrlRules([policy("blacklist", "localhost")], LOOPBACK).refusal("http://localhost/")
    assert opened is not None


def test_where_there_is_a_whitelist_only_what_it_names_is_allowed() -> None:
    own = policy("whitelist", "example.com"), policy("whitelist", "example.org")
    assert rule("http://example.com/", *own) is None
    assert rule("http://example.org/", *own) is None
    assert rule("http://example.net/", *own) is Rule.WHITELIST


def test_a_clients_whitelist_does_not_widen_the_installations() -> None:
    everybodys, own = policy("whitelist", "*.example.com", everybody=True), policy("whitelist", "a.example.com")
    assert rule("http://a.example.com/", everybodys, own) is None
    assert rule("http://b.example.com/", everybodys, own) is Rule.WHITELIST
    assert rule("http://evil.test/", everybodys, policy("whitelist", "evil.test")) is Rule.WHITELIST


def test_only_a_global_whitelist_that_names_the_host_opens_a_private_address() -> None:
    assert rule("http://10.0.0.5/", policy("whitelist", "10.0.0.5")) is Rule.PRIVATE_ADDRESS
    assert rule("http://10.0.0.5/", policy("whitelist", "*", everybody=True)) is Rule.PRIVATE_ADDRESS
    assert rule("http://10.0.0.5/", policy("whitelist", "10.0.0.*", everybody=True)) is Rule.PRIVATE_ADDRESS
    assert rule("http://167772165/x", policy("whitelist", "http://10.0.0.5", everybody=True)) is None
    assert rule("http://app.localhost/", policy("whitelist", "localhost", everybody=True)) is None


def test_a_refusal_tells_nothing_of_policies_that_are_not_the_clients() -> None:
    everybodys, own = policy("blacklist", "secret.test", everybody=True), policy("blacklist", "own.test")
    refusal = UrlRules([everybodys, own], []).refusal("http://a.secret.test/")
    assert refusal is not None
    assert refusal.policy_id is None
    assert refusal.reason == "is refused by a policy of this installation"
    refusal = UrlRules([everybodys, own], []).refusal("http://a.own.test/")
    assert refusal is not None
    assert refusal.policy_id == own.id


def test_a_whitelist_pattern_that_was_written_past_the_api_and_is_none_allows_nothing() -> None:
    row = {"id": str(uuid4()), "client_id": "client", "pattern": "not a pattern", "type": "whitelist"}
    refusal = read_rules([row], []).refusal("http://example.com/")
    assert refusal is not None
    assert refusal.rule is Rule.WHITELIST


@pytest.mark.parametrize(
    "address", ["10.0.0.5", "::1", "169.254.169.254", "::ffff:10.0.0.5", "fe80::1%eth0", "64:ff9b::a00:5"]
)
def test_a_connection_goes_inside_only_where_the_operator_says_so(address: str) -> None:
    url = "http://intranet.test/x"
    assert UrlRules([], []).connection_refusal(url, "93.184.216.34") is None
    refusal = UrlRules([policy("whitelist", "intranet.test")], LOOPBACK[:1]).connection_refusal(url, address)
    assert refusal is not None
    assert refusal.rule is Rule.PRIVATE_ADDRESS
    named = UrlRules([policy("whitelist", "intranet.test", everybody=True)], [])
    assert named.connection_refusal(url, address) is None
    assert UrlRules([], [ip_network("10.0.0.0/8")]).connection_refusal(url, "10.0.0.5") is None


@pytest.mark.parametrize(
    ("pattern", "some", "none", "is_whole"),
    [
        ("example.com", [("example.com", 80), ("a.example.com", 8443)], [("example.org", 80)], True),
        ("http://example.com", [("example.com", 80)], [("example.com", 443), ("example.com", 8080)], True),
        ("*://example.com", [("example.com", 80), ("example.com", 443)], [("example.com", 8080)], True),
        ("https://example.com:*", [("example.com", 443), ("example.com", 8443)], [("example.com", 80)], True),
        ("https://*.example.com/*", [("a.example.com", 443)], [("example.com", 443)], True),
        ("https://example.com/app/*", [("example.com", 443)], [("example.com", 80)], False),
        ("https://10.0.0.1:8443/x", [("10.0.0.1", 8443)], [("10.0.0.1", 443)], False),
    ],
)
def test_a_host_is_meant_by_a_pattern_that_matches_some_or_all_of_its_urls(
    pattern: str, some: list[tuple[str, int]], none: list[tuple[str, int]], *, is_whole: bool
) -> None:
    meant = Pattern.parse(pattern)
    assert [place for place in [*some, *none] if meant.may_match(*place)] == some
    assert [place for place in [*some, *none] if meant.matches_all(*place)] == (some if is_whole else [])


def test_a_host_is_refused_by_blacklists_without_a_path_and_by_whitelists_where_they_are_asked() -> None:
    rules = UrlRules(
        [
            policy("blacklist", "bad.test"),
            policy("blacklist", "https://good.test/secret/*"),
            policy("whitelist", "https://good.test/app/*"),
            policy("whitelist", "*.test", everybody=True),
        ],
        [],
    )

    def refused(host: str, *, whitelisted: bool) -> Rule | None:
        refusal = rules.host_refusal(host, 443, whitelisted=whitelisted)
        return refusal.rule if refusal else None

    assert refused("bad.test", whitelisted=False) is Rule.BLACKLIST
    assert refused("good.test", whitelisted=True) is None
    assert refused("other.test", whitelisted=False) is None
    assert refused("other.test", whitelisted=True) is Rule.WHITELIST
    assert refused("elsewhere.org", whitelisted=True) is Rule.WHITELIST


def test_a_host_is_inside_where_an_address_is_unless_the_operator_names_it() -> None:
    rules = UrlRules(
        [policy("whitelist", "http://intra.test/app/*", everybody=True), policy("whitelist", "intra2.test")],
        [ip_network("10.1.0.0/16")],
    )
    inner, allowed = parse_address("10.0.0.1"), parse_address("::ffff:10.1.0.1")
    assert rules.address_refusal("intra.test", 80, inner) is None
    assert rules.address_refusal("any.test", 80, allowed) is None
    for host, port in (("intra.test", 443), ("intra2.test", 80)):
        refusal = rules.address_refusal(host, port, inner)
        assert refusal is not None
        assert refusal.rule is Rule.PRIVATE_ADDRESS
