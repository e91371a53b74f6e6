"""Why a recording is not taken."""

from flask_babel import lazy_gettext as _l

from lms.core.errors import Refusal


class BadRecording(Refusal):
    """The file is no recording that every phone can play, or is longer or larger than a step may be."""


class NotHeard(Refusal):
    reason = _l("This step has no words for a voice in this language.")


class OtherWords(Refusal):
    reason = _l(
        "The words of this step have changed since you opened this page. Record them as they are now."
    )


class Elsewhere(Refusal):
    reason = _l("Another course says the same words. Only its authors record them.")
