import datetime

from buf.validate import validate_pb2 as _validate_pb2
from google.protobuf import struct_pb2 as _struct_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from tabwright.v1 import action_rule_pb2 as _action_rule_pb2
from tabwright.v1 import flow_pb2 as _flow_pb2
from tabwright.v1 import locator_pb2 as _locator_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Action(_message.Message):
    __slots__ = ("action", "name", "timeout_ms", "continue_on_error", "sensitive", "target", "get_target_by", "exact", "nth", "has_text", "frame", "value", "url", "wait_until", "referer", "on_http_error", "milliseconds", "state", "delay_ms", "keys", "button", "click_count", "modifiers", "position", "force", "wait_for_navigation", "values", "labels", "indexes", "files", "destination", "destination_position", "full_page", "format", "quality", "mask", "omit_background", "attribute", "multiple", "frames", "main_content", "extractors", "x", "y", "to", "print_background", "landscape", "margin", "width", "height", "scale", "display_header_footer", "header_template", "footer_template", "page_ranges", "prefer_css_page_size", "outline", "tagged", "script", "argument", "answer", "prompt_text", "tab", "cookies", "headers", "resource_types", "url_patterns", "lazy_content", "clip", "hide", "remove", "style", "pixel_scale", "animations", "media", "single_page", "viewport", "when", "actions", "times", "until", "items", "item", "within", "response", "keep_body", "count", "min_count", "text", "wheel", "press_count", "steps", "waypoints", "folder", "drop", "secret", "totp", "depth", "max_bytes", "pattern", "max_matches", "origins", "source", "include", "exclude", "max_urls", "same_host", "instructions", "done_when")
    class HeadersEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    ACTION_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    TIMEOUT_MS_FIELD_NUMBER: _ClassVar[int]
    CONTINUE_ON_ERROR_FIELD_NUMBER: _ClassVar[int]
    SENSITIVE_FIELD_NUMBER: _ClassVar[int]
    TARGET_FIELD_NUMBER: _ClassVar[int]
    GET_TARGET_BY_FIELD_NUMBER: _ClassVar[int]
    EXACT_FIELD_NUMBER: _ClassVar[int]
    NTH_FIELD_NUMBER: _ClassVar[int]
    HAS_TEXT_FIELD_NUMBER: _ClassVar[int]
    FRAME_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    URL_FIELD_NUMBER: _ClassVar[int]
    WAIT_UNTIL_FIELD_NUMBER: _ClassVar[int]
    REFERER_FIELD_NUMBER: _ClassVar[int]
    ON_HTTP_ERROR_FIELD_NUMBER: _ClassVar[int]
    MILLISECONDS_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    DELAY_MS_FIELD_NUMBER: _ClassVar[int]
    KEYS_FIELD_NUMBER: _ClassVar[int]
    BUTTON_FIELD_NUMBER: _ClassVar[int]
    CLICK_COUNT_FIELD_NUMBER: _ClassVar[int]
    MODIFIERS_FIELD_NUMBER: _ClassVar[int]
    POSITION_FIELD_NUMBER: _ClassVar[int]
    FORCE_FIELD_NUMBER: _ClassVar[int]
    WAIT_FOR_NAVIGATION_FIELD_NUMBER: _ClassVar[int]
    VALUES_FIELD_NUMBER: _ClassVar[int]
    LABELS_FIELD_NUMBER: _ClassVar[int]
    INDEXES_FIELD_NUMBER: _ClassVar[int]
    FILES_FIELD_NUMBER: _ClassVar[int]
    DESTINATION_FIELD_NUMBER: _ClassVar[int]
    DESTINATION_POSITION_FIELD_NUMBER: _ClassVar[int]
    FULL_PAGE_FIELD_NUMBER: _ClassVar[int]
    FORMAT_FIELD_NUMBER: _ClassVar[int]
    QUALITY_FIELD_NUMBER: _ClassVar[int]
    MASK_FIELD_NUMBER: _ClassVar[int]
    OMIT_BACKGROUND_FIELD_NUMBER: _ClassVar[int]
    ATTRIBUTE_FIELD_NUMBER: _ClassVar[int]
    MULTIPLE_FIELD_NUMBER: _ClassVar[int]
    FRAMES_FIELD_NUMBER: _ClassVar[int]
    MAIN_CONTENT_FIELD_NUMBER: _ClassVar[int]
    EXTRACTORS_FIELD_NUMBER: _ClassVar[int]
    X_FIELD_NUMBER: _ClassVar[int]
    Y_FIELD_NUMBER: _ClassVar[int]
    TO_FIELD_NUMBER: _ClassVar[int]
    PRINT_BACKGROUND_FIELD_NUMBER: _ClassVar[int]
    LANDSCAPE_FIELD_NUMBER: _ClassVar[int]
    MARGIN_FIELD_NUMBER: _ClassVar[int]
    WIDTH_FIELD_NUMBER: _ClassVar[int]
    HEIGHT_FIELD_NUMBER: _ClassVar[int]
    SCALE_FIELD_NUMBER: _ClassVar[int]
    DISPLAY_HEADER_FOOTER_FIELD_NUMBER: _ClassVar[int]
    HEADER_TEMPLATE_FIELD_NUMBER: _ClassVar[int]
    FOOTER_TEMPLATE_FIELD_NUMBER: _ClassVar[int]
    PAGE_RANGES_FIELD_NUMBER: _ClassVar[int]
    PREFER_CSS_PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    OUTLINE_FIELD_NUMBER: _ClassVar[int]
    TAGGED_FIELD_NUMBER: _ClassVar[int]
    SCRIPT_FIELD_NUMBER: _ClassVar[int]
    ARGUMENT_FIELD_NUMBER: _ClassVar[int]
    ANSWER_FIELD_NUMBER: _ClassVar[int]
    PROMPT_TEXT_FIELD_NUMBER: _ClassVar[int]
    TAB_FIELD_NUMBER: _ClassVar[int]
    COOKIES_FIELD_NUMBER: _ClassVar[int]
    HEADERS_FIELD_NUMBER: _ClassVar[int]
    RESOURCE_TYPES_FIELD_NUMBER: _ClassVar[int]
    URL_PATTERNS_FIELD_NUMBER: _ClassVar[int]
    LAZY_CONTENT_FIELD_NUMBER: _ClassVar[int]
    CLIP_FIELD_NUMBER: _ClassVar[int]
    HIDE_FIELD_NUMBER: _ClassVar[int]
    REMOVE_FIELD_NUMBER: _ClassVar[int]
    STYLE_FIELD_NUMBER: _ClassVar[int]
    PIXEL_SCALE_FIELD_NUMBER: _ClassVar[int]
    ANIMATIONS_FIELD_NUMBER: _ClassVar[int]
    MEDIA_FIELD_NUMBER: _ClassVar[int]
    SINGLE_PAGE_FIELD_NUMBER: _ClassVar[int]
    VIEWPORT_FIELD_NUMBER: _ClassVar[int]
    WHEN_FIELD_NUMBER: _ClassVar[int]
    ACTIONS_FIELD_NUMBER: _ClassVar[int]
    TIMES_FIELD_NUMBER: _ClassVar[int]
    UNTIL_FIELD_NUMBER: _ClassVar[int]
    WHILE_FIELD_NUMBER: _ClassVar[int]
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    ITEM_FIELD_NUMBER: _ClassVar[int]
    WITHIN_FIELD_NUMBER: _ClassVar[int]
    RESPONSE_FIELD_NUMBER: _ClassVar[int]
    KEEP_BODY_FIELD_NUMBER: _ClassVar[int]
    COUNT_FIELD_NUMBER: _ClassVar[int]
    MIN_COUNT_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    WHEEL_FIELD_NUMBER: _ClassVar[int]
    PRESS_COUNT_FIELD_NUMBER: _ClassVar[int]
    STEPS_FIELD_NUMBER: _ClassVar[int]
    WAYPOINTS_FIELD_NUMBER: _ClassVar[int]
    FOLDER_FIELD_NUMBER: _ClassVar[int]
    DROP_FIELD_NUMBER: _ClassVar[int]
    SECRET_FIELD_NUMBER: _ClassVar[int]
    TOTP_FIELD_NUMBER: _ClassVar[int]
    DEPTH_FIELD_NUMBER: _ClassVar[int]
    MAX_BYTES_FIELD_NUMBER: _ClassVar[int]
    PATTERN_FIELD_NUMBER: _ClassVar[int]
    MAX_MATCHES_FIELD_NUMBER: _ClassVar[int]
    ORIGINS_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    INCLUDE_FIELD_NUMBER: _ClassVar[int]
    EXCLUDE_FIELD_NUMBER: _ClassVar[int]
    MAX_URLS_FIELD_NUMBER: _ClassVar[int]
    SAME_HOST_FIELD_NUMBER: _ClassVar[int]
    INSTRUCTIONS_FIELD_NUMBER: _ClassVar[int]
    DONE_WHEN_FIELD_NUMBER: _ClassVar[int]
    action: str
    name: str
    timeout_ms: int
    continue_on_error: bool
    sensitive: bool
    target: str
    get_target_by: str
    exact: bool
    nth: int
    has_text: str
    frame: _containers.RepeatedCompositeFieldContainer[_locator_pb2.Locator]
    value: str
    url: str
    wait_until: str
    referer: str
    on_http_error: str
    milliseconds: int
    state: str
    delay_ms: int
    keys: _containers.RepeatedScalarFieldContainer[str]
    button: str
    click_count: int
    modifiers: _containers.RepeatedScalarFieldContainer[str]
    position: Point
    force: bool
    wait_for_navigation: bool
    values: _containers.RepeatedScalarFieldContainer[str]
    labels: _containers.RepeatedScalarFieldContainer[str]
    indexes: _containers.RepeatedScalarFieldContainer[int]
    files: _containers.RepeatedCompositeFieldContainer[UploadFile]
    destination: _locator_pb2.Locator
    destination_position: Point
    full_page: bool
    format: str
    quality: int
    mask: _containers.RepeatedCompositeFieldContainer[_locator_pb2.Locator]
    omit_background: bool
    attribute: str
    multiple: bool
    frames: bool
    main_content: bool
    extractors: _containers.RepeatedCompositeFieldContainer[Extractor]
    x: float
    y: float
    to: str
    print_background: bool
    landscape: bool
    margin: Margin
    width: str
    height: str
    scale: float
    display_header_footer: bool
    header_template: str
    footer_template: str
    page_ranges: str
    prefer_css_page_size: bool
    outline: bool
    tagged: bool
    script: str
    argument: _struct_pb2.Value
    answer: str
    prompt_text: str
    tab: int
    cookies: _containers.RepeatedCompositeFieldContainer[Cookie]
    headers: _containers.ScalarMap[str, str]
    resource_types: _containers.RepeatedScalarFieldContainer[str]
    url_patterns: _containers.RepeatedScalarFieldContainer[str]
    lazy_content: str
    clip: Clip
    hide: _containers.RepeatedCompositeFieldContainer[_locator_pb2.Locator]
    remove: _containers.RepeatedCompositeFieldContainer[_locator_pb2.Locator]
    style: str
    pixel_scale: str
    animations: str
    media: str
    single_page: bool
    viewport: TabViewport
    when: _flow_pb2.Condition
    actions: _containers.RepeatedCompositeFieldContainer[Action]
    times: int
    until: _flow_pb2.Condition
    items: str
    item: str
    within: str
    response: str
    keep_body: bool
    count: int
    min_count: int
    text: str
    wheel: bool
    press_count: int
    steps: int
    waypoints: _containers.RepeatedCompositeFieldContainer[Point]
    folder: str
    drop: bool
    secret: str
    totp: str
    depth: int
    max_bytes: int
    pattern: str
    max_matches: int
    origins: _containers.RepeatedScalarFieldContainer[str]
    source: str
    include: _containers.RepeatedScalarFieldContainer[str]
    exclude: _containers.RepeatedScalarFieldContainer[str]
    max_urls: int
    same_host: bool
    instructions: str
    done_when: _flow_pb2.Condition
    def __init__(self, action: _Optional[str] = ..., name: _Optional[str] = ..., timeout_ms: _Optional[int] = ..., continue_on_error: _Optional[bool] = ..., sensitive: _Optional[bool] = ..., target: _Optional[str] = ..., get_target_by: _Optional[str] = ..., exact: _Optional[bool] = ..., nth: _Optional[int] = ..., has_text: _Optional[str] = ..., frame: _Optional[_Iterable[_Union[_locator_pb2.Locator, _Mapping]]] = ..., value: _Optional[str] = ..., url: _Optional[str] = ..., wait_until: _Optional[str] = ..., referer: _Optional[str] = ..., on_http_error: _Optional[str] = ..., milliseconds: _Optional[int] = ..., state: _Optional[str] = ..., delay_ms: _Optional[int] = ..., keys: _Optional[_Iterable[str]] = ..., button: _Optional[str] = ..., click_count: _Optional[int] = ..., modifiers: _Optional[_Iterable[str]] = ..., position: _Optional[_Union[Point, _Mapping]] = ..., force: _Optional[bool] = ..., wait_for_navigation: _Optional[bool] = ..., values: _Optional[_Iterable[str]] = ..., labels: _Optional[_Iterable[str]] = ..., indexes: _Optional[_Iterable[int]] = ..., files: _Optional[_Iterable[_Union[UploadFile, _Mapping]]] = ..., destination: _Optional[_Union[_locator_pb2.Locator, _Mapping]] = ..., destination_position: _Optional[_Union[Point, _Mapping]] = ..., full_page: _Optional[bool] = ..., format: _Optional[str] = ..., quality: _Optional[int] = ..., mask: _Optional[_Iterable[_Union[_locator_pb2.Locator, _Mapping]]] = ..., omit_background: _Optional[bool] = ..., attribute: _Optional[str] = ..., multiple: _Optional[bool] = ..., frames: _Optional[bool] = ..., main_content: _Optional[bool] = ..., extractors: _Optional[_Iterable[_Union[Extractor, _Mapping]]] = ..., x: _Optional[float] = ..., y: _Optional[float] = ..., to: _Optional[str] = ..., print_background: _Optional[bool] = ..., landscape: _Optional[bool] = ..., margin: _Optional[_Union[Margin, _Mapping]] = ..., width: _Optional[str] = ..., height: _Optional[str] = ..., scale: _Optional[float] = ..., display_header_footer: _Optional[bool] = ..., header_template: _Optional[str] = ..., footer_template: _Optional[str] = ..., page_ranges: _Optional[str] = ..., prefer_css_page_size: _Optional[bool] = ..., outline: _Optional[bool] = ..., tagged: _Optional[bool] = ..., script: _Optional[str] = ..., argument: _Optional[_Union[_struct_pb2.Value, _Mapping]] = ..., answer: _Optional[str] = ..., prompt_text: _Optional[str] = ..., tab: _Optional[int] = ..., cookies: _Optional[_Iterable[_Union[Cookie, _Mapping]]] = ..., headers: _Optional[_Mapping[str, str]] = ..., resource_types: _Optional[_Iterable[str]] = ..., url_patterns: _Optional[_Iterable[str]] = ..., lazy_content: _Optional[str] = ..., clip: _Optional[_Union[Clip, _Mapping]] = ..., hide: _Optional[_Iterable[_Union[_locator_pb2.Locator, _Mapping]]] = ..., remove: _Optional[_Iterable[_Union[_locator_pb2.Locator, _Mapping]]] = ..., style: _Optional[str] = ..., pixel_scale: _Optional[str] = ..., animations: _Optional[str] = ..., media: _Optional[str] = ..., single_page: _Optional[bool] = ..., viewport: _Optional[_Union[TabViewport, _Mapping]] = ..., when: _Optional[_Union[_flow_pb2.Condition, _Mapping]] = ..., actions: _Optional[_Iterable[_Union[Action, _Mapping]]] = ..., times: _Optional[int] = ..., until: _Optional[_Union[_flow_pb2.Condition, _Mapping]] = ..., items: _Optional[str] = ..., item: _Optional[str] = ..., within: _Optional[str] = ..., response: _Optional[str] = ..., keep_body: _Optional[bool] = ..., count: _Optional[int] = ..., min_count: _Optional[int] = ..., text: _Optional[str] = ..., wheel: _Optional[bool] = ..., press_count: _Optional[int] = ..., steps: _Optional[int] = ..., waypoints: _Optional[_Iterable[_Union[Point, _Mapping]]] = ..., folder: _Optional[str] = ..., drop: _Optional[bool] = ..., secret: _Optional[str] = ..., totp: _Optional[str] = ..., depth: _Optional[int] = ..., max_bytes: _Optional[int] = ..., pattern: _Optional[str] = ..., max_matches: _Optional[int] = ..., origins: _Optional[_Iterable[str]] = ..., source: _Optional[str] = ..., include: _Optional[_Iterable[str]] = ..., exclude: _Optional[_Iterable[str]] = ..., max_urls: _Optional[int] = ..., same_host: _Optional[bool] = ..., instructions: _Optional[str] = ..., done_when: _Optional[_Union[_flow_pb2.Condition, _Mapping]] = ..., **kwargs) -> None: ...

