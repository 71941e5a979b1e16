"""`tabwright doctor`: what works, what does not, and what to do about it."""

from dataclasses import asdict

import typer

from cli import asynchronous
from cli.api import Api, command
from cli.errors import CommandError
from cli.text import escape

app = typer.Typer()

_SIGNS = {"ok": "[green]ok[/green]     ", "warning": "[yellow]warning[/yellow]", "error": "[red]error[/red]  "}


@command(app, "doctor")
def doctor(api: Api) -> None:
    """Check the API and, if it runs on this machine, database, browsers, Envoy, ports, disk and clock.

    Says what to do about each problem. Exits with 1 if one of them prevents jobs from running.
    """
    from cli.checks import Verdict, check_api, check_machine
    from cli.settings import settings_of_running

    findings = check_api(api.client, api.target)
    if api.target.is_local:
        findings += asynchronous.run(check_machine(settings_of_running(api.target.address)))
    if api.out.is_json:
        api.out.json({"checks": [asdict(one) for one in findings]})
    else:
        for one in findings:
            advice = f"\n{'':24}→ {escape(one.advice)}" if one.advice else ""
            line = f"{_SIGNS[one.verdict]}  {one.name:<14} {escape(one.found)}{advice}"
            api.out.results.print(line, soft_wrap=True)
    errors = [one.name for one in findings if one.verdict is Verdict.ERROR]
    if errors:
        raise CommandError(f"problems with: {', '.join(errors)}")
