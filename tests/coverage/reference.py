"""The repository's own systems: which environments are whose, and what each of them is built to."""

from collections.abc import Mapping
from pathlib import Path

import attrs

from grafmint import workflow
from grafmint.config import read
from grafmint.environment import Directory, Environment

from .build import Build, Document, Output

CONFIG = Path(__file__).parents[2] / "grafmint.toml"
#: The system whose environments are named by their stage alone; those of others have their system before it.
FIRST = "mint-replica-lite"


def systems() -> dict[str, dict[str, Environment]]:
    """The environments of grafmint.toml by system and stage."""
    found: dict[str, dict[str, Environment]] = {}
    for name, environment in read(CONFIG).environments.items():
        system, _, stage = name.rpartition("-")
        found.setdefault(system or FIRST, {})[stage] = environment
    return found


def build_system(system: str, environments: Mapping[str, Environment], empty: Path) -> Build:
    """Build every environment of a system; `empty` is a directory with nothing in it."""
    built = {stage: workflow.build(one) for stage, one in environments.items()}
    return Build(
        system=system,
        outputs={stage: _output(one) for stage, one in built.items()},
        elsewhere={stage: _output(workflow.build(_elsewhere(one))) for stage, one in environments.items()},
        created=_created(built["local"], empty),
    )


def _output(built: workflow.Built) -> Output:
    documents = tuple(
        Document(kind=one.kind, uid=one.uid, title=one.title, folder=one.folder, json=one.json) for one in built.bundle
    )
    errors = (one for one in built.findings if one.severity == "error")
    return Output(documents, tuple(f"{one.place}: {one.message}" for one in errors))


def _created(local: workflow.Built, empty: Path) -> tuple[str, ...]:
    """The titles of the dashboards that a sync of a local environment to an empty directory creates."""
    if not local.is_sound:
        return ()
    local = attrs.evolve(local, environment=attrs.evolve(local.environment, target=Directory(empty)))
    with workflow.target_of(local) as target:
        plan = workflow.plan(local, target)
    return tuple(step.title for step in plan.steps if step.kind == "dashboard" and step.action == "create")


def _elsewhere(environment: Environment) -> Environment:
    """The environment with https in the addresses among its values, and something else in its other texts."""
    values = {name: _other(value) if isinstance(value, str) else value for name, value in environment.values.items()}
    return attrs.evolve(environment, values=values)


def _other(text: str) -> str:
    return text.replace("http://", "https://") if "://" in text else f"other-{text}"
