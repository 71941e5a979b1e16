"""Sessions of users: tokens that rotate, answers that were lost, and tokens that somebody else has."""

import asyncio
from datetime import timedelta
from typing import LiteralString

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.database import auditing
from store.database.connection import Database
from store.users import expiry, links, sessions, sign_in, throttle, tokens, users
from store.users.errors import RefreshTokenInvalid, SignInFailed, SignInLimit, UserSessionNotFound
from store.users.passwords import AT_ONCE, MAX_WAITING, Passwords
from store.users.sessions import ACCESS_TTL, GRACE, IDLE, LONGEST, MOST, Proof, Where
from store.users.sign_in import WrongPassword
from store.users.throttle import ACCOUNT_MOST_S, FREE, Turn
from store.users.users import Changes
from tests.fixtures.users import PASSWORD, MakeUser, SignIn

HERE, ELSEWHERE = Where(address="192.0.2.1"), Where(address="198.51.100.7")


async def later(database: Database, by: timedelta) -> None:
    """Lets time pass for all that is kept of sessions."""
    changes: tuple[LiteralString, ...] = (
        "UPDATE user_tokens SET created_at = created_at - %(by)s, used_at = used_at - %(by)s RETURNING 1 AS one",
        """
        UPDATE user_sessions
        SET created_at = created_at - %(by)s, last_used_at = last_used_at - %(by)s, expires_at = expires_at - %(by)s,
            ends_at = ends_at - %(by)s
        RETURNING 1 AS one
        """,
        "UPDATE sign_in_tries SET last_at = last_at - %(by)s, next_at = next_at - %(by)s RETURNING 1 AS one",
        "UPDATE sign_in_links SET expires_at = expires_at - %(by)s RETURNING 1 AS one",
    )
    for change in changes:
        await database.rows(change, {"by": by})


async def test_an_access_token_is_the_users_for_minutes(database: Database, signed_in: SignIn) -> None:
    signed = await signed_in()
    holder = await sessions.holder(database, signed.access_token)
    assert holder is not None
    assert (holder.user.id, holder.session) == (signed.user.id, signed.session)
    assert (await users.get_user(database, signed.user.id)).last_seen_at is not None
    for other in (signed.refresh_token, signed.access_token[:-1], f"{signed.access_token} ", "twa_", ""):
        assert await sessions.holder(database, other) is None
    await later(database, ACCESS_TTL)
    assert await sessions.holder(database, signed.access_token) is None


async def test_nothing_that_is_kept_is_a_secret(database: Database, signed_in: SignIn) -> None:
    signed = await signed_in()
    await sessions.refresh(database, signed.refresh_token, HERE)
    kept = str(await database.rows("SELECT * FROM user_tokens")) + str(
        await database.rows("SELECT * FROM user_sessions")
    )
    assert signed.refresh_token[4:] not in kept
    assert signed.access_token[4:] not in kept


async def test_of_those_who_refresh_at_the_same_time_all_get_the_same(database: Database, signed_in: SignIn) -> None:
    signed = await signed_in()
    answers = await asyncio.gather(*(sessions.refresh(database, signed.refresh_token, HERE) for _ in range(8)))
    assert {(one.refresh_token, one.access_token, one.access_expires_at) for one in answers} == {
        (answers[0].refresh_token, answers[0].access_token, answers[0].access_expires_at)
    }
    assert len(await database.rows("SELECT 1 AS one FROM user_tokens")) == 2
    assert await sessions.holder(database, signed.access_token), "the one before is good until it expires"
    assert await sessions.holder(database, answers[0].access_token)


