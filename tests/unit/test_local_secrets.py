"""The keys that `tabwright up` makes for itself."""

import stat
from pathlib import Path

import pytest

from cli.errors import CommandError
from cli.local_secrets import ensure_secrets_keys
from store.secrets.sealing import Keyring, new_key


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SECRETS_KEYS", raising=False)


def test_a_key_is_made_once_for_its_user_alone(tmp_path: Path) -> None:
    made = ensure_secrets_keys(tmp_path)
    assert Keyring.parse(made)
    assert ensure_secrets_keys(tmp_path) == made
    assert stat.S_IMODE((tmp_path / "secrets-keys").stat().st_mode) == 0o600


def test_an_empty_file_is_as_none(tmp_path: Path) -> None:
    (tmp_path / "secrets-keys").touch()
    assert Keyring.parse(ensure_secrets_keys(tmp_path))


def test_keys_of_the_environment_go_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRETS_KEYS", key := new_key("k1"))
    assert ensure_secrets_keys(tmp_path) == key
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_wrong_is_named_and_not_repeated(tmp_path: Path) -> None:
    (tmp_path / "secrets-keys").write_text("k1:SECRET!")
    with pytest.raises(CommandError, match=r"secrets-keys must be as SECRETS_KEYS: the key k1") as error:
        ensure_secrets_keys(tmp_path)
    assert "SECRET!" not in str(error.value)
