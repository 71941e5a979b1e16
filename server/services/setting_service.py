"""SettingService: the settings of the installation, as they are in effect."""

from collections.abc import Sequence

from pydantic_settings import BaseSettings
from tabwright.v1.setting_service_pb2 import ListSettingsRequest, ListSettingsResponse
from tabwright.v1.setting_service_pb2_grpc import SettingServiceServicer

from server.calls.around import Context
from server.calls.caller import require_admin
from server.convert.setting import setting_messages


class SettingService(SettingServiceServicer):
    def __init__(self, settings: Sequence[BaseSettings]) -> None:
        self._settings = setting_messages(settings)

    async def ListSettings(self, request: ListSettingsRequest, context: Context) -> ListSettingsResponse:
        require_admin()
        return ListSettingsResponse(data=self._settings)
