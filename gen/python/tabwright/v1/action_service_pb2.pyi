import datetime

from buf.validate import validate_pb2 as _validate_pb2
from google.api import annotations_pb2 as _annotations_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from tabwright.v1 import action_pb2 as _action_pb2
from tabwright.v1 import job_pb2 as _job_pb2
from tabwright.v1 import job_options_pb2 as _job_options_pb2
from tabwright.v1 import locator_pb2 as _locator_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class VisitRequest(_message.Message):
    __slots__ = ("url", "wait_until", "timeout", "browser_type_id", "priority", "timeout_ms", "wait_ms", "request_id", "options", "max_retries", "html", "base_url", "referer", "labels", "repeat", "on_http_error")
    class LabelsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    URL_FIELD_NUMBER: _ClassVar[int]
    WAIT_UNTIL_FIELD_NUMBER: _ClassVar[int]
    TIMEOUT_FIELD_NUMBER: _ClassVar[int]
    BROWSER_TYPE_ID_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    TIMEOUT_MS_FIELD_NUMBER: _ClassVar[int]
    WAIT_MS_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    OPTIONS_FIELD_NUMBER: _ClassVar[int]
    MAX_RETRIES_FIELD_NUMBER: _ClassVar[int]
    HTML_FIELD_NUMBER: _ClassVar[int]
    BASE_URL_FIELD_NUMBER: _ClassVar[int]
    REFERER_FIELD_NUMBER: _ClassVar[int]
    LABELS_FIELD_NUMBER: _ClassVar[int]
    REPEAT_FIELD_NUMBER: _ClassVar[int]
    ON_HTTP_ERROR_FIELD_NUMBER: _ClassVar[int]
    url: str
    wait_until: str
    timeout: int
    browser_type_id: int
    priority: int
    timeout_ms: int
    wait_ms: int
    request_id: str
    options: _job_options_pb2.JobOptions
    max_retries: int
    html: str
    base_url: str
    referer: str
    labels: _containers.ScalarMap[str, str]
    repeat: str
    on_http_error: str
    def __init__(self, url: _Optional[str] = ..., wait_until: _Optional[str] = ..., timeout: _Optional[int] = ..., browser_type_id: _Optional[int] = ..., priority: _Optional[int] = ..., timeout_ms: _Optional[int] = ..., wait_ms: _Optional[int] = ..., request_id: _Optional[str] = ..., options: _Optional[_Union[_job_options_pb2.JobOptions, _Mapping]] = ..., max_retries: _Optional[int] = ..., html: _Optional[str] = ..., base_url: _Optional[str] = ..., referer: _Optional[str] = ..., labels: _Optional[_Mapping[str, str]] = ..., repeat: _Optional[str] = ..., on_http_error: _Optional[str] = ...) -> None: ...

