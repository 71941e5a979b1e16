"""explore: what can be done on a page."""

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, field_validator, model_validator

from store import patterns
from store.references import literal
from tasks.task_type import Found, Json, Model, Readings, Shaped, TaskType

MAX_BYTES = 64 * 1024
"""Of the lists, and of the snapshot."""
JOB_MS = 120_000
TREE_MS = 35_000
"""How long the snapshot may take, and what looks into it: the job has time for both beside all that inspect takes, and
what cannot be had of a page costs only itself.
"""
PICTURE_MS = 5_000
_LISTS = ("forms", "buttons", "links", "tables", "structuredData")
_PICTURE: Json = {
    "action": "screenshot",
    "name": "picture",
    "fullPage": True,
    "format": "jpeg",
    "quality": 60,
    "pixelScale": "css",
}
_SOURCES = {"title": "title", "url": "url", "structuredData": "jsonld", "meta": "meta"}

Text = Annotated[str, StringConstraints(min_length=1, max_length=10_000, pattern=r"\S")]
Thing = dict[str, Any]


class ExploreParameters(Model):
    """What to look at."""

    url: Annotated[str, StringConstraints(min_length=1, max_length=8192)] = Field(
        description="The http or https URL of the page.", examples=["https://example.com"]
    )
    find: Text | None = Field(None, description="A text to look for, in any case. Default: none.")
    pattern: Annotated[str, StringConstraints(min_length=1, max_length=1000)] | None = Field(
        None, description="A regular expression to look for, as RE2 has them, in place of find. Default: none."
    )
    wait_until: Literal["load", "domcontentloaded", "networkidle"] | None = Field(
        None, description="When the page counts as loaded. Default: networkidle, as a wish."
    )

    @field_validator("pattern")
    @classmethod
    def _is_pattern(cls, pattern: str | None) -> str | None:
        if pattern is not None:
            try:
                patterns.searcher(pattern)
            except patterns.NotAPattern:
                raise ValueError(patterns.WHAT_IS_RIGHT) from None
        return pattern

    @model_validator(mode="after")
    def _is_one(self) -> "ExploreParameters":
        if self.find is not None and self.pattern is not None:
            raise ValueError("find and pattern both say what to look for: give one of them")
        return self


class ExploreResult(Model):
    """What is there. In all lists, `action` is the action to copy into a job, and `count` how many elements match its
    locator, of which `nth` chooses one where there are several. Both are null where no locator could be proven. `box`
    is where the thing is on the page, as left, top, width and height in CSS pixels: absent where nobody knows.
    """

    title: str = Field(description="What the page calls itself.")
    url: str = Field(description="Where the page stands, after redirects.")
    forms: list[Thing] = Field(
        description="The forms with name, method, url, submit (the action that submits it) and fields, each with label,"
        " type, name, required, action and count, and what it takes: options, min, max and so on. Fields that are in no"
        " form stand in one without a name. What is in them is not told."
    )
    buttons: list[Thing] = Field(description="The buttons, with text, action and count.")
    links: list[Thing] = Field(description="The links, with text, url and action; each URL once.")
    tables: list[Thing] = Field(description="The tables, with caption, columns, rows, action and count.")
    structured_data: list[Thing] = Field(description="What the page says as JSON-LD: type, and names of properties.")
    meta: dict[str, str] = Field(description="The page's meta elements, by name.")
    snapshot: str | None = Field(description="The accessibility tree, as YAML. Null: it was too large to be made.")
    picture: str | None = Field(
        description="The artifact that shows the whole page, one pixel for each CSS pixel: `box` of things is about it."
        " Null: it took too long."
    )
    matches: list[Thing] | None = Field(
        description="Where find or pattern is, with line, text, role, name, path, locator, action and count. Null:"
        " nothing was looked for, or the tree was too large."
    )


class Explore(TaskType[ExploreParameters]):
    """Opens a page and tells what can be done there: its forms with their fields, buttons, links, tables and
    structured data, each with the action to copy into a job, and its accessibility tree. It changes nothing.
    """

    name, version, title = "explore", 2, "What can be done on a page"
    Parameters, Result = ExploreParameters, ExploreResult

    def job(self, parameters: ExploreParameters) -> Json:
        text = literal(parameters.find) if parameters.find is not None else None
        wanted = {"text": text, "pattern": parameters.pattern}
        given = {name: text for name, text in wanted.items() if text is not None}
        more = {"timeoutMs": TREE_MS, "continueOnError": True}
        return {
            "targetUrl": parameters.url,
            **({"waitUntil": parameters.wait_until} if parameters.wait_until else {}),
            "timeoutMs": JOB_MS,
            "maxRetries": 1,  # somebody waits, and a page that is too large does not become smaller
            "actions": [
                {"action": "inspect", "name": "inspection", "maxBytes": MAX_BYTES},
                {**_PICTURE, "timeoutMs": PICTURE_MS, "continueOnError": True},
                {"action": "snapshot", "name": "tree", "maxBytes": MAX_BYTES, **more},
                *([{"action": "find", "name": "found", **given, **more}] if given else []),
            ],
        }

    def shape(self, parameters: ExploreParameters, read: Readings) -> Shaped:
        page = read.value("inspection", {})
        tree, found = read.value("tree"), read.value("found")
        is_wanted = parameters.find is not None or parameters.pattern is not None
        fields: dict[str, Found | None] = {
            name: Found(page[name], _SOURCES.get(name, "role")) for name in ("title", "url", *_LISTS, "meta")
        }
        picture = read.artifact("picture")
        fields["picture"] = Found(picture, "screenshot") if picture else None
        fields["snapshot"] = Found(tree["yaml"], "role") if tree else None
        fields["matches"] = Found(found["matches"], "role") if found else None
        shaped = Shaped.of(fields, truncated=any(one and one["truncated"] for one in (page, tree, found)))
        if is_wanted:
            return shaped
        return Shaped(
            value=shaped.value,
            sources=shaped.sources,
            missing=[name for name in shaped.missing if name != "matches"],
            truncated=shaped.truncated,
        )