class Extractor(_message.Message):
    __slots__ = ("name", "selector", "attribute", "multiple", "format", "frames", "main_content", "extractors")
    NAME_FIELD_NUMBER: _ClassVar[int]
    SELECTOR_FIELD_NUMBER: _ClassVar[int]
    ATTRIBUTE_FIELD_NUMBER: _ClassVar[int]
    MULTIPLE_FIELD_NUMBER: _ClassVar[int]
    FORMAT_FIELD_NUMBER: _ClassVar[int]
    FRAMES_FIELD_NUMBER: _ClassVar[int]
    MAIN_CONTENT_FIELD_NUMBER: _ClassVar[int]
    EXTRACTORS_FIELD_NUMBER: _ClassVar[int]
    name: str
    selector: str
    attribute: str
    multiple: bool
    format: str
    frames: bool
    main_content: bool
    extractors: _containers.RepeatedCompositeFieldContainer[Extractor]
    def __init__(self, name: _Optional[str] = ..., selector: _Optional[str] = ..., attribute: _Optional[str] = ..., multiple: _Optional[bool] = ..., format: _Optional[str] = ..., frames: _Optional[bool] = ..., main_content: _Optional[bool] = ..., extractors: _Optional[_Iterable[_Union[Extractor, _Mapping]]] = ...) -> None: ...

