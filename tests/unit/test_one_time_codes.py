"""One-time codes, as RFC 6238 says."""

import base64
from datetime import UTC, datetime

import pytest

from store.secrets.one_time_codes import MalformedTotp, OneTimeCodes


def encoded(key: bytes) -> str:
    return base64.b32encode(key).decode()


@pytest.mark.parametrize(
    ("algorithm", "key", "time", "code"),
    [  # RFC 6238, appendix B
        ("SHA1", b"12345678901234567890", 59, "94287082"),
        ("SHA1", b"12345678901234567890", 20_000_000_000, "65353130"),
        ("SHA256", b"12345678901234567890123456789012", 59, "46119246"),
        ("SHA512", b"1234567890123456789012345678901234567890123456789012345678901234", 1_234_567_890, "93441116"),
    ],
)
def test_codes_are_those_of_the_standard(algorithm: str, key: bytes, time: int, code: str) -> None:
    url = f"otpauth://totp/Portal:me?secret={encoded(key)}&issuer=Portal&digits=8&algorithm={algorithm}"
    assert OneTimeCodes.parse(url).at(datetime.fromtimestamp(time, UTC)) == code


@pytest.mark.parametrize(
    "text",
    ["GEZDGNBVGY3TQOJQ", " gezd gnbv gy3t qojq ", "GEZD-GNBV-GY3T-QOJQ", "otpauth://totp/x?secret=gezdgnbvgy3tqojq"],
)
def test_a_secret_is_read_as_sites_show_it(text: str) -> None:
    assert OneTimeCodes.parse(text) == OneTimeCodes(b"1234567890")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "base32"),
        ("SECRET1!", "base32"),
        ("SECRET", "base32"),  # no whole number of bytes
        ("otpauth://hotp/x?secret=GEZDGNBVGY3TQOJQ&counter=1", "otpauth://totp/"),
        ("otpauth://totp/x?secret=", "base32"),
        ("otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ&digits=9", "digits must be a whole number from 6 to 8"),
        ("otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ&period=0", "period"),
        ("otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ&algorithm=MD5", "SHA1, SHA256 or SHA512"),
        ("otpauth://[", "otpauth"),
    ],
)
def test_what_gives_no_codes_is_refused_and_not_repeated(text: str, told: str) -> None:
    with pytest.raises(MalformedTotp, match=told) as error:
        OneTimeCodes.parse(text)
    assert "SECRET" not in str(error.value)
    assert "GEZD" not in str(error.value)
