"""Reading URLs as browsers do, and knowing what is not on the public internet in all its spellings."""

from ipaddress import IPv4Address, IPv6Address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.address import MalformedUrl, parse_host, parse_network, parse_url

PRIVATE_V4 = [
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "168.63.129.16/32",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "224.0.0.0/4",
    "240.0.0.0/4",
]
PRIVATE_V6 = ["::1/128", "::/128", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8", "2001:db8::/32", "64:ff9b:1::/48"]
PUBLIC_V4 = ["1.0.0.0/8", "8.8.8.0/24", "93.184.0.0/16", "151.101.0.0/16", "172.32.0.0/12", "192.169.0.0/16"]
PUBLIC_V6 = ["2606:4700::/32", "2a00:1450::/32", "2400:cb00::/32"]


def addresses(networks: list[str]) -> st.SearchStrategy[str]:
    return st.one_of([st.ip_addresses(network=ip_network(network)) for network in networks]).map(str)


def number(value: int, draw: st.DrawFn) -> str:
    """A number of an IPv4 address, in one of the bases that browsers read."""
    form = draw(st.sampled_from(["{}", "0{:o}", "0x{:x}", "0X{:X}", "000{:o}", "0x00{:x}"]))
    return form.format(value)


@st.composite
def spellings(draw: st.DrawFn, networks: list[str]) -> str:
    """An IPv4 address as a URL's host, in any of the ways that browsers read."""
    octets = list(IPv4Address(draw(addresses(networks))).packed)
    parts = draw(st.integers(1, 4))
    last = int.from_bytes(bytes(octets[parts - 1 :]))
    host = ".".join(number(value, draw) for value in [*octets[: parts - 1], last])
    place = draw(st.integers(0, len(host)))
    return draw(
        st.sampled_from(
            [
                host,
                f"{host}.",
                "".join(f"%{ord(letter):02x}" for letter in host),
                "".join(chr(ord(letter) + 0xFEE0) for letter in host),  # full width
                *(host.replace(".", dot) for dot in ("\u3002", "\uff0e", "\uff61")),
                *(host[:place] + blank + host[place:] for blank in "\t\n\r"),
                f"[::ffff:{IPv4Address(bytes(octets))}]",
                f"[64:ff9b::{IPv4Address(bytes(octets))}]",
                f"[{IPv6Address(bytes([0x20, 0x02, *octets, *bytes(10)]))}]",  # 6to4
            ]
        )
    )


@st.composite
def urls(draw: st.DrawFn, hosts: st.SearchStrategy[str]) -> str:
    """A URL with this host, with what may stand around it."""
    scheme = draw(st.sampled_from(["http", "https", "HTTP", "ht\ttp", " https"]))
    slashes = draw(st.sampled_from(["//", "\\\\", "/\\", "///", "/", ""]))
    user = draw(st.sampled_from(["", "user@", "user:password@", "example.com@", "example.com:80@"]))
    rest = draw(st.sampled_from(["", "/", "\\@example.com", ":8080/x", "/?q#f", "?example.com", "#@example.com"]))
    return f"{scheme}:{slashes}{user}{draw(hosts)}{rest}"


@given(urls(spellings(PRIVATE_V4)))
def test_every_spelling_of_a_private_ipv4_address_is_private(url: str) -> None:
    assert parse_url(url).is_private()


@given(
    urls(
        addresses(PRIVATE_V6)
        .flatmap(lambda text: st.sampled_from([text, IPv6Address(text).exploded]))
        .map("[{}]".format)
    )
)
def test_every_spelling_of_a_private_ipv6_address_is_private(url: str) -> None:
    assert parse_url(url).is_private()


@given(urls(st.one_of(spellings(PUBLIC_V4), addresses(PUBLIC_V6).map("[{}]".format))))
def test_no_spelling_of_a_public_address_is_private(url: str) -> None:
    assert not parse_url(url).is_private()


@pytest.mark.parametrize(
    "host",
    [
        *(
            "localhost",
            "LocalHost",
            "localhost.",
            "localhost..",
            "app.localhost",
            "a.b.LOCALHOST",
            "\uff4cocalhost",
        ),
        *("%6cocalhost", "loc\u00adalhost", "localhost.localdomain", "ip6-localhost", "ip6-loopback"),
        *("metadata.google.internal", "METADATA.goog.", "instance-data", "local.playwright"),
    ],
)
def test_names_of_this_machine_and_of_clouds_metadata_are_private(host: str) -> None:
    assert parse_url(f"http://{host}/").is_private()


@pytest.mark.parametrize(
    "host", ["example.com", "localhost.example.com", "notlocalhost", "10.example.com", "xn--mnchen-3ya.de"]
)
def test_other_names_are_not(host: str) -> None:
    assert not parse_url(f"http://{host}/").is_private()


@pytest.mark.parametrize("host", ["localhost", "127.1", "0x7f000001", "[::ffff:127.0.0.1]"])
def test_an_allowed_network_allows_all_spellings_of_its_addresses(host: str) -> None:
    address = parse_url(f"http://{host}/")
    assert not address.is_private([ip_network("127.0.0.0/8")])
    assert address.is_private([ip_network("10.0.0.0/8")])


@pytest.mark.parametrize(
    "url",
    [
        *("", "example.com", "//example.com", "/path", "http://", "https:// /", "http://a b/", "http://256.1.1.1/"),
        *(
            "http://1.2.3.4.5/",
            "http://[::1",
            "http://[fe80::1%25eth0]/",
            "http://x:0/",
            "http://x:65536/",
            "http://%00/",
        ),
        *("ftp://example.com/", "file:///etc/passwd", "javascript:alert(1)", "data:text/html,x", "about:blank"),
        *("view-source:http://example.com", "blob:http://example.com/x", "ws://example.com/", "chrome://version"),
        *("http://\ud800/", "http://example.com%2f@/"),
    ],
)
def test_what_is_no_web_address_is_an_error(url: str) -> None:
    with pytest.raises(MalformedUrl, match="must be an absolute http or https URL"):
        parse_url(url)


@given(st.text())
def test_any_text_is_a_web_address_or_an_error_that_says_so(text: str) -> None:
    for url in (text, f"http://{text}", f"http://example.com/{text}"):
        try:
            assert parse_url(url).scheme in {"http", "https"}
        except MalformedUrl:
            continue


@pytest.mark.parametrize(
    ("text", "host", "is_known"),
    [
        ("EXAMPLE.com.", "example.com", False),
        ("127.1", "127.0.0.1", True),
        ("::ffff:127.0.0.1", "127.0.0.1", True),
        ("[::1]", "::1", True),
        ("localhost", "localhost", True),
        ("münchen.de", "xn--mnchen-3ya.de", False),
        ("a_b.test", "a_b.test", False),
    ],
)
def test_the_host_of_a_connection_is_read_as_that_of_a_url(text: str, host: str, *, is_known: bool) -> None:
    found, addresses = parse_host(text)
    assert (found, bool(addresses)) == (host, is_known)


@pytest.mark.parametrize(
    "text", ["", "a/b", "a?b", "a#b", "u@h", "h:80", "[::1", "fe80::1%eth0", "a b", "a\\b", "[]", "a\0"]
)
def test_what_is_more_or_less_than_a_host_is_none(text: str) -> None:
    with pytest.raises(MalformedUrl):
        parse_host(text)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("::ffff:10.0.0.0/104", "10.0.0.0/8"),
        ("::ffff:10.0.0.7", "10.0.0.7/32"),
        ("::ffff:0:0/96", "0.0.0.0/0"),
        ("::/0", "::/0"),
    ],
)
def test_a_network_of_ipv4_that_is_written_as_ipv6_is_that_of_ipv4(written: str, meant: str) -> None:
    assert str(parse_network(written)) == meant
