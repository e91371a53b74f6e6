"""Files that mean harm, by name: each with the kind it claims to be."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

LAUGHS = (
    '<!DOCTYPE quiz [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">' for n in range(12))
    + "]><quiz><question>&m;</question></quiz>"
)
QUADRATIC = f'<!DOCTYPE quiz [<!ENTITY a "{"a" * 50_000}">]><quiz>{"&a;" * 50_000}</quiz>'


def zipped(
    *entries: tuple[str, bytes], mode: int = 0o100644, compression: int = zipfile.ZIP_DEFLATED
) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for path, content in entries:
            info = zipfile.ZipInfo(path)
            info.external_attr, info.compress_type = mode << 16, compression
            archive.writestr(info, content)
    return out.getvalue()


def overlapping(copies: int = 800) -> bytes:
    """Entries that all point at one compressed block, as David Fifield's zip bomb does."""
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = packed.compress(b" " * 8_000_000) + packed.flush()
    name = b"a.xml"
    local = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 8, 0, 33, 0, len(body), 8_000_000, len(name), 0)
    central = b"".join(
        struct.pack(
            "<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 8, 0, 33, 0, len(body), 8_000_000, 8, 0, 0, 0, 0, 0, 0
        )
        + b"%08d" % number
        for number in range(copies)
    )
    front = local + name + body
    return (
        front
        + central
        + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, copies, copies, len(central), len(front), 0)
    )


def lying() -> bytes:
    """An entry that says it holds ten bytes and unfolds to eight million."""
    content = bytearray(zipped(("a.xml", b"\0" * 8_000_000)))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = content.index(mark) + offset
        content[at : at + 4] = struct.pack("<L", 10)
    return bytes(content)


def locked() -> bytes:
    content = bytearray(zipped(("a.xml", b"<x/>")))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + offset] |= 1
    return bytes(content)


def corpus() -> Iterator[tuple[str, str, bytes]]:
    """Name, kind and content of every hostile file."""
    for kind in ("moodle", "qti"):
        yield "billion laughs", kind, LAUGHS.encode()
        yield "quadratic blow-up", kind, QUADRATIC.encode()
        yield "file of the machine", kind, b'<!DOCTYPE q [<!ENTITY x SYSTEM "file:///etc/passwd">]><q>&x;</q>'
        yield "address of the net", kind, b'<!DOCTYPE q SYSTEM "http://127.0.0.1:1/x.dtd"><q/>'
        yield "parameter entity", kind, b'<!DOCTYPE q [<!ENTITY % x SYSTEM "http://127.0.0.1:1/">%x;]><q/>'
        yield "half a million deep", kind, b"<a>" * 500_000
        yield "a million elements", kind, b"<quiz>" + b"<a/>" * 1_000_000 + b"</quiz>"
        yield (
            "a million attributes",
            kind,
            b"<quiz " + b" ".join(b'a%d=""' % n for n in range(300_000)) + b"/>",
        )
        yield "cut short", kind, b"<quiz><question type='multichoice'>"
        yield "no such encoding", kind, b'<?xml version="1.0" encoding="klingon"?><quiz/>'
        yield "nothing", kind, b""
        yield "too large", kind, b"<quiz>" + b" " * 5_300_000 + b"</quiz>"
    yield "dense zip", "qti", zipped(("a.xml", b"\0" * 19_000_000))
    yield "overlapping zip", "qti", overlapping()
    yield "lying zip", "qti", lying()
    yield "locked zip", "qti", locked()
    yield "many files", "qti", zipped(*((f"{n}.xml", b"<x/>") for n in range(1_001)))
    yield "many dense files", "qti", zipped(*((f"{n}.xml", b"<x>" + b" " * 300_000) for n in range(900)))
    for path in ("../../etc/passwd", "/etc/passwd", "a/../../b.xml", "C:\\windows\\x.xml", "..\\..\\x.xml"):
        yield f"path {path}", "qti", zipped((path, b"<x/>"))
    yield "symbolic link", "qti", zipped(("a.xml", b"/etc/passwd"), mode=0o120777)
    yield "device", "qti", zipped(("a.xml", b""), mode=0o020666)
    yield "lzma zip", "qti", zipped(("a.xml", b"<x/>"), compression=zipfile.ZIP_LZMA)
    yield "zip in a zip", "qti", zipped(("a.zip", zipped(("b.xml", b"\0" * 9_000_000))))
    yield "cut zip", "qti", zipped(("a.xml", b"<x/>" * 999))[:-30]
    yield "hostile item", "qti", zipped(("a.xml", LAUGHS.encode()))
    yield "hostile manifest", "qti", zipped(("imsmanifest.xml", LAUGHS.encode()), ("a.xml", b"<x/>"))
    yield "a million questions", "gift", b"a{T}\n\n" * 800_000
    yield "a million choices", "gift", b"a{=b" + b"~c" * 2_000_000 + b"}"
    yield "braces", "gift", b"{" * 5_000_000
    yield "colons", "gift", b"::" * 2_500_000
    yield "backslashes", "gift", b"\\" * 5_000_000
    yield "bold without end", "gift", b"[markdown]" + b"**a " * 1_000_000 + b"{T}"
    yield "tags without end", "gift", b"[html]" + b"<a" * 2_000_000 + b"{T}"
    yield "bold a thousand times", "gift", (b"[markdown]" + b"**a " * 490 + b"{T}\n\n") * 2_000
    yield "one line", "aiken", b"A. " * 1_700_000
    yield "many answers", "aiken", b"ANSWER: A\n" * 500_000
    yield "zeros", "gift", b"\0" * 5_000_000
