"""What this project asks of its own tests."""

import ast
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
MODULES = sorted(path for path in TESTS.rglob("test_*.py") if "projects" not in path.parts)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(TESTS).as_posix())
def test_every_test_says_what_it_proves(path: Path) -> None:
    """A test without a sentence cannot be judged: each begins with one."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    tests = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]
    assert tests
    assert [test.name for test in tests if not ast.get_docstring(test)] == []
