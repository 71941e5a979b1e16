"""What a worker puts in place of references."""

from worker.running.readings import Readings


def test_a_mark_that_stands_for_itself_does_so_also_where_nothing_is_referred_to() -> None:
    """A job that has names has references looked for, whether it has any or not."""
    fill = {"action": "fill", "target": "p", "value": "$${price} and $${other}"}
    when = {"target": "a[href='$${price}']"}
    readings = Readings([{"action": "extract", "name": "price", "target": "p"}, fill, {**fill, "when": when}])
    assert readings.resolved(fill, {}).value == "${price} and ${other}"
    assert readings.condition(when, {}).target == "a[href='${price}']"
    assert Readings([fill]).resolved(fill, {}).value == "$${price} and $${other}"
