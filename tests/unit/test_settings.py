"""Settings come from the documented names and are checked."""

from pathlib import Path

import pytest
import structlog
from psycopg.conninfo import conninfo_to_dict
from pydantic import SecretStr, ValidationError
from pydantic_settings import BaseSettings

from cli.settings import UpSettings
from server.settings import AuthSettings, ServerSettings
from store.environment import WrongSetting, read
from store.process import tell_unused_settings
from store.queue.parking import RunLimits
from store.secrets.sealing import new_key
from store.settings import ArtifactSettings, DatabaseSettings
from worker.load.machine import Machine
from worker.settings import WorkerSettings

PORTS = "80,443,1024-65535"
SERVERS = "such as 10.0.0.53,[fd00::53]:5353"


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATABASE_URL", "DB_HOST", "DB_PORT", "DB_USERNAME", "DB_PASSWORD", "DB_DATABASE", "SECRETS_KEYS"):
        monkeypatch.delenv(name, raising=False)


def test_the_database_is_found_by_its_documented_names(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "DB_HOST": "db.test",
        "DB_PORT": "5433",
        "DB_USERNAME": "me",
        "DB_PASSWORD": "it's a 'secret'",
        "DB_DATABASE": "jobs",
    }.items():
        monkeypatch.setenv(name, value)
    assert conninfo_to_dict(DatabaseSettings().conninfo()) == {
        "host": "db.test",
        "port": "5433",
        "user": "me",
        "password": "it's a 'secret'",
        "dbname": "jobs",
    }


def test_the_url_of_the_database_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DB_HOST", "elsewhere")
    monkeypatch.setenv("DATABASE_URL", "postgresql://me:secret@db.test/jobs")
    assert conninfo_to_dict(DatabaseSettings().conninfo())["host"] == "db.test"


def test_a_password_does_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://me:secret@db.test/jobs")
    monkeypatch.setenv("DB_PASSWORD", "secret")
    assert "secret" not in repr(DatabaseSettings())


