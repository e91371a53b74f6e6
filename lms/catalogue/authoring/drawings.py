"""A picture inside a step: a line of its own, drawn with its size so that the page does not jump."""

import re
from collections.abc import Callable, Mapping, Sequence

from markdown_it.token import Token
from markupsafe import escape

from lms.catalogue.authoring.pictures import Drawing

SHORTEST, LONGEST = 10, 160
OURS = re.compile(r"/pictures/[0-9a-f]{32}\.(?:svg|webp)", re.ASCII)
_FILE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.(svg|webp)", re.ASCII)


def is_picture(tokens: Sequence[Token], index: int) -> bool:
    """Whether a paragraph of the step's own level begins here that holds one picture and nothing else."""
    if tokens[index].type != "paragraph_open" or tokens[index].level != 0:
        return False
    parts = tokens[index + 1].children or []
    return len(parts) == 1 and parts[0].type == "image"


def picture_of(inline: Token) -> tuple[str, str]:
    """The file and the words of a picture that stands alone."""
    [image] = inline.children or []
    return str(image.attrs.get("src", "")), image.content


def check_picture(
    inline: Token, pictures: Mapping[str, Drawing], line: int, complain: Callable[[str, int], None]
) -> None:
    file, words = picture_of(inline)
    [image] = inline.children or []
    if not _FILE.fullmatch(file):
        complain("a picture is a file of the folder pictures: ![What it shows](tin-nhan-gia.svg)", line)
    elif file not in pictures:
        complain(f"the folder pictures of this module has no usable file “{file}”", line)
    if "title" in image.attrs:
        complain("write nothing behind the picture's file: its words stand in ![…]", line)
    if not SHORTEST <= len(words) <= LONGEST:
        complain(
            f"say what the picture shows in {SHORTEST} to {LONGEST} letters; here are {len(words)}: ![…](…)",
            line,
        )
    if any(part.type != "text" for part in image.children or []):
        complain("the words of a picture are plain text", line)


def drawn_picture(inline: Token, pictures: Mapping[str, Drawing], insert: Callable[[str], str]) -> Token:
    """One token that is written out as the figure; an empty one for a picture that is not there."""
    file, words = picture_of(inline)
    drawing = pictures.get(file)
    made = Token("html_block", "", 0)
    if drawing:
        made.content = (
            f'<figure class="drawing"><img src="/pictures/{drawing.name}" alt="{escape(insert(words))}" '
            f'width="{drawing.width}" height="{drawing.height}" loading="lazy"></figure>\n'
        )
    return made


def keep(tag: str, attribute: str, value: str) -> str | None:
    """For the cleaner: of a picture's attributes only what is drawn above."""
    if tag == "img" and attribute == "src":
        return value if OURS.fullmatch(value) else None
    if tag == "figure":
        return value if value == "drawing" else None
    return value


def without_strangers(html: str) -> str:
    """No picture without an address of ours."""
    return re.sub(r"<img(?![^>]* src=)[^>]*>", "", html)
