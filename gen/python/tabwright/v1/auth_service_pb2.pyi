import datetime

from buf.validate import validate_pb2 as _validate_pb2
from google.api import annotations_pb2 as _annotations_pb2
from google.protobuf import empty_pb2 as _empty_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from tabwright.v1 import user_pb2 as _user_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class GetSignInWaysRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class SignInWays(_message.Message):
    __slots__ = ("password", "oidc", "oidc_name")
    PASSWORD_FIELD_NUMBER: _ClassVar[int]
    OIDC_FIELD_NUMBER: _ClassVar[int]
    OIDC_NAME_FIELD_NUMBER: _ClassVar[int]
    password: bool
    oidc: bool
    oidc_name: str
    def __init__(self, password: _Optional[bool] = ..., oidc: _Optional[bool] = ..., oidc_name: _Optional[str] = ...) -> None: ...

class LoginRequest(_message.Message):
    __slots__ = ("email", "password", "link_token", "oidc_code", "oidc_state", "cookie")
    EMAIL_FIELD_NUMBER: _ClassVar[int]
    PASSWORD_FIELD_NUMBER: _ClassVar[int]
    LINK_TOKEN_FIELD_NUMBER: _ClassVar[int]
    OIDC_CODE_FIELD_NUMBER: _ClassVar[int]
    OIDC_STATE_FIELD_NUMBER: _ClassVar[int]
    COOKIE_FIELD_NUMBER: _ClassVar[int]
    email: str
    password: str
    link_token: str
    oidc_code: str
    oidc_state: str
    cookie: bool
    def __init__(self, email: _Optional[str] = ..., password: _Optional[str] = ..., link_token: _Optional[str] = ..., oidc_code: _Optional[str] = ..., oidc_state: _Optional[str] = ..., cookie: _Optional[bool] = ...) -> None: ...

class LoginResponse(_message.Message):
    __slots__ = ("access_token", "access_expires_at", "refresh_token", "session_expires_at", "user")
    ACCESS_TOKEN_FIELD_NUMBER: _ClassVar[int]
    ACCESS_EXPIRES_AT_FIELD_NUMBER: _ClassVar[int]
    REFRESH_TOKEN_FIELD_NUMBER: _ClassVar[int]
    SESSION_EXPIRES_AT_FIELD_NUMBER: _ClassVar[int]
    USER_FIELD_NUMBER: _ClassVar[int]
    access_token: str
    access_expires_at: _timestamp_pb2.Timestamp
    refresh_token: str
    session_expires_at: _timestamp_pb2.Timestamp
    user: _user_pb2.User
    def __init__(self, access_token: _Optional[str] = ..., access_expires_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., refresh_token: _Optional[str] = ..., session_expires_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., user: _Optional[_Union[_user_pb2.User, _Mapping]] = ...) -> None: ...

class RefreshRequest(_message.Message):
    __slots__ = ("refresh_token",)
    REFRESH_TOKEN_FIELD_NUMBER: _ClassVar[int]
    refresh_token: str
    def __init__(self, refresh_token: _Optional[str] = ...) -> None: ...

class LogoutRequest(_message.Message):
    __slots__ = ("refresh_token",)
    REFRESH_TOKEN_FIELD_NUMBER: _ClassVar[int]
    refresh_token: str
    def __init__(self, refresh_token: _Optional[str] = ...) -> None: ...

class StartOidcRequest(_message.Message):
    __slots__ = ("redirect_url",)
    REDIRECT_URL_FIELD_NUMBER: _ClassVar[int]
    redirect_url: str
    def __init__(self, redirect_url: _Optional[str] = ...) -> None: ...

class StartOidcResponse(_message.Message):
    __slots__ = ("url", "state")
    URL_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    url: str
    state: str
    def __init__(self, url: _Optional[str] = ..., state: _Optional[str] = ...) -> None: ...

class GetMeRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class Me(_message.Message):
    __slots__ = ("type", "client_id", "name", "role", "is_admin", "may_evaluate", "user", "session")
    TYPE_FIELD_NUMBER: _ClassVar[int]
    CLIENT_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    ROLE_FIELD_NUMBER: _ClassVar[int]
    IS_ADMIN_FIELD_NUMBER: _ClassVar[int]
    MAY_EVALUATE_FIELD_NUMBER: _ClassVar[int]
    USER_FIELD_NUMBER: _ClassVar[int]
    SESSION_FIELD_NUMBER: _ClassVar[int]
    type: str
    client_id: str
    name: str
    role: _user_pb2.User.Role
    is_admin: bool
    may_evaluate: bool
    user: _user_pb2.User
    session: _user_pb2.UserSession
    def __init__(self, type: _Optional[str] = ..., client_id: _Optional[str] = ..., name: _Optional[str] = ..., role: _Optional[_Union[_user_pb2.User.Role, str]] = ..., is_admin: _Optional[bool] = ..., may_evaluate: _Optional[bool] = ..., user: _Optional[_Union[_user_pb2.User, _Mapping]] = ..., session: _Optional[_Union[_user_pb2.UserSession, _Mapping]] = ...) -> None: ...

class ListUserSessionsRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class ListUserSessionsResponse(_message.Message):
    __slots__ = ("data",)
    DATA_FIELD_NUMBER: _ClassVar[int]
    data: _containers.RepeatedCompositeFieldContainer[_user_pb2.UserSession]
    def __init__(self, data: _Optional[_Iterable[_Union[_user_pb2.UserSession, _Mapping]]] = ...) -> None: ...

class EndUserSessionRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class ChangePasswordRequest(_message.Message):
    __slots__ = ("current_password", "new_password")
    CURRENT_PASSWORD_FIELD_NUMBER: _ClassVar[int]
    NEW_PASSWORD_FIELD_NUMBER: _ClassVar[int]
    current_password: str
    new_password: str
    def __init__(self, current_password: _Optional[str] = ..., new_password: _Optional[str] = ...) -> None: ...
