"""Requests and responses, free of sockets."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

from shop.pages import Html


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    target: str
    """The path with the query, as the browser sent them."""
    query: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] = field(default_factory=dict)
    session: str = ""
    """The token of the session; empty without one."""


@dataclass(frozen=True)
class Response:
    body: bytes = b""
    status: HTTPStatus = HTTPStatus.OK
    content_type: str = "text/html; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)


def html(content: Html, status: HTTPStatus = HTTPStatus.OK) -> Response:
    return Response(content.encode(), status)


def as_json(value: object) -> Response:
    return Response(json.dumps(value).encode(), content_type="application/json")


def see_other(path: str, cookie: str = "") -> Response:
    """Sends the browser on to another page, which it then GETs, and may set a cookie."""
    headers = {"Location": path} | ({"Set-Cookie": cookie} if cookie else {})
    return Response(status=HTTPStatus.SEE_OTHER, headers=headers)


class NotFound(Exception):
    """There is no such page, product or order."""
