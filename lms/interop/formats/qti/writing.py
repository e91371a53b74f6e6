"""Questions to a QTI 3.0 content package in one language: a manifest, a test, an item each, the pictures."""

import io
import zipfile
from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from flask_babel import lazy_gettext as _l

from lms.interop.formats.found import Refused, Written
from lms.interop.formats.qti.item_writing import Document, identifier, item
from lms.interop.formats.qti.package import MANIFEST
from lms.interop.formats.tags import tags_of

_WHEN = (1980, 1, 1, 0, 0, 0)  # the same questions make the same file
_DIFFICULTY = {1: "easy", 2: "medium", 3: "difficult"}
_SCHEMAS = "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd"
_TEST = f"""<?xml version="1.0" encoding="UTF-8"?>
<qti-assessment-test xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.imsglobal.org/xsd/imsqtiasi_v3p0 {_SCHEMAS}/imsqti_asiv3p0p1_v1p0.xsd" identifier=%s title=%s>
<qti-test-part identifier="part" navigation-mode="linear" submission-mode="individual">
%s</qti-test-part>
</qti-assessment-test>
"""
_MANIFEST = f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest xmlns="http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1" xmlns:lom="http://ltsc.ieee.org/xsd/LOM" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1 {_SCHEMAS}/imsqtiv3p0_imscpv1p2_v1p0.xsd http://ltsc.ieee.org/xsd/LOM https://purl.imsglobal.org/spec/md/v1p3/schema/xsd/imsmd_loose_v1p3p2.xsd" identifier=%s>
<metadata><schema>QTI Package</schema><schemaversion>3.0.1</schemaversion></metadata>
<organizations/>
<resources>
%s</resources>
</manifest>
"""


def write(
    course: str,
    module: str,
    questions: list[Document],
    language: str,
    pictures: Mapping[str, bytes] | None = None,
) -> Written:
    """The package; scenarios are left out, since QTI has no interaction for them.

    Args:
        pictures: the bytes of the module's pictures by name, as far as they are known.
    """
    done = Written(b"", f"{course}-{module}.qti.zip", "application/zip")
    files: dict[str, bytes] = {}
    listed: list[Document] = []
    known = pictures or {}
    for document in questions:
        try:
            text = item(document, language)
        except Refused as refused:
            done.left_out[document["id"]] = refused.reason
            continue
        if (name := document.get("picture")) and name not in known:
            done.losses[document["id"]] = [_l("the picture is named, but its file is not here")]
        elif name:
            files[f"pictures/{name}"] = known[name]
        files[f"items/{document['id']}.xml"] = text.encode()
        listed.append(document)
        done.written.append(document["id"])
    files["test.xml"] = _test(course, module, listed).encode()
    files[MANIFEST] = _manifest(course, module, listed, sorted(files)).encode()
    done.content = _zipped(files)
    return done


def _test(course: str, module: str, questions: list[Document]) -> str:
    """One section a lesson, so that another system shows the same order."""
    by_lesson: dict[str, list[Document]] = {}
    for document in questions:
        by_lesson.setdefault(document["lesson"], []).append(document)
    sections = []
    for lesson, asked in by_lesson.items():
        references = "".join(
            f'<qti-assessment-item-ref identifier="{identifier(each["id"])}" href="items/{each["id"]}.xml"/>\n'
            for each in asked
        )
        sections.append(
            f'<qti-assessment-section identifier="{identifier(lesson)}" title="{lesson}" visible="true">\n'
            f"{references}</qti-assessment-section>\n"
        )
    return _TEST % (
        quoteattr(identifier(f"{course}-{module}")),
        quoteattr(f"{course} {module}"),
        "".join(sections),
    )


def _manifest(course: str, module: str, questions: list[Document], files: list[str]) -> str:
    resources = []
    for document in questions:
        path = f"items/{document['id']}.xml"
        picture = f"pictures/{document.get('picture')}"
        needs = f'<dependency identifierref="{_picture_id(picture)}"/>' if picture in files else ""
        resources.append(
            f'<resource identifier="{identifier(document["id"])}" type="imsqti_item_xmlv3p0" href="{path}">'
            f'{_metadata(document)}<file href="{path}"/>{needs}</resource>\n'
        )
    for path in (each for each in files if each.startswith("pictures/")):
        resources.append(
            f'<resource identifier="{_picture_id(path)}" type="webcontent" href={quoteattr(path)}>'
            f"<file href={quoteattr(path)}/></resource>\n"
        )
    resources.append(
        '<resource identifier="the-test" type="imsqti_test_xmlv3p0" href="test.xml"><file href="test.xml"/>'
        + "".join(f'<dependency identifierref="{identifier(each["id"])}"/>' for each in questions)
        + "</resource>\n"
    )
    return _MANIFEST % (quoteattr(identifier(f"package-{course}-{module}")), "".join(resources))


def _picture_id(path: str) -> str:
    return "picture-" + "".join(c if c.isascii() and (c.isalnum() or c in "-.") else "_" for c in path[9:])


def _metadata(document: dict[str, Any]) -> str:
    keywords = "".join(
        f'<lom:keyword><lom:string language="en">{escape(tag)}</lom:string></lom:keyword>'
        for tag in tags_of(document)
        if not tag.startswith("difficulty")
    )
    general = f"<lom:general>{keywords}</lom:general>" if keywords else ""
    difficulty = _DIFFICULTY[document["difficulty"]]
    return (
        f"<metadata><lom:lom>{general}<lom:educational><lom:difficulty><lom:source>LOMv1.0</lom:source>"
        f"<lom:value>{difficulty}</lom:value></lom:difficulty></lom:educational></lom:lom></metadata>"
    )


def _zipped(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        # The manifest stands first, for readers that stream.
        for path in sorted(files, key=lambda each: (each != MANIFEST, each)):
            info = zipfile.ZipInfo(path, _WHEN)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, files[path])
    return out.getvalue()
