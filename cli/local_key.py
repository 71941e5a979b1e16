"""The key of `tabwright up`, for whoever may read its data folder."""

from pathlib import Path

from cli.database import operating
from cli.profile import LOCAL_KEY_FILE
from store.clients import keys
from store.clients.keys import NewKey
from store.database.auditing import calling
from store.database.connection import Database

LOCAL_CLIENT_ID = "default"


async def ensure_local_key(database: Database, folder: Path) -> None:
    """Makes sure that the file `api-key` in the data folder holds a key of this machine's: an administrator's,
    without a limit, for whoever may read the file.
    """
    path = folder / LOCAL_KEY_FILE
    if path.exists() and await keys.use_key(database, path.read_text().strip()):
        return
    new = NewKey(client_id=LOCAL_CLIENT_ID, name="this machine", rate_limit=0, is_admin=True, may_evaluate=True)
    with calling(operating("ApiKeyService.CreateApiKey", "api_key")):
        _, secret = await keys.create_key(database, new)
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    path.write_text(secret + "\n")
