"""Web Push to the letter: the examples that the RFCs print, and what we refuse to read."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec

from lms.keeping.rules.push import LONGEST, NotASubscription, kept, name_of, read, seal
from lms.keeping.rules.vapid import key_of, public_key, vapid
from tests.keeping.push_service import Phone, base, claims_of, unbase

# RFC 8291, section 5 and appendix A.
WATERMELON = b"When I grow up, I want to be a watermelon"
SENDER = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
RECEIVER = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"
AUTH = "BTBZMqHH6r4Tts7J_aSIgg"
SALT = "DGv6ra1nlYgDCS1FRnbzlw"
SEALED = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6Tlz"
    "AC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)
# RFC 8292, section 2.4.
EXAMPLE = (
    "vapid t=eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzI1NiJ9.eyJhdWQiOiJodHRwczovL3B1c2guZXhhbXBsZS5uZXQiLCJleHAiOjE0NTM1"
    "MjM3NjgsInN1YiI6Im1haWx0bzpwdXNoQGV4YW1wbGUuY29tIn0.i3CYb7t4xfxCDquptFOepC9GAu_HLGkMlMuCGSK2rpiUfnK9ojFwDX"
    "b1JrErtmysazNjjvW2L9OkSSHzvoD1oA, "
    "k=BA1Hxzyi1RUM1b5wjxsn7nGxAszw2u61m164i3MrAIxHF6YK5h4SDYic-dRuU_RCPCfA5aq9ojSwk5Y2EmClBPs"
)
NOW = datetime(2026, 11, 17, 10, 0, tzinfo=UTC)


def test_the_example_of_rfc_8291_comes_out_letter_by_letter():
    phone = Phone("https://push.example.net/push/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV", RECEIVER, AUTH)
    sender = ec.derive_private_key(int.from_bytes(unbase(SENDER), "big"), ec.SECP256R1())
    body = seal(WATERMELON, read(phone.subscription), sender, unbase(SALT))
    assert base(body) == SEALED
    assert phone.open(body) == WATERMELON


def test_every_message_has_a_key_and_a_salt_of_its_own_and_one_reader():
    phone, other = Phone("https://push.example/1"), Phone("https://push.example/1")
    first, second = (seal(b"x", read(phone.subscription)) for _again in range(2))
    assert phone.open(first) == phone.open(second) == b"x"
    assert first[:16] != second[:16]
    assert first[21:86] != second[21:86]
    with pytest.raises(InvalidTag):
        other.open(first)


def test_the_example_of_rfc_8292_is_read_by_the_same_eyes_as_ours():
    claims, _key = claims_of(EXAMPLE)
    assert claims == {"aud": "https://push.example.net", "exp": 1453523768, "sub": "mailto:push@example.com"}
    ours = vapid(key_of("a secret"), "https://push.example.net", "mailto:lop@example.vn", NOW)
    claims, key = claims_of(ours)
    assert (claims["aud"], claims["sub"]) == ("https://push.example.net", "mailto:lop@example.vn")
    assert timedelta() < datetime.fromtimestamp(claims["exp"], UTC) - NOW <= timedelta(hours=24)
    assert key == public_key("a secret")
    with pytest.raises(InvalidSignature):
        claims_of(ours.replace(key, public_key("another secret")))


def test_the_key_hangs_on_the_secret_alone():
    assert public_key("a secret") == public_key("a secret") != public_key("another secret")
    assert len(unbase(public_key("a secret"))) == 65


def test_what_is_kept_is_what_is_needed():
    phone = Phone("https://push.example/1")
    more = json.loads(phone.subscription) | {"name": "Hoa"}
    assert read(kept(read(json.dumps(more)))) == read(phone.subscription)
    assert "Hoa" not in kept(read(json.dumps(more)))


GOOD = json.loads(Phone("https://push.example/1").subscription)


@pytest.mark.parametrize(
    "given",
    [
        "",
        "[]",
        "[" * LONGEST,
        "null",
        json.dumps({**GOOD, "keys": None}),
        json.dumps({**GOOD, "keys": {**GOOD["keys"], "auth": "AAAA"}}),
        json.dumps({**GOOD, "keys": {**GOOD["keys"], "auth": 5}}),
        json.dumps(
            {**GOOD, "keys": {**GOOD["keys"], "p256dh": base(b"\x04" + b"\x01" * 64)}}
        ),  # no such point
        json.dumps({**GOOD, "keys": {**GOOD["keys"], "p256dh": "ở"}}),
        json.dumps({**GOOD, "endpoint": "https://push.example/ở"}),
        json.dumps({**GOOD, "endpoint": "https://push.example/" + "x" * LONGEST}),
    ],
)
def test_anything_else_is_refused(given):
    with pytest.raises(NotASubscription):
        read(given)


def test_a_phone_is_named_in_words_of_ours():
    android = "Mozilla/5.0 (Linux; Android 14; SM-A146P) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile Safari/537.36"
    assert name_of(android) == "Android, Chrome"
    assert name_of(android + " coc_coc_browser/120") == "Android, Cốc Cốc"
    assert name_of("<script>") == "?"
