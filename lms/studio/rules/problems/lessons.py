"""Of lessons: their steps, boxes and pictures, and how easily they read."""

from typing import Any

from flask_babel import lazy_gettext as _l

from lms.studio.rules.problems.files import NAME

SENTENCES: tuple[tuple[str, Any], ...] = (
    ("this step is empty", _l("This step is empty.")),
    (
        r"a lesson has (?P<a>\d+) to (?P<b>\d+) steps; this one has (?P<c>\d+)",
        _l("A lesson has %(a)s to %(b)s steps; this one has %(c)s."),
    ),
    (
        r"this file has (?P<a>\d+) steps, the “(?P<name>.*)” file has (?P<b>\d+); they must match",
        _l("There are %(a)s steps here and %(b)s in the language %(name)s; it must be the same number."),
    ),
    (
        "a lesson begins with a line ---.*",
        _l("A lesson begins with its title, minutes and goal between two lines of three hyphens."),
    ),
    ("a lesson begins with the heading.*", _l("Something stands above the heading of the first step.")),
    (
        "the Vietnamese file lists its .*|.* stand only in the Vietnamese file",
        _l("This stands with the Vietnamese lesson, and only there."),
    ),
    ("(?:DigComp|DLGF) has no “(?P<name>.*?)”; .*", _l("There is no competence %(name)s.")),
    (
        r"this sentence has more than (?P<a>\d+) .*; make two of it: “(?P<name>.*)”",
        _l("This sentence has more than %(a)s syllables or words. Make two of it: “%(name)s”"),
    ),
    ("the sentences have .* read well", _l("The sentences are too long on average. Make them shorter.")),
    ("the reading ease is .*", _l("This is hard to read. Use shorter sentences and shorter words.")),
    ("a heading is plain text", _l("A heading is plain text, without marks.")),
    ("this is slanted text.*", _l("Slanted text is not used here. Use bold.")),
    ("this is a link.*", _l("A link is not used here. Make the address a fact and let people type it.")),
    (
        "this is a picture that does not stand alone.*",
        _l("A picture stands on a line of its own, with an empty line before and after it."),
    ),
    (
        "this is a line that begins with four blanks.*",
        _l("Take the blanks at the beginning of the line away."),
    ),
    ("this is a line that begins with >.*", _l("A line does not begin with >. Use a box.")),
    ("this is a forced line break.*", _l("Begin a new paragraph instead of a new line.")),
    ("this is a heading inside a step.*", _l("Only the heading of a step is a heading.")),
    ("this is .*", _l("Only bold, lists, boxes, facts and pictures are used in a step.")),
    (r"the box of line \d+ is not closed.*", _l("A box is not closed. End it with a line of three colons.")),
    (f"no box is called {NAME}.*", _l("No box is called %(name)s.")),
    (
        "::: .* needs a few words after it.*",
        _l("Say behind the box who sends the message, or which screen it is."),
    ),
    ("a box begins and ends at the left edge.*", _l("The three colons of a box stand at the left edge.")),
    ("::: ends a box here.*", _l("A box ends here, but none was begun.")),
    ("a box cannot stand inside another.*", _l("A box cannot stand inside another one. End that one first.")),
    (
        "::: .* has a fixed heading; write “(?P<name>.*)” on the next line",
        _l("This box has its own heading. Write “%(name)s” on the next line."),
    ),
    (
        "no lesson and no question of this module shows this picture",
        _l("No lesson and no question shows this picture."),
    ),
    (
        f"the folder pictures of this module has no usable file {NAME}",
        _l("There is no picture called %(name)s."),
    ),
    (
        r"say what the picture shows in (?P<a>\d+) to (?P<b>\d+) letters.*",
        _l("Say what the picture shows in %(a)s to %(b)s letters."),
    ),
    (
        "the “(?P<c>.*)” file shows .* at this step.*",
        _l("Every language shows the same picture at the same step."),
    ),
    ("a step shows one picture at most", _l("A step shows one picture at most.")),
    ("a picture is a file of the folder pictures.*", _l("Choose a picture of this module by its name.")),
    ("write nothing behind the picture's file.*", _l("Nothing stands behind the name of a picture.")),
    ("the words of a picture are plain text", _l("The words of a picture are plain text, without marks.")),
    ("only SVG pictures .*", _l("Only drawings (SVG) and photographs (WebP) stand here.")),
    (
        r"this picture has \d+ bytes; at most (?P<a>\d+) reach a phone quickly",
        _l("This picture is too large: it has at most %(a)s bytes."),
    ),
    (
        "this cannot be read as a photograph.*",
        _l("This photograph cannot be read. Save it once more as JPEG."),
    ),
    (
        r"this photograph is wider than (?P<a>\d+) dots or higher than (?P<b>\d+)",
        _l("This photograph is wider than %(a)s dots or higher than %(b)s."),
    ),
    (
        "something is noted in this photograph.*",
        _l("Something is noted in this photograph, such as its place. Take it out and in again here."),
    ),
    (
        "this cannot be read as SVG.*|take the lines <!DOCTYPE .*|a picture begins with <svg.*"
        "|an <svg> cannot stand inside another|this is nested deeper than .*",
        _l("This drawing cannot be read. Save it once more as plain SVG."),
    ),
    (
        "<script> is not among the parts .*|the attribute on[a-z]+ is not among .*",
        _l("There is a program in this drawing. Save it once more as plain SVG, without scripts."),
    ),
    (
        "<(?:image|feImage|use|a|foreignObject)> is not among the parts .*|the attribute href is not among .*"
        "|xlink: a picture refers to nothing else.*|.* refers to something outside the picture",
        _l(
            "This drawing needs something outside of it, such as a picture or an address. Draw that part in the "
            "drawing itself, or save the whole as PNG."
        ),
    ),
    (
        "<(?P<name>.*)> is not among the parts .*",
        _l("A drawing has no part called %(name)s here. Save it once more as plain SVG, or as PNG."),
    ),
    (
        "words stand here outside <text>: “(?P<name>.*)”",
        _l("These words are not text of the drawing: “%(name)s”"),
    ),
    ("the picture says its size in viewBox.*", _l("This drawing does not say how large it is (viewBox).")),
    (
        "the attribute (?P<name>.*) is not among .*",
        _l("A drawing has nothing called %(name)s here. Save it once more as plain SVG, or as PNG."),
    ),
)
