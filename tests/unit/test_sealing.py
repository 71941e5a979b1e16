"""Sealing: what is sealed opens where it belongs, and nowhere else."""

import base64

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from store.errors import SecretsKeysMissing, SecretUnreadable
from store.secrets.sealing import DataKey, Keyring, MalformedKeys, Purpose, WrappedKey, new_key

KEYRING = Keyring.parse(f"{new_key('k2')},{new_key('k1')}")
TEXTS = st.text(max_size=300)
PURPOSES = st.sampled_from(Purpose)


def a_data_key(client_id: str = "acme") -> DataKey:
    return KEYRING.unwrap(KEYRING.new_data_key(client_id))


@given(PURPOSES, TEXTS, TEXTS, st.binary(max_size=5000))
def test_what_is_sealed_opens_again_in_its_place(purpose: Purpose, client_id: str, name: str, value: bytes) -> None:
    key = a_data_key(client_id)
    sealed = key.seal(purpose, name, value)
    assert key.open(purpose, name, sealed) == value
    assert len(value) < 5 or value not in sealed


@given(st.tuples(PURPOSES, TEXTS, TEXTS), st.tuples(PURPOSES, TEXTS, TEXTS), st.binary(max_size=50))
def test_what_is_moved_to_another_purpose_client_or_name_never_opens(
    place: tuple[Purpose, str, str], other: tuple[Purpose, str, str], value: bytes
) -> None:
    assume(place != other)
    key = a_data_key(place[1])
    sealed = key.seal(place[0], place[2], value)
    thief = DataKey(key.id, other[1], key.key)  # even where a client has got the key of another
    with pytest.raises(SecretUnreadable):
        thief.open(other[0], other[2], sealed)


@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=20))
def test_letters_that_move_from_a_clients_name_to_a_secrets_make_another_place(a: str, b: str, c: str) -> None:
    assume(b)
    key = a_data_key(a + b)
    sealed = key.seal(Purpose.SECRET, c, b"value")
    with pytest.raises(SecretUnreadable):
        DataKey(key.id, a, key.key).open(Purpose.SECRET, b + c, sealed)


@given(st.binary(max_size=200), st.data())
def test_what_has_a_flipped_bit_never_opens(value: bytes, data: st.DataObject) -> None:
    key = a_data_key()
    sealed = bytearray(key.seal(Purpose.SECRET, "portal", value))
    bit = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[bit // 8] ^= 1 << bit % 8
    with pytest.raises(SecretUnreadable):
        key.open(Purpose.SECRET, "portal", bytes(sealed))


@given(st.binary(max_size=200))
def test_what_was_never_sealed_does_not_open(junk: bytes) -> None:
    with pytest.raises(SecretUnreadable):
        a_data_key().open(Purpose.SECRET, "portal", junk)
    with pytest.raises(SecretUnreadable):
        KEYRING.unwrap(WrappedKey(a_data_key().id, "acme", "k1", junk))


@given(st.integers(0, 60), st.data())
def test_a_data_key_opens_for_its_client_only_and_not_with_a_flipped_bit(cut: int, data: st.DataObject) -> None:
    stored = KEYRING.new_data_key("acme")
    with pytest.raises(SecretUnreadable):
        KEYRING.unwrap(WrappedKey(stored.id, "other", stored.kid, stored.wrapped))
    with pytest.raises(SecretUnreadable):
        KEYRING.unwrap(WrappedKey(a_data_key().id, "acme", stored.kid, stored.wrapped))
    with pytest.raises(SecretUnreadable):
        KEYRING.unwrap(WrappedKey(stored.id, "acme", stored.kid, stored.wrapped[:cut]))
    flipped = bytearray(stored.wrapped)
    bit = data.draw(st.integers(0, len(flipped) * 8 - 1))
    flipped[bit // 8] ^= 1 << bit % 8
    with pytest.raises(SecretUnreadable):
        KEYRING.unwrap(WrappedKey(stored.id, "acme", stored.kid, bytes(flipped)))


def test_the_first_key_wraps_and_all_of_them_open() -> None:
    old, new = new_key("k1"), new_key("k2")
    before = Keyring.parse(old).new_data_key("acme")
    rotated = Keyring.parse(f"{new}, {old}")
    key = rotated.unwrap(before)
    again = rotated.wrap(key)
    assert (before.kid, again.kid) == ("k1", "k2")
    assert Keyring.parse(new).unwrap(again) == key


def test_a_lost_key_is_named() -> None:
    stored = Keyring.parse(new_key("k1")).new_data_key("acme")
    with pytest.raises(SecretUnreadable, match=r"of client acme .* needs the key k1, which SECRETS_KEYS does not have"):
        Keyring.parse(new_key("k2")).unwrap(stored)
    with pytest.raises(SecretUnreadable, match="the key k1 of SECRETS_KEYS is not the one that wrapped it"):
        Keyring.parse(new_key("k1")).unwrap(stored)


def test_without_keys_nothing_can_be_sealed() -> None:
    with pytest.raises(SecretsKeysMissing, match="SECRETS_KEYS"):
        Keyring.parse(" ").new_data_key("acme")


def test_keys_are_told_to_nobody() -> None:
    text = new_key("k1")
    key = a_data_key()
    assert repr(Keyring.parse(text)) == "Keyring(k1)"
    assert repr(key.key) not in repr(key)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("SECRETSECRET", "key 1 must be like k1:base64"),
        ("KEY,:SECRET", "key 2 must be like k1:base64"),
        ("a b:SECRET", "key 1 must be like k1:base64"),
        ("k1:SECRET!", "the key k1 must be 32 bytes in base64: this is not base64"),
        ("k1:", "the key k1 must be 32 bytes in base64, and has 0"),
        (f"k1:{base64.b64encode(b'SECRET').decode()}", "the key k1 must be 32 bytes in base64, and has 6"),
        ("KEY,KEY", "there are two keys named k1"),
    ],
)
def test_a_malformed_key_is_named_and_not_repeated(text: str, told: str) -> None:
    key = new_key("k1")
    with pytest.raises(MalformedKeys, match=told) as error:
        Keyring.parse(text.replace("KEY", key))
    assert "SECRET" not in str(error.value)
    assert key.partition(":")[2] not in str(error.value)
