from collections.abc import Callable
from pathlib import Path

import pytest

from grafmint.config import Config, read
from grafmint.errors import ProjectError

#: What the tests below add their lines to: they stand on line 6, in `[env.prod]`.
SOUND = """\
[project]
name = "shop"
modules = ["dashboards"]
[env.prod]
url = "https://grafana.example"
"""


@pytest.fixture
def config(tmp_path: Path) -> Callable[[str], Config]:
    """Read a text as the grafmint.toml of `tmp_path`."""

    def config(text: str) -> Config:
        path = tmp_path / "grafmint.toml"
        path.write_text(text, encoding="utf-8")
        return read(path)

    return config


@pytest.fixture
def sound(config: Callable[[str], Config]) -> Callable[[str], Config]:
    """Read a sound grafmint.toml with lines added to its `[env.prod]`."""
    return lambda lines: config(SOUND + lines)


@pytest.fixture
def problems(config: Callable[[str], Config], tmp_path: Path) -> Callable[[str], list[str]]:
    """What is wrong with a text: `line:column rule: message (hint)` of each finding."""

    def problems(text: str) -> list[str]:
        with pytest.raises(ProjectError) as caught:
            config(text)
        lines = []
        for finding in caught.value.findings:
            assert finding.severity == "error"
            assert finding.place is not None
            assert finding.place.file == str(tmp_path / "grafmint.toml")
            hint = f" ({finding.hint})" if finding.hint else ""
            lines.append(f"{finding.place.line}:{finding.place.column} {finding.rule}: {finding.message}{hint}")
        return lines

    return problems


@pytest.fixture
def faults(problems: Callable[[str], list[str]]) -> Callable[[str], list[str]]:
    """What is wrong with lines added to a sound `[env.prod]`; the first is line 6."""
    return lambda lines: problems(SOUND + lines)