async def test_a_token_that_comes_again_late_ends_its_session_and_no_other(
    database: Database, signed_in: SignIn
) -> None:
    signed = await signed_in()
    other = await signed_in(signed.user)
    first = await sessions.refresh(database, signed.refresh_token, HERE)
    await later(database, GRACE)
    ends = await asyncio.gather(
        *(sessions.refresh(database, signed.refresh_token, ELSEWHERE) for _ in range(3)), return_exceptions=True
    )
    assert [type(end) for end in ends] == [RefreshTokenInvalid] * 3
    with pytest.raises(RefreshTokenInvalid):
        await sessions.refresh(database, first.refresh_token, HERE)
    assert await sessions.holder(database, first.access_token) is None
    assert await sessions.holder(database, other.access_token)
    told = await database.rows("SELECT * FROM audit_events WHERE action = 'user_session.reuse'")
    assert [(one["actor_id"], one["resources"], one["address"]) for one in told] == [
        (str(signed.user.id), [f"user_session/{signed.session.id}"], ELSEWHERE.address)
    ]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(
        st.tuples(
            st.sampled_from(["newest", "one before", "any", "stranger's", "wait"]), st.integers(0, 5), st.booleans()
        ),
        min_size=1,
        max_size=8,
    )
)
async def test_no_sequence_of_refreshes_brings_a_session_back_or_leaves_two_lines(
    database: Database, signed_in: SignIn, make_user: MakeUser, steps: list[tuple[str, int, bool]]
) -> None:
    user = await users.find_user(database, "ada@example.com") or await make_user()
    chain = [(await signed_in(user)).refresh_token]
    used_s: list[float] = []
    is_over = False
    clock = 0.0
    for kind, number, is_long in steps:
        if kind == "wait":
            by = GRACE.total_seconds() + 1 if is_long else 5
            clock += by
            await later(database, timedelta(seconds=by))
            continue
        place = {"newest": -1, "one before": -2, "any": number, "stranger's": 0}[kind]
        index = (len(chain) + place if place < 0 else place) % len(chain)
        token = "twr_" + "x" * 43 if kind == "stranger's" else chain[index]
        if kind == "stranger's" or is_over:
            with pytest.raises(RefreshTokenInvalid):
                await sessions.refresh(database, token, HERE)
        elif index == len(chain) - 1:
            used_s.append(clock)
            chain.append((await sessions.refresh(database, token, HERE)).refresh_token)
        elif clock - used_s[index] < GRACE.total_seconds():
            assert (await sessions.refresh(database, token, HERE)).refresh_token == chain[index + 1]
        else:
            with pytest.raises(RefreshTokenInvalid):
                await sessions.refresh(database, token, HERE)
            is_over = True
    rows = await database.rows(
        """
        SELECT count(*) FILTER (WHERE used_at IS NULL) AS open, count(*) AS all FROM user_tokens
        WHERE session_id = (SELECT session_id FROM user_tokens WHERE refresh_hash = %(hash)s)
        """,
        {"hash": tokens.hashed(chain[0])},
    )
    assert (rows[0]["open"], rows[0]["all"]) == ((0, 0) if is_over else (1, len(chain)))
    assert len(set(chain)) == len(chain)


async def test_a_session_ends_without_use_and_at_the_latest(database: Database, signed_in: SignIn) -> None:
    signed = await signed_in()
    await later(database, IDLE - timedelta(minutes=1))
    signed = await sessions.refresh(database, signed.refresh_token, HERE)
    for _ in range(3):
        await later(database, IDLE - timedelta(minutes=1))
        signed = await sessions.refresh(database, signed.refresh_token, HERE)
    assert signed.session.expires_at == signed.session.ends_at
    assert await sessions.look(database, signed.session.id)
    await later(database, LONGEST - 4 * IDLE + timedelta(minutes=10))
    with pytest.raises(RefreshTokenInvalid):
        await sessions.refresh(database, signed.refresh_token, HERE)
    assert await sessions.look(database, signed.session.id) is None
    assert await expiry.remove_expired(database) == 1
    assert await database.rows("SELECT 1 AS one FROM user_tokens") == []


async def test_what_is_over_is_removed_and_what_is_not_stays(
    database: Database, signed_in: SignIn, make_user: MakeUser
) -> None:
    signed = await signed_in()
    await links.create_link(database, signed.user.id, ttl_s=60)
    await throttle.take(database, Turn("a@example.com", "192.0.2.1"))
    assert await expiry.remove_expired(database) == 0
    for table in ("user_sessions", "sign_in_links"):
        assert len(await database.rows(f"SELECT 1 AS one FROM {table}")) == 1
    await later(database, IDLE + timedelta(seconds=1))
    assert await expiry.remove_expired(database) == 1
    for table in ("user_sessions", "user_tokens", "sign_in_links", "sign_in_tries"):
        assert await database.rows(f"SELECT 1 AS one FROM {table}") == []


