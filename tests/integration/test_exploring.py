"""What snapshot, find and inspect tell of a page, in a real browser: what they offer does what they say."""

import json
from collections.abc import Iterator
from html import escape
from itertools import accumulate, pairwise

import pytest

from store.job import Json
from tests.fixtures.jobs import CHROMIUM
from tests.fixtures.runs import RunJob
from tests.fixtures.site import TestSite

FIREFOX = 2
CLICKED = ("box", "Ada", "Bob", "send", "quotes", "nameless", "here")
ENTERED = ("hunter2", "typed", "Ty")
STATE = """() => {
  const all = (root, found = []) => {
    for (const one of root.querySelectorAll('*')) {
      if (one.matches('input, select, textarea, [contenteditable], [role=switch]')) found.push(one);
      if (one.shadowRoot) all(one.shadowRoot, found);
      if (one.localName === 'iframe') all(one.contentDocument, found);
    }
    return found;
  };
  const of = one => one.type === 'checkbox' || one.type === 'radio' ? one.checked
    : one.type === 'file' ? Array.from(one.files, file => file.name).join()
    : one.localName === 'select' ? Array.from(one.selectedOptions, option => option.index).join()
    : one.value ?? one.getAttribute('aria-checked') ?? one.textContent;
  return [document.getElementById('log').textContent, ...all(document).map(of)];
}"""


SEE = {"action": "evaluate", "script": STATE}


def offered(value: Json) -> Iterator[tuple[str, Json]]:
    """What it offers, by the names of the things, but for what leads to another page."""
    for form in value["forms"]:
        yield from ((one["label"] or one["name"] or one["type"], one) for one in form["fields"])
    yield from ((one["text"], one) for one in value["buttons"] if one["text"] != "Register")
    yield from ((one["text"], one) for one in value["links"] if one["action"]["action"] != "visit")


async def test_each_action_that_is_offered_can_be_copied_and_does_what_it_says(run_job: RunJob, site: TestSite) -> None:
    await try_all_that_is_offered(run_job, site, CHROMIUM)


@pytest.mark.usefixtures("firefox")
async def test_the_same_is_offered_and_works_in_firefox(run_job: RunJob, site: TestSite) -> None:
    await try_all_that_is_offered(run_job, site, FIREFOX)


async def try_all_that_is_offered(run_job: RunJob, site: TestSite, browser_type: int) -> None:
    page = site.page("explorable.html")
    looked = (await run_job(page, {"action": "inspect"}, browser_type_id=browser_type)).value(0)
    assert not any(one in json.dumps(looked) for one in ENTERED)
    things = list(offered(looked))
    assert [name for name, one in things if one["action"] is None] == ["Switched off", "Read only"]

    kept = [(name, one) for name, one in things if one["action"] is not None]
    actions = [action for _, one in kept for action in (one["action"], SEE)]
    run = await run_job(page, SEE, *actions, browser_type_id=browser_type)
    assert run.job.error is None
    states = [run.value(place) for place in range(0, len(actions) + 1, 2)]
    changes = [
        [new for old, new in zip(before, after, strict=True) if old != new] for before, after in pairwise(states)
    ]
    assert changes == [
        *[
            [value]
            for value in ("tex", "name@example.com", "your password", "2026-02-01", "12:00", "2", "10", "#336699")
        ],
        *[["2"], ["0"], ["1"], [True], [False, True], [True], [True], ["example.txt"]],
        *[["text"], ["text"], ["+15550100"], ["text"], ["text"], ["true"], ["text"], ["text"], ["text"]],
        *[[log] for log in accumulate(f"{one};" for one in CLICKED)],
    ]
    by = {name: one["action"]["getTargetBy"] for name, one in kept}
    assert {name for name, finder in by.items() if finder == "getByCss"} == {"Drawn box", "unlabeled", None}


async def test_a_snapshot_has_frames_and_shadow_roots_and_nothing_that_was_entered(
    run_job: RunJob, site: TestSite
) -> None:
    run = await run_job(
        site.page("explorable.html"),
        {"action": "snapshot", "name": "tree"},
        {"action": "snapshot", "maxBytes": 1024},
        {"action": "snapshot", "target": "#people", "depth": 1},
        {"action": "evaluate", "script": "text => text.length", "argument": "${tree.yaml}"},
    )
    tree = run.value(0)
    for said in ('textbox "Card"', 'textbox "Voucher"', 'textbox "Shadow"', 'button "Open box"', 'textbox "Password"'):
        assert f"- {said} [ref=" in tree["yaml"]
    assert not any(one in tree["yaml"] for one in ENTERED)
    assert (tree["truncated"], tree["bytes"], run.value(3)) == (False, len(tree["yaml"].encode()), len(tree["yaml"]))
    cut = run.value(1)
    assert (cut["truncated"], cut["bytes"]) == (True, tree["bytes"])
    assert tree["yaml"].startswith(cut["yaml"] + "\n")
    assert [line.strip().split(" [")[0] for line in run.value(2)["yaml"].splitlines()] == [
        "- table",
        "- caption",
        "- rowgroup",
    ]


