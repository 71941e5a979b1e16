"""`tabwright sessions`: what is said of files that are something else."""

from pathlib import Path

from typer.testing import CliRunner

from cli.__main__ import app


def test_a_file_that_is_no_storage_state_is_told_as_that(tmp_path: Path) -> None:
    file = tmp_path / "state.json"
    file.write_text("[1]")
    line = ["sessions", "import", "portal", str(file), "--origin", "https://portal.test", "--address", "127.0.0.1:1"]
    done = CliRunner().invoke(app, line)
    assert done.exit_code == 2
    assert "state.json must hold a storage state: cookies and origins" in done.stderr
