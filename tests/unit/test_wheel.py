"""The service's wheel has all that a checkout has to run it."""

import sys
import zipfile
from pathlib import Path

from tests.sdk.toolchain import run

ROOT = Path(__file__).parent.parent.parent


def test_the_wheel_has_what_the_gateway_reads(tmp_path: Path) -> None:
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path), cwd=ROOT)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as files:
        for name in ("envoy/envoy.yaml", "gen/descriptor/tabwright.binpb", "gen/openapi/openapi.json"):
            assert files.read(f"cli/files/{name}") == (ROOT / name).read_bytes()
        viewer = {path.name for path in (ROOT / "gen/openapi/viewer").iterdir()}
        assert {Path(name).name for name in files.namelist() if "/viewer/" in name} == viewer
