"""Where the data are: settings of the database and of the artifact storage."""

from typing import Literal

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings

from store.address import IPNetwork, parse_network

_HIGHEST_PORT = 65535
_USUAL_PORT = 5432

DOCUMENTED_ELSEWHERE = {
    "NODE_ENV": "There is only one mode, which is suitable for production.",
    "API_PREFIX": "Paths are part of the API: they begin with `/api/v1`, except `/health`.",
    "PLAYWRIGHT_HEADLESS": "Browsers are always headless: workers run without a screen, and Chromium's headless shell "
    "is 2.5 times as fast as the full browser. Events and screenshots show what a job does.",
    "PLAYWRIGHT_TIMEOUT_MS": "The timeout of an action is the rest of its job's timeout: `DEFAULT_JOB_TIMEOUT_MS`, or "
    "the job's `timeoutMs`.",
    "PLAYWRIGHT_SCREENSHOTS_DIR": "Screenshots are artifacts like all files, and stored in `ARTIFACT_STORAGE_PATH`.",
    "LOG_ROOT": "Logs go to standard error; `tabwright up` writes them into `logs/` of `TABWRIGHT_DATA`.",
    "DATA_ROOT": "Files of jobs are stored in `ARTIFACT_STORAGE_PATH`; everything of `tabwright up` is in "
    "`TABWRIGHT_DATA`.",
    "HEADLESS": "See `PLAYWRIGHT_HEADLESS`.",
}
"""Names of the API as first specified that are not settings, with the reason or the replacement."""


class DatabaseSettings(BaseSettings):
    """Database.

    For server, worker and `tabwright migrate`: any PostgreSQL from version 15 on. `tabwright up` has its own.
    """

    database_url: SecretStr | None = Field(
        None,
        description="Connection URL, `postgresql://user:password@host:port/database`. Has precedence over the `DB_…` "
        "settings.",
    )
    db_host: str = Field("localhost", description="Host of the database.")
    db_port: int = Field(5432, ge=1, le=65535, description="Port of the database.")
    db_username: str = Field("automation_user", description="Role to log in with.")
    db_password: SecretStr = Field(SecretStr(""), description="Its password.")
    db_database: str = Field("browser_automation", description="Name of the database.")

    @field_validator("database_url")
    @classmethod
    def _is_url(cls, value: SecretStr | None) -> SecretStr | None:
        try:
            port = conninfo_to_dict(value.get_secret_value()).get("port") if value is not None else None
            is_right = port is None or all(0 < int(one) <= _HIGHEST_PORT for one in str(port).split(","))
        except (ProgrammingError, ValueError):
            is_right = False
        if not is_right:  # without what the library says, which may repeat the password
            raise ValueError("must be like postgresql://user:password@host:port/database")
        return value

    def conninfo(self) -> str:
        """The connection string, password included: not for logs."""
        if self.database_url is not None:
            return make_conninfo(self.database_url.get_secret_value())
        return make_conninfo(
            host=self.db_host,
            port=self.db_port,
            user=self.db_username,
            password=self.db_password.get_secret_value() or None,
            dbname=self.db_database,
        )

    def places(self) -> list[tuple[str, int]]:
        """The hosts and ports of its servers; none where it is reached by a socket in the file system."""
        given = conninfo_to_dict(self.conninfo())
        hosts = str(given.get("hostaddr") or given.get("host") or "localhost").split(",")
        ports = str(given.get("port") or _USUAL_PORT).split(",")
        ports *= len(hosts) if len(ports) == 1 else 1
        pairs = zip(hosts, ports, strict=False)
        return [(host, int(port or _USUAL_PORT)) for host, port in pairs if host and not host.startswith(("/", "@"))]


class ArtifactSettings(BaseSettings):
    """Artifacts.

    Where files of jobs are stored. Servers and workers must use the same place.
    """

    artifact_storage_type: Literal["filesystem", "database", "s3"] = Field(
        "filesystem",
        description="`filesystem`: a folder. `s3`: an object store (S3 or compatible, Google, Azure). `database`: the "
        "database, for few and small files.",
    )
    artifact_storage_path: str = Field(
        "artifacts",
        description="For `filesystem`, the folder. For `s3`, the URL: `s3://bucket/prefix`, `gs://…`, `az://…`; "
        "the credentials are read from the usual environment variables of that service.",
    )
    max_artifact_size_mb: int = Field(
        50,
        ge=1,
        le=2000,
        description="Size of the largest file that a job may make; a job with a larger one fails.",
    )

    @model_validator(mode="after")
    def _path_fits_type(self) -> "ArtifactSettings":
        if (self.artifact_storage_type == "s3") != ("://" in self.artifact_storage_path):
            message = (
                "ARTIFACT_STORAGE_PATH must be a URL such as s3://bucket/prefix for ARTIFACT_STORAGE_TYPE=s3, "
                "and a folder for the others"
            )
            raise ValueError(message)
        return self


class UrlSettings(BaseSettings):
    """What server and worker must have in common about URLs."""

    allow_private_addresses: str = Field(
        "",
        description="Private networks that jobs may open, in CIDR notation, separated by commas: "
        "`10.1.0.0/16,::1/128`. `localhost` means 127.0.0.1. Servers and workers need the same value.",
    )

    @field_validator("allow_private_addresses")
    @classmethod
    def _are_networks(cls, value: str) -> str:
        read_networks(value)
        return value

    @property
    def allowed_networks(self) -> tuple[IPNetwork, ...]:
        return read_networks(self.allow_private_addresses)


def read_networks(text: str) -> tuple[IPNetwork, ...]:
    """Networks in CIDR notation, separated by commas. Raises ValueError."""
    return tuple(parse_network(part) for part in text.split(",") if part.strip())
