"""The corpus: what is in tricks/, as documents of a hostile site."""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from string import Template
from typing import Any

_FOLDER = Path(__file__).parent / "tricks"
STATUSES = (301, 302, 303, 307, 308)
ZONE = "trick.test"
_ALONE = {"alone", "headers", "formats", "files"}
"""Tables of tricks that need a document of their own."""
_HTML = "text/html; charset=utf-8"

HELPERS = """<script>
const blob = (type, body) => URL.createObjectURL(new Blob([body], {type}));
const say = (text) => document.body.append(text);
const run = (script, options) => new Worker(blob("text/javascript", script), options);
const gather = async (options) => {
  const peer = new RTCPeerConnection(options);
  peer.createDataChannel("a");
  await peer.setLocalDescription(await peer.createOffer());
};
const candidate = async (text) => {
  const [one, other] = [new RTCPeerConnection(), new RTCPeerConnection()];
  one.createDataChannel("a");
  await one.setLocalDescription(await one.createOffer());
  await other.setRemoteDescription(one.localDescription);
  await other.setLocalDescription(await other.createAnswer());
  await one.setRemoteDescription({type: "answer", sdp: other.localDescription.sdp.replace(/a=candidate.*\\r\\n/g, "")});
  await one.addIceCandidate({candidate: text, sdpMid: "0", sdpMLineIndex: 0});
};
</script>
"""
"""What the scripts of a page share."""

_SCRIPT = """<script>
(async (own) => {
  const as = (type, body) => "/as/$port?type=" + encodeURIComponent(type) + "&body=" + encodeURIComponent(body);
  const add = (html) => own.insertAdjacentHTML("beforeend", html);
  const find = (selector) => own.querySelector(selector);
  const controlled = async (script) => {
    const registered = await navigator.serviceWorker.register(as("text/javascript", script), {scope: "/as/$port"});
    const worker = registered.installing || registered.waiting || registered.active;
    if (worker.state !== "activated") await new Promise((resolve) => {
      worker.onstatechange = () => worker.state === "activated" && resolve();
    });
    add(`<iframe src="/as/$port"></iframe>`);
    return registered;
  };
  BODY
})(document.currentScript.parentElement).catch((error) => console.log(String(error)));
</script>"""

_ASKING_ONCE = "<script>fetch(URL, {mode: 'no-cors'}).catch(() => 0)</script>"
_ASKING = """<script>
(async () => {
  for (let turn = 0; turn < TURNS; turn++) await fetch("URL" + turn, {mode: "no-cors"}).catch(() => 0);
  new WebSocket("ws" + "URL".slice(4));
})();
</script>"""


@dataclass(frozen=True, slots=True)
class Trick:
    """One way to an address of the inside."""

    name: str
    body: str
    """Of the document that tries it, with $-names for what is only known when it is served."""
    type: str = _HTML
    headers: tuple[str, ...] = ()
    udp: bool = False
    """Whether its canary listens for UDP too."""
    is_alone: bool = False
    """Whether it needs a document, and a frame, of its own. Else it shares that of the page."""

    def document(self, values: dict[str, str]) -> tuple[bytes, list[tuple[str, str]], str]:
        """Body, headers and type, for these values of the $-names."""
        lines = (filled(line, values).partition(": ") for line in self.headers)
        return filled(self.body, values).encode(), [(name, value) for name, _, value in lines], self.type


@dataclass(frozen=True, slots=True)
class Name:
    """A name, and the sets of records that take turns in answering for it."""

    host: str
    answers: tuple[tuple[str, ...], ...]

    def zone(self, values: dict[str, str]) -> list[list[str]]:
        return [
            [record for text in one for record in _counted(filled(text, values)) if "$" not in record]
            for one in self.answers
        ]


