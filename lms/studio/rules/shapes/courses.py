"""A course's own file, its facts, and a module's file."""

from flask_babel import lazy_gettext as _l

from lms.studio.rules.parts import Part

SMALL_LETTERS = _l("Small letters without accents, digits and hyphens.")
_MARKING = (("exact", _l("An answer is right or not")), ("partial", _l("An answer can be right in part")))
_QUIZ = (
    Part("marking", "pick", _l("How answers are marked"), options=_MARKING),
    Part(
        "minutes", "whole", _l("Minutes for a quiz"), _l("Leave this empty: who watches a clock reads worse.")
    ),
    Part("grace_seconds", "whole", _l("Seconds added for a slow network")),
    Part("attempts", "whole", _l("How often one may try"), _l("Empty means as often as one likes.")),
    Part("offline_days", "whole", _l("Days in which answers given without a network are taken")),
)
Options = tuple[tuple[str, str], ...]
_FIELDS = (
    Part("title", "line", _l("Title"), spoken=True),
    Part("summary", "long", _l("What it is about, in one sentence"), spoken=True),
    Part("languages", "lines", _l("Languages"), _l("vi, en or fr, one a line. Vietnamese is the original.")),
    Part("pass_mark", "whole", _l("Per cent that pass a quiz"), _l("Usually 80.")),
    Part(
        "questions_per_quiz", "whole", _l("Questions in a quiz"), _l("Every module needs at least as many.")
    ),
    Part("minimum_attendance", "whole", _l("Per cent of meetings one must attend"), _l("Usually 80.")),
    Part("quiz", "group", _l("Quizzes"), parts=_QUIZ),
)
SOURCED = (
    Part("source", "line", _l("Where it says so")),
    Part("checked", "line", _l("Checked on"), _l("Such as 2026-11-21.")),
)
FACTS = (
    Part(
        "facts",
        "rows",
        _l("Facts"),
        _l("Telephone numbers, addresses and limits: what may change is written here once."),
        add=_l("Add a fact"),
        parts=(
            Part("name", "line", _l("Short name"), SMALL_LETTERS),
            Part("value", "line", _l("What readers see"), spoken=True),
            Part("spoken", "line", _l("How a voice says it"), spoken=True),
            *SOURCED,
        ),
    ),
)
_COACH = Part(
    "coach",
    "rows",
    _l("For the coach, one thing after the other"),
    add=_l("Add one more thing to say"),
    parts=(
        Part("say", "line", _l("Say, word for word"), spoken=True),
        Part("look", "line", _l("Look for"), spoken=True),
        Part("wait", "whole", _l("Seconds to stay silent"), _l("Empty means 10.")),
    ),
)


def course_parts(modules: Options) -> tuple[Part, ...]:
    """What a course's own file lets one fill in, given its modules; their order is moved where they stand."""
    paths = Part(
        "paths",
        "rows",
        _l("Programmes made of these modules"),
        add=_l("Add a programme"),
        parts=(
            Part("id", "line", _l("Short name"), SMALL_LETTERS),
            Part("title", "line", _l("Title"), spoken=True),
            Part("summary", "long", _l("What it is about, in one sentence"), spoken=True),
            Part(
                "modules",
                "rows",
                _l("Modules in order"),
                bare=True,
                add=_l("Add a module"),
                parts=(Part("text", "pick", _l("Module"), options=modules),),
            ),
        ),
    )
    return (*_FIELDS, paths)


def module_parts(lessons: Options, modules: Options) -> tuple[Part, ...]:
    """What a module's file lets one fill in, given the lessons and the other modules there are."""
    return (
        Part("title", "line", _l("Title"), spoken=True),
        Part("short", "line", _l("Short title, for tables"), spoken=True),
        Part("summary", "long", _l("What a person can do afterwards, in one sentence"), spoken=True),
        Part(
            "competency",
            "level",
            _l("Competency: colour and picture"),
            options=(
                ("1", _l("1 Public services")),
                ("2", _l("2 Buying and selling")),
                ("3", _l("3 Paying")),
                ("4", _l("4 Safety")),
                ("5", _l("5 Government")),
            ),
        ),
        Part("instead_of", "pick", _l("Completing this module also completes"), options=modules),
        Part("extra", "flag", _l("Not needed for completing the course")),
        Part(
            "addressed_as",
            "pick",
            _l("How Vietnamese pages call its readers"),
            _l("Empty means bác, for learners over 60."),
            options=tuple((each, each) for each in ("anh/chị", "cô/chú", "bạn", "em")),
        ),
        Part(
            "skills",
            "rows",
            _l("Skills a trainer looks for"),
            add=_l("Add a skill"),
            parts=(
                Part("id", "line", _l("Short name"), SMALL_LETTERS),
                Part("lesson", "pick", _l("Lesson"), options=lessons),
                Part("title", "line", _l("What one can do"), spoken=True),
                Part("required", "flag", _l("Needed for completing the module in a class"), always=True),
                _COACH,
            ),
        ),
    )
