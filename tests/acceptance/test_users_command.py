"""`tabwright users`, in the database itself and by the API."""

import json

import pytest

from cli.errors import ExitCode
from store.settings import DatabaseSettings
from tests.acceptance.test_cli import RunMany, environment, run_many  # noqa: F401 - fixtures
from tests.fixtures.gateway import Gateway

ADA, BOB = "ada@example.com", "bob@example.com"
LINES = {
    f"create {ADA} --client acme --role owner --admin": ExitCode.OK,
    f"create {BOB} --client acme --name Bob": ExitCode.OK,
    f"create {BOB.upper()} --client acme": ExitCode.CONFLICT,
    "create bob --client acme": ExitCode.USAGE,
    f"create carol@example.com --client acme --gateway {BOB}": ExitCode.USAGE,
    f"link {BOB} --gateway https://tabwright.test/": ExitCode.OK,
    f"role {BOB} viewer": ExitCode.OK,
    f"disable {BOB}": ExitCode.OK,
    f"link {BOB} ": ExitCode.CONFLICT,
    f"enable {BOB}": ExitCode.OK,
    "list --client acme": ExitCode.OK,
    f"role {ADA} member": ExitCode.CONFLICT,
    f"delete {BOB}": ExitCode.OK,
    f"delete {BOB} ": ExitCode.NOT_FOUND,
    f"delete {ADA}": ExitCode.CONFLICT,
    "list --client nobody": ExitCode.OK,
}


@pytest.mark.parametrize("is_by_api", [False, True], ids=["database", "api"])
async def test_users_are_managed(
    run_many: RunMany,  # noqa: F811
    database_settings: DatabaseSettings,
    served: Gateway,
    is_by_api: bool,
) -> None:
    """In the database as the first one must be: without a key, and where nobody answers."""
    nobody = {"TABWRIGHT_ADDRESS": "127.0.0.1:1", "TABWRIGHT_API_KEY": "", "DATABASE_URL": database_settings.conninfo()}
    more, changes, base = ([], {}, served.url) if is_by_api else (["--database"], nobody, "")
    runs = await run_many([["users", *line.split(), "--output", "json", *more] for line in LINES], **changes)
    assert [code for code, _, _ in runs] == list(LINES.values()), runs
    told = {
        line: json.loads(stdout) for line, (code, stdout, _) in zip(LINES, runs, strict=True) if code == ExitCode.OK
    }
    made, bound = (
        told[f"create {ADA} --client acme --role owner --admin"],
        told[f"create {BOB} --client acme --name Bob"],
    )
    assert (made["user"]["role"], made["user"]["isAdmin"], made["user"]["clientId"]) == ("owner", True, "acme")
    assert (bound["user"]["role"], bound["user"]["name"]) == ("member", "Bob")
    assert made["url"] == f"{base}/console/sign-in/link#token={made['link']['token']}"
    link = told[f"link {BOB} --gateway https://tabwright.test/"]
    assert link["url"] == f"https://tabwright.test/console/sign-in/link#token={link['token']}"
    assert told[f"role {BOB} viewer"]["role"] == "viewer"
    assert [told[f"{verb} {BOB}"].get("isDisabled") for verb in ("disable", "enable")] == [True, False]
    assert [one["email"] for one in told["list --client acme"]["data"]] == [ADA, BOB]
    assert told["list --client nobody"]["data"] == []