class ScreenshotRequest(_message.Message):
    __slots__ = ("url", "wait_until", "full_page", "selector", "format", "quality", "browser_type_id", "priority", "timeout_ms", "wait_ms", "request_id", "options", "max_retries", "html", "base_url", "referer", "labels", "repeat", "target", "get_target_by", "exact", "nth", "has_text", "frame", "name", "continue_on_error", "mask", "omit_background", "lazy_content", "clip", "hide", "remove", "style", "pixel_scale", "animations")
    class LabelsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    URL_FIELD_NUMBER: _ClassVar[int]
    WAIT_UNTIL_FIELD_NUMBER: _ClassVar[int]
    FULL_PAGE_FIELD_NUMBER: _ClassVar[int]
    SELECTOR_FIELD_NUMBER: _ClassVar[int]
    FORMAT_FIELD_NUMBER: _ClassVar[int]
    QUALITY_FIELD_NUMBER: _ClassVar[int]
    BROWSER_TYPE_ID_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    TIMEOUT_MS_FIELD_NUMBER: _ClassVar[int]
    WAIT_MS_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    OPTIONS_FIELD_NUMBER: _ClassVar[int]
    MAX_RETRIES_FIELD_NUMBER: _ClassVar[int]
    HTML_FIELD_NUMBER: _ClassVar[int]
    BASE_URL_FIELD_NUMBER: _ClassVar[int]
    REFERER_FIELD_NUMBER: _ClassVar[int]
    LABELS_FIELD_NUMBER: _ClassVar[int]
    REPEAT_FIELD_NUMBER: _ClassVar[int]
    TARGET_FIELD_NUMBER: _ClassVar[int]
    GET_TARGET_BY_FIELD_NUMBER: _ClassVar[int]
    EXACT_FIELD_NUMBER: _ClassVar[int]
    NTH_FIELD_NUMBER: _ClassVar[int]
    HAS_TEXT_FIELD_NUMBER: _ClassVar[int]
    FRAME_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    CONTINUE_ON_ERROR_FIELD_NUMBER: _ClassVar[int]
    MASK_FIELD_NUMBER: _ClassVar[int]
    OMIT_BACKGROUND_FIELD_NUMBER: _ClassVar[int]
    LAZY_CONTENT_FIELD_NUMBER: _ClassVar[int]
    CLIP_FIELD_NUMBER: _ClassVar[int]
    HIDE_FIELD_NUMBER: _ClassVar[int]
    REMOVE_FIELD_NUMBER: _ClassVar[int]
    STYLE_FIELD_NUMBER: _ClassVar[int]
    PIXEL_SCALE_FIELD_NUMBER: _ClassVar[int]
    ANIMATIONS_FIELD_NUMBER: _ClassVar[int]
    url: str
    wait_until: str
    full_page: bool
    selector: str
    format: str
    quality: int
    browser_type_id: int
    priority: int
    timeout_ms: int
    wait_ms: int
    request_id: str
    options: _job_options_pb2.JobOptions
    max_retries: int
    html: str
    base_url: str
    referer: str
    labels: _containers.ScalarMap[str, str]
    repeat: str
    target: str
    get_target_by: str
    exact: bool
    nth: int
    has_text: str
    frame: _containers.RepeatedCompositeFieldContainer[_locator_pb2.Locator]
    name: str
    continue_on_error: bool
    mask: _containers.RepeatedCompositeFieldContainer[_locator_pb2.Locator]
    omit_background: bool
    lazy_content: str
    clip: _action_pb2.Clip
    hide: _containers.RepeatedCompositeFieldContainer[_locator_pb2.Locator]
    remove: _containers.RepeatedCompositeFieldContainer[_locator_pb2.Locator]
    style: str
    pixel_scale: str
    animations: str
    def __init__(self, url: _Optional[str] = ..., wait_until: _Optional[str] = ..., full_page: _Optional[bool] = ..., selector: _Optional[str] = ..., format: _Optional[str] = ..., quality: _Optional[int] = ..., browser_type_id: _Optional[int] = ..., priority: _Optional[int] = ..., timeout_ms: _Optional[int] = ..., wait_ms: _Optional[int] = ..., request_id: _Optional[str] = ..., options: _Optional[_Union[_job_options_pb2.JobOptions, _Mapping]] = ..., max_retries: _Optional[int] = ..., html: _Optional[str] = ..., base_url: _Optional[str] = ..., referer: _Optional[str] = ..., labels: _Optional[_Mapping[str, str]] = ..., repeat: _Optional[str] = ..., target: _Optional[str] = ..., get_target_by: _Optional[str] = ..., exact: _Optional[bool] = ..., nth: _Optional[int] = ..., has_text: _Optional[str] = ..., frame: _Optional[_Iterable[_Union[_locator_pb2.Locator, _Mapping]]] = ..., name: _Optional[str] = ..., continue_on_error: _Optional[bool] = ..., mask: _Optional[_Iterable[_Union[_locator_pb2.Locator, _Mapping]]] = ..., omit_background: _Optional[bool] = ..., lazy_content: _Optional[str] = ..., clip: _Optional[_Union[_action_pb2.Clip, _Mapping]] = ..., hide: _Optional[_Iterable[_Union[_locator_pb2.Locator, _Mapping]]] = ..., remove: _Optional[_Iterable[_Union[_locator_pb2.Locator, _Mapping]]] = ..., style: _Optional[str] = ..., pixel_scale: _Optional[str] = ..., animations: _Optional[str] = ...) -> None: ...

