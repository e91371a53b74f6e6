"""What an item says after the answer: of single choices, and of the whole."""

from xml.etree.ElementTree import Element

from flask_babel import lazy_gettext as _l

from lms.interop.formats.draft import Draft
from lms.interop.formats.found import few
from lms.interop.formats.qti.names import all_of, attr
from lms.interop.formats.qti.shown import shown

_GENERAL = ("because", "solution", "general", "explanation")
_RIGHT = ("correct", "right")


class Feedback:
    """What choices ask for is theirs; what is left explains the whole, or is noted as lost."""

    def __init__(self, draft: Draft, item: Element) -> None:
        self.draft = draft
        self.left: list[tuple[str, str, str]] = []  # outcome, identifier, words
        pieces = list(all_of(item, "feedbackinline", "feedbackblock", "modalfeedback"))
        few(len(pieces))
        for each in pieces:
            if attr(each, "showhide", "show") == "show" and (words := shown(draft, each)):
                self.left.append((attr(each, "outcomeidentifier"), attr(each, "identifier"), words))

    def of_choice(self, identifier: str) -> str:
        """What is said of one choice, which nothing else is told again."""
        mine = [each for each in self.left if each[1] == identifier]
        self.left = [each for each in self.left if each[1] != identifier]
        return " ".join(words for _outcome, _name, words in mine)

    def explain(self, words: str) -> None:
        """Let what is said of a right choice explain the whole, where nothing else does."""
        self.left.append(("", _RIGHT[0], words))

    def general(self) -> str:
        """What explains the right answer, said of the whole or of it."""
        kept = ""
        for names in (_GENERAL, _RIGHT):
            for outcome, name, words in self.left:
                if not kept and any(part.lower().startswith(names) for part in (outcome, name)):
                    kept = words
        if any(words != kept for _outcome, _name, words in self.left):
            self.draft.lose(
                _l("what is said after an answer is left out where it belongs to no single choice")
            )
        return kept
