"""A new question can be found and opened again, whatever its author left empty."""

from tests.studio.making import drafted


def test_a_question_without_a_short_name_gets_one_and_nobody_loses_it(read_as, world):
    author, draft = drafted(read_as, world)
    bank = f"/studio/{draft}/modules/an-toan/questions"
    for wish, name in (
        ("", "mat-khau"),
        ("", "mat-khau-2"),
        ("Câu của tôi", "cau-cua-toi"),
        ("mot", "mot-2"),
    ):
        author.visit(f"{bank}/new/single")
        assert 'name="choices.2.text.vi"' in author.html, "there is room for three choices"
        author.press("Save", **{"ask.vi": f"Hỏi {name}?", "id": wish})
        author.visit(bank).follow(f"Hỏi {name}?")
        assert author.path == f"{bank}/{name}"
    assert "Still to correct" in author.text and "The language English is missing" in author.text


def test_the_check_calls_a_question_by_its_words_and_leads_to_the_field(read_as, world):
    author, draft = drafted(read_as, world)
    bank = f"/studio/{draft}/modules/an-toan/questions"
    author.visit(f"{bank}/new/truefalse").press("Save", **{"ask.vi": "Đúng hay sai?", "ask.en": "True?"})
    author.visit(f"/studio/{draft}/check")
    assert "Safety · True?" in author.text
    assert f'href="{bank}/mat-khau#because"' in author.html
