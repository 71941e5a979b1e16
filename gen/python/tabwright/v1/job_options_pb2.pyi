from buf.validate import validate_pb2 as _validate_pb2
from tabwright.v1 import flow_pb2 as _flow_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class JobOptions(_message.Message):
    __slots__ = ("device", "viewport", "locale", "timezone_id", "color_scheme", "reduced_motion", "user_agent", "extra_http_headers", "http_credentials", "geolocation", "permissions", "java_script_enabled", "ignore_https_errors", "record", "failure_screenshot", "on_http_error", "proxy", "init_scripts", "service_workers", "client_certificates", "cookie_banners", "block_ads", "policy_scope", "if_site_down", "max_wait_ms", "robots", "crawl_delay_ms", "fallbacks", "session", "session_mode", "save_session", "session_origins", "profile", "on_blocked", "auto_resume", "intervention_timeout_ms", "signed_in")
    class ExtraHttpHeadersEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    DEVICE_FIELD_NUMBER: _ClassVar[int]
    VIEWPORT_FIELD_NUMBER: _ClassVar[int]
    LOCALE_FIELD_NUMBER: _ClassVar[int]
    TIMEZONE_ID_FIELD_NUMBER: _ClassVar[int]
    COLOR_SCHEME_FIELD_NUMBER: _ClassVar[int]
    REDUCED_MOTION_FIELD_NUMBER: _ClassVar[int]
    USER_AGENT_FIELD_NUMBER: _ClassVar[int]
    EXTRA_HTTP_HEADERS_FIELD_NUMBER: _ClassVar[int]
    HTTP_CREDENTIALS_FIELD_NUMBER: _ClassVar[int]
    GEOLOCATION_FIELD_NUMBER: _ClassVar[int]
    PERMISSIONS_FIELD_NUMBER: _ClassVar[int]
    JAVA_SCRIPT_ENABLED_FIELD_NUMBER: _ClassVar[int]
    IGNORE_HTTPS_ERRORS_FIELD_NUMBER: _ClassVar[int]
    RECORD_FIELD_NUMBER: _ClassVar[int]
    FAILURE_SCREENSHOT_FIELD_NUMBER: _ClassVar[int]
    ON_HTTP_ERROR_FIELD_NUMBER: _ClassVar[int]
    PROXY_FIELD_NUMBER: _ClassVar[int]
    INIT_SCRIPTS_FIELD_NUMBER: _ClassVar[int]
    SERVICE_WORKERS_FIELD_NUMBER: _ClassVar[int]
    CLIENT_CERTIFICATES_FIELD_NUMBER: _ClassVar[int]
    COOKIE_BANNERS_FIELD_NUMBER: _ClassVar[int]
    BLOCK_ADS_FIELD_NUMBER: _ClassVar[int]
    POLICY_SCOPE_FIELD_NUMBER: _ClassVar[int]
    IF_SITE_DOWN_FIELD_NUMBER: _ClassVar[int]
    MAX_WAIT_MS_FIELD_NUMBER: _ClassVar[int]
    ROBOTS_FIELD_NUMBER: _ClassVar[int]
    CRAWL_DELAY_MS_FIELD_NUMBER: _ClassVar[int]
    FALLBACKS_FIELD_NUMBER: _ClassVar[int]
    SESSION_FIELD_NUMBER: _ClassVar[int]
    SESSION_MODE_FIELD_NUMBER: _ClassVar[int]
    SAVE_SESSION_FIELD_NUMBER: _ClassVar[int]
    SESSION_ORIGINS_FIELD_NUMBER: _ClassVar[int]
    PROFILE_FIELD_NUMBER: _ClassVar[int]
    ON_BLOCKED_FIELD_NUMBER: _ClassVar[int]
    AUTO_RESUME_FIELD_NUMBER: _ClassVar[int]
    INTERVENTION_TIMEOUT_MS_FIELD_NUMBER: _ClassVar[int]
    SIGNED_IN_FIELD_NUMBER: _ClassVar[int]
    device: str
    viewport: Screen
    locale: str
    timezone_id: str
    color_scheme: str
    reduced_motion: str
    user_agent: str
    extra_http_headers: _containers.ScalarMap[str, str]
    http_credentials: HttpCredentials
    geolocation: Geolocation
    permissions: _containers.RepeatedScalarFieldContainer[str]
    java_script_enabled: bool
    ignore_https_errors: bool
    record: Record
    failure_screenshot: bool
    on_http_error: str
    proxy: Proxy
    init_scripts: _containers.RepeatedScalarFieldContainer[str]
    service_workers: str
    client_certificates: _containers.RepeatedCompositeFieldContainer[ClientCertificate]
    cookie_banners: str
    block_ads: bool
    policy_scope: str
    if_site_down: str
    max_wait_ms: int
    robots: str
    crawl_delay_ms: int
    fallbacks: _containers.RepeatedCompositeFieldContainer[Fallback]
    session: str
    session_mode: str
    save_session: str
    session_origins: _containers.RepeatedScalarFieldContainer[str]
    profile: str
    on_blocked: str
    auto_resume: bool
    intervention_timeout_ms: int
    signed_in: _flow_pb2.Condition
    def __init__(self, device: _Optional[str] = ..., viewport: _Optional[_Union[Screen, _Mapping]] = ..., locale: _Optional[str] = ..., timezone_id: _Optional[str] = ..., color_scheme: _Optional[str] = ..., reduced_motion: _Optional[str] = ..., user_agent: _Optional[str] = ..., extra_http_headers: _Optional[_Mapping[str, str]] = ..., http_credentials: _Optional[_Union[HttpCredentials, _Mapping]] = ..., geolocation: _Optional[_Union[Geolocation, _Mapping]] = ..., permissions: _Optional[_Iterable[str]] = ..., java_script_enabled: _Optional[bool] = ..., ignore_https_errors: _Optional[bool] = ..., record: _Optional[_Union[Record, _Mapping]] = ..., failure_screenshot: _Optional[bool] = ..., on_http_error: _Optional[str] = ..., proxy: _Optional[_Union[Proxy, _Mapping]] = ..., init_scripts: _Optional[_Iterable[str]] = ..., service_workers: _Optional[str] = ..., client_certificates: _Optional[_Iterable[_Union[ClientCertificate, _Mapping]]] = ..., cookie_banners: _Optional[str] = ..., block_ads: _Optional[bool] = ..., policy_scope: _Optional[str] = ..., if_site_down: _Optional[str] = ..., max_wait_ms: _Optional[int] = ..., robots: _Optional[str] = ..., crawl_delay_ms: _Optional[int] = ..., fallbacks: _Optional[_Iterable[_Union[Fallback, _Mapping]]] = ..., session: _Optional[str] = ..., session_mode: _Optional[str] = ..., save_session: _Optional[str] = ..., session_origins: _Optional[_Iterable[str]] = ..., profile: _Optional[str] = ..., on_blocked: _Optional[str] = ..., auto_resume: _Optional[bool] = ..., intervention_timeout_ms: _Optional[int] = ..., signed_in: _Optional[_Union[_flow_pb2.Condition, _Mapping]] = ...) -> None: ...

