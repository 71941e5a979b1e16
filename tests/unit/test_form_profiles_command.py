"""`tabwright form-profiles` shows data as people read it."""

from typing import Any, cast
from unittest.mock import Mock

import pytest
from google.protobuf.json_format import ParseDict
from tabwright.v1.profile_pb2 import Profile

from cli.api import Api
from cli.form_profiles import show_profile
from cli.output import Format, Output


def test_data_is_shown_in_lines_with_whole_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    client: Any = Mock()
    client.profiles.GetProfile.return_value = ParseDict({"name": "acme", "data": {"b": 1, "a": "[x]\x1b"}}, Profile())
    show_profile(Api(client, Output(Format.TABLE), cast(Any, None)), "acme")
    told = [line.strip() for line in capsys.readouterr().out.splitlines()]
    assert [line for line in told if '"' in line] == ['"a": "[x]\\u001b",', '"b": 1']
