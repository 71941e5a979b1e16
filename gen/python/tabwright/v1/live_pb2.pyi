import datetime

from buf.validate import validate_pb2 as _validate_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from tabwright.v1 import job_pb2 as _job_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class AttachRequest(_message.Message):
    __slots__ = ("attach", "ack", "view", "take", "release", "grant", "share", "input", "dialog", "file", "field", "tab", "command")
    ATTACH_FIELD_NUMBER: _ClassVar[int]
    ACK_FIELD_NUMBER: _ClassVar[int]
    VIEW_FIELD_NUMBER: _ClassVar[int]
    TAKE_FIELD_NUMBER: _ClassVar[int]
    RELEASE_FIELD_NUMBER: _ClassVar[int]
    GRANT_FIELD_NUMBER: _ClassVar[int]
    SHARE_FIELD_NUMBER: _ClassVar[int]
    INPUT_FIELD_NUMBER: _ClassVar[int]
    DIALOG_FIELD_NUMBER: _ClassVar[int]
    FILE_FIELD_NUMBER: _ClassVar[int]
    FIELD_FIELD_NUMBER: _ClassVar[int]
    TAB_FIELD_NUMBER: _ClassVar[int]
    COMMAND_FIELD_NUMBER: _ClassVar[int]
    attach: LiveAttach
    ack: LiveAck
    view: LiveView
    take: LiveTake
    release: LiveRelease
    grant: LiveGrant
    share: LiveShare
    input: LiveInput
    dialog: LiveDialogAnswer
    file: LiveFile
    field: LiveFieldAnswer
    tab: LiveTabCommand
    command: LiveCommand
    def __init__(self, attach: _Optional[_Union[LiveAttach, _Mapping]] = ..., ack: _Optional[_Union[LiveAck, _Mapping]] = ..., view: _Optional[_Union[LiveView, _Mapping]] = ..., take: _Optional[_Union[LiveTake, _Mapping]] = ..., release: _Optional[_Union[LiveRelease, _Mapping]] = ..., grant: _Optional[_Union[LiveGrant, _Mapping]] = ..., share: _Optional[_Union[LiveShare, _Mapping]] = ..., input: _Optional[_Union[LiveInput, _Mapping]] = ..., dialog: _Optional[_Union[LiveDialogAnswer, _Mapping]] = ..., file: _Optional[_Union[LiveFile, _Mapping]] = ..., field: _Optional[_Union[LiveFieldAnswer, _Mapping]] = ..., tab: _Optional[_Union[LiveTabCommand, _Mapping]] = ..., command: _Optional[_Union[LiveCommand, _Mapping]] = ...) -> None: ...

class LiveAttach(_message.Message):
    __slots__ = ("job_id", "right", "view", "name")
    JOB_ID_FIELD_NUMBER: _ClassVar[int]
    RIGHT_FIELD_NUMBER: _ClassVar[int]
    VIEW_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    job_id: str
    right: str
    view: LiveView
    name: str
    def __init__(self, job_id: _Optional[str] = ..., right: _Optional[str] = ..., view: _Optional[_Union[LiveView, _Mapping]] = ..., name: _Optional[str] = ...) -> None: ...

class LiveView(_message.Message):
    __slots__ = ("max_width", "max_height", "frames_per_second", "hidden", "tab")
    MAX_WIDTH_FIELD_NUMBER: _ClassVar[int]
    MAX_HEIGHT_FIELD_NUMBER: _ClassVar[int]
    FRAMES_PER_SECOND_FIELD_NUMBER: _ClassVar[int]
    HIDDEN_FIELD_NUMBER: _ClassVar[int]
    TAB_FIELD_NUMBER: _ClassVar[int]
    max_width: int
    max_height: int
    frames_per_second: int
    hidden: bool
    tab: int
    def __init__(self, max_width: _Optional[int] = ..., max_height: _Optional[int] = ..., frames_per_second: _Optional[int] = ..., hidden: _Optional[bool] = ..., tab: _Optional[int] = ...) -> None: ...

class LiveAck(_message.Message):
    __slots__ = ("seq",)
    SEQ_FIELD_NUMBER: _ClassVar[int]
    seq: int
    def __init__(self, seq: _Optional[int] = ...) -> None: ...

class LiveTake(_message.Message):
    __slots__ = ("force",)
    FORCE_FIELD_NUMBER: _ClassVar[int]
    force: bool
    def __init__(self, force: _Optional[bool] = ...) -> None: ...

