"""What cannot be done with a draft, and why."""

from flask_babel import lazy_gettext as _l

from lms.core.errors import Refusal


class NotEditable(Refusal):
    reason = _l("This draft cannot be changed now: somebody is deciding on it, or it was decided on.")


class StillWrong(Refusal):
    reason = _l("There is still something to correct. Correct it first, then ask.")


class NotAsked(Refusal):
    reason = _l("Nobody is asking for this draft to be published now.")


class NotYourOwn(Refusal):
    reason = _l("You asked for this yourself. Another person must look at it.")


class ChangedMeanwhile(Refusal):
    reason = _l("Something changed since you opened this page. Look at it once more, then decide.")


class NewerEdition(Refusal):
    reason = _l("The course was published anew since this draft began. Take the newer edition in first.")


class LessonGone(Refusal):
    reason = _l("The course no longer has this lesson, so no unit can have it in its own words.")


class BrokenFile(Refusal):
    reason = _l("This needs a file that has a fault. Correct the fault first: the check names its line.")


class NoFiles(Refusal):
    reason = _l(
        "The files of this edition are not kept. Ask whoever runs the system to publish the courses once more."
    )


class NotAPackage(Refusal):
    """The zip holds no course; `reason` says what is wrong."""


class BadPicture(Refusal):
    """The picture cannot be taken; `reason` says why."""
