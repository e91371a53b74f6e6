"""Answers given without a network: where they are taken, and what is said of those that are not."""

from datetime import datetime, timedelta

from flask_babel import lazy_gettext as _l

from lms.catalogue.content import Quizzing
from lms.catalogue.questions import Hotspot, Question, Scenario
from lms.core.errors import Refusal


class NotWithoutNetwork(Refusal):
    reason = _l("This quiz can only be taken with a network, one question after another.")


class AnsweredBefore(Refusal):
    reason = _l("You answered this question before. The first answer counts.")


class HandedIn(Refusal):
    reason = _l("This try was finished before this answer arrived.")


class NotReadable(Refusal):
    reason = _l("This answer could not be read. Answer it once more.")


def can_go_along(quiz: Quizzing) -> bool:
    """Whether the quiz may be answered without a network: a time limit can only be kept with one."""
    return quiz.offline_days > 0 and quiz.minutes is None


def check_can_go_along(quiz: Quizzing, due_at: datetime | None) -> None:
    """
    Raises:
        NotWithoutNetwork: where the quiz, or this attempt at it, must be answered with a network.
    """
    if due_at is not None or not can_go_along(quiz):
        raise NotWithoutNetwork


def fits(question: Question) -> bool:
    """Whether it can be asked all at once; a picture and the scenes of a story need the network."""
    return not isinstance(question.body, Hotspot | Scenario)


def given_at(ago: timedelta, quiz: Quizzing, started_at: datetime, now: datetime) -> datetime:
    """When an answer was given that a phone says to have been given this long ago.

    Within the days the quiz allows and never before the attempt began: a phone's clock may
    jump by years, and an answer is not lost for that.
    """
    ago = min(max(ago, timedelta(0)), timedelta(days=quiz.offline_days))
    return max(now - ago, started_at)