class LiveRelease(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class LiveGrant(_message.Message):
    __slots__ = ("viewer_id", "granted")
    VIEWER_ID_FIELD_NUMBER: _ClassVar[int]
    GRANTED_FIELD_NUMBER: _ClassVar[int]
    viewer_id: str
    granted: bool
    def __init__(self, viewer_id: _Optional[str] = ..., granted: _Optional[bool] = ...) -> None: ...

class LiveShare(_message.Message):
    __slots__ = ("shared",)
    SHARED_FIELD_NUMBER: _ClassVar[int]
    shared: bool
    def __init__(self, shared: _Optional[bool] = ...) -> None: ...

class LiveInput(_message.Message):
    __slots__ = ("epoch", "seq", "tab", "mouse", "key", "text", "wheel", "tap", "release_all", "copy")
    EPOCH_FIELD_NUMBER: _ClassVar[int]
    SEQ_FIELD_NUMBER: _ClassVar[int]
    TAB_FIELD_NUMBER: _ClassVar[int]
    MOUSE_FIELD_NUMBER: _ClassVar[int]
    KEY_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    WHEEL_FIELD_NUMBER: _ClassVar[int]
    TAP_FIELD_NUMBER: _ClassVar[int]
    RELEASE_ALL_FIELD_NUMBER: _ClassVar[int]
    COPY_FIELD_NUMBER: _ClassVar[int]
    epoch: int
    seq: int
    tab: int
    mouse: LiveMouse
    key: LiveKey
    text: LiveText
    wheel: LiveWheel
    tap: LiveTap
    release_all: LiveReleaseAll
    copy: LiveCopy
    def __init__(self, epoch: _Optional[int] = ..., seq: _Optional[int] = ..., tab: _Optional[int] = ..., mouse: _Optional[_Union[LiveMouse, _Mapping]] = ..., key: _Optional[_Union[LiveKey, _Mapping]] = ..., text: _Optional[_Union[LiveText, _Mapping]] = ..., wheel: _Optional[_Union[LiveWheel, _Mapping]] = ..., tap: _Optional[_Union[LiveTap, _Mapping]] = ..., release_all: _Optional[_Union[LiveReleaseAll, _Mapping]] = ..., copy: _Optional[_Union[LiveCopy, _Mapping]] = ...) -> None: ...

class LiveMouse(_message.Message):
    __slots__ = ("kind", "x", "y", "button", "click_count")
    KIND_FIELD_NUMBER: _ClassVar[int]
    X_FIELD_NUMBER: _ClassVar[int]
    Y_FIELD_NUMBER: _ClassVar[int]
    BUTTON_FIELD_NUMBER: _ClassVar[int]
    CLICK_COUNT_FIELD_NUMBER: _ClassVar[int]
    kind: str
    x: float
    y: float
    button: str
    click_count: int
    def __init__(self, kind: _Optional[str] = ..., x: _Optional[float] = ..., y: _Optional[float] = ..., button: _Optional[str] = ..., click_count: _Optional[int] = ...) -> None: ...

class LiveKey(_message.Message):
    __slots__ = ("down", "key", "code")
    DOWN_FIELD_NUMBER: _ClassVar[int]
    KEY_FIELD_NUMBER: _ClassVar[int]
    CODE_FIELD_NUMBER: _ClassVar[int]
    down: bool
    key: str
    code: str
    def __init__(self, down: _Optional[bool] = ..., key: _Optional[str] = ..., code: _Optional[str] = ...) -> None: ...

class LiveText(_message.Message):
    __slots__ = ("text",)
    TEXT_FIELD_NUMBER: _ClassVar[int]
    text: str
    def __init__(self, text: _Optional[str] = ...) -> None: ...

class LiveWheel(_message.Message):
    __slots__ = ("x", "y", "delta_x", "delta_y")
    X_FIELD_NUMBER: _ClassVar[int]
    Y_FIELD_NUMBER: _ClassVar[int]
    DELTA_X_FIELD_NUMBER: _ClassVar[int]
    DELTA_Y_FIELD_NUMBER: _ClassVar[int]
    x: float
    y: float
    delta_x: float
    delta_y: float
    def __init__(self, x: _Optional[float] = ..., y: _Optional[float] = ..., delta_x: _Optional[float] = ..., delta_y: _Optional[float] = ...) -> None: ...

class LiveTap(_message.Message):
    __slots__ = ("x", "y")
    X_FIELD_NUMBER: _ClassVar[int]
    Y_FIELD_NUMBER: _ClassVar[int]
    x: float
    y: float
    def __init__(self, x: _Optional[float] = ..., y: _Optional[float] = ...) -> None: ...

class LiveReleaseAll(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class LiveCopy(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class LiveDialogAnswer(_message.Message):
    __slots__ = ("epoch", "id", "accept", "text")
    EPOCH_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    ACCEPT_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    epoch: int
    id: int
    accept: bool
    text: str
    def __init__(self, epoch: _Optional[int] = ..., id: _Optional[int] = ..., accept: _Optional[bool] = ..., text: _Optional[str] = ...) -> None: ...

class LiveFile(_message.Message):
    __slots__ = ("epoch", "id", "index", "name", "mime_type", "data", "done", "cancelled")
    EPOCH_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    INDEX_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    MIME_TYPE_FIELD_NUMBER: _ClassVar[int]
    DATA_FIELD_NUMBER: _ClassVar[int]
    DONE_FIELD_NUMBER: _ClassVar[int]
    CANCELLED_FIELD_NUMBER: _ClassVar[int]
    epoch: int
    id: int
    index: int
    name: str
    mime_type: str
    data: bytes
    done: bool
    cancelled: bool
    def __init__(self, epoch: _Optional[int] = ..., id: _Optional[int] = ..., index: _Optional[int] = ..., name: _Optional[str] = ..., mime_type: _Optional[str] = ..., data: _Optional[bytes] = ..., done: _Optional[bool] = ..., cancelled: _Optional[bool] = ...) -> None: ...

class LiveFieldAnswer(_message.Message):
    __slots__ = ("epoch", "id", "options", "value", "cancelled")
    EPOCH_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    OPTIONS_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    CANCELLED_FIELD_NUMBER: _ClassVar[int]
    epoch: int
    id: int
    options: _containers.RepeatedScalarFieldContainer[int]
    value: str
    cancelled: bool
    def __init__(self, epoch: _Optional[int] = ..., id: _Optional[int] = ..., options: _Optional[_Iterable[int]] = ..., value: _Optional[str] = ..., cancelled: _Optional[bool] = ...) -> None: ...

class LiveTabCommand(_message.Message):
    __slots__ = ("epoch", "tab", "command", "url")
    EPOCH_FIELD_NUMBER: _ClassVar[int]
    TAB_FIELD_NUMBER: _ClassVar[int]
    COMMAND_FIELD_NUMBER: _ClassVar[int]
    URL_FIELD_NUMBER: _ClassVar[int]
    epoch: int
    tab: int
    command: str
    url: str
    def __init__(self, epoch: _Optional[int] = ..., tab: _Optional[int] = ..., command: _Optional[str] = ..., url: _Optional[str] = ...) -> None: ...

class LiveCommand(_message.Message):
    __slots__ = ("command", "outcome", "note", "timeout_ms")
    COMMAND_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    TIMEOUT_MS_FIELD_NUMBER: _ClassVar[int]
    command: str
    outcome: str
    note: str
    timeout_ms: int
    def __init__(self, command: _Optional[str] = ..., outcome: _Optional[str] = ..., note: _Optional[str] = ..., timeout_ms: _Optional[int] = ...) -> None: ...

class AttachResponse(_message.Message):
    __slots__ = ("state", "frame", "tabs", "control", "input_ack", "pointer", "dialog", "chooser", "field", "clipboard", "download", "notice", "cursor", "renewal")
    STATE_FIELD_NUMBER: _ClassVar[int]
    FRAME_FIELD_NUMBER: _ClassVar[int]
    TABS_FIELD_NUMBER: _ClassVar[int]
    CONTROL_FIELD_NUMBER: _ClassVar[int]
    INPUT_ACK_FIELD_NUMBER: _ClassVar[int]
    POINTER_FIELD_NUMBER: _ClassVar[int]
    DIALOG_FIELD_NUMBER: _ClassVar[int]
    CHOOSER_FIELD_NUMBER: _ClassVar[int]
    FIELD_FIELD_NUMBER: _ClassVar[int]
    CLIPBOARD_FIELD_NUMBER: _ClassVar[int]
    DOWNLOAD_FIELD_NUMBER: _ClassVar[int]
    NOTICE_FIELD_NUMBER: _ClassVar[int]
    CURSOR_FIELD_NUMBER: _ClassVar[int]
    RENEWAL_FIELD_NUMBER: _ClassVar[int]
    state: LiveState
    frame: LiveFrame
    tabs: LiveTabs
    control: LiveControl
    input_ack: LiveInputAck
    pointer: LivePointer
    dialog: LiveDialog
    chooser: LiveChooser
    field: LiveField
    clipboard: LiveClipboard
    download: LiveDownload
    notice: LiveNotice
    cursor: LiveCursor
    renewal: LiveRenewal
    def __init__(self, state: _Optional[_Union[LiveState, _Mapping]] = ..., frame: _Optional[_Union[LiveFrame, _Mapping]] = ..., tabs: _Optional[_Union[LiveTabs, _Mapping]] = ..., control: _Optional[_Union[LiveControl, _Mapping]] = ..., input_ack: _Optional[_Union[LiveInputAck, _Mapping]] = ..., pointer: _Optional[_Union[LivePointer, _Mapping]] = ..., dialog: _Optional[_Union[LiveDialog, _Mapping]] = ..., chooser: _Optional[_Union[LiveChooser, _Mapping]] = ..., field: _Optional[_Union[LiveField, _Mapping]] = ..., clipboard: _Optional[_Union[LiveClipboard, _Mapping]] = ..., download: _Optional[_Union[LiveDownload, _Mapping]] = ..., notice: _Optional[_Union[LiveNotice, _Mapping]] = ..., cursor: _Optional[_Union[LiveCursor, _Mapping]] = ..., renewal: _Optional[_Union[LiveRenewal, _Mapping]] = ...) -> None: ...

class LiveState(_message.Message):
    __slots__ = ("state", "since", "message", "status", "pause", "attempt", "viewers", "action_index", "action", "action_count", "viewer_id", "right")
    STATE_FIELD_NUMBER: _ClassVar[int]
    SINCE_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    PAUSE_FIELD_NUMBER: _ClassVar[int]
    ATTEMPT_FIELD_NUMBER: _ClassVar[int]
    VIEWERS_FIELD_NUMBER: _ClassVar[int]
    ACTION_INDEX_FIELD_NUMBER: _ClassVar[int]
    ACTION_FIELD_NUMBER: _ClassVar[int]
    ACTION_COUNT_FIELD_NUMBER: _ClassVar[int]
    VIEWER_ID_FIELD_NUMBER: _ClassVar[int]
    RIGHT_FIELD_NUMBER: _ClassVar[int]
    state: str
    since: _timestamp_pb2.Timestamp
    message: str
    status: _job_pb2.Job.Status
    pause: _job_pb2.Pause
    attempt: int
    viewers: int
    action_index: int
    action: str
    action_count: int
    viewer_id: str
    right: str
    def __init__(self, state: _Optional[str] = ..., since: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., message: _Optional[str] = ..., status: _Optional[_Union[_job_pb2.Job.Status, str]] = ..., pause: _Optional[_Union[_job_pb2.Pause, _Mapping]] = ..., attempt: _Optional[int] = ..., viewers: _Optional[int] = ..., action_index: _Optional[int] = ..., action: _Optional[str] = ..., action_count: _Optional[int] = ..., viewer_id: _Optional[str] = ..., right: _Optional[str] = ...) -> None: ...

class LiveFrame(_message.Message):
    __slots__ = ("tab", "seq", "captured_at", "width", "height", "mime_type", "data", "still")
    TAB_FIELD_NUMBER: _ClassVar[int]
    SEQ_FIELD_NUMBER: _ClassVar[int]
    CAPTURED_AT_FIELD_NUMBER: _ClassVar[int]
    WIDTH_FIELD_NUMBER: _ClassVar[int]
    HEIGHT_FIELD_NUMBER: _ClassVar[int]
    MIME_TYPE_FIELD_NUMBER: _ClassVar[int]
    DATA_FIELD_NUMBER: _ClassVar[int]
    STILL_FIELD_NUMBER: _ClassVar[int]
    tab: int
    seq: int
    captured_at: _timestamp_pb2.Timestamp
    width: int
    height: int
    mime_type: str
    data: bytes
    still: bool
    def __init__(self, tab: _Optional[int] = ..., seq: _Optional[int] = ..., captured_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., width: _Optional[int] = ..., height: _Optional[int] = ..., mime_type: _Optional[str] = ..., data: _Optional[bytes] = ..., still: _Optional[bool] = ...) -> None: ...

class LiveTabs(_message.Message):
    __slots__ = ("tabs", "shown", "current")
    TABS_FIELD_NUMBER: _ClassVar[int]
    SHOWN_FIELD_NUMBER: _ClassVar[int]
    CURRENT_FIELD_NUMBER: _ClassVar[int]
    tabs: _containers.RepeatedCompositeFieldContainer[LiveTab]
    shown: int
    current: int
    def __init__(self, tabs: _Optional[_Iterable[_Union[LiveTab, _Mapping]]] = ..., shown: _Optional[int] = ..., current: _Optional[int] = ...) -> None: ...

class LiveTab(_message.Message):
    __slots__ = ("number", "url", "title", "opener", "loading")
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    URL_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    OPENER_FIELD_NUMBER: _ClassVar[int]
    LOADING_FIELD_NUMBER: _ClassVar[int]
    number: int
    url: str
    title: str
    opener: int
    loading: bool
    def __init__(self, number: _Optional[int] = ..., url: _Optional[str] = ..., title: _Optional[str] = ..., opener: _Optional[int] = ..., loading: _Optional[bool] = ...) -> None: ...

class LiveControl(_message.Message):
    __slots__ = ("epoch", "holder_id", "holder", "is_you", "requested_by_id", "requested_by", "kept_until", "shared", "may_take")
    EPOCH_FIELD_NUMBER: _ClassVar[int]
    HOLDER_ID_FIELD_NUMBER: _ClassVar[int]
    HOLDER_FIELD_NUMBER: _ClassVar[int]
    IS_YOU_FIELD_NUMBER: _ClassVar[int]
    REQUESTED_BY_ID_FIELD_NUMBER: _ClassVar[int]
    REQUESTED_BY_FIELD_NUMBER: _ClassVar[int]
    KEPT_UNTIL_FIELD_NUMBER: _ClassVar[int]
    SHARED_FIELD_NUMBER: _ClassVar[int]
    MAY_TAKE_FIELD_NUMBER: _ClassVar[int]
    epoch: int
    holder_id: str
    holder: str
    is_you: bool
    requested_by_id: str
    requested_by: str
    kept_until: _timestamp_pb2.Timestamp
    shared: bool
    may_take: bool
    def __init__(self, epoch: _Optional[int] = ..., holder_id: _Optional[str] = ..., holder: _Optional[str] = ..., is_you: _Optional[bool] = ..., requested_by_id: _Optional[str] = ..., requested_by: _Optional[str] = ..., kept_until: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., shared: _Optional[bool] = ..., may_take: _Optional[bool] = ...) -> None: ...

class LiveInputAck(_message.Message):
    __slots__ = ("seq", "refused", "reason")
    SEQ_FIELD_NUMBER: _ClassVar[int]
    REFUSED_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    seq: int
    refused: bool
    reason: str
    def __init__(self, seq: _Optional[int] = ..., refused: _Optional[bool] = ..., reason: _Optional[str] = ...) -> None: ...

class LivePointer(_message.Message):
    __slots__ = ("tab", "action", "x", "y", "width", "height")
    TAB_FIELD_NUMBER: _ClassVar[int]
    ACTION_FIELD_NUMBER: _ClassVar[int]
    X_FIELD_NUMBER: _ClassVar[int]
    Y_FIELD_NUMBER: _ClassVar[int]
    WIDTH_FIELD_NUMBER: _ClassVar[int]
    HEIGHT_FIELD_NUMBER: _ClassVar[int]
    tab: int
    action: str
    x: float
    y: float
    width: float
    height: float
    def __init__(self, tab: _Optional[int] = ..., action: _Optional[str] = ..., x: _Optional[float] = ..., y: _Optional[float] = ..., width: _Optional[float] = ..., height: _Optional[float] = ...) -> None: ...

class LiveDialog(_message.Message):
    __slots__ = ("id", "closed", "tab", "type", "message", "default_value", "origin")
    ID_FIELD_NUMBER: _ClassVar[int]
    CLOSED_FIELD_NUMBER: _ClassVar[int]
    TAB_FIELD_NUMBER: _ClassVar[int]
    TYPE_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_FIELD_NUMBER: _ClassVar[int]
    DEFAULT_VALUE_FIELD_NUMBER: _ClassVar[int]
    ORIGIN_FIELD_NUMBER: _ClassVar[int]
    id: int
    closed: bool
    tab: int
    type: str
    message: str
    default_value: str
    origin: str
    def __init__(self, id: _Optional[int] = ..., closed: _Optional[bool] = ..., tab: _Optional[int] = ..., type: _Optional[str] = ..., message: _Optional[str] = ..., default_value: _Optional[str] = ..., origin: _Optional[str] = ...) -> None: ...

class LiveChooser(_message.Message):
    __slots__ = ("id", "closed", "tab", "multiple", "accept")
    ID_FIELD_NUMBER: _ClassVar[int]
    CLOSED_FIELD_NUMBER: _ClassVar[int]
    TAB_FIELD_NUMBER: _ClassVar[int]
    MULTIPLE_FIELD_NUMBER: _ClassVar[int]
    ACCEPT_FIELD_NUMBER: _ClassVar[int]
    id: int
    closed: bool
    tab: int
    multiple: bool
    accept: str
    def __init__(self, id: _Optional[int] = ..., closed: _Optional[bool] = ..., tab: _Optional[int] = ..., multiple: _Optional[bool] = ..., accept: _Optional[str] = ...) -> None: ...

class LiveField(_message.Message):
    __slots__ = ("id", "closed", "tab", "kind", "x", "y", "width", "height", "multiple", "options", "value", "min", "max")
    ID_FIELD_NUMBER: _ClassVar[int]
    CLOSED_FIELD_NUMBER: _ClassVar[int]
    TAB_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    X_FIELD_NUMBER: _ClassVar[int]
    Y_FIELD_NUMBER: _ClassVar[int]
    WIDTH_FIELD_NUMBER: _ClassVar[int]
    HEIGHT_FIELD_NUMBER: _ClassVar[int]
    MULTIPLE_FIELD_NUMBER: _ClassVar[int]
    OPTIONS_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    MIN_FIELD_NUMBER: _ClassVar[int]
    MAX_FIELD_NUMBER: _ClassVar[int]
    id: int
    closed: bool
    tab: int
    kind: str
    x: float
    y: float
    width: float
    height: float
    multiple: bool
    options: _containers.RepeatedCompositeFieldContainer[LiveOption]
    value: str
    min: str
    max: str
    def __init__(self, id: _Optional[int] = ..., closed: _Optional[bool] = ..., tab: _Optional[int] = ..., kind: _Optional[str] = ..., x: _Optional[float] = ..., y: _Optional[float] = ..., width: _Optional[float] = ..., height: _Optional[float] = ..., multiple: _Optional[bool] = ..., options: _Optional[_Iterable[_Union[LiveOption, _Mapping]]] = ..., value: _Optional[str] = ..., min: _Optional[str] = ..., max: _Optional[str] = ...) -> None: ...

class LiveOption(_message.Message):
    __slots__ = ("number", "label", "selected", "disabled", "group")
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    LABEL_FIELD_NUMBER: _ClassVar[int]
    SELECTED_FIELD_NUMBER: _ClassVar[int]
    DISABLED_FIELD_NUMBER: _ClassVar[int]
    GROUP_FIELD_NUMBER: _ClassVar[int]
    number: int
    label: str
    selected: bool
    disabled: bool
    group: str
    def __init__(self, number: _Optional[int] = ..., label: _Optional[str] = ..., selected: _Optional[bool] = ..., disabled: _Optional[bool] = ..., group: _Optional[str] = ...) -> None: ...

class LiveClipboard(_message.Message):
    __slots__ = ("text",)
    TEXT_FIELD_NUMBER: _ClassVar[int]
    text: str
    def __init__(self, text: _Optional[str] = ...) -> None: ...

class LiveDownload(_message.Message):
    __slots__ = ("name", "artifact", "error")
    NAME_FIELD_NUMBER: _ClassVar[int]
    ARTIFACT_FIELD_NUMBER: _ClassVar[int]
    ERROR_FIELD_NUMBER: _ClassVar[int]
    name: str
    artifact: str
    error: str
    def __init__(self, name: _Optional[str] = ..., artifact: _Optional[str] = ..., error: _Optional[str] = ...) -> None: ...

class LiveNotice(_message.Message):
    __slots__ = ("level", "message")
    LEVEL_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_FIELD_NUMBER: _ClassVar[int]
    level: str
    message: str
    def __init__(self, level: _Optional[str] = ..., message: _Optional[str] = ...) -> None: ...

class LiveCursor(_message.Message):
    __slots__ = ("cursor",)
    CURSOR_FIELD_NUMBER: _ClassVar[int]
    cursor: str
    def __init__(self, cursor: _Optional[str] = ...) -> None: ...

class LiveRenewal(_message.Message):
    __slots__ = ("ticket", "expires_at")
    TICKET_FIELD_NUMBER: _ClassVar[int]
    EXPIRES_AT_FIELD_NUMBER: _ClassVar[int]
    ticket: str
    expires_at: _timestamp_pb2.Timestamp
    def __init__(self, ticket: _Optional[str] = ..., expires_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...
