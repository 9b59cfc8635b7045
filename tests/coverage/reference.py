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
    built = {stage: workflow.build(environment) for stage, environment in environments.items()}
    prod = environments["prod"]
    return Build(
        system=system,
        outputs={stage: _output(one) for stage, one in built.items()},
        over_tls=_output(workflow.build(attrs.evolve(prod, values=_over_tls(prod.values)))),
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
    target = Directory(empty)
    plan, _ = workflow.plan(attrs.evolve(local, environment=attrs.evolve(local.environment, target=target)))
    return tuple(step.title for step in plan.steps if step.kind == "dashboard" and step.action == "create")


def _over_tls(values: Mapping[str, object]) -> dict[str, object]:
    return {
        key: value.replace("http://", "https://") if isinstance(value, str) else value for key, value in values.items()
    }
