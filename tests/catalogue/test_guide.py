"""The authors' guide: whoever copies its examples gets a course without errors."""

import re
from pathlib import Path

from lms.catalogue.authoring import read_course
from lms.catalogue.questions import QuestionKind
from tests.catalogue.kinds import PICTURE, QUESTIONS_FILE
from tests.catalogue.writing import COURSE, FILES, write_course

GUIDE = (Path(__file__).parents[2] / "docs" / "authoring.md").read_text()


def examples() -> list[str]:
    """Each type's lines put behind the common ones, as the guide says."""
    section = GUIDE[GUIDE.index("## questions.yaml") : GUIDE.index("## Pictures")]
    common, *kinds = re.findall(r"```yaml\n(.*?)```", section, re.DOTALL)
    shared = "\n".join(line for line in common.splitlines()[2:]).replace('"vneid"', '"mat-khau"')
    return [f'- id: "cau-{n}"\n{shared}\n{lines}' for n, lines in enumerate(kinds)]


def test_the_examples_of_all_kinds_pass_the_check(tmp_path):
    changed = {
        QUESTIONS_FILE: FILES[QUESTIONS_FILE] + "".join(examples()),
        "an-toan/pictures/tin-nhan-gia.svg": PICTURE,
    }
    [module] = read_course(write_course(tmp_path, **changed))["modules"]
    shown = {each["kind"] for each in module["questions"] if each["id"].startswith("cau-")}
    assert shown == set(QuestionKind) - {QuestionKind.MULTIPLE}, "multiple is told in words"


def test_the_quiz_settings_shown_pass_the_check(tmp_path):
    [line] = re.findall(r"^quiz: \{[^}]*\}", GUIDE, re.MULTILINE)
    course = {"course.yaml": COURSE.replace("modules:", f"{line}\nmodules:")}
    assert read_course(write_course(tmp_path, **course))["quiz"] == {"marking": "partial", "offline_days": 7}