@dataclass(frozen=True, slots=True)
class JobTrick:
    """A job that is a trick, alone: what ends the job would keep others from being tried."""

    name: str
    job: dict[str, Any] = field(default_factory=dict)
    """Fields of the job, but for `page`, the HTML of its target at the hostile site, and `firefox`."""
    page: str | None = None
    firefox: bool = False
    """Whether it is worth a job of Firefox too."""

    def filled(self, values: dict[str, str]) -> dict[str, Any]:
        """The fields for these values of the $-names."""
        fields: dict[str, Any] = _filled_all(self.job, values)
        return fields


@cache
def tricks() -> tuple[Trick, ...]:
    """Those of documents, each of which shares a page with many others."""
    found = (*_documents(), *_scripts(), *_urls(), *_names(), *_redirects())
    assert len({trick.name for trick in found}) == len(found)
    return found


@cache
def names() -> tuple[Name, ...]:
    data = _read("names")
    own = ((f"{label}.{ZONE}", answers) for label, answers in data["answers"].items())
    everybody = [*own, *data["known"].items(), (f"outside.{ZONE}", [["A $outside"]])]
    return tuple(Name(host, tuple(map(tuple, answers))) for host, answers in everybody)


@cache
def jobs() -> tuple[JobTrick, ...]:
    data = (dict(one) for one in _read("jobs")["jobs"])
    return tuple(
        JobTrick(one.pop("name"), page=one.pop("page", None), firefox=one.pop("firefox", False), job=one)
        for one in data
    )


def ports() -> Iterable[int]:
    """Those of services of the inside."""
    found: list[int] = _read("ports")["ports"]
    return found


def _documents() -> Iterator[Trick]:
    for table, tricks in _read("documents").items():
        for name, given in tricks.items():
            fields = {"body": given} if isinstance(given, str) else _frozen(given)
            yield Trick(name, is_alone=table in _ALONE, **fields)


def _scripts() -> Iterator[Trick]:
    for table, tricks in _read("scripts").items():
        for name, given in tricks.items():
            fields: dict[str, Any] = {"body": given} if isinstance(given, str) else given
            script = _SCRIPT.replace("BODY", fields["body"])
            if is_alone := table in _ALONE:
                script = f"<body>{HELPERS}{script}"
            yield Trick(name, script, udp=fields.get("udp", False), is_alone=is_alone)


def _urls() -> Iterator[Trick]:
    for url in _read("urls")["urls"]:
        quoted = url.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")
        for name, asked in ("url", f'"{quoted}"'), ("redirect to", f'"/r/302?to=" + encodeURIComponent("{quoted}")'):
            yield Trick(f"{name} {url!a}", _ASKING_ONCE.replace("URL", asked))


def _names() -> Iterator[Trick]:
    for name in names():
        if not name.host.startswith("outside."):
            turns = "6" if len(name.answers) > 1 else "1"
            body = _ASKING.replace("TURNS", turns).replace("URL", f"http://{name.host}:$port/")
            yield Trick(f"name {name.host}", body)


def _redirects() -> Iterator[Trick]:
    for name, body in _read("redirects")["carriers"].items():
        for status in STATUSES:
            yield Trick(f"{name}-redirected-{status}", body.replace("$url", f"$via{status}"))


def _frozen(given: dict[str, Any]) -> dict[str, Any]:
    return {**given, "headers": tuple(given.get("headers", ()))}


def _counted(record: str) -> Iterator[str]:
    """A record that begins with a number stands for so many addresses."""
    first, _, rest = record.partition(" ")
    if not first.isdigit():
        yield record
        return
    kind, address = rest.split(" ")
    head, _, last = address.rpartition(".")
    yield from (f"{kind} {head}.{int(last) + index}" for index in range(int(first)))


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text())


def filled(text: str, values: dict[str, str]) -> str:
    """Puts in the $-names that have a value."""
    return Template(text).safe_substitute(values)


def _filled_all(given: Any, values: dict[str, str]) -> Any:
    match given:
        case str():
            return filled(given, values)
        case list():
            return [_filled_all(one, values) for one in given]
        case dict():
            return {name: _filled_all(one, values) for name, one in given.items()}
    return given