async def test_find_says_where_it_is_and_what_may_be_done_with_it(run_job: RunJob, site: TestSite) -> None:
    page = site.page("explorable.html")
    looked = await run_job(
        page,
        {"action": "find", "text": " voucher"},
        {"action": "find", "pattern": "nine to \\w+$"},
        {"action": "find", "text": "delete", "maxMatches": 1},
        {"action": "find", "text": "hunter2"},
        {"action": "find", "text": "open BOX"},
    )
    found = [looked.value(place) for place in range(5)]
    assert [len(one["matches"]) for one in found] == [1, 1, 1, 0, 1]
    assert [one["truncated"] for one in found] == [False, False, True, False, False]
    (voucher,), (hours,), (delete,), _, (box,) = [one["matches"] for one in found]
    assert (voucher["role"], voucher["name"], voucher["count"]) == ("textbox", "Voucher", 1)
    assert voucher["path"] == ["iframe", "iframe"]
    assert delete["path"][-2:] == ["row", "cell"]
    copied = [one["action"] for one in (voucher, hours, delete, box)]
    assert [one["action"] for one in copied] == ["fill", "extract", "click", "click"]
    run = await run_job(page, *copied, SEE)
    assert run.job.error is None
    assert (run.value(1), run.value(4)[0]) == ("Opening hours: nine to five", "Ada;box;")


async def test_a_page_that_changes_and_calls_things_as_it_likes_gets_no_action_for_something_else(
    run_job: RunJob, site: TestSite
) -> None:
    names = [
        'a"]\\ >> b',
        "'x' `y`",
        'role=button[name="x"]',
        "/^a+$/",
        "text=foo",
        "${item} and so on",
        "\u202ertl",
        "w " * 500,
    ]
    named = "".join(
        f"<button onclick='log({no})' aria-label='{escape(name)}'>x</button>" for no, name in enumerate(names)
    )
    page = f"""<title>Hostile</title>{named}<label>{"l" * 1_000_000} <input></label><p id=log></p><div id=all></div>
    <script>
      const log = no => document.getElementById('log').append(no + ';');
      let count = 0;
      setInterval(() => {{
        const all = document.getElementById('all');
        all.replaceChildren(...Array.from({{ length: 10 }}, () => {{
          const one = document.createElement('button');
          one.append('New ' + count++);
          one.onclick = () => log('new');
          return one;
        }}));
      }}, 5);
    </script>"""
    looked = await run_job("", {"action": "inspect"}, {"action": "snapshot"}, html=page)
    found, tree = looked.value(0), looked.value(1)
    assert (tree["truncated"], len(tree["yaml"]) < 10_000) == (True, True)
    kept = found["buttons"][: len(names)]
    assert all(one["count"] == 1 for one in kept)
    assert "${" not in json.dumps([one["action"] for one in [*found["buttons"], *found["forms"][0]["fields"]]])
    clicks = [one["action"] for one in kept]
    run = await run_job("", *clicks, {"action": "extract", "target": "#log"}, html=page)
    assert run.job.error is None
    assert run.value(len(clicks)) == "".join(f"{no};" for no in range(len(names)))


async def test_what_was_entered_is_in_no_name_that_is_made_of_what_an_element_holds(run_job: RunJob) -> None:
    html = """<label>Pay <input value="secretval"> now <input type=checkbox></label>
    <table><tr><td>PW</td><td><input type=password value=hunter22></td><td><button>Del</button></td></tr>
    <tr><td>x</td><td><input value=otherval></td><td><button>Del</button></td></tr></table>
    <button>Pay <input value=inbutton> x</button>"""
    run = await run_job("", {"action": "inspect"}, {"action": "snapshot"}, {"action": "find", "text": "del"}, html=html)
    told = json.dumps([run.value(place) for place in range(3)])
    assert not any(one in told for one in ("secretval", "hunter22", "otherval", "inbutton"))
    assert [one["action"]["nth"] for one in run.value(2)["matches"]] == [0, 1]


async def test_it_says_where_things_are_on_the_page_those_in_frames_and_far_below_too(run_job: RunJob) -> None:
    html = """<style>
      * { margin: 0; padding: 0; border: 0 } button, iframe, a { position: absolute; width: 100px; height: 20px }
    </style>
    <button style="left: 30px; top: 40px">Near</button><a style="left: 5px; top: 3000px" href="http://a.test/">Far</a>
    <iframe style="left: 200px; top: 100px; height: 90px" srcdoc="<style>* { margin: 0 }</style>
    <button style='position: absolute; left: 10px; top: 20px; width: 50px; height: 25px'>Inside</button>"></iframe>
    <script>scrollTo(0, 500)</script>"""
    value = (await run_job("", {"action": "inspect"}, html=html)).value(0)
    places = {one["text"]: one["box"] for one in [*value["buttons"], *value["links"]]}
    assert places == {"Near": [30, 40, 100, 20], "Inside": [210, 120, 50, 25], "Far": [5, 3000, 100, 20]}
