"""Writes what is made from code: pages of the documentation, the list of devices, the lists of services in the SDKs
and in the gateway's configuration, the gateway's descriptor, and the version of the packages.
`make gen` runs it, `make check-gen` proves that all is current.
"""

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from google.protobuf.descriptor_pb2 import FileDescriptorSet
from playwright.sync_api import sync_playwright
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings

from cli.settings import UpSettings
from docs import actions_page, errors_page, forms, metrics_page, openapi, sdk_services, services, versions
from docs.comments import read_comments
from docs.gateway_descriptor import gateway_descriptor
from server.settings import AuthSettings, ServerSettings
from store.exposition import MetricsSettings
from store.process import LogSettings
from store.setting_texts import default, meaning
from store.settings import DOCUMENTED_ELSEWHERE, ArtifactSettings, DatabaseSettings
from worker.settings import WorkerSettings

_DOCS = Path(__file__).parent
_GEN = _DOCS.parent / "gen" / "python" / "tabwright"
_WORKER = _DOCS.parent / "worker"
_SWAGGER_UI = _DOCS.parent / "node_modules" / "swagger-ui-dist"
_GATEWAY = _DOCS.parent / "envoy" / "envoy.yaml"
_OPENAPI = _DOCS.parent / "gen" / "openapi"
_DESCRIPTOR = _DOCS.parent / "gen" / "descriptor"
_FORMS = _DOCS.parent / "gen" / "forms"
_SETTINGS = [
    *(DatabaseSettings, ArtifactSettings, ServerSettings, AuthSettings, WorkerSettings, LogSettings, MetricsSettings),
    UpSettings,
]

_SETTINGS_HEAD = """\
# Settings

<!-- Made by `make gen` from the settings classes. Do not edit. -->

All settings are environment variables, which are read and validated when a process starts: with a wrong value it exits
with a message. An empty value counts as not set. Times are in milliseconds, and names contain the unit of sizes.
"""


_ELSEWHERE_HEAD = """\
## Names that are not settings

The API as first specified had these names. If one of them is set, a server or worker logs that it has no effect.

| name | the reason, or what replaces it |
|---|---|
"""

_DEVICES_HEAD = """\
# Made by `make gen` from Playwright's device descriptors. Do not edit.
'''The devices that pages can be shown on.'''

from collections.abc import Mapping

DEVICES: Mapping[str, str] = {
    # name: device type
"""


def main() -> None:
    (_DOCS / "settings.md").write_text(_settings_page())
    (_DOCS / "actions.md").write_text(actions_page.page())
    comments = read_comments()
    (_DOCS / "errors.md").write_text(errors_page.page(comments))
    (_DOCS / "metrics.md").write_text(metrics_page.page())
    devices = _devices()
    (_GEN / "devices.py").write_text(_device_names(devices))
    (_WORKER / "browsers" / "devices.json").write_text(_device_lines(devices))
    (_OPENAPI / "openapi.json").write_text(json.dumps(openapi.document(comments), indent=2, ensure_ascii=False) + "\n")
    _write_viewer(_OPENAPI / "viewer")
    _FORMS.mkdir(exist_ok=True)
    (_FORMS / "job.json").write_text(json.dumps(forms.document(comments), indent=1, ensure_ascii=False) + "\n")
    sdk_services.write()
    _GATEWAY.write_text(services.gateway(_GATEWAY.read_text()))
    api = FileDescriptorSet.FromString((_DESCRIPTOR / "tabwright.binpb").read_bytes())
    (_DESCRIPTOR / "gateway.binpb").write_bytes(gateway_descriptor(api).SerializeToString(deterministic=True))
    versions.write()


def _write_viewer(folder: Path) -> None:
    """The pages that show the description: Swagger UI as it was built, and how it is started here."""
    folder.mkdir(exist_ok=True)
    names = ("swagger-ui-bundle.js", "swagger-ui-bundle.js.LICENSE.txt", "swagger-ui.css", "LICENSE", "NOTICE")
    files = {name: (_SWAGGER_UI / name).read_bytes() for name in names}
    files["start.js"] = (_DOCS / "viewer" / "start.js").read_bytes()
    version = sha256(b"".join(files.values())).hexdigest()[:12]  # browsers keep them for as long as it stays
    files["index.html"] = (_DOCS / "viewer" / "index.html").read_bytes().replace(b"VERSION", version.encode())
    for name, data in files.items():
        (folder / name).write_bytes(data)


def _devices() -> dict[str, dict[str, Any]]:
    with sync_playwright() as playwright:
        return dict(sorted(playwright.devices.items()))


def _device_names(devices: Mapping[str, Mapping[str, Any]]) -> str:
    """The server must know the names and has no Playwright."""
    kinds = {name: "mobile" if device["is_mobile"] else "desktop" for name, device in devices.items()}
    return "".join([_DEVICES_HEAD, *(f'    "{name}": "{kind}",\n' for name, kind in kinds.items()), "}\n"])


def _device_lines(devices: Mapping[str, Mapping[str, Any]]) -> str:
    """The worker must know what they are before Playwright's driver runs."""
    lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(device)}" for name, device in devices.items())
    return f"{{\n{lines}\n}}\n"


def _settings_page() -> str:
    elsewhere = "".join(f"| `{name}` | {why} |\n" for name, why in DOCUMENTED_ELSEWHERE.items())
    sections = [_settings_section(settings) for settings in _SETTINGS]
    return "\n".join([_SETTINGS_HEAD, *sections, _ELSEWHERE_HEAD + elsewhere])


def _settings_section(settings: type[BaseSettings]) -> str:
    title, _, more = (settings.__doc__ or "").strip().partition("\n\n")
    rows = [_row(name, field) for name, field in settings.model_fields.items()]
    table = ["| name | default | meaning |", "|---|---|---|", *rows]
    return "\n".join([f"## {title.rstrip('.')}", "", *([more.strip(), ""] if more else []), *table, ""])


def _row(name: str, field: FieldInfo) -> str:
    return f"| `{name.upper()}` | {_default(field)} | {meaning(field)} |"


def _default(field: FieldInfo) -> str:
    if field.default_factory is not None:
        return "see right"
    text = default(field)
    return f"`{text}`" if text else "none"


if __name__ == "__main__":
    main()