class Fallback(_message.Message):
    __slots__ = ("kind", "browser_type_id", "max_age_ms")
    KIND_FIELD_NUMBER: _ClassVar[int]
    BROWSER_TYPE_ID_FIELD_NUMBER: _ClassVar[int]
    MAX_AGE_MS_FIELD_NUMBER: _ClassVar[int]
    kind: str
    browser_type_id: int
    max_age_ms: int
    def __init__(self, kind: _Optional[str] = ..., browser_type_id: _Optional[int] = ..., max_age_ms: _Optional[int] = ...) -> None: ...

class Proxy(_message.Message):
    __slots__ = ("server", "username", "password")
    SERVER_FIELD_NUMBER: _ClassVar[int]
    USERNAME_FIELD_NUMBER: _ClassVar[int]
    PASSWORD_FIELD_NUMBER: _ClassVar[int]
    server: str
    username: str
    password: str
    def __init__(self, server: _Optional[str] = ..., username: _Optional[str] = ..., password: _Optional[str] = ...) -> None: ...

class ClientCertificate(_message.Message):
    __slots__ = ("origin", "cert", "key", "pfx", "passphrase")
    ORIGIN_FIELD_NUMBER: _ClassVar[int]
    CERT_FIELD_NUMBER: _ClassVar[int]
    KEY_FIELD_NUMBER: _ClassVar[int]
    PFX_FIELD_NUMBER: _ClassVar[int]
    PASSPHRASE_FIELD_NUMBER: _ClassVar[int]
    origin: str
    cert: bytes
    key: bytes
    pfx: bytes
    passphrase: str
    def __init__(self, origin: _Optional[str] = ..., cert: _Optional[bytes] = ..., key: _Optional[bytes] = ..., pfx: _Optional[bytes] = ..., passphrase: _Optional[str] = ...) -> None: ...