class Margin(_message.Message):
    __slots__ = ("top", "right", "bottom", "left")
    TOP_FIELD_NUMBER: _ClassVar[int]
    RIGHT_FIELD_NUMBER: _ClassVar[int]
    BOTTOM_FIELD_NUMBER: _ClassVar[int]
    LEFT_FIELD_NUMBER: _ClassVar[int]
    top: str
    right: str
    bottom: str
    left: str
    def __init__(self, top: _Optional[str] = ..., right: _Optional[str] = ..., bottom: _Optional[str] = ..., left: _Optional[str] = ...) -> None: ...

class Point(_message.Message):
    __slots__ = ("x", "y")
    X_FIELD_NUMBER: _ClassVar[int]
    Y_FIELD_NUMBER: _ClassVar[int]
    x: float
    y: float
    def __init__(self, x: _Optional[float] = ..., y: _Optional[float] = ...) -> None: ...

class UploadFile(_message.Message):
    __slots__ = ("artifact", "data", "name", "mime_type")
    ARTIFACT_FIELD_NUMBER: _ClassVar[int]
    DATA_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    MIME_TYPE_FIELD_NUMBER: _ClassVar[int]
    artifact: str
    data: bytes
    name: str
    mime_type: str
    def __init__(self, artifact: _Optional[str] = ..., data: _Optional[bytes] = ..., name: _Optional[str] = ..., mime_type: _Optional[str] = ...) -> None: ...

