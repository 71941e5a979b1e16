"""Who may call what: each method of the API has its place here."""

import pytest

from server.calls import roles
from server.calls.authentication import OPEN_METHODS
from server.calls.caller import Caller
from server.calls.faults import AdminOnly
from server.calls.user_errors import RoleTooLow
from server.services.table import DESCRIPTORS
from tests.fixtures.roles import EVERYBODY, PLACES, methods

ALL = {f"/{service.full_name}/{method.name}" for service in DESCRIPTORS for method in service.methods}


def test_every_method_has_its_place() -> None:
    assert set(methods(EVERYBODY)) == OPEN_METHODS
    assert ALL - PLACES.keys() - OPEN_METHODS == set()
    assert PLACES.keys() & OPEN_METHODS == set()


@pytest.mark.parametrize("role", ["viewer", "member", "owner"])
def test_a_role_may_call_what_is_its_own_and_what_is_below(role: str) -> None:
    who = Caller(client_id="a", role=role)
    order = ["viewer", "member", "owner"]
    for method, lowest in PLACES.items():
        if order.index(role) >= order.index(lowest):
            roles.check(who, method)
        else:
            with pytest.raises(RoleTooLow):
                roles.check(who, method)


def test_what_is_not_known_is_not_for_viewers() -> None:
    with pytest.raises(RoleTooLow):
        roles.check(Caller(client_id="a", role="viewer"), "/tabwright.v1.NewService/GetAll")


def test_a_key_has_no_role_and_manages_neither_keys_nor_users_unless_it_is_an_administrators() -> None:
    for method in PLACES:
        roles.check(Caller(client_id="a", is_admin=True), method)
        if "ApiKeyService" in method or "UserService" in method:
            with pytest.raises(AdminOnly):
                roles.check(Caller(client_id="a"), method)
        else:
            roles.check(Caller(client_id="a"), method)


def test_who_administers_the_installation_may_call_everything_with_any_role() -> None:
    for method in PLACES:
        roles.check(Caller(client_id="a", role="viewer", is_admin=True), method)
