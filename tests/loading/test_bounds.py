"""What a file of others may come to."""

import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grafmint.finding import Finding
from grafmint.loading import read_dashboard
from grafmint.loading.aliases import has_parts
from grafmint.loading.bounds import DEEPEST, LARGEST_JSON, LARGEST_YAML
from grafmint.workflow import check_files

LEVELS = "abcdefghi"


def bomb(item: str, of_all: str) -> str:
    """YAML in which each level has ten times what the one before has."""
    lines = [f"{LEVELS[0]}: &{LEVELS[0]} {item}"]
    for before, name in pairwise(LEVELS):
        lines.append(f"{name}: &{name} " + of_all.replace("*", ", ".join([f"*{before}"] * 10)))
    return "\n".join(["title: A", *lines, ""])


def problems(path: Path) -> list[str]:
    """What reading a file finds, which must not take long."""
    started = time.process_time()
    found = [each.message for each in read_dashboard(path) if isinstance(each, Finding)]
    assert time.process_time() - started < 10
    return found


@pytest.mark.parametrize(
    "text",
    [
        bomb("[x, x, x, x, x, x, x, x, x, x]", "[*]"),
        bomb("{x: x}", "{<<: [*]}"),
        "title: A\npanels: &a [*a]\n",
        "title: A\npanels: &a {<<: *a}\n",
        "title: A\nx: &a {y: [*a]}\n",
    ],
)
def test_aliases_that_come_to_too_much_are_a_finding(tmp_path: Path, text: str) -> None:
    """Lists of lists, mappings merged into mappings, and what is a part of itself; each is told at once."""
    (tmp_path / "a.yaml").write_text(text)
    assert problems(tmp_path / "a.yaml") == ["its aliases come to more than 1,000,000 parts"]


def test_aliases_are_read_where_they_are_few(tmp_path: Path) -> None:
    """A file that says a thing once and means it twice is as good as any other."""
    (tmp_path / "a.yaml").write_text("title: A\nx: &x {w: 1}\npanels: [*x, *x, {<<: *x, h: 2}]\n")
    [made] = read_dashboard(tmp_path / "a.yaml")
    assert not isinstance(made, Finding)
    assert made.document["panels"] == [{"w": 1}, {"w": 1}, {"w": 1, "h": 2}]


@given(st.lists(st.integers(0, 9), max_size=9))
def test_parts_are_counted_as_they_are_written_out(counts: list[int]) -> None:
    """Of lists of aliases the number of parts is known: what is refused is larger, and nothing else is."""
    lines, sizes = ["- &n0 x"], [1]
    for level, count in enumerate(counts):
        lines.append(f"- &n{level + 1} [" + ", ".join([f"*n{level}"] * count) + "]")
        sizes.append(1 + count * sizes[-1])
    text = "\n".join([*lines, "- *n0"])
    total = sum(sizes) + 2
    assert not has_parts(text, total)
    assert has_parts(text, total - 1)


@pytest.mark.parametrize(("suffix", "most"), [("json", LARGEST_JSON), ("yaml", LARGEST_YAML)])
def test_a_file_that_is_too_large_is_a_finding(tmp_path: Path, suffix: str, most: int) -> None:
    """It is not read to its end."""
    path = tmp_path / f"a.{suffix}"
    with path.open("wb") as file:
        file.truncate(2**40)
    assert problems(path) == [f"the file is larger than {most // 2**20} MB"]


@pytest.mark.parametrize("deeper", ["[{}]", '{{"a": {}}}'])
@pytest.mark.parametrize("suffix", ["json", "yaml"])
def test_what_is_nested_too_deeply_is_a_finding(tmp_path: Path, suffix: str, deeper: str) -> None:
    """However deep it is; what is just not too deep is read and checked."""
    path, text = tmp_path / f"a.{suffix}", "1"
    for depth in range(1, 1001):
        text = deeper.format(text)
        if depth in {DEEPEST - 1, DEEPEST, 250, 450, 1000}:
            path.write_text(f'{{"title": "A", "x": {text}}}')
            _, findings = check_files([path])
            found = [each.message for each in findings if each.severity == "error"]
            assert found == ([] if depth < DEEPEST else ["the file is nested too deeply"])


def test_a_number_without_an_end_is_a_finding(tmp_path: Path) -> None:
    """Python refuses to read it, with an error that is none of JSON."""
    (tmp_path / "a.json").write_text(f'{{"title": "A", "x": {"1" * 5000}}}')
    assert problems(tmp_path / "a.json") == ["no JSON: a number has thousands of digits"]