class FormFillRequest(_message.Message):
    __slots__ = ("url", "wait_until", "actions", "wait_for_navigation", "browser_type_id", "priority", "timeout_ms", "wait_ms", "request_id", "options", "max_retries", "html", "base_url", "referer", "labels", "repeat")
    class LabelsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    URL_FIELD_NUMBER: _ClassVar[int]
    WAIT_UNTIL_FIELD_NUMBER: _ClassVar[int]
    ACTIONS_FIELD_NUMBER: _ClassVar[int]
    WAIT_FOR_NAVIGATION_FIELD_NUMBER: _ClassVar[int]
    BROWSER_TYPE_ID_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    TIMEOUT_MS_FIELD_NUMBER: _ClassVar[int]
    WAIT_MS_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    OPTIONS_FIELD_NUMBER: _ClassVar[int]
    MAX_RETRIES_FIELD_NUMBER: _ClassVar[int]
    HTML_FIELD_NUMBER: _ClassVar[int]
    BASE_URL_FIELD_NUMBER: _ClassVar[int]
    REFERER_FIELD_NUMBER: _ClassVar[int]
    LABELS_FIELD_NUMBER: _ClassVar[int]
    REPEAT_FIELD_NUMBER: _ClassVar[int]
    url: str
    wait_until: str
    actions: _containers.RepeatedCompositeFieldContainer[FormAction]
    wait_for_navigation: bool
    browser_type_id: int
    priority: int
    timeout_ms: int
    wait_ms: int
    request_id: str
    options: _job_options_pb2.JobOptions
    max_retries: int
    html: str
    base_url: str
    referer: str
    labels: _containers.ScalarMap[str, str]
    repeat: str
    def __init__(self, url: _Optional[str] = ..., wait_until: _Optional[str] = ..., actions: _Optional[_Iterable[_Union[FormAction, _Mapping]]] = ..., wait_for_navigation: _Optional[bool] = ..., browser_type_id: _Optional[int] = ..., priority: _Optional[int] = ..., timeout_ms: _Optional[int] = ..., wait_ms: _Optional[int] = ..., request_id: _Optional[str] = ..., options: _Optional[_Union[_job_options_pb2.JobOptions, _Mapping]] = ..., max_retries: _Optional[int] = ..., html: _Optional[str] = ..., base_url: _Optional[str] = ..., referer: _Optional[str] = ..., labels: _Optional[_Mapping[str, str]] = ..., repeat: _Optional[str] = ...) -> None: ...

