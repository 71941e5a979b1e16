"""Where the data are: settings of the database and of the artifact storage."""

from typing import Literal

from psycopg.conninfo import make_conninfo
from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings


class DatabaseSettings(BaseSettings):
    """Database.

    For server, worker and `tabwright migrate`: any PostgreSQL from version 15 on. `tabwright up` brings its own.
    """

    database_url: SecretStr | None = Field(
        None,
        description="Connection URL, `postgresql://user:password@host:port/database`. Wins over the `DB_…` settings.",
    )
    db_host: str = Field("localhost", description="Host of the database.")
    db_port: int = Field(5432, ge=1, le=65535, description="Port of the database.")
    db_username: str = Field("automation_user", description="Role to connect as.")
    db_password: SecretStr = Field(SecretStr(""), description="Its password.")
    db_database: str = Field("browser_automation", description="Name of the database.")

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


class ArtifactSettings(BaseSettings):
    """Artifacts.

    Where the files that jobs make are kept. Server and workers must see the same place.
    """

    artifact_storage_type: Literal["filesystem", "s3"] = Field(
        "filesystem",
        description="`filesystem`: a folder. `s3`: an object store, S3 or compatible, Google's or Azure's.",
    )
    artifact_storage_path: str = Field(
        "artifacts",
        description="For `filesystem`, the folder. For `s3`, the URL: `s3://bucket/prefix`, `gs://…`, `az://…`; "
        "credentials come from that service's own environment names.",
    )
    max_artifact_size_mb: int = Field(
        50,
        ge=1,
        le=2000,
        description="Largest file that a job may make; a job that makes a larger one fails.",
    )

    @model_validator(mode="after")
    def _path_fits_type(self) -> "ArtifactSettings":
        if (self.artifact_storage_type == "s3") != ("://" in self.artifact_storage_path):
            message = (
                "ARTIFACT_STORAGE_PATH must be a URL such as s3://bucket/prefix for ARTIFACT_STORAGE_TYPE=s3, "
                "and a folder for filesystem"
            )
            raise ValueError(message)
        return self
