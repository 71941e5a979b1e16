"""snapshot: reads the accessibility tree."""

import asyncio

from worker.actions import performs
from worker.page.exploring import snapshots, tree
from worker.step import Produced, Step

DEFAULT_MAX_BYTES = 64 * 1024


@performs("snapshot")
async def snapshot(step: Step) -> Produced:
    nodes = await snapshots.take(step)
    most = step.action.max_bytes if step.action.HasField("max_bytes") else DEFAULT_MAX_BYTES
    most = min(most, step.max_file_bytes)
    yaml, size, is_shorter = await asyncio.to_thread(tree.written, nodes, most)
    return Produced.of({"yaml": yaml, "truncated": is_shorter, "bytes": size})
