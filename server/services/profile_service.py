"""ProfileService: what a client's jobs fill forms in with."""

from collections.abc import Callable

from google.protobuf.empty_pb2 import Empty
from google.protobuf.message import Message
from tabwright.v1.profile_pb2 import Profile
from tabwright.v1.profile_service_pb2 import (
    DeleteProfileRequest,
    GetProfileRequest,
    ListProfilesRequest,
    ListProfilesResponse,
    PutProfileRequest,
    UpdateProfileRequest,
)
from tabwright.v1.profile_service_pb2_grpc import ProfileServiceServicer

from server.calls.around import Context
from server.calls.caller import client_id
from server.calls.lanes import Lanes
from server.convert import page_token
from server.convert import profile as convert
from store.database.connection import Database
from store.errors import ProfileNotFound
from store.profiles import profiles
from store.profiles.profiles import Content, Opened
from store.secrets.sealing import Keyring

DEFAULT_LIMIT = 20


class ProfileService(ProfileServiceServicer):
    def __init__(self, database: Database, keyring: Keyring, lanes: Lanes) -> None:
        self._database = database
        self._keyring = keyring
        self._lanes = lanes

    async def ListProfiles(self, request: ListProfilesRequest, context: Context) -> ListProfilesResponse:
        limit = request.limit or DEFAULT_LIMIT
        found = await profiles.list_profiles(
            self._database,
            client_id(),
            after=page_token.decode(request.page_token, str, of="profiles") if request.page_token else None,
            limit=limit + 1,
        )
        page, more = found[:limit], found[limit:]
        return ListProfilesResponse(
            data=[convert.profile_message(profile) for profile in page],
            next_page_token=page_token.encode(page[-1].name, of="profiles") if more else "",
        )

    async def GetProfile(self, request: GetProfileRequest, context: Context) -> Profile:
        opened = await profiles.get_profile(self._database, self._keyring, client_id(), request.name)
        return convert.opened_message(opened)

    async def PutProfile(self, request: PutProfileRequest, context: Context) -> Profile:
        version = request.expected_version if request.HasField("expected_version") else None
        wanted = convert.wanted(request)
        opened = await self._changed(
            request, request.name, lambda before: convert.replaced(before, wanted), expected_version=version
        )
        if opened.profile.version == 1:
            location = ("location", f"/api/v1/profiles/{request.name}")
            await context.send_initial_metadata((("x-http-code", "201"), location))
        return convert.opened_message(opened)

    async def UpdateProfile(self, request: UpdateProfileRequest, context: Context) -> Profile:
        version = request.expected_version if request.HasField("expected_version") else None
        wanted = convert.wanted(request)

        def change(before: Content | None) -> Content:
            if before is None:
                raise ProfileNotFound(request.name)
            return convert.updated(before, wanted)

        return convert.opened_message(await self._changed(request, request.name, change, expected_version=version))

    async def DeleteProfile(self, request: DeleteProfileRequest, context: Context) -> Empty:
        version = request.expected_version if request.HasField("expected_version") else None
        await profiles.delete_profile(self._database, client_id(), request.name, expected_version=version)
        return Empty()

    async def _changed(
        self, request: Message, name: str, change: Callable[[Content | None], Content], *, expected_version: int | None
    ) -> Opened:
        """What has become of a profile. The change is made beside the event loop: a schema may take a while."""
        size_bytes = request.ByteSize()
        return await profiles.change_profile(
            self._database,
            self._keyring,
            client_id(),
            name,
            lambda before: self._lanes.run(size_bytes, change, before),
            expected_version=expected_version,
        )
