"""The JavaScript libraries kept in the tree are those that bin/vendor brought, unchanged."""

import hashlib

from lms.ui.pages import STATIC

VENDOR = STATIC / "vendor"


def test_every_library_is_listed_with_its_licence_and_unchanged():
    lines = [line.split(" | ") for line in (VENDOR / "VENDOR.txt").read_text().splitlines() if " | " in line]
    listed = {line[0]: line for line in lines[1:]}
    kept = {each.name for each in VENDOR.iterdir() if each.suffix in {".js", ".wasm"}}
    assert set(listed) == kept
    for name, package, _version, _licence, _path, digest in listed.values():
        assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == digest, name
        assert (VENDOR / f"{package}.LICENSE").read_text().strip()


def test_no_library_asks_another_site():
    for each in VENDOR.glob("*.js"):
        words = each.read_text()
        for way in ('import("http', 'importScripts("http', 'fetch("http', "jsdelivr", "unpkg"):
            assert way not in words, each.name
