"""Generated messages: whatever is sent over gRPC, a clear answer comes. For REST, test_openapi.py."""

import asyncio
from typing import Any

import grpc
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.fixtures.generated import METHODS, messages, shows_insides

Code = grpc.StatusCode
EXPECTED = {
    *(Code.OK, Code.INVALID_ARGUMENT, Code.NOT_FOUND, Code.FAILED_PRECONDITION, Code.ALREADY_EXISTS),
    Code.PERMISSION_DENIED,  # by a URL policy that another request of the batch has made
}
ANSWER_S = 20.0

# The same requests in every run: a test that finds something new on some day cannot be relied on. The batches
# are shrunk to the request that is answered wrongly.
BATCHES = settings(
    max_examples=35,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate, Phase.shrink],
    suppress_health_check=list(HealthCheck),
)


@BATCHES
@given(
    batch=st.lists(
        st.sampled_from(METHODS).flatmap(lambda method: st.tuples(st.just(method), messages(method))),
        min_size=16,
        max_size=16,
    )
)
async def test_no_grpc_request_breaks_the_server_or_shows_its_insides(
    channel: grpc.aio.Channel, batch: list[tuple[Any, bytes]]
) -> None:
    async def wrong(method: Any, data: bytes) -> str | None:
        path = f"/{method.containing_service.full_name}/{method.name}"
        call = channel.unary_stream(path)(data, timeout=ANSWER_S)
        try:
            await anext(aiter(call), None)  # of a stream, the first message is enough
        except grpc.aio.AioRpcError as error:
            if error.code() in EXPECTED and not shows_insides(str(error.details())):
                return None
            return f"{path} with {data!r} was answered {error.code()}: {error.details()}"
        finally:
            call.cancel()
        return None

    answers = await asyncio.gather(*(wrong(method, data) for method, data in batch))
    assert [one for one in answers if one] == []
