"""Signatures: ours count, everything else does not."""

import pytest

from lms.certificates.signing import canonical, keys_of

SNAPSHOT = {"name": "Nguyễn Thị Hòa", "serial": "7", "modules": [{"title": "Ẫm", "competency": 3}]}


def signed(secret: str = "a secret"):  # noqa: S107
    keys = keys_of(secret)
    snapshot = {**SNAPSHOT, "key": keys.key_id}
    return keys, snapshot, keys.sign(snapshot)


def test_canonical_json_does_not_depend_on_order():
    assert canonical({"b": 1, "a": "ế"}) == canonical({"a": "ế", "b": 1}) == '{"a":"ế","b":1}'.encode()


def test_what_we_signed_we_vouch_for_and_nothing_else():
    keys, snapshot, signature = signed()
    assert keys.vouch_for(snapshot, signature)
    assert not keys.vouch_for({**snapshot, "name": "Nguyễn Thị Hoà"}, signature)
    assert not keys.vouch_for({**snapshot, "more": 1}, signature)
    assert not keys_of("another secret").vouch_for(snapshot, signature)


@pytest.mark.parametrize("signature", ["", "A", "not base64 at all", "ế", "A" * 86, "=" * 90])
def test_a_signature_that_is_none_is_refused_quietly(signature):
    keys, snapshot, _ = signed()
    assert not keys.vouch_for(snapshot, signature)


def test_each_single_changed_letter_of_a_signature_is_noticed():
    keys, snapshot, signature = signed()
    raw = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    for at, letter in enumerate(signature[:-1]):
        other = raw[(raw.index(letter) + 1) % 64]
        assert not keys.vouch_for(snapshot, signature[:at] + other + signature[at + 1 :])


def test_a_retired_key_still_counts_and_a_dropped_one_does_not():
    _, snapshot, signature = signed("old")
    assert keys_of("new", "older old").vouch_for(snapshot, signature)
    assert not keys_of("new", "older").vouch_for(snapshot, signature)
    assert keys_of("new", "old").key_id == keys_of("new").key_id


def test_the_key_is_made_once_and_does_not_show_itself():
    assert keys_of("a secret") is keys_of("a secret")
    assert "a secret" not in repr(keys_of("a secret"))