class Cookie(_message.Message):
    __slots__ = ("name", "value", "url", "domain", "path", "expires", "http_only", "secure", "same_site")
    NAME_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    URL_FIELD_NUMBER: _ClassVar[int]
    DOMAIN_FIELD_NUMBER: _ClassVar[int]
    PATH_FIELD_NUMBER: _ClassVar[int]
    EXPIRES_FIELD_NUMBER: _ClassVar[int]
    HTTP_ONLY_FIELD_NUMBER: _ClassVar[int]
    SECURE_FIELD_NUMBER: _ClassVar[int]
    SAME_SITE_FIELD_NUMBER: _ClassVar[int]
    name: str
    value: str
    url: str
    domain: str
    path: str
    expires: _timestamp_pb2.Timestamp
    http_only: bool
    secure: bool
    same_site: str
    def __init__(self, name: _Optional[str] = ..., value: _Optional[str] = ..., url: _Optional[str] = ..., domain: _Optional[str] = ..., path: _Optional[str] = ..., expires: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., http_only: _Optional[bool] = ..., secure: _Optional[bool] = ..., same_site: _Optional[str] = ...) -> None: ...

class Clip(_message.Message):
    __slots__ = ("x", "y", "width", "height")
    X_FIELD_NUMBER: _ClassVar[int]
    Y_FIELD_NUMBER: _ClassVar[int]
    WIDTH_FIELD_NUMBER: _ClassVar[int]
    HEIGHT_FIELD_NUMBER: _ClassVar[int]
    x: float
    y: float
    width: float
    height: float
    def __init__(self, x: _Optional[float] = ..., y: _Optional[float] = ..., width: _Optional[float] = ..., height: _Optional[float] = ...) -> None: ...

class TabViewport(_message.Message):
    __slots__ = ("width", "height")
    WIDTH_FIELD_NUMBER: _ClassVar[int]
    HEIGHT_FIELD_NUMBER: _ClassVar[int]
    width: int
    height: int
    def __init__(self, width: _Optional[int] = ..., height: _Optional[int] = ...) -> None: ...