class FormAction(_message.Message):
    __slots__ = ("type", "selector", "value", "sensitive", "get_target_by", "exact", "nth", "has_text", "frame", "name", "timeout_ms", "continue_on_error", "delay_ms", "keys", "button", "click_count", "modifiers", "position", "force", "values", "labels", "indexes", "files", "wait_for_navigation", "press_count", "folder", "drop", "secret", "totp")
    TYPE_FIELD_NUMBER: _ClassVar[int]
    SELECTOR_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    SENSITIVE_FIELD_NUMBER: _ClassVar[int]
    GET_TARGET_BY_FIELD_NUMBER: _ClassVar[int]
    EXACT_FIELD_NUMBER: _ClassVar[int]
    NTH_FIELD_NUMBER: _ClassVar[int]
    HAS_TEXT_FIELD_NUMBER: _ClassVar[int]
    FRAME_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    TIMEOUT_MS_FIELD_NUMBER: _ClassVar[int]
    CONTINUE_ON_ERROR_FIELD_NUMBER: _ClassVar[int]
    DELAY_MS_FIELD_NUMBER: _ClassVar[int]
    KEYS_FIELD_NUMBER: _ClassVar[int]
    BUTTON_FIELD_NUMBER: _ClassVar[int]
    CLICK_COUNT_FIELD_NUMBER: _ClassVar[int]
    MODIFIERS_FIELD_NUMBER: _ClassVar[int]
    POSITION_FIELD_NUMBER: _ClassVar[int]
    FORCE_FIELD_NUMBER: _ClassVar[int]
    VALUES_FIELD_NUMBER: _ClassVar[int]
    LABELS_FIELD_NUMBER: _ClassVar[int]
    INDEXES_FIELD_NUMBER: _ClassVar[int]
    FILES_FIELD_NUMBER: _ClassVar[int]
    WAIT_FOR_NAVIGATION_FIELD_NUMBER: _ClassVar[int]
    PRESS_COUNT_FIELD_NUMBER: _ClassVar[int]
    FOLDER_FIELD_NUMBER: _ClassVar[int]
    DROP_FIELD_NUMBER: _ClassVar[int]
    SECRET_FIELD_NUMBER: _ClassVar[int]
    TOTP_FIELD_NUMBER: _ClassVar[int]
    type: str
    selector: str
    value: str
    sensitive: bool
    get_target_by: str
    exact: bool
    nth: int
    has_text: str
    frame: _containers.RepeatedCompositeFieldContainer[_locator_pb2.Locator]
    name: str
    timeout_ms: int
    continue_on_error: bool
    delay_ms: int
    keys: _containers.RepeatedScalarFieldContainer[str]
    button: str
    click_count: int
    modifiers: _containers.RepeatedScalarFieldContainer[str]
    position: _action_pb2.Point
    force: bool
    values: _containers.RepeatedScalarFieldContainer[str]
    labels: _containers.RepeatedScalarFieldContainer[str]
    indexes: _containers.RepeatedScalarFieldContainer[int]
    files: _containers.RepeatedCompositeFieldContainer[_action_pb2.UploadFile]
    wait_for_navigation: bool
    press_count: int
    folder: str
    drop: bool
    secret: str
    totp: str
    def __init__(self, type: _Optional[str] = ..., selector: _Optional[str] = ..., value: _Optional[str] = ..., sensitive: _Optional[bool] = ..., get_target_by: _Optional[str] = ..., exact: _Optional[bool] = ..., nth: _Optional[int] = ..., has_text: _Optional[str] = ..., frame: _Optional[_Iterable[_Union[_locator_pb2.Locator, _Mapping]]] = ..., name: _Optional[str] = ..., timeout_ms: _Optional[int] = ..., continue_on_error: _Optional[bool] = ..., delay_ms: _Optional[int] = ..., keys: _Optional[_Iterable[str]] = ..., button: _Optional[str] = ..., click_count: _Optional[int] = ..., modifiers: _Optional[_Iterable[str]] = ..., position: _Optional[_Union[_action_pb2.Point, _Mapping]] = ..., force: _Optional[bool] = ..., values: _Optional[_Iterable[str]] = ..., labels: _Optional[_Iterable[str]] = ..., indexes: _Optional[_Iterable[int]] = ..., files: _Optional[_Iterable[_Union[_action_pb2.UploadFile, _Mapping]]] = ..., wait_for_navigation: _Optional[bool] = ..., press_count: _Optional[int] = ..., folder: _Optional[str] = ..., drop: _Optional[bool] = ..., secret: _Optional[str] = ..., totp: _Optional[str] = ...) -> None: ...

