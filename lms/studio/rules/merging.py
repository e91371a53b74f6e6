"""What two people changed in one file, put together: piece by piece, and asking only where both changed the same."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from lms.studio.rules import lessons, yaml_files

Pieces = Sequence[str]


@dataclass(frozen=True, slots=True)
class Clash:
    """A place that both changed, each in their way."""

    base: str
    mine: str
    theirs: str


Merged = list[str | Clash]


def pieces_of(path: str, text: str) -> list[str]:
    """The file cut where two people can work side by side: steps, questions, fields."""
    return lessons.pieces(text) if path.endswith(".md") else yaml_files.parts(text)


def merge(path: str, base: str, mine: str, theirs: str) -> Merged:
    """Both changes of `base` in one; a `Clash` where somebody has to choose."""
    merged: Merged = []
    cut = [pieces_of(path, text) for text in (base, mine, theirs)]
    done = (0, 0, 0)
    for begin, end in _shared(*cut):
        merged += _between(*(cut[n][done[n] : begin[n]] for n in range(3)))
        merged += cut[0][begin[0] : end[0]]
        done = end
    return merged


def clashes(merged: Merged) -> list[Clash]:
    return [each for each in merged if isinstance(each, Clash)]


def settled(merged: Merged, choices: Sequence[str]) -> str:
    """The text with every clash decided: "mine", "theirs" or "both"."""
    waiting = iter(choices)
    words = []
    for each in merged:
        if isinstance(each, Clash):
            choice = next(waiting)
            words += [each.theirs] if choice in {"theirs", "both"} else []
            words += [each.mine] if choice in {"mine", "both"} else []
        else:
            words.append(each)
    return "".join(words)


_Place = tuple[int, int, int]


def _shared(base: Pieces, mine: Pieces, theirs: Pieces) -> Iterator[tuple[_Place, _Place]]:
    """Where all three are alike, as (begin, end) in each; the end of all of them comes last."""
    ours = SequenceMatcher(None, base, mine, autojunk=False).get_matching_blocks()
    others = SequenceMatcher(None, base, theirs, autojunk=False).get_matching_blocks()
    m = t = 0
    while m < len(ours) and t < len(others):
        one, other = ours[m], others[t]
        begin, end = max(one.a, other.a), min(one.a + one.size, other.a + other.size)
        if begin < end:
            at = (begin, one.b + begin - one.a, other.b + begin - other.a)
            yield at, (end, at[1] + end - begin, at[2] + end - begin)
        if one.a + one.size < other.a + other.size:
            m += 1
        else:
            t += 1
    everything = (len(base), len(mine), len(theirs))
    yield everything, everything


def _between(base: Pieces, mine: Pieces, theirs: Pieces) -> Merged:
    """One stretch in which not all three are alike."""
    if mine == theirs or theirs == base:
        return list(mine)
    if mine == base:
        return list(theirs)
    if not base:
        # Both added something here: neither stands in the other's way.
        return [*theirs, *mine]
    if len(base) == len(mine) == len(theirs):
        if len(base) > 1:
            return [
                part
                for each in zip(base, mine, theirs, strict=True)
                for part in _between(*([one] for one in each))
            ]
    else:
        for one, other in ((theirs, mine), (mine, theirs)):
            # One only added something before or after what the other changed.
            if list(one[: len(base)]) == list(base):
                return [*other, *one[len(base) :]]
            if list(one[-len(base) :]) == list(base):
                return [*one[: -len(base)], *other]
    return [Clash("".join(base), "".join(mine), "".join(theirs))]
