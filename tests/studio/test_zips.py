"""Zips in and out: the same files make the same bytes, and nothing but a course comes in."""

import io
import stat
import zipfile

import pytest

from lms.catalogue.packages import opened, packed
from lms.core.unzip import BadArchive
from lms.studio.rules.refusals import NotAPackage
from lms.studio.rules.taking_in import course_files
from tests.catalogue.writing import FILES
from tests.studio.making import drafted, upload, zipped


def made(files, compression=zipfile.ZIP_DEFLATED, mode=0o644 << 16):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, body in files.items():
            entry = zipfile.ZipInfo(name)
            entry.external_attr, entry.compress_type = mode, compression
            archive.writestr(entry, body)
    return out.getvalue()


def test_the_same_files_make_the_same_bytes_in_any_order():
    files = {"course.yaml": b"a", "facts.yaml": b"b"}
    assert packed(files) == packed(dict(reversed(files.items())))
    assert opened(packed(files)) == files


def test_a_folder_made_into_a_zip_by_a_computer_is_taken():
    folder, files = course_files(
        made({"khoa/course.yaml": b"x", "__MACOSX/khoa/._course.yaml": b"", "khoa/.DS_Store": b""})
    )
    assert (folder, files) == ("khoa", {"course.yaml": b"x"})


@pytest.mark.parametrize(
    "name",
    [
        "../course.yaml",
        "/etc/passwd",
        "C:/course.yaml",
        "an-toan/../../x.yaml",
        "an-toan\\..\\..\\x.yaml",
        "khoa/evil.py",
        "an-toan/pictures/x.png",
        "an-toan/pictures/sub/x.svg",
        "An-Toan/module.yaml",
        "an-toan/bai.de.md",
        ".git/config",
    ],
)
def test_names_that_no_course_has_are_refused(name):
    with pytest.raises((BadArchive, NotAPackage)):
        course_files(made({"course.yaml": b"x", name: b"x"}))


def test_bombs_links_locks_and_rubbish_are_refused():
    hostile = [
        b"",
        b"PK\x03\x04" + b"\0" * 100,
        zipped()[:-40],
        made({"course.yaml": b"x", "facts.yaml": b"\0" * 60_000_000}),
        made({"course.yaml": b"/etc/passwd"}, mode=(stat.S_IFLNK | 0o777) << 16),
        made({f"an-toan/bai-{n}.vi.md": b"" for n in range(1_001)} | {"course.yaml": b""}),
        made({"course.yaml": b"x"}, zipfile.ZIP_BZIP2),
        made({"other.txt": b"x"}),
        made({"a/course.yaml": b"x", "b/course.yaml": b"x"}),
        made({"course.yaml": b"x" * 500_000}, zipfile.ZIP_STORED),
    ]
    for number, content in enumerate(hostile):
        with pytest.raises((BadArchive, NotAPackage)):
            course_files(content)
            raise AssertionError(f"number {number} came in")


def test_what_is_taken_out_comes_in_again_alike(read_as, world):
    author, draft = drafted(read_as, world)
    taken = author.visit(f"/studio/{draft}/package").response
    assert taken.headers["Content-Disposition"] == 'attachment; filename="khoa-moi.zip"'
    _folder, files = course_files(taken.data)
    assert files == {path: text.encode() for path, text in FILES.items()}
    upload(author, taken.data, world.units["commune"])
    assert "Nothing to correct" in author.text


def test_a_zip_with_mistakes_comes_in_and_they_are_listed_with_their_places(read_as, world):
    author, draft = drafted(
        read_as,
        world,
        **{
            "an-toan/mat-khau.vi.md": FILES["an-toan/mat-khau.vi.md"].replace("## Một", "## Một\n\n*nghiêng*")
        },
    )
    author.visit(f"/studio/{draft}/check")
    assert "Slanted text" in author.text or "nghiêng" in author.text
    assert "Step 1: Slanted text" in author.text, "a step by its number, not by its line"
    author.follow("Safety · Passwords (Tiếng Việt)")


def test_a_refused_zip_says_why(read_as, world):
    author = read_as(world.people["author"], staff=True)
    upload(author, made({"evil.exe": b"x", "course.yaml": b"x"}), world.units["commune"])
    assert "A course has no file of this name: evil.exe" in author.text
