"""The task `website`, in a real browser, on pages of our own making: one that says all, and many that are hostile."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from store.job import Json, Status
from tasks.registry import load
from tests.fixtures.runs import Run, RunJob
from tests.fixtures.wilful_site import Reply, WilfulSite

PAGES = Path(__file__).parent.parent / "pages/tasks"
LARGE = json.dumps({"@type": "Thing", "x": "y" * 2**20})
MANY = f"<p>{'word ' * 60_000}</p>{'<a href=/x>x</a>' * 3000}"
NAMED = """<title>deep</title><script type="application/ld+json">{"@type": "Article", "name": "named"}</script>"""
DEEP = '{"a":' * 1000 + "1" + "}" * 1000
HOSTILE: Mapping[str, Reply] = {
    "/broken-json": Reply(
        body=b'<!doctype html><title>broken</title><script type=\'application/ld+json\'>{"@type": "Article", </script>'
        b'<script type=\'application/ld+json\'>{"@type": "Article", "name": "second"}</script><p>text'
    ),
    "/deep": Reply(body=f"<script type='application/ld+json'>{DEEP}</script>{NAMED}<p>text".encode()),
    "/closing": Reply(
        body=b'<title>closing</title><script type="application/ld+json">{"@type": "Article", "name": "</script>'
        b"<script>document.title = 'run'</script>\"}</p><p>text"
    ),
    "/types": Reply(body=(PAGES / "types.html").read_bytes()),
    "/doubled": Reply(
        body=b"""<meta property="og:title" content=""><meta property="og:title" content="one"><meta property="og:title"
        content="two"><meta name="date" content="yesterday"><meta name="DC.date" content="2023-05-06"><p>text"""
    ),
    "/nothing": Reply(body=b""),
    "/xhtml": Reply(
        body=(PAGES / "strict.xhtml").read_bytes(),
        headers={"Content-Type": "application/xhtml+xml"},
    ),
    "/rtl": Reply(
        body='<html lang="ar" dir="rtl"><meta charset=utf-8><title>غراء</title><h1>الغراء</h1><p>نص عن الغراء'.encode(),
    ),
    "/latin": Reply(body='<meta charset="iso-8859-1"><title>Käse</title><p>Gruyère'.encode("iso-8859-1")),
    "/prototypes": Reply(
        body=b"""<title>prototypes</title><script>Array.prototype.map = () => 7; Object.fromEntries = () => 5;
        document.title = 'taken';</script><p>text"""
    ),
    "/gone": Reply(status=404, body=b"<title>gone</title>"),
    "/file": Reply(body=b"data", headers={"Content-Type": "application/octet-stream"}),
    "/large": Reply(body=f"<title>large</title><script type='application/ld+json'>{LARGE}</script>{MANY}".encode()),
}
LINKS = "".join(f"<a href={path}>x</a>" for path in HOSTILE)
LIST = f"<!doctype html><title>list</title><link rel=icon href=data:,>{LINKS}"


async def _run(run_job: RunJob, name: str, parameters: Json) -> tuple[Run, dict[str, Any]]:
    """Runs a task as a worker does: the run, and its TaskResult."""
    task = load().find(name)
    assert task is not None
    job = dict(task.build(parameters))
    run = await run_job(
        job["targetUrl"],
        *job["actions"],
        options=job["options"],
        timeout_ms=job["timeoutMs"],
        task={"name": name, "version": task.version, "parameters": parameters},
    )
    assert run.job.status is Status.COMPLETED, run.job.error
    assert run.job.result is not None
    return run, run.job.result["task"]


def _serve(site: WilfulSite, pages: Mapping[str, Reply]) -> None:
    site.answer = lambda url: pages.get(url.removeprefix(site.url), Reply(status=404))


async def test_each_field_comes_from_the_best_place_that_has_it(run_job: RunJob, wilful_site: WilfulSite) -> None:
    at = wilful_site.url
    _serve(wilful_site, {"/": Reply(body=(PAGES / "article.html").read_bytes())})
    run, told = await _run(run_job, "website", {"url": f"{at}/", "screenshot": True, "pdf": True})
    value, sources = told["value"], told["sources"]
    assert {name: (value[name], sources[name]) for name in sources if name not in {"text", "links", "jsonLd"}} == {
        "url": (f"{at}/", "parameters"),
        "finalUrl": (f"{at}/", "browser"),
        "httpStatus": (200, "http"),
        "title": ("All about & around glue", "jsonld"),
        "description": ("og description", "openGraph"),
        "language": ("en-GB", "html"),
        "canonical": (f"{at}/articles/glue", "link"),
        "author": ("Ada, Bob", "jsonld"),
        "publishedAt": ("2024-01-15T10:00:00+03:00", "jsonld"),
        "siteName": ("Workshop", "jsonld"),
        "image": (f"{at}/ld.png", "jsonld"),
        "headings": ([{"level": 1, "text": "All about glue"}, {"level": 2, "text": "Starch"}], "css"),
        "openGraph": (
            {
                "og:title": "Glue, shared",
                "og:description": "og description",
                "og:site_name": "The Workshop",
                "og:image": [f"{at}/glue.png", f"{at}/second.png"],
            },
            "openGraph",
        ),
        "meta": ({"description": "meta description", "author": "Meta Author", "keywords": "glue, paste"}, "meta"),
        "pictureArtifact": ("picture.png", "picture"),
        "pdfArtifact": ("pdf.pdf", "pdf"),
    }
    assert value["text"].startswith("# All about glue\n\nGlue holds **paper** and wood.")
    assert "Home" not in value["text"]
    assert value["links"] == [{"url": f"{at}/", "text": "Home"}, {"url": f"{at}/more", "text": "more glue"}]
    assert [thing["@type"] for thing in value["jsonLd"]] == ["WebSite", "BreadcrumbList", ["NewsArticle"], "Person"]
    assert (value["pages"], value["warnings"], value["truncated"]) == ([], [], [])
    assert (told["missing"], told["truncated"]) == ([], False)
    assert {one.name for one in run.artifacts} == {"picture.png", "pdf.pdf"}


async def test_a_page_that_a_script_fills_is_waited_for_and_read_all_the_same_if_it_cannot_be(
    run_job: RunJob, wilful_site: WilfulSite
) -> None:
    late = b"<title>late</title><script>setTimeout(() => { document.body.innerHTML = '<p id=late>here' }, 900)</script>"
    _serve(wilful_site, {"/": Reply(body=late)})
    _, told = await _run(run_job, "website", {"url": f"{wilful_site.url}/", "waitUntil": "load", "waitFor": "#late"})
    assert (told["value"]["text"], told["value"]["warnings"]) == ("here", [])
    _, told = await _run(run_job, "website", {"url": f"{wilful_site.url}/", "waitFor": "::never"})
    assert told["value"]["title"] == "late"
    assert told["value"]["warnings"][0].startswith("waitFor: ")


async def test_hostile_pages_are_told_of_and_the_job_goes_on(run_job: RunJob, wilful_site: WilfulSite) -> None:
    at = wilful_site.url
    _serve(wilful_site, {"/": Reply(body=LIST.encode()), **HOSTILE})
    _, told = await _run(run_job, "website", {"url": f"{at}/", "follow": "links", "maxPages": 50})
    value = told["value"]
    assert [page["url"] for page in value["pages"]] == [f"{at}{path}" for path in HOSTILE]
    pages = {page["url"].removeprefix(at): page for page in value["pages"]}
    titles = {path: (page["title"], page["sources"].get("title")) for path, page in pages.items()}
    assert titles == {
        "/broken-json": ("second", "jsonld"),
        "/deep": ("named", "jsonld"),
        "/closing": ("run", "title"),
        "/types": ("first", "jsonld"),
        "/doubled": ("one", "openGraph"),
        "/nothing": (None, None),
        "/xhtml": ("xhtml", "title"),
        "/rtl": ("غراء", "title"),
        "/latin": ("Käse", "title"),
        "/prototypes": (None, None),
        "/gone": (None, None),
        "/file": (None, None),
        "/large": ("large", "title"),
    }
    errors = {path: page["error"] for path, page in pages.items() if page["error"]}
    assert errors.keys() == {"/prototypes", "/gone", "/file"}
    assert "404" in errors["/gone"]
    assert (pages["/gone"]["httpStatus"], pages["/gone"]["missing"]) == (404, [])
    types = pages["/types"]
    assert (types["author"], types["publishedAt"], types["image"], types["language"], types["description"]) == (
        "Ada",
        "2024-01-15",
        f"{at}/i.png",
        "de",
        None,
    )
    assert (pages["/doubled"]["publishedAt"], pages["/doubled"]["sources"]["publishedAt"]) == ("2023-05-06", "meta")
    assert "description" in pages["/doubled"]["missing"]
    assert (pages["/xhtml"]["language"], pages["/xhtml"]["text"]) == ("fr", "# X\n\ntext")
    assert pages["/rtl"]["text"] == "# الغراء\n\nنص عن الغراء"
    assert pages["/latin"]["text"] == "Gruyère"
    assert (pages["/large"]["truncated"], len(pages["/large"]["text"]) <= 100_000) == (["text"], True)
    assert (value["truncated"], told["truncated"]) == ([], True)


async def test_saudi_sees_a_page_as_in_riyadh_and_understands_its_digits_dates_and_prices(
    run_job: RunJob, wilful_site: WilfulSite
) -> None:
    at = wilful_site.url
    page = Reply(body=(PAGES / "saudi.html").read_bytes())
    _serve(wilful_site, {"/": page, "/m?n=%D9%A2": page})
    _, told = await _run(run_job, "saudi", {"url": f"{at}/", "follow": "links"})
    value = told["value"]
    assert (value["title"], value["publishedAt"], value["language"]) == (
        "غراء الورق بسعر 120 ريالاً",
        "2024-03-25",
        "ar",
    )
    assert value["headings"] == [{"level": 1, "text": "غراء الورق 2024"}]
    assert value["links"] == [{"url": f"{at}/m?n=%D9%A2", "text": "الصفحة 2"}]
    assert "ar-SA Asia/Riyadh" in value["text"]
    assert "بخصم 15%" in value["text"]
    assert value["dates"] == [
        {"text": "15 رمضان 1445 هـ", "hijri": "1445-09-15", "iso": "2024-03-25"},
        {"text": "01/01/1440", "hijri": "1440-01-01", "iso": "2018-09-11"},
    ]
    assert [(one["amount"], one["currency"]) for one in value["prices"]] == [
        ("120", "SAR"),
        ("1234.50", "SAR"),
        ("1500", "SAR"),
    ]
    assert [one["text"] for one in value["notUnderstood"]] == ["30 شعبان 1445 هـ", "14/9/45هـ"]
    assert value["jsonLd"][0]["datePublished"] == "١٥ رمضان ١٤٤٥ هـ"  # what the page says, as it says it
    (further,) = value["pages"]
    assert (further["url"], further["dates"], further["error"]) == (f"{at}/m?n=%D9%A2", value["dates"], None)
    assert told["sources"]["publishedAt"] == "jsonld"