@pytest.mark.parametrize(
    ("settings", "name", "value", "must"),
    [
        (ServerSettings, "GRPC_PORT", "70000", "must be a whole number from 1 to 65535"),
        (ServerSettings, "DEFAULT_JOB_TIMEOUT_MS", "0", "must be a whole number from 1 to 3600000"),
        (ServerSettings, "MAX_JOB_RETRIES", "-1", "must be a whole number from 0 to 100"),
        (ServerSettings, "MAX_QUEUED_JOBS", "1.5", "must be a whole number, at least 1"),
        (ServerSettings, "GRPC_REFLECTION", "perhaps", "must be true or false"),
        (AuthSettings, "API_KEY_HEADER", "two words", "must be like X-API-Key"),
        (AuthSettings, "JWT_JWKS", "/nowhere", "it must be an existing file, or an http or https URL"),
        (WorkerSettings, "WORKER_MAX_CONCURRENT_JOBS", "0", "must be a whole number from 1 to 1000"),
        (WorkerSettings, "WORKER_HEALTH_ADDRESS", "here", "must be like 0.0.0.0:50052"),
        (WorkerSettings, "BROWSER_ENGINES", "opera", "must be chromium, firefox or webkit"),
        (WorkerSettings, "ALLOW_PRIVATE_ADDRESSES", "10.1.0.1/16", "10.1.0.1/16 has host bits set"),
        (
            WorkerSettings,
            "EGRESS_PORTS",
            "80-443-1",
            "must be ports and ranges of ports from 1 to 65535, such as " + PORTS,
        ),
        (
            WorkerSettings,
            "EGRESS_PORTS",
            "443-80",
            "must be ports and ranges of ports from 1 to 65535, such as " + PORTS,
        ),
        (
            WorkerSettings,
            "EGRESS_PORTS",
            "70000",
            "must be ports and ranges of ports from 1 to 65535, such as " + PORTS,
        ),
        (WorkerSettings, "EGRESS_DNS_SERVERS", "dns.test", "must be IP addresses, with or without a port, " + SERVERS),
        (
            WorkerSettings,
            "EGRESS_DNS_SERVERS",
            "fd00::53:x",
            "must be IP addresses, with or without a port, " + SERVERS,
        ),
        (
            WorkerSettings,
            "EGRESS_DNS_SERVERS",
            "10.0.0.53:0",
            "must be IP addresses, with or without a port, " + SERVERS,
        ),
        (WorkerSettings, "EGRESS_DENIED_ADDRESSES", "8.8.8.8/8", "8.8.8.8/8 has host bits set"),
        (UpSettings, "PORT", "http", "must be a whole number from 1 to 65535"),
        (UpSettings, "PORT", "3000\n0", "must be a whole number from 1 to 65535"),
        (ArtifactSettings, "ARTIFACT_STORAGE_TYPE", "tape", "must be filesystem, database or s3"),
    ],
)
def test_what_is_wrong_with_a_setting_is_one_line_that_names_it(
    monkeypatch: pytest.MonkeyPatch, settings: type[BaseSettings], name: str, value: str, must: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(WrongSetting) as raised:
        read(settings)
    shown = value if value.isprintable() else ascii(value)
    assert str(raised.value) == f"{name}={shown}: {must}"


@pytest.mark.parametrize(
    ("settings", "name", "value", "other"),
    [
        (ArtifactSettings, "ARTIFACT_STORAGE_TYPE", "s3", "ARTIFACT_STORAGE_PATH"),
        (ArtifactSettings, "ARTIFACT_STORAGE_PATH", "s3://bucket", "ARTIFACT_STORAGE_TYPE"),
        (AuthSettings, "JWT_ISSUER", "https://issuer.test", "JWT_JWKS"),
        (AuthSettings, "JWT_AUDIENCE", "tabwright", "JWT_ISSUER"),
        (AuthSettings, "JWT_JWKS", "https://issuer.test/keys", "JWT_ISSUER"),
        (ServerSettings, "MAX_JOB_TIMEOUT_MS", "3", "DEFAULT_JOB_TIMEOUT_MS"),
        (WorkerSettings, "BROWSER_POOL_MIN_SIZE", "9", "BROWSER_POOL_MAX_SIZE"),
        (WorkerSettings, "WORKER_HEARTBEAT_INTERVAL_MS", "4000", "WORKER_LEASE_MS"),
        (WorkerSettings, "WORKER_LEASE_MS", "5999", "WORKER_HEARTBEAT_INTERVAL_MS"),
    ],
)
def test_settings_that_do_not_agree_are_named_both(
    monkeypatch: pytest.MonkeyPatch, settings: type[BaseSettings], name: str, value: str, other: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(WrongSetting) as raised:
        read(settings)
    assert name in str(raised.value)
    assert other in str(raised.value)


@pytest.mark.parametrize("text", ["", "{}", '{"keys": []}', '{"keys": {}}', "[]", "\ud800"])
def test_a_file_of_keys_without_a_key_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: str) -> None:
    monkeypatch.chdir(tmp_path)
    Path("jwks.json").write_bytes(text.encode(errors="surrogatepass"))
    monkeypatch.setenv("JWT_JWKS", "jwks.json")
    with pytest.raises(WrongSetting) as raised:
        read(AuthSettings)
    assert str(raised.value) == 'JWT_JWKS=jwks.json: the file must be a JWK set with a key, {"keys": [{…}]}'


def test_all_wrong_settings_are_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "99999")
    monkeypatch.setenv("GRPC_PORT", "x")
    with pytest.raises(WrongSetting, match=r"^PORT=99999: [^;]*; GRPC_PORT=x: [^;]*$"):
        read(UpSettings)


@pytest.mark.parametrize("name", ["WORKER_MAX_CONCURRENT_JOBS", "MAX_CONCURRENT_JOBS"])
def test_how_many_jobs_run_at_once_has_two_names(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "7")
    assert read(WorkerSettings).worker_max_concurrent_jobs == 7


@pytest.mark.parametrize(("cores", "jobs"), [(0.3, 1), (1.5, 3), (64, 10)])
def test_by_default_two_jobs_run_on_each_core_that_the_worker_may_use(
    monkeypatch: pytest.MonkeyPatch, cores: float, jobs: int
) -> None:
    monkeypatch.setattr(Machine, "cores", cores)
    assert read(WorkerSettings).worker_max_concurrent_jobs == jobs


