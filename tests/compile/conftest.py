"""What the tests of compiling share: a project of values, and a project of files."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest

from grafmint.bundle import Bundle
from grafmint.compile import compile_project
from grafmint.environment import Directory, Environment
from grafmint.finding import Finding
from grafmint.loading import load_project
from grafmint.origin import Place
from grafmint.project import Definition, Project, Resource

ENVIRONMENT = Environment(
    name="test",
    project="tests",
    root=Path(__file__).parent,
    target=Directory(Path("out")),
    datasource_types={"metrics": "prometheus", "logs": "loki"},
    datasources={"metrics": "metrics-uid", "logs": "logs-uid"},
)


@pytest.fixture(scope="session")
def build() -> Callable[..., Bundle]:
    """Compile resources; keyword arguments change the environment."""

    def build(*resources: Resource | Finding, **changes: Any) -> Bundle:
        def make() -> Iterator[Resource | Finding]:
            yield from resources

        definition = Definition(place=Place(__file__, 1), name="test", make=make)
        environment = attrs.evolve(ENVIRONMENT, **changes)
        return compile_project(Project(environment=environment, definitions=(definition,)))

    return build


@pytest.fixture(scope="session")
def problems(build: Callable[..., Bundle]) -> Callable[..., list[str]]:
    """What compiling resources finds: `rule: message (hint)` of each finding."""

    def problems(*resources: Resource | Finding, **changes: Any) -> list[str]:
        found = build(*resources, **changes).findings
        assert all(each.severity == "error" for each in found)
        return [f"{each.rule}: {each.message}" + (f" ({each.hint})" if each.hint else "") for each in found]

    return problems


@pytest.fixture
def build_files(tmp_path: Path) -> Callable[..., Bundle]:
    """Compile a project of modules given by name and text; names of the tests' own so that none hides another."""

    def build_files(**texts: str) -> Bundle:
        for name, text in texts.items():
            (tmp_path / f"{name}.py").write_text(text, encoding="utf-8")
        return compile_project(load_project(attrs.evolve(ENVIRONMENT, root=tmp_path, modules=tuple(texts))))

    return build_files
