"""From settings classes to the API's settings."""

import re
from collections.abc import Iterable, Sequence

from pydantic_settings import BaseSettings
from tabwright.v1.setting_service_pb2 import Setting

from store.setting_texts import default, is_secret, meaning, written

_PASSWORD = re.compile(r"(://)[^/?#\s]*@")
"""Who a URL logs in as, which may be with a password, up to the last @ before its path."""


def setting_messages(all_settings: Iterable[BaseSettings]) -> list[Setting]:
    """By name, without secrets."""
    return sorted((one for settings in all_settings for one in _messages(settings)), key=lambda one: one.name)


def _messages(settings: BaseSettings) -> Sequence[Setting]:
    fields = type(settings).model_fields
    return [
        Setting(
            name=name.upper(),
            value=_told(written(getattr(settings, name)), is_secret=is_secret(field)),
            default_value=_told(default(field), is_secret=is_secret(field)),
            is_set=name in settings.model_fields_set,
            is_secret=is_secret(field),
            description=meaning(field),
        )
        for name, field in fields.items()
    ]


def _told(text: str, *, is_secret: bool) -> str:
    if is_secret:
        return "set" if text else ""
    return _PASSWORD.sub(r"\1***@", text)
