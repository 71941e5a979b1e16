"""Signing in and out."""

import re
from http import HTTPStatus
from urllib.parse import quote

from shop.pages import page
from shop.sessions import COOKIE, DEMO_EMAIL, DEMO_PASSWORD
from shop.shop import Shop
from shop.web import Request, Response, html, see_other

# One slash and no second one, nor a backslash, which browsers take for one: that would be another host.
LOCAL_PATH = re.compile(r"/(?![/\\])[!-~]*")


def sign_in_form(shop: Shop, request: Request) -> Response:
    after = local_path(request.query.get("next", ""))
    return see_other(after) if shop.sessions.customer(request.session) else _form(after)


def sign_in(shop: Shop, request: Request) -> Response:
    after = local_path(request.form.get("next", ""))
    email = request.form.get("email", "")
    token = shop.sessions.sign_in(email, request.form.get("password", ""))
    if token is None:
        return _form(after, email=email, error="That e-mail and password do not belong together.")
    return see_other(after, cookie=f"{COOKIE}={token}; Path=/; HttpOnly; SameSite=Lax")


def sign_out(shop: Shop, request: Request) -> Response:
    shop.sessions.sign_out(request.session)
    return see_other("/", cookie=f"{COOKIE}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0")


def sign_in_first(request: Request) -> Response:
    """Sends a stranger to sign in, and then back to what they asked for."""
    return see_other(f"/login?next={quote(request.target, safe='/')}")


def local_path(path: str) -> str:
    """The path, or home's where it would lead out of the shop or break the header that it goes into."""
    return path if LOCAL_PATH.fullmatch(path) else "/"


def _form(after: str, *, email: str = "", error: str = "") -> Response:
    content = page(
        "login",
        title="Sign in",
        customer=None,
        next=after,
        email=email,
        error=error,
        demo_email=DEMO_EMAIL,
        demo_password=DEMO_PASSWORD,
    )
    return html(content, HTTPStatus.UNAUTHORIZED if error else HTTPStatus.OK)