class ExtractRequest(_message.Message):
    __slots__ = ("url", "wait_until", "extractors", "browser_type_id", "priority", "timeout_ms", "wait_ms", "request_id", "options", "max_retries", "html", "base_url", "referer", "labels", "repeat", "target", "get_target_by", "exact", "nth", "has_text", "frame", "format", "attribute", "multiple", "name", "continue_on_error", "frames", "main_content")
    class LabelsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    URL_FIELD_NUMBER: _ClassVar[int]
    WAIT_UNTIL_FIELD_NUMBER: _ClassVar[int]
    EXTRACTORS_FIELD_NUMBER: _ClassVar[int]
    BROWSER_TYPE_ID_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    TIMEOUT_MS_FIELD_NUMBER: _ClassVar[int]
    WAIT_MS_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    OPTIONS_FIELD_NUMBER: _ClassVar[int]
    MAX_RETRIES_FIELD_NUMBER: _ClassVar[int]
    HTML_FIELD_NUMBER: _ClassVar[int]
    BASE_URL_FIELD_NUMBER: _ClassVar[int]
    REFERER_FIELD_NUMBER: _ClassVar[int]
    LABELS_FIELD_NUMBER: _ClassVar[int]
    REPEAT_FIELD_NUMBER: _ClassVar[int]
    TARGET_FIELD_NUMBER: _ClassVar[int]
    GET_TARGET_BY_FIELD_NUMBER: _ClassVar[int]
    EXACT_FIELD_NUMBER: _ClassVar[int]
    NTH_FIELD_NUMBER: _ClassVar[int]
    HAS_TEXT_FIELD_NUMBER: _ClassVar[int]
    FRAME_FIELD_NUMBER: _ClassVar[int]
    FORMAT_FIELD_NUMBER: _ClassVar[int]
    ATTRIBUTE_FIELD_NUMBER: _ClassVar[int]
    MULTIPLE_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    CONTINUE_ON_ERROR_FIELD_NUMBER: _ClassVar[int]
    FRAMES_FIELD_NUMBER: _ClassVar[int]
    MAIN_CONTENT_FIELD_NUMBER: _ClassVar[int]
    url: str
    wait_until: str
    extractors: _containers.RepeatedCompositeFieldContainer[_action_pb2.Extractor]
    browser_type_id: int
    priority: int
    timeout_ms: int
    wait_ms: int
    request_id: str
    options: _job_options_pb2.JobOptions
    max_retries: int
    html: str
    base_url: str
    referer: str
    labels: _containers.ScalarMap[str, str]
    repeat: str
    target: str
    get_target_by: str
    exact: bool
    nth: int
    has_text: str
    frame: _containers.RepeatedCompositeFieldContainer[_locator_pb2.Locator]
    format: str
    attribute: str
    multiple: bool
    name: str
    continue_on_error: bool
    frames: bool
    main_content: bool
    def __init__(self, url: _Optional[str] = ..., wait_until: _Optional[str] = ..., extractors: _Optional[_Iterable[_Union[_action_pb2.Extractor, _Mapping]]] = ..., browser_type_id: _Optional[int] = ..., priority: _Optional[int] = ..., timeout_ms: _Optional[int] = ..., wait_ms: _Optional[int] = ..., request_id: _Optional[str] = ..., options: _Optional[_Union[_job_options_pb2.JobOptions, _Mapping]] = ..., max_retries: _Optional[int] = ..., html: _Optional[str] = ..., base_url: _Optional[str] = ..., referer: _Optional[str] = ..., labels: _Optional[_Mapping[str, str]] = ..., repeat: _Optional[str] = ..., target: _Optional[str] = ..., get_target_by: _Optional[str] = ..., exact: _Optional[bool] = ..., nth: _Optional[int] = ..., has_text: _Optional[str] = ..., frame: _Optional[_Iterable[_Union[_locator_pb2.Locator, _Mapping]]] = ..., format: _Optional[str] = ..., attribute: _Optional[str] = ..., multiple: _Optional[bool] = ..., name: _Optional[str] = ..., continue_on_error: _Optional[bool] = ..., frames: _Optional[bool] = ..., main_content: _Optional[bool] = ...) -> None: ...

