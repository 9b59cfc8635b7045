"""What the tests of the model share: a value is judged by the document that it becomes."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from grafmint import Dashboard
from grafmint.compile import compile_project
from grafmint.environment import Directory, Environment
from grafmint.errors import ModelError
from grafmint.finding import Finding
from grafmint.origin import Place
from grafmint.project import Definition, Project, Resource

#: The datasources of the tests by logical name; each has its name and "-uid" as uid.
TYPES = {"metrics": "prometheus", "logs": "loki", "traces": "tempo", "rows": "postgres"}


@pytest.fixture(scope="session")
def write() -> Callable[..., Any]:
    """The document of a resource, for a version of Grafana; it must compile without findings."""

    def write(resource: Resource, grafana: tuple[int, int] = (9, 0)) -> Any:
        environment = Environment(
            name="test",
            project="tests",
            root=Path(__file__).parent,
            target=Directory(Path("out")),
            datasource_types=TYPES,
            datasources={name: f"{name}-uid" for name in TYPES},
            grafana=grafana,
        )

        def make() -> Iterator[Resource | Finding]:
            yield resource

        definition = Definition(place=Place(__file__, 1), name="test", make=make)
        bundle = compile_project(Project(environment=environment, definitions=(definition,)))
        assert bundle.findings == ()
        return bundle.entries[-1].json

    return write


@pytest.fixture(scope="session")
def write_panel(write: Callable[..., Any]) -> Callable[..., Any]:
    """The JSON of a panel on an otherwise empty dashboard."""
    return lambda panel, **grafana: write(Dashboard(uid="board", title="Board", panels=panel), **grafana)["panels"][0]


@pytest.fixture(scope="session")
def write_in_board(write: Callable[..., Any]) -> Callable[..., Any]:
    """The JSON of a dashboard with the given options."""
    return lambda **options: write(Dashboard(uid="board", title="Board", **options))


@pytest.fixture(scope="session")
def refuse() -> Callable[..., ModelError]:
    """The error of a call that must be refused."""

    def refuse(call: Callable[..., object], **given: Any) -> ModelError:
        with pytest.raises(ModelError) as caught:
            call(**given)
        return caught.value

    return refuse