class Screen(_message.Message):
    __slots__ = ("width", "height", "device_scale_factor", "is_mobile", "has_touch")
    WIDTH_FIELD_NUMBER: _ClassVar[int]
    HEIGHT_FIELD_NUMBER: _ClassVar[int]
    DEVICE_SCALE_FACTOR_FIELD_NUMBER: _ClassVar[int]
    IS_MOBILE_FIELD_NUMBER: _ClassVar[int]
    HAS_TOUCH_FIELD_NUMBER: _ClassVar[int]
    width: int
    height: int
    device_scale_factor: float
    is_mobile: bool
    has_touch: bool
    def __init__(self, width: _Optional[int] = ..., height: _Optional[int] = ..., device_scale_factor: _Optional[float] = ..., is_mobile: _Optional[bool] = ..., has_touch: _Optional[bool] = ...) -> None: ...

class HttpCredentials(_message.Message):
    __slots__ = ("username", "password", "origin")
    USERNAME_FIELD_NUMBER: _ClassVar[int]
    PASSWORD_FIELD_NUMBER: _ClassVar[int]
    ORIGIN_FIELD_NUMBER: _ClassVar[int]
    username: str
    password: str
    origin: str
    def __init__(self, username: _Optional[str] = ..., password: _Optional[str] = ..., origin: _Optional[str] = ...) -> None: ...

class Geolocation(_message.Message):
    __slots__ = ("latitude", "longitude", "accuracy")
    LATITUDE_FIELD_NUMBER: _ClassVar[int]
    LONGITUDE_FIELD_NUMBER: _ClassVar[int]
    ACCURACY_FIELD_NUMBER: _ClassVar[int]
    latitude: float
    longitude: float
    accuracy: float
    def __init__(self, latitude: _Optional[float] = ..., longitude: _Optional[float] = ..., accuracy: _Optional[float] = ...) -> None: ...

class Record(_message.Message):
    __slots__ = ("video", "trace", "har", "console_log", "network_log")
    VIDEO_FIELD_NUMBER: _ClassVar[int]
    TRACE_FIELD_NUMBER: _ClassVar[int]
    HAR_FIELD_NUMBER: _ClassVar[int]
    CONSOLE_LOG_FIELD_NUMBER: _ClassVar[int]
    NETWORK_LOG_FIELD_NUMBER: _ClassVar[int]
    video: bool
    trace: bool
    har: bool
    console_log: bool
    network_log: bool
    def __init__(self, video: _Optional[bool] = ..., trace: _Optional[bool] = ..., har: _Optional[bool] = ..., console_log: _Optional[bool] = ..., network_log: _Optional[bool] = ...) -> None: ...
