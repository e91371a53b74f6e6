"""What a poster shows of a lesson, and how large its words can be."""

from collections.abc import Collection, Sequence

from lms.catalogue.content import Lesson
from lms.handouts.rules.reading import Shown, read

ONE_LINE = 27  # letters that stand beside each other in the large size
_SIZES = ((20, "short"), (26, "middle"), (31, "long"), (35, "longer"))


def for_poster(pictures: Sequence[Shown], practice: Collection[str]) -> Shown | None:
    """The first that shows no practice message or screen (their names are in `practice`), else the first."""
    return next((each for each in pictures if each.name not in practice), next(iter(pictures), None))


def pictures_of(lesson: Lesson, language: str) -> list[Shown]:
    """In the order of the steps."""
    found = (read(step.html.in_(language)).picture for step in lesson.steps)
    return [picture for picture in found if picture]


def lines_of(lesson: Lesson, language: str) -> list[list[str]]:
    """The poster's lines, long ones in two halves, in the language that the title is read in; none in an old edition."""
    return [halves(each) for each in lesson.poster.get(lesson.title.language_for(language), ())]


def halves(line: str) -> list[str]:
    """A long line in two about equally long parts, so that no word stands alone."""
    gaps = [at for at, letter in enumerate(line) if letter == " "]
    if len(line) <= ONE_LINE or not gaps:
        return [line]
    # A pause is worth a few letters of difference.
    middle = min(gaps, key=lambda at: abs(at - len(line) / 2) - 4 * (line[at - 1] in ",:?.;"))
    return [line[:middle], line[middle + 1 :]]


def size_of(title: str) -> str:
    """How large the title can be to stay on its line; empty where it takes two."""
    return next((size for letters, size in _SIZES if len(title) <= letters), "")
