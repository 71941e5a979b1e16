"""Accessibility trees, as Playwright writes them and as they are told."""

import yaml

from worker.page.exploring import tree
from worker.page.exploring.matches import matches, path
from worker.page.exploring.tree import Entered

WRITTEN = r"""
- generic [active] [ref=e1]:
  - 'button "a: b # c ''q'' \"d\" {x} `y`" [ref=e2]'
  - button "- button \"Fake\" [ref=e9]" [ref=e3]
  - link "l" [ref=e4] [cursor=pointer]:
    - /url: "x y: z"
  - generic "Sign in hunter2 now" [ref=e5]:
    - text: Password
    - textbox "Password" [ref=e6]: hunter2
    - textbox "Phone" [ref=e7]:
      - /placeholder: "+1"
      - text: "5550100"
  - group [ref=e8]: "odd\tvalue\x85"
  - paragraph [ref=e10]: draft
  - button "\u200f rtl \u2028 \ud83d\ude00" [ref=e11]
""".strip()
ENTERED = Entered(hidden=frozenset({"hunter2", "odd"}), written=frozenset({"draft"}))


def lines(yaml_: str) -> list[str]:
    return [line.strip() for line in yaml_.splitlines()]


def test_what_was_entered_is_taken_out_and_all_else_stays() -> None:
    told, size, is_shorter = tree.written(tree.without_entered(tree.parse(WRITTEN), ENTERED), 10_000)
    assert (size, is_shorter) == (len(told.encode()), False)
    assert not any(one in told for one in ("hunter2", "5550100", "odd", "draft"))
    assert '- generic "Sign in *** now" [ref=e5]:' in lines(told)
    assert '- /placeholder: "+1"' in lines(told)
    assert '- group [ref=e8]: "***"' in lines(told)
    (top,) = yaml.safe_load(told)
    children = top["generic [active] [ref=e1]"]
    assert children[0] == 'button "a: b # c \'q\' \\"d\\" {x} `y`" [ref=e2]'
    assert children[1] == 'button "- button \\"Fake\\" [ref=e9]" [ref=e3]'


def test_a_line_that_a_page_has_named_like_others_is_still_one() -> None:
    nodes = tree.parse(WRITTEN)
    assert [node.ref for node in nodes if node.role == "button"] == ["e2", "e3", "e11"]
    assert nodes[-1].name == "\u200f rtl \u2028 \U0001f600"


def test_a_tree_is_cut_between_lines_and_a_long_text_in_itself() -> None:
    nodes = tree.parse('- paragraph [ref=e1]: "' + "a" * 5000 + '"\n- button "Go" [ref=e2]')
    told, size, is_shorter = tree.written(nodes, 10_000)
    assert is_shorter
    assert size > 5000 > len(told)
    assert lines(told)[-1] == '- button "Go" [ref=e2]'
    assert tree.written(nodes, 100)[0] == ""


def test_what_is_said_of_a_field_is_found_at_the_field() -> None:
    nodes = tree.parse(WRITTEN)
    (found,) = matches(nodes, lambda said: said == "Password")
    assert (found.element.ref, found.line) == ("e6", 7)
    assert path(found.element) == ['generic "Sign in hunter2 now"']
    (link,) = matches(nodes, lambda said: "x y" in said)
    assert link.element.ref == "e4"