async def test_a_user_has_so_many_sessions_and_no_more(database: Database, signed_in: SignIn) -> None:
    first = await signed_in()
    for _ in range(MOST):
        last = await signed_in(first.user)
    listed = await sessions.list_sessions(database, first.user.id)
    assert (len(listed), listed[0].id) == (MOST, last.session.id)
    assert await sessions.look(database, first.session.id) is None


async def test_only_ones_own_sessions_can_be_ended(database: Database, signed_in: SignIn) -> None:
    signed, stranger = await signed_in(), await signed_in(email="b@example.com")
    with pytest.raises(UserSessionNotFound):
        await sessions.end_session(database, stranger.user.id, signed.session.id)
    await sessions.end_session(database, signed.user.id, signed.session.id)
    assert await sessions.holder(database, signed.access_token) is None


async def test_a_proof_is_worth_nothing_when_what_it_shows_has_changed(database: Database, make_user: MakeUser) -> None:
    await make_user("first@example.com")
    user = await make_user(password=PASSWORD)
    hashing = Passwords()
    by_password = await sign_in.by_password(database, hashing, user.email, PASSWORD, HERE)
    by_link = await sign_in.by_link(database, (await links.create_link(database, user.id)).token, HERE)
    await sign_in.set_password(database, hashing, user.id, "another password", old=by_password.password)
    for proof in (by_password, by_link):
        with pytest.raises(SignInFailed):
            await sessions.begin(database, proof, HERE)
    oidc = Proof(user=user, method="oidc")
    await users.update_user(database, user.id, Changes(is_disabled=True))
    with pytest.raises(SignInFailed):
        await sessions.begin(database, oidc, HERE)


async def test_of_two_who_set_a_password_at_once_one_does(database: Database, make_user: MakeUser) -> None:
    user = await make_user(password=PASSWORD)
    hashing, old = Passwords(), await sign_in.password_of(database, user.id)
    done = await asyncio.gather(
        *(sign_in.set_password(database, hashing, user.id, f"{PASSWORD}{no}", old=old) for no in range(2))
    )
    assert sorted(done) == [False, True]


async def test_a_password_is_the_same_however_its_letters_are_composed(database: Database, make_user: MakeUser) -> None:
    user = await make_user(password="caf\u00e9 caf\u00e9 caf\u00e9")
    composed = "cafe\u0301 cafe\u0301 cafe\u0301"
    assert await sign_in.by_password(database, Passwords(), user.email, composed, HERE)


