"""What servers and workers must have in common about secrets."""

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings

from store.secrets.sealing import Keyring
from store.secrets.stores import Stores


class SecretSettings(BaseSettings):
    """Secrets."""

    secrets_keys: SecretStr = Field(
        SecretStr(""),
        description="The keys that secrets are sealed with, `name:base64,name:base64`, each of 32 bytes: the first one "
        "seals, all of them open (secrets.md). Servers and workers need the same value. Without it no secrets can be "
        "stored, and the secrets of webhooks are stored as they are.",
    )
    secrets_stores: str = Field(
        "",
        description="Where secrets of a client may have their values outside the database: "
        "`acme=file:///run/secrets/acme/,acme=env:ACME_`; `*` is every client. Workers read there. Servers and "
        "workers need the same value.",
    )

    @field_validator("secrets_keys")
    @classmethod
    def _are_keys(cls, value: SecretStr) -> SecretStr:
        Keyring.parse(value.get_secret_value())
        return value

    @field_validator("secrets_stores")
    @classmethod
    def _are_stores(cls, value: str) -> str:
        Stores.parse(value)
        return value

    @property
    def keyring(self) -> Keyring:
        return Keyring.parse(self.secrets_keys.get_secret_value())

    @property
    def stores(self) -> Stores:
        return Stores.parse(self.secrets_stores)
