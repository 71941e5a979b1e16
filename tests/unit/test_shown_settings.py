"""Settings as administrators are told them."""

import pytest
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings

from server.convert.setting import setting_messages
from store.environment import read


class Sample(BaseSettings):
    sample_password: SecretStr = Field(SecretStr(""), description="A password.")
    sample_optional_secret: SecretStr | None = Field(None, description="Another one.")
    sample_flag: bool = Field(default=True, description="A flag.")
    sample_count: int = Field(3, ge=1, le=9, description="A number.")
    sample_url: str = Field("", description="A URL.")


def told() -> dict[str, tuple[str, str, bool, bool]]:
    return {
        one.name: (one.value, one.default_value, one.is_set, one.is_secret) for one in setting_messages([read(Sample)])
    }


def test_what_nobody_sets_has_its_default() -> None:
    assert told() == {
        "SAMPLE_COUNT": ("3", "3", False, False),
        "SAMPLE_FLAG": ("true", "true", False, False),
        "SAMPLE_OPTIONAL_SECRET": ("", "", False, True),
        "SAMPLE_PASSWORD": ("", "", False, True),
        "SAMPLE_URL": ("", "", False, False),
    }


def test_what_is_set_is_told_and_of_a_secret_only_that_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    given = {"COUNT": "5", "FLAG": "false", "OPTIONAL_SECRET": "hunter2", "PASSWORD": "hunter2"}
    for name, value in given.items():
        monkeypatch.setenv(f"SAMPLE_{name}", value)
    monkeypatch.setenv("SAMPLE_URL", "https://me:hunter2@example.com/keys,s3://id:hunter2@bucket/")
    assert told() == {
        "SAMPLE_COUNT": ("5", "3", True, False),
        "SAMPLE_FLAG": ("false", "true", True, False),
        "SAMPLE_OPTIONAL_SECRET": ("set", "", True, True),
        "SAMPLE_PASSWORD": ("set", "", True, True),
        "SAMPLE_URL": ("https://***@example.com/keys,s3://***@bucket/", "", True, False),
    }


@pytest.mark.parametrize("password", ["p@ss", "p,ss", "p:ss", "@,@", "p@ss,w@rd"])
def test_nothing_of_a_password_in_a_url_is_told_whatever_it_has(password: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMPLE_URL", f"https://me:{password}@example.com/keys,https://example.org/@me")
    assert told()["SAMPLE_URL"][0] == "https://***@example.com/keys,https://example.org/@me"


def test_a_description_says_what_a_value_must_be() -> None:
    (count,) = [one for one in setting_messages([read(Sample)]) if one.name == "SAMPLE_COUNT"]
    assert count.description == "A number. 1 to 9."
