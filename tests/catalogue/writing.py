"""A small course in files, which a test then spoils in one place."""

from pathlib import Path

COURSE = """title: {vi: "Khóa thử", en: "Trial course"}
summary: {vi: "Một khóa nhỏ.", en: "A small course."}
languages: ["vi", "en"]
pass_mark: 80
questions_per_quiz: 3
minimum_attendance: 80
modules: ["an-toan"]
"""
FACTS = """cong-an:
  value: {vi: "113", en: "113 (police)"}
  source: "bocongan"
  checked: "2026-11-21"
"""
MODULE = """title: {vi: "An toàn", en: "Safety"}
short: {vi: "An toàn", en: "Safety"}
summary: {vi: "Bác giữ an toàn.", en: "You stay safe."}
competency: 4
lessons: ["mat-khau"]
skills:
  - id: "dat-mat-khau"
    lesson: "mat-khau"
    title: {vi: "Tự đặt mật khẩu", en: "Sets a password"}
    required: true
    coach:
      - say: {vi: "Bác mở cài đặt nhé.", en: "Open the settings."}
        look: {vi: "Bác tự chạm.", en: "They tap by themselves."}
      - say: {vi: "Bác đặt mật khẩu nhé.", en: "Set a password."}
        look: {vi: "Bác tự gõ.", en: "They type by themselves."}
        wait: 20
"""
QUESTIONS = """- id: "mot"
  type: "single"
  lesson: "mat-khau"
  difficulty: 1
  ask: {vi: "Gọi số nào?", en: "Which number?"}
  choices:
    - text: {vi: "Số {fact:cong-an}", en: "{fact:cong-an}"}
      right: true
    - text: {vi: "Số 1", en: "1"}
      because: {vi: "Số này không có.", en: "There is none."}
    - text: {vi: "Số 2", en: "2"}
      because: {vi: "Số này không có.", en: "There is none."}
  because: {vi: "Công an giúp bác.", en: "The police help."}
- id: "hai"
  type: "multiple"
  lesson: "mat-khau"
  difficulty: 2
  ask: {vi: "Câu nào đúng?", en: "Which are true?"}
  choices:
    - text: {vi: "A", en: "A"}
      right: true
    - text: {vi: "B", en: "B"}
      right: true
    - text: {vi: "C", en: "C"}
      because: {vi: "C sai.", en: "C is wrong."}
    - text: {vi: "D", en: "D"}
      because: {vi: "D sai.", en: "D is wrong."}
  because: {vi: "Vì vậy.", en: "So."}
- id: "ba"
  type: "truefalse"
  lesson: "mat-khau"
  difficulty: 1
  ask: {vi: "Mật khẩu là riêng. Đúng hay sai?", en: "A password is private. True or false?"}
  answer: true
  because: {vi: "Của riêng bác.", en: "It is yours."}
"""
_HEAD = """---
title: "{title}"
minutes: 6
goal: "{goal}"
loudspeaker: "{goal}"
poster: ["{title}", "{goal}", "113"]
"""
_STEPS = """---
## Một

Chữ **đậm {fact:cong-an}** ở đây.

## Hai

- một
- hai

## Ba

::: message NGÂN HÀNG {fact:cong-an}
Bấm gia-mao.top ngay.
:::

## Bốn

::: careful
Bác tắt máy.
:::

## Năm

1. Mở máy.
2. Tắt máy.

::: can
Tôi làm được.
:::
"""
LESSON_VI = (
    _HEAD.format(title="Mật khẩu", goal="Bác đặt được mật khẩu.")
    + "sources: []\nreview: []\n"
    + 'frameworks: {digcomp: ["4.2"], dlgf: ["0.1"]}\n'
    + _STEPS
)
LESSON_EN = _HEAD.format(title="Passwords", goal="You can set one.") + _STEPS

FILES = {
    "course.yaml": COURSE,
    "facts.yaml": FACTS,
    "an-toan/module.yaml": MODULE,
    "an-toan/questions.yaml": QUESTIONS,
    "an-toan/mat-khau.vi.md": LESSON_VI,
    "an-toan/mat-khau.en.md": LESSON_EN,
}


def write_course(folder: Path, **changed: str | bytes | None) -> Path:
    """The course's files in this folder; `changed` replaces files, None leaves one out."""
    for name, text in (FILES | changed).items():
        if text is None:
            continue
        path = folder / "thu" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder / "thu"
