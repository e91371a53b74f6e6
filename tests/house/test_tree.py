"""The house itself: small files, no strangers, layers that hold."""

import ast
import statistics
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "lms").rglob("*.py"))
EDGES = {"views", "api", "commands", "jobs", "listeners"}


def _lines(path: Path) -> int:
    return len(path.read_text().splitlines())


def _room(path: Path) -> str:
    parts = path.relative_to(ROOT / "lms").with_suffix("").parts
    return parts[1] if len(parts) > 1 else ""


def _calls(path: Path) -> set[str]:
    """The dotted names this file calls, such as `db.session.commit`."""
    return {
        ast.unparse(node.func) for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)
    }


def test_no_file_is_over_300_lines_and_the_median_is_small():
    sources = [p for p in ROOT.rglob("*.py") if not {".venv", "var", "versions"} & set(p.parts)]
    too_long = {str(p.relative_to(ROOT)): _lines(p) for p in sources if _lines(p) > 300}
    assert not too_long
    written = [_lines(p) for p in FILES if _lines(p) > 1]
    assert statistics.median(written) <= 80


@pytest.mark.parametrize("name", ["utils.py", "helpers.py", "services.py"])
def test_no_drawer_for_everything(name):
    assert not list((ROOT / "lms").rglob(name))


def test_only_edges_commit():
    guilty = [
        str(p)
        for p in FILES
        if _room(p) in {"queries", "actions", "rules", "models", "forms"}
        and any("commit" in call.split(".")[-1:] for call in _calls(p))
    ]
    assert not guilty


def test_views_do_not_write_selects():
    guilty = [
        str(p)
        for p in FILES
        if _room(p) in {"views", "api", "commands", "jobs"}
        and _calls(p) & {"select", "sa.select", "sa.text"}
        and _lines(p)
        and "core" not in p.parts
    ]
    assert not guilty


def test_actions_and_rules_do_not_read_the_clock():
    clocks = {"clock.now", "clock.today", "datetime.now", "date.today", "datetime.utcnow", "time.time"}
    guilty = {
        str(p): _calls(p) & clocks
        for p in FILES
        if _room(p) in {"actions", "rules", "queries", "models", "forms"} and _calls(p) & clocks
    }
    assert not guilty


def test_lower_rooms_know_no_request():
    guilty = []
    for path in FILES:
        if _room(path) not in {"models", "rules", "queries", "actions"}:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom) and node.module == "flask":
                guilty.append(f"{path}: {[alias.name for alias in node.names]}")
    assert not guilty


def test_no_feature_uses_the_forms_or_edges_of_another():
    closed = EDGES | {"forms"}
    guilty = []
    for path in FILES:
        own = path.relative_to(ROOT / "lms").parts[0]
        for node in ast.walk(ast.parse(path.read_text())):
            parts = (node.module or "").split(".") if isinstance(node, ast.ImportFrom) else []
            if (
                len(parts) > 2
                and parts[0] == "lms"
                and parts[1] not in {own, "ui", "core"}
                and parts[2] in closed
            ):
                guilty.append(f"{path}: {node.module}")
    assert not guilty


def test_settings_are_read_in_one_place():
    guilty = [
        str(p)
        for p in FILES
        if {"os.getenv", "os.environ.get"} & _calls(p)
        or "os.environ[" in p.read_text()
        or "import config" in p.read_text()
        or "from config" in p.read_text()
    ]
    assert not guilty


def test_import_contracts_hold():
    run = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout
