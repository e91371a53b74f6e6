"""Blanks of French texts at which a line must not break; ~ stands for the no-break space."""

import pytest

from lms.core.french import spaced


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Qui appelle ? Raccrochez !", "Qui appelle~? Raccrochez~!"),
        ("Trois signes : la hâte ; le secret", "Trois signes~: la hâte~; le secret"),
        ("Elle dit « Bonjour » et sort.", "Elle dit «~Bonjour~» et sort."),
        ("« Oui ! », dit-il", "«~Oui~!~», dit-il"),
        ("Payez 50 000 đồng ou 1 250 000 đ", "Payez 50~000~đồng ou 1~250~000~đ"),
        ("80 % de 3 kg, 5 Mo, 2 €", "80~% de 3~kg, 5~Mo, 2~€"),
        ("**le secret** : rien", "**le secret**~: rien"),
        ("- un : deux\n- trois ?\n", "- un~: deux\n- trois~?\n"),
        ("trop  de blancs  !", "trop  de blancs~!"),
        ("d’un autre clavier\u202f: 2\u2009000", "d’un autre clavier~: 2~000"),
        ("Voyez {fact:dichvucong} : oui", "Voyez {fact:dichvucong}~: oui"),
    ],
)
def test_a_line_does_not_break_where_french_holds_together(typed, kept):
    assert spaced(typed).replace("\u00a0", "~") == kept
    assert spaced(spaced(typed)) == spaced(typed)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "à 19 h 30, à 19:30, de 8 h à 17 h 00",
        "https://example.vn/?q=1;a:b!",
        "{fact:dichvucong}, {fact: a : b}",
        "le 21 novembre 2026, 14 jours, 4 personnes",
        "Bonjour! «Oui»",
        "::: screen Appel\noui\n:::",
        "## ! Attention\n\n- ? Qui\n\n1. : deux",
        "Un mot ![une image](a.svg)",
        "3 kilos, 5 Moines, les 3 %(things)s",
    ],
)
def test_everything_else_stays_as_it_is(text):
    assert spaced(text) == text
