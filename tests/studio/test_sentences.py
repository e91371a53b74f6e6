"""Whatever the check can say, an author reads in their own language."""

import ast
import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask_babel import force_locale

from lms.studio.rules.problems import translated

HERE = Path(__file__).parents[2] / "lms" / "catalogue" / "authoring"
SAYERS = {"complain", "_complain", "_refuse", "Problem"}
# What a sayer hands on, and what makes the sentences that another one says.
HANDED_ON = {"message", "_words(found, kind)"}
MAKERS = {"_words", "_unknown_field", "_digcomp", "_dlgf", "_decimal"}
# Lists of sentences, or of their ends, with what stands before each.
TABLES = {"_PATTERNS": "", "_SLUG": "", "_NAMES": "this is ", "expected": "here belongs "}
SAMPLES = ["7", "vì sao", '"single"', "least 7", "a list"]


def variants(node: ast.expr) -> list[str]:
    """The sentences that an expression can make, with a number or a name in every place."""
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) else []
    if isinstance(node, ast.IfExp):
        return [*variants(node.body), *variants(node.orelse)]
    if isinstance(node, ast.Dict):
        return [each for value in node.values for each in variants(value)]
    if isinstance(node, ast.FormattedValue):
        return variants(node.value) or SAMPLES
    if isinstance(node, ast.BinOp):
        return ["".join(both) for both in itertools.product(variants(node.left), variants(node.right))]
    if isinstance(node, ast.JoinedStr):
        return ["".join(parts) for parts in itertools.product(*map(variants, node.values))]
    if isinstance(node, ast.Call) and ast.unparse(node.func) in {"next", "ValueError"}:
        return [each for inner in node.args for each in variants(inner)]
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return variants(node.func.value)
    return []


def _said_by(node: ast.AST) -> Iterator[list[str]]:
    """What this piece of code says: a list of variants a sentence."""
    if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in SAYERS:
        spoken = [variants(each) for each in node.args if any(" " in words for words in variants(each))]
        passes = any(ast.unparse(each) in HANDED_ON or isinstance(each, ast.Starred) for each in node.args)
        assert spoken or passes, f"who says this? {ast.unparse(node)}"
        yield from spoken
    elif isinstance(node, ast.FunctionDef) and node.name in MAKERS:
        for inner in ast.walk(node):
            if isinstance(inner, ast.Return) and inner.value:
                yield variants(inner.value)
            elif isinstance(inner, ast.Raise) and inner.exc:
                yield variants(inner.exc)
    elif isinstance(node, ast.Assign) and (name := ast.unparse(node.targets[0])) in TABLES:
        yield from ([TABLES[name] + each] for each in variants(node.value))


def sentences() -> Iterator[tuple[str, list[str]]]:
    """The file, and the variants of each of its sentences."""
    for path in sorted(HERE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            for found in _said_by(node):
                if said := [each for each in found if " " in each]:
                    yield path.name, said


@pytest.mark.parametrize("language", ["vi", "fr"])
def test_every_sentence_of_the_check_is_said_in_the_readers_language(app: Flask, language: str) -> None:
    found = list(sentences())
    assert len(found) > 100
    with app.app_context(), force_locale("en"):
        english = {each: translated(each) for _file, said in found for each in said}
    with app.app_context(), force_locale(language):
        unknown = [
            f"{file}: {said[0]}"
            for file, said in found
            if all(translated(each) in {each, english[each]} for each in said)
        ]
    assert unknown == []


def test_numbers_and_names_stay_in_the_sentence(app: Flask) -> None:
    with app.app_context(), force_locale("vi"):
        assert "12" in translated("this is longer than 12 letters")
        assert "so-cong-an" in translated("facts.yaml has no “so-cong-an”")
        assert translated("a sentence that nobody says") == "a sentence that nobody says"
