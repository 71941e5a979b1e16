"""Locators in the words of actions: what Playwright says in Python, and what is guessed of an element."""

import pytest

from worker.page.exploring import words
from worker.page.exploring.locator_code import last_words


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ('get_by_test_id("go")', {"target": "go", "getTargetBy": "getByTestId"}),
        (
            'get_by_role("button", name="A \\"b\\"")',
            {"target": 'button[name*="A \\"b\\"" i]', "getTargetBy": "getByRole"},
        ),
        (
            'get_by_role("button", name="Go", exact=True).nth(2)',
            {"target": 'button[name="Go"]', "getTargetBy": "getByRole", "nth": 2},
        ),
        ('get_by_label("Mail", exact=True)', {"target": "Mail", "getTargetBy": "getByLabel", "exact": True}),
        ('locator("label").filter(has_text="One")', {"target": "label", "getTargetBy": "getByCss", "hasText": "One"}),
        (
            'locator("iframe").nth(1).content_frame.get_by_text("In")',
            {"target": "In", "getTargetBy": "getByText"},
        ),
        (
            'get_by_role("row", name="x Del").get_by_role("button").first',
            {"target": 'role=row[name*="x Del" i] >> role=button', "getTargetBy": "getBySelector", "nth": 0},
        ),
        ('get_by_label("a").get_by_role("button")', None),
        ('locator("p").filter(has_text=re.compile(r"^a$"))', None),
        ('get_by_role("button", name=re.compile("a"))', None),
        ('__import__("os").system("true")', None),
        ("<Locator frame=<Frame> selector='a'>", None),
        ("(" * 5000, None),
    ],
)
def test_what_playwright_says_is_told_in_our_words_or_not_at_all(code: str, told: words.Words | None) -> None:
    assert last_words(code) == told


def test_what_lasts_longest_comes_first_and_what_is_generated_never() -> None:
    facts = {
        "tag": "input",
        "role": "textbox",
        "name": "Mail",
        "label": "Mail",
        "placeholder": "you@example.com",
        "testId": "mail",
        "fieldName": "mail",
        "id": "ember1234",
    }
    told = list(words.lasting(facts))
    assert [one["getTargetBy"] for one in told] == [
        "getByTestId",
        "getByRole",
        "getByLabel",
        "getByLabel",
        "getByPlaceholder",
        "getByPlaceholder",
        "getByCss",
    ]
    assert not any("ember" in one["target"] for one in told)


def test_no_locator_may_stand_for_something_else() -> None:
    told = list(words.lasting({"role": "button", "name": "Pay ${item} now please", "testId": "${item}"}))
    assert [words.may_be_told(one) for one in told] == [False, True]
    assert told[1]["target"] == 'button[name*="item} now please" i]'
    assert not words.may_be_told({"target": "a\ud800"})
    assert not words.may_be_told({"target": "label", "hasText": "${a}"})