class PdfRequest(_message.Message):
    __slots__ = ("url", "wait_until", "format", "print_background", "margin", "landscape", "browser_type_id", "priority", "timeout_ms", "wait_ms", "request_id", "options", "max_retries", "html", "base_url", "referer", "labels", "repeat", "name", "continue_on_error", "width", "height", "scale", "display_header_footer", "header_template", "footer_template", "page_ranges", "prefer_css_page_size", "outline", "tagged", "lazy_content", "media", "single_page")
    class LabelsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    URL_FIELD_NUMBER: _ClassVar[int]
    WAIT_UNTIL_FIELD_NUMBER: _ClassVar[int]
    FORMAT_FIELD_NUMBER: _ClassVar[int]
    PRINT_BACKGROUND_FIELD_NUMBER: _ClassVar[int]
    MARGIN_FIELD_NUMBER: _ClassVar[int]
    LANDSCAPE_FIELD_NUMBER: _ClassVar[int]
    BROWSER_TYPE_ID_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    TIMEOUT_MS_FIELD_NUMBER: _ClassVar[int]
    WAIT_MS_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    OPTIONS_FIELD_NUMBER: _ClassVar[int]
    MAX_RETRIES_FIELD_NUMBER: _ClassVar[int]
    HTML_FIELD_NUMBER: _ClassVar[int]
    BASE_URL_FIELD_NUMBER: _ClassVar[int]
    REFERER_FIELD_NUMBER: _ClassVar[int]
    LABELS_FIELD_NUMBER: _ClassVar[int]
    REPEAT_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    CONTINUE_ON_ERROR_FIELD_NUMBER: _ClassVar[int]
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
    LAZY_CONTENT_FIELD_NUMBER: _ClassVar[int]
    MEDIA_FIELD_NUMBER: _ClassVar[int]
    SINGLE_PAGE_FIELD_NUMBER: _ClassVar[int]
    url: str
    wait_until: str
    format: str
    print_background: bool
    margin: _action_pb2.Margin
    landscape: bool
    browser_type_id: int
    priority: int
    timeout_ms: int
    wait_ms: int
    request_id: str
    options: _job_options_pb2.JobOptions
    max_retries: int
    html: str
    base_url: str
    referer: str
    labels: _containers.ScalarMap[str, str]
    repeat: str
    name: str
    continue_on_error: bool
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
    lazy_content: str
    media: str
    single_page: bool
    def __init__(self, url: _Optional[str] = ..., wait_until: _Optional[str] = ..., format: _Optional[str] = ..., print_background: _Optional[bool] = ..., margin: _Optional[_Union[_action_pb2.Margin, _Mapping]] = ..., landscape: _Optional[bool] = ..., browser_type_id: _Optional[int] = ..., priority: _Optional[int] = ..., timeout_ms: _Optional[int] = ..., wait_ms: _Optional[int] = ..., request_id: _Optional[str] = ..., options: _Optional[_Union[_job_options_pb2.JobOptions, _Mapping]] = ..., max_retries: _Optional[int] = ..., html: _Optional[str] = ..., base_url: _Optional[str] = ..., referer: _Optional[str] = ..., labels: _Optional[_Mapping[str, str]] = ..., repeat: _Optional[str] = ..., name: _Optional[str] = ..., continue_on_error: _Optional[bool] = ..., width: _Optional[str] = ..., height: _Optional[str] = ..., scale: _Optional[float] = ..., display_header_footer: _Optional[bool] = ..., header_template: _Optional[str] = ..., footer_template: _Optional[str] = ..., page_ranges: _Optional[str] = ..., prefer_css_page_size: _Optional[bool] = ..., outline: _Optional[bool] = ..., tagged: _Optional[bool] = ..., lazy_content: _Optional[str] = ..., media: _Optional[str] = ..., single_page: _Optional[bool] = ...) -> None: ...

class ActionResponse(_message.Message):
    __slots__ = ("job_id", "status", "created_at", "job")
    JOB_ID_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    CREATED_AT_FIELD_NUMBER: _ClassVar[int]
    JOB_FIELD_NUMBER: _ClassVar[int]
    job_id: str
    status: _job_pb2.Job.Status
    created_at: _timestamp_pb2.Timestamp
    job: _job_pb2.Job
    def __init__(self, job_id: _Optional[str] = ..., status: _Optional[_Union[_job_pb2.Job.Status, str]] = ..., created_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., job: _Optional[_Union[_job_pb2.Job, _Mapping]] = ...) -> None: ...
