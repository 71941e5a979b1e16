"""What extract reads of what a page shows: shadow roots, slots, frames, links, Markdown, the main content alone."""

import re
from typing import Any

import pytest
from markdown_it import MarkdownIt

from store.job import Status
from tests.fixtures.runs import Run, RunJob
from tests.fixtures.site import TestSite

CARD_TEXT = "Given title\n\nIn the shadow\n\ngiven body\n\nfallback\n\nK\ndeep"


async def test_shadow_roots_and_slots_are_read_as_they_are_shown(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(
        site.page("reading.html"),
        {"action": "extract", "target": "#card"},
        {"action": "extract", "target": "#card", "format": "markdown"},
        {"action": "extract", "target": "#card", "format": "links"},
        {"action": "extract", "target": "#card", "format": "table"},
        {"action": "extract", "target": "body", "extractors": [
            {"name": "own", "selector": ".own", "multiple": True},
            {"name": "given", "selector": "em b"},
            {"name": "cell", "selector": "table", "format": "grid"},
        ]},
        {"action": "extract", "target": "#card", "format": "accessibility"},
    )  # fmt: skip
    text, markdown, links, table, found, tree = _values(run)
    assert text == CARD_TEXT
    assert markdown.split("\n\n") == [
        "## Given title",
        f"In the [shadow]({site.url}/deep/base/shadow)",
        "*given **body***",
        "fallback",
        "| K |\n| --- |\n| deep |",
    ]
    assert links == [{"text": "shadow", "url": f"{site.url}/deep/base/shadow"}]
    assert table == [{"K": "deep"}]
    assert found == {"own": ["In the shadow", "deep"], "given": "body", "cell": {"columns": ["K"], "rows": [["deep"]]}}
    assert '- heading "Given title" [level=2]' in tree


async def test_links_are_absolute_whatever_element_they_are(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(
        site.page("reading.html"),
        {"action": "extract", "target": "#links", "format": "links"},
        {"action": "extract", "target": "#links a, #links area", "attribute": "href", "multiple": True},
        {"action": "extract", "target": "#links img", "attribute": "src", "nth": 0},
    )
    base = f"{site.url}/deep/base/"
    links, urls, source = _values(run)
    assert links == [
        {"text": "relative", "url": f"{base}page?a=1"},
        {"text": "", "url": f"{site.url}/rooted"},
        {"text": "drawing", "url": f"{base}drawn"},
        {"text": "old", "url": f"{base}old"},
        {"text": "Region", "url": f"{base}region"},
    ]
    assert urls == [*(link["url"] for link in links), None]
    assert source == f"{base}x.png"


async def test_a_renderer_shows_markdown_as_the_page_shows_it(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(site.page("reading.html"), {"action": "extract", "target": "#markdown", "format": "markdown"})
    (markdown,) = _values(run)
    base = f"{site.url}/deep/base/"
    shown = MarkdownIt("commonmark").enable("table").render(markdown)
    assert re.sub(r"\s+", " ", shown).strip().replace("> <", "><") == "".join([
        f'<h2>Title # <a href="{base}t">one</a></h2>',
        "<p>if a &lt; b, &lt;tag&gt; and [x] stay; a*b*c, _d_, `e` and \\* &amp;amp; too.</p>",
        "<p>1. no list<br /> - neither<br /> # nor a heading</p>",
        f'<p>Look!<a href="{base}a(b">there</a><strong>bold:</strong>ly <em>slanted</em> text</p>',
        "<p><strong>seen</strong></p>",
        "<p>LOUD</p><p>one</p><p>two</p><p>three</p><p>four</p>",
        '<pre><code class="language-python">def f(a): return a | 1 # ``` &lt;b&gt; </code></pre>',
        '<ol start="3"><li>three</li><li>four <ul><li>inner</li></ul></li></ol>',
        "<table><thead><tr><th>A|B</th><th>Code</th></tr></thead><tbody>",
        "<tr><td>x | y z</td><td><code>a|b</code></td></tr><tr><td></td><td>in ner</td></tr></tbody></table>",
        f'<h3><a href="{base}card">Card</a></h3><p><a href="{base}card">of <strong>blocks</strong></a></p>',
        "<p>script</p>",
    ])  # fmt: skip


async def test_code_keeps_its_language_and_its_lines(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(site.page("reading.html"), {"action": "extract", "target": "#code", "format": "markdown"})
    blocks = ("ruby\na\nb", "c\nint i;", "js\nlet x;", "\nplain")
    assert _values(run) == ["\n\n".join(f"```{block}\n```" for block in blocks)]


@pytest.mark.parametrize("browser_type_id", [1, 2], ids=["chromium", "firefox"])
@pytest.mark.usefixtures("firefox")
async def test_frames_of_any_origin_are_read_where_they_stand(
    run_job: RunJob, site: TestSite, browser_type_id: int
) -> None:
    run = await run_job(
        site.page("framed.html"),
        {"action": "extract", "target": "body", "frames": True},
        {"action": "extract", "target": "body"},
        {"action": "extract", "target": "body", "frames": True, "format": "markdown"},
        {"action": "extract", "target": "body", "frames": True, "format": "links"},
        {"action": "extract", "target": "#cells", "frames": True, "format": "table"},
        {"action": "extract", "frames": True, "format": "table", "multiple": True},
        {"action": "extract", "extractors": [{"name": "one", "selector": "iframe", "frames": True}]},
        browser_type_id=browser_type_id,
        timeout_ms=90_000,
    )
    text, own, markdown, links, table, tables, one = _values(run)
    inside = "Inside of another site\n\nN\n1\ninnermost i"
    assert [line for line in text.splitlines() if line] == [
        "Outside", "before", *[line for line in inside.splitlines() if line],
        "after", "K\tV", "frame\t", "in a cell", "last",
    ]  # fmt: skip
    assert text.endswith("in a cell\n\nlast")
    assert "Inside" not in own
    there = site.url.replace("127.0.0.1", "localhost")
    assert f"before\n\nInside [of another site]({there}/link)\n\n| N |" in markdown
    assert "| frame | in a cell |" in markdown
    assert links == [{"text": "of another site", "url": f"{there}/link"}, {"text": "i", "url": f"{there}/i"}]
    assert table == [{"K": "frame", "V": "in a cell"}]
    assert tables == [[{"N": "1"}], table]
    assert one["one"].split() == inside.split()


async def test_frames_beyond_the_limit_are_an_error(
    run_job: RunJob, site: TestSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("worker.page.reading.frames.MAX_FRAMES", 2)
    run = await run_job(site.page("framed.html"), {"action": "extract", "frames": True})
    assert run.error_type == "ACTION_FAILED"
    assert run.job.error is not None
    assert "shows more than 2 frames" in run.job.error["message"]


async def test_a_page_gets_nothing_of_what_frames_of_other_sites_show(run_job: RunJob, site: TestSite) -> None:
    spy = """() => {
      window.seen = '';
      let busy = false;
      const spied = [[Array, 'map', 'join', 'flatMap', 'filter'], [String, 'replace', 'trim'], [JSON, 'stringify']];
      for (const [on, ...names] of spied) {
        for (const name of names) {
          const owner = on.prototype ?? on, was = owner[name];
          owner[name] = function (...given) {
            if (!busy) {
              busy = true;
              try { window.seen += this + '' + given; } catch {} finally { busy = false; }
            }
            return was.apply(this, given);
          };
        }
      }
    }"""
    run = await run_job(
        site.page("framed.html"),
        {"action": "evaluate", "script": spy},
        {"action": "extract", "target": "body", "frames": True},
        {"action": "extract", "target": "body", "frames": True, "format": "markdown"},
        {"action": "evaluate", "script": "() => [seen.includes('before'), seen.includes('of another site')]"},
    )
    _, text, markdown, seen = _values(run)
    assert "Inside" in text
    assert "Inside" in markdown
    assert seen == [True, False]


async def test_the_main_content_is_read_without_what_stands_around_it(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(
        site.page("article.html"),
        {"action": "extract", "mainContent": True},
        {"action": "extract", "mainContent": True, "format": "markdown"},
        {"action": "extract", "mainContent": True, "format": "links"},
        {"action": "extract", "target": "main", "mainContent": True, "format": "html"},
        {"action": "extract", "extractors": [{"name": "main", "selector": "body", "mainContent": True}]},
        {"action": "extract", "target": "body", "extractors": [
            {"name": "main", "selector": ".nowhere", "mainContent": True},
        ]},
        {"action": "evaluate", "script": "document.body.innerHTML = ''"},
        {"action": "extract", "mainContent": True, "continueOnError": True},
    )  # fmt: skip
    text, markdown, links, html, named, missing, *_ = _values(run)
    assert text.startswith("How books are bound\n\nBinding a book by hand takes patience, a sharp awl")
    assert text.endswith("for two nights in winter.")
    assert "\n\nFirst the sheets" in text
    assert "Bone folder\tfolds, which are sharp" in text
    assert markdown.startswith("# How books are bound\n\nBinding a book by hand takes *patience*")
    assert f"[waxed thread]({site.url}/thread)" in markdown
    assert "\n\n## Sewing\n\n" in markdown
    assert "\n\n```text\nover | under | over\n```\n\n" in markdown
    assert "| Tool | Use |\n| --- | --- |\n| Awl |" in markdown
    assert links == [{"text": "waxed thread", "url": f"{site.url}/thread"}]
    assert "<em>patience</em>" in html
    assert named == {"main": text}
    assert missing == {"main": None}
    assert run.job.result is not None
    assert "no main content was found" in run.job.result["actions"][-1]["error"]["message"]


async def test_what_a_page_says_of_itself_is_read(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(
        site.page("reading.html"),
        {"action": "extract", "format": "jsonld"},
        {"action": "extract", "format": "meta"},
        {"action": "extract", "target": "#tree", "format": "accessibility"},
        {"action": "extract", "target": "#tree *", "format": "accessibility", "multiple": True},
        {"action": "extract", "extractors": [
            {"name": "said", "selector": "body", "format": "jsonld"},
            {"name": "tree", "selector": "#tree h3", "format": "accessibility"},
        ]},
        {"action": "extract", "format": "accessibility"},
    )  # fmt: skip
    said, meta, tree, parts, named, whole = _values(run)
    assert said == [{"@type": "Article", "headline": "Reading"}, {"@type": "Person"}, {"@type": "Place"}]
    assert meta == {
        "url": site.page("reading.html"),
        "title": "Reading",
        "language": "en",
        "canonicalUrl": f"{site.url}/deep/canonical",
        "alternates": [{"url": f"{site.url}/deep/base/de", "language": "de", "type": None}],
        "meta": {
            "description": "All that can be read",
            "og:image": [f"{site.url}/deep/base/one.png", f"{site.url}/two.png"],
            "author": "A. Reader",
        },
    }
    assert tree == '- button "Send": x\n- heading "Heading" [level=3]'
    assert parts == ['- button "Send": x', '- heading "Heading" [level=3]']
    assert named == {"said": said, "tree": '- heading "Heading" [level=3]'}
    assert tree.splitlines()[1] in whole


def _values(run: Run) -> list[Any]:
    assert run.job.status is Status.COMPLETED, run.job.error
    assert run.job.result is not None
    return [action.get("value") for action in run.job.result["actions"]]
