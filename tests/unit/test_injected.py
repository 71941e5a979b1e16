"""The script that Playwright injects into pages, as the fast lane takes it from the installed package."""

import re
from pathlib import Path

import pytest

from worker.browsers.fast import injected
from worker.browsers.fast.plain import plain

USED = (
    "parseSelector",
    "querySelectorAll",
    "strictModeViolationError",
    "createStacklessError",
    "previewNode",
    "elementState",
    "checkElementStates",
    "retarget",
    "ariaSnapshot",
    "addMaskedElements",
    "hideHighlight",
)


def test_the_script_is_found_in_playwrights_package_with_all_that_is_used_of_it() -> None:
    source = injected.source()
    assert "module.exports = __toCommonJS" in source
    for name in USED:
        assert re.search(rf"^  (?:async )?{name}\(", source, re.MULTILINE), name
    assert "isElementVisible,\n" in source
    assert "asLocator,\n" in source


def test_a_bundle_without_the_script_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bundle = tmp_path / "lib/coreBundle.js"
    bundle.parent.mkdir(parents=True)
    monkeypatch.setattr(injected, "package", lambda: tmp_path)
    for text in ("", f"{injected._MARK}\n", f"{injected._MARK}\n'use strict';\n source5 = `x`;"):
        bundle.write_text(text)
        with pytest.raises(injected.EngineMissing, match=r"coreBundle\.js"):
            injected.source()


@pytest.mark.parametrize(
    "selector",
    [
        ":root",
        ":root >> nth=0",
        "css=p.a >> nth=-1",
        'div > a[href^="/x"], #id:nth-child(2) ~ b',
        "sight=%7B%22look%22%3A%22frames%22%7D",
        "opaque=",
        "look=at 1 2",
    ],
)
def test_css_and_our_own_engines_need_no_script(selector: str) -> None:
    assert plain(selector) is not None


@pytest.mark.parametrize(
    "selector",
    [
        *("", "*", "'p'", "p >> b", "p >> nth=x", "p >> nth=0 >> b", "p:visible", "p:has(b)", "p:is(b)", ":scope > p"),
        *("//p", "..", "text=p", "role=button", "css=css=p", "sight=x >> p", "p >> sight=x", "sights=x", "p" * 1000),
    ],
)
def test_all_other_selectors_need_it(selector: str) -> None:
    assert plain(selector) is None