async def test_a_hash_of_before_is_made_anew_when_its_password_is_there(
    database: Database, make_user: MakeUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    from store.users import passwords  # noqa: PLC0415 - to be changed

    with monkeypatch.context() as then:
        then.setattr(passwords, "ITERATIONS", 1)
        user = await make_user(password=PASSWORD)
    assert ",t=1," in (await sign_in.password_of(database, user.id) or "")
    proof = await sign_in.by_password(database, Passwords(), user.email, PASSWORD, HERE)
    assert ",t=2," in (await sign_in.password_of(database, user.id) or "")
    assert await sessions.begin(database, proof, HERE)


async def delay_s(database: Database, turn: Turn) -> int:
    """How long the next try has to wait."""
    try:
        await throttle.take(database, turn)
    except SignInLimit as error:
        return error.retry_after_s
    return 0


async def test_each_wrong_try_of_an_account_waits_longer_and_none_longer_than_it_may(database: Database) -> None:
    turn, waited = Turn("a@example.com", None), []
    for _ in range(FREE + 8):
        if left := await delay_s(database, turn):
            waited.append(left)
            await later(database, timedelta(seconds=left))
            assert await delay_s(database, turn) == 0
    assert waited[:4] == [1, 2, 4, 8]
    assert max(waited) == ACCOUNT_MOST_S
    assert await delay_s(database, Turn("b@example.com", None)) == 0
    await later(database, timedelta(hours=2))
    assert [await delay_s(database, turn) for _ in range(FREE)] == [0] * FREE


async def test_tries_at_the_same_time_are_as_many_tries(database: Database) -> None:
    turns = [Turn("a@example.com", f"192.0.2.{no}") for no in range(20)]
    await throttle.take(database, turns[0])
    delays = await asyncio.gather(*(delay_s(database, turn) for turn in turns[1:]))
    assert delays.count(0) == FREE


async def test_a_stranger_who_goes_on_trying_leaves_the_account_open_most_of_the_time(database: Database) -> None:
    """From one place, or from one network of IPv6."""
    strangers = [Turn("a@example.com", f"2001:db8::{no}") for no in range(1, 200)]
    open_to_owner = 0
    for stranger in strangers:  # once a second
        await delay_s(database, stranger)
        rows = await database.rows(
            "SELECT 1 AS one FROM sign_in_tries WHERE key = %(key)s AND next_at <= now()", {"key": stranger.account_key}
        )
        open_to_owner += len(rows)
        await later(database, timedelta(seconds=1))
    assert open_to_owner > len(strangers) / 3


async def test_where_the_user_is_signed_in_no_stranger_puts_the_user_off(
    database: Database, make_user: MakeUser, signed_in: SignIn
) -> None:
    user = await make_user(password=PASSWORD)
    for no in range(FREE + 5):
        await delay_s(database, Turn(user.email, f"198.51.100.{no}"))
    hashing = Passwords()
    with pytest.raises(SignInLimit):
        await sign_in.by_password(database, hashing, user.email, PASSWORD, HERE)
    await signed_in(user, where=HERE)
    assert await sign_in.by_password(database, hashing, user.email, PASSWORD, HERE)


async def test_right_passwords_are_no_tries(database: Database, make_user: MakeUser) -> None:
    user, hashing = await make_user(password=PASSWORD), Passwords()
    for _ in range(FREE + 2):
        assert await sign_in.by_password(database, hashing, user.email, PASSWORD, HERE)
    with pytest.raises(WrongPassword):
        await sign_in.by_password(database, hashing, user.email, "wrong", HERE)


class Crowded(Passwords):
    """Too many others wait already."""

    async def is_right(self, password: str, kept: str | None) -> bool:
        raise SignInLimit(1)


async def test_a_password_that_nobody_has_looked_at_is_no_try(database: Database, make_user: MakeUser) -> None:
    user = await make_user(password=PASSWORD)
    for _ in range(FREE + 2):
        with pytest.raises(SignInLimit):
            await sign_in.by_password(database, Crowded(), user.email, PASSWORD, HERE)
    for turn in (Turn(user.email, None), Turn(None, HERE.address)):
        assert [await delay_s(database, turn) for _ in range(FREE)] == [0] * FREE


async def test_no_more_than_two_passwords_are_hashed_at_once_and_no_crowd_waits() -> None:
    hashing = Passwords()
    answers = await asyncio.gather(*(hashing.is_right("x", None) for _ in range(100)), return_exceptions=True)
    assert [type(one) for one in answers].count(bool) == AT_ONCE + MAX_WAITING
    assert [type(one) for one in answers].count(SignInLimit) == 100 - AT_ONCE - MAX_WAITING


async def test_what_is_counted_is_no_change_of_the_callers(database: Database, signed_in: SignIn) -> None:
    signed = await signed_in()
    call = sessions.call_of(signed.user, "AuthService.ChangePassword", HERE)
    before = await database.rows("SELECT 1 AS one FROM audit_events")
    with auditing.calling(call):
        await throttle.take(database, Turn(signed.user.email, None))
        await throttle.give_back(database, Turn(signed.user.email, None))
    assert await database.rows("SELECT 1 AS one FROM audit_events") == before


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("no address", "no address"),
        ("", ""),
    ],
)
def test_addresses_that_one_may_choose_among_are_one(address: str, network: str) -> None:
    assert throttle.network(address) == network