def test_two_names_of_one_setting_must_say_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKER_MAX_CONCURRENT_JOBS", "7")
    monkeypatch.setenv("MAX_CONCURRENT_JOBS", "7")
    assert read(WorkerSettings).worker_max_concurrent_jobs == 7
    monkeypatch.setenv("MAX_CONCURRENT_JOBS", "8")
    with pytest.raises(WrongSetting, match=r"^MAX_CONCURRENT_JOBS=8 and WORKER_MAX_CONCURRENT_JOBS=7 are two names of"):
        read(WorkerSettings)


@pytest.mark.parametrize(
    "url", ["hunter2", "mysql://me:hunter2@db.test/jobs", "postgresql://me:hunter2@db.test:x/jobs", "host=db hunter2"]
)
def test_a_wrong_url_of_the_database_is_told_without_what_is_in_it(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    with pytest.raises(WrongSetting) as raised:
        read(DatabaseSettings)
    assert str(raised.value) == "DATABASE_URL: must be like postgresql://user:password@host:port/database"
    assert raised.value.__cause__ is None


DOCUMENTED = """
NODE_ENV PORT API_PREFIX DB_HOST DB_PORT DB_USERNAME DB_PASSWORD DB_DATABASE WORKER_POLL_INTERVAL_MS
WORKER_MAX_CONCURRENT_JOBS BROWSER_POOL_MIN_SIZE BROWSER_POOL_MAX_SIZE BROWSER_IDLE_TIMEOUT_MS DEFAULT_JOB_TIMEOUT_MS
MAX_JOB_RETRIES JOB_CLEANUP_AFTER_DAYS ARTIFACT_STORAGE_TYPE ARTIFACT_STORAGE_PATH MAX_ARTIFACT_SIZE_MB
PLAYWRIGHT_HEADLESS PLAYWRIGHT_TIMEOUT_MS PLAYWRIGHT_SCREENSHOTS_DIR API_KEY_HEADER RATE_LIMIT_MAX RATE_LIMIT_WINDOW_MS
ENABLE_METRICS METRICS_PORT LOG_LEVEL LOG_ROOT DATA_ROOT MAX_CONCURRENT_JOBS HEADLESS
"""


@pytest.mark.parametrize("name", DOCUMENTED.split())
def test_every_documented_name_is_a_setting_or_it_is_said_why_not(name: str) -> None:
    page = (Path(__file__).parent.parent.parent / "docs" / "settings.md").read_text()
    assert f"| `{name}` |" in page


def test_an_empty_value_is_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TABWRIGHT_DATA", "PORT"):
        monkeypatch.setenv(name, "")
    settings = read(UpSettings)
    assert (settings.tabwright_data, settings.port) == (Path(".tabwright"), 3000)


def test_two_servers_cannot_have_one_port(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PORT", "GRPC_PORT"):
        monkeypatch.setenv(name, "4000")
    with pytest.raises(WrongSetting, match=r"^PORT and GRPC_PORT must differ: both are 4000$"):
        read(UpSettings)


def test_a_documented_name_that_does_nothing_is_told_in_the_log(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PLAYWRIGHT_HEADLESS", "false")
    with structlog.testing.capture_logs() as logs:
        tell_unused_settings()
    assert [(one["event"], one["name"]) for one in logs if one["name"] == "PLAYWRIGHT_HEADLESS"] == [
        ("settings.unused", "PLAYWRIGHT_HEADLESS")
    ]


def test_networks_that_jobs_may_open_are_read_and_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLOW_PRIVATE_ADDRESSES", "10.1.0.0/16, ::1")
    assert [str(network) for network in WorkerSettings().allowed_networks] == ["10.1.0.0/16", "::1/128"]
    assert WorkerSettings().allowed_networks == ServerSettings().allowed_networks == UpSettings().allowed_networks
    monkeypatch.setenv("ALLOW_PRIVATE_ADDRESSES", "10.1.0.1/16")
    with pytest.raises(ValidationError, match="has host bits set"):
        ServerSettings()


def test_where_browsers_may_connect_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    assert WorkerSettings().port_ranges == ((80, 80), (443, 443), (1024, 65535))
    monkeypatch.setenv("EGRESS_PORTS", "443, 8000-8999")
    monkeypatch.setenv("EGRESS_DNS_SERVERS", "10.0.0.53, 10.0.0.54:5353, fd00::53, [fd00::54], [fd00::55]:5353")
    monkeypatch.setenv("EGRESS_DENIED_ADDRESSES", "93.184.216.0/24, 2606:4700::1")
    settings = WorkerSettings()
    assert settings.port_ranges == ((443, 443), (8000, 8999))
    assert settings.dns_servers == ("10.0.0.53", "10.0.0.54:5353", "fd00::53", "[fd00::54]", "[fd00::55]:5353")
    assert [str(one) for one in settings.denied_networks] == ["93.184.216.0/24", "2606:4700::1/128"]


def test_the_proxy_to_the_web_is_read_and_its_password_told_to_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    assert WorkerSettings().upstream_proxy is None
    monkeypatch.setenv("EGRESS_PROXY", "HTTP://me:p%40ss@proxy.internal:3128/")
    settings = WorkerSettings()
    proxy = {"server": "http://proxy.internal:3128", "username": "me", "password": "p@ss"}
    assert settings.upstream_proxy == proxy
    assert "p%40ss" not in repr(settings)
    for wrong in (
        "proxy.internal:3128",
        "http://me:p%40ss@proxy.internal",
        "ftp://me:p%40ss@proxy.internal:21",
        "http://[1]:80",
    ):
        monkeypatch.setenv("EGRESS_PROXY", wrong)
        with pytest.raises(WrongSetting, match=r"EGRESS_PROXY.* must be the URL of a proxy with its port") as raised:
            read(WorkerSettings)
        assert "p%40ss" not in str(raised.value)


def test_no_web_page_may_call_unless_its_origin_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert UpSettings().allowed_origins == ()
    monkeypatch.setenv("CORS_ALLOWED_ORIGINS", "https://app.example.com, http://localhost:5173,*")
    assert UpSettings().allowed_origins == ("https://app.example.com", "http://localhost:5173", "*")


@pytest.mark.parametrize(
    "origin", ["app.example.com", "https://app.example.com/", "https://A.example", "ftp://a", "https://"]
)
def test_what_is_no_origin_is_refused(monkeypatch: pytest.MonkeyPatch, origin: str) -> None:
    monkeypatch.setenv("CORS_ALLOWED_ORIGINS", f"https://b.example,{origin}")
    with pytest.raises(ValidationError, match=f"'{origin}' is not an origin"):
        UpSettings()


def test_the_limits_of_what_runs_at_once_are_none_unless_they_are_set(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not WorkerSettings().run_limits
    monkeypatch.setenv("MAX_CONCURRENT_JOBS_PER_CLIENT", "3")
    monkeypatch.setenv("MAX_CONCURRENT_JOBS_PER_SITE", "2")
    assert WorkerSettings().run_limits == RunLimits(client=3, site=2)


@pytest.mark.parametrize("settings", [ServerSettings, WorkerSettings])
def test_keys_of_secrets_are_checked_and_shown_to_nobody(
    monkeypatch: pytest.MonkeyPatch, settings: type[ServerSettings | WorkerSettings]
) -> None:
    assert not read(settings).keyring
    monkeypatch.setenv("SECRETS_KEYS", f"{(key := new_key('k1'))},k2:SECRET!")
    with pytest.raises(WrongSetting, match="SECRETS_KEYS: the key k2 must be 32 bytes in base64") as error:
        read(settings)
    assert "SECRET!" not in str(error.value)
    monkeypatch.setenv("SECRETS_KEYS", key)
    assert read(settings).keyring.first == "k1"
    assert key.partition(":")[2] not in repr(read(settings))
    monkeypatch.setenv("SECRETS_STORES", "file:///run/secrets/")
    with pytest.raises(WrongSetting, match=r"SECRETS_STORES=file:///run/secrets/: .* must be like acme="):
        read(settings)


@pytest.mark.parametrize(
    ("url", "places"),
    [
        ("postgresql://db.test/jobs", [("db.test", 5432)]),
        ("postgresql://me:word@db.test:5433/jobs", [("db.test", 5433)]),
        ("postgresql://one.test:1,two.test:2/jobs", [("one.test", 1), ("two.test", 2)]),
        ("postgresql://db.test/jobs?hostaddr=10.0.0.7", [("10.0.0.7", 5432)]),
        ("postgresql:///jobs?host=/run/postgresql", []),
    ],
)
def test_the_places_of_a_database_are_those_of_its_servers(url: str, places: list[tuple[str, int]]) -> None:
    assert DatabaseSettings(database_url=SecretStr(url)).places() == places
