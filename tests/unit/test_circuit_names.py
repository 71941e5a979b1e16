"""What circuits are called."""

import pytest

from store.sites.circuits import EVERYBODY, name_of
from store.sites.names import MalformedName, Named, parse

CLIENT = "acme"


@pytest.mark.parametrize(
    ("kind", "subject", "client_id", "called"),
    [
        ("site", "example.com", EVERYBODY, "site-example.com"),
        ("site", "example.com", CLIENT, "own-site-example.com"),
        ("site", "2001:db8::1", EVERYBODY, "site-2001_db8__1"),
        ("site", "::1", CLIENT, "own-site-__1"),
        ("site", "127.0.0.1", EVERYBODY, "site-127.0.0.1"),
        ("site", "my_host.example", EVERYBODY, "site-my_host.example"),
        ("receiver", "hooks.example.com:443", CLIENT, "receiver-hooks.example.com_443"),
        ("receiver", "2001:db8::1:8080", CLIENT, "receiver-2001_db8__1_8080"),
        ("receiver", "my_host.example:443", CLIENT, "receiver-my_host.example_443"),
        ("proxy", "proxy.example.com:3128", EVERYBODY, "proxy-proxy.example.com_3128"),
        ("proxy", "proxy.example.com:3128", CLIENT, "own-proxy-proxy.example.com_3128"),
        ("storage", "artifacts", EVERYBODY, "storage-artifacts"),
        ("storage", "artifacts-node-1.example", EVERYBODY, "storage-artifacts-node-1.example"),
    ],
)
def test_a_name_leads_back_to_what_it_was_made_of(kind: str, subject: str, client_id: str, called: str) -> None:
    assert name_of(kind, subject, client_id) == called
    found = parse(called)
    assert found == Named(kind, subject, is_shared=client_id == EVERYBODY)
    assert (found.owner(CLIENT), found.name(CLIENT)) == (client_id, called)


def test_a_host_is_read_as_browsers_read_it() -> None:
    assert parse("site-EXAMPLE.com.").subject == "example.com"
    assert parse("site-2001_0db8__0001").subject == "2001:db8::1"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("example.com", "must be a kind"),
        ("host-example.com", "must be a kind"),
        ("site-", "must be a kind"),
        ("own-receiver-example.com_443", "must not begin with own-"),
        ("own-storage-artifacts", "must not begin with own-"),
        ("storage-elsewhere", "must be storage-artifacts"),
        ("receiver-example.com", "a host and a port"),
        ("proxy-example.com_99999", "a host and a port"),
        ("site-a b", "a host that is a name or an address"),
        ("own-site-..", "a host that is a name or an address"),
    ],
)
def test_what_is_no_name_is_told_what_would_be_right(text: str, told: str) -> None:
    with pytest.raises(MalformedName, match=told):
        parse(text)
