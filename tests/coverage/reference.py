"""The repository's own systems: which environments are whose, and what each of them is built to."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import attrs

from grafmint import workflow
from grafmint.config import read
from grafmint.environment import Directory, Environment, Server

from .build import Address, Build, Output
from .command import Command
from .process import ROOT
from .project import build_and_hear, build_changed, output_of
from .rows import SYSTEMS

CONFIG = ROOT / "grafmint.toml"
#: The system that was built first, for which there are mutations of its own.
FIRST = "mint-replica-lite"
#: What says how a pull request is checked.
WORKFLOWS = ROOT / ".github" / "workflows"


def system_of(environment: str) -> str | None:
    """The system of the tables that an environment is of, by its name; None for one that they ask nothing of."""
    return next((slug for slug in SYSTEMS if environment.startswith(f"{slug}-")), None)


def systems() -> dict[str, dict[str, Environment]]:
    """The environments of grafmint.toml by system and stage, of the systems that the tables ask something of."""
    found: dict[str, dict[str, Environment]] = {}
    for name, environment in read(CONFIG).environments.items():
        if system := system_of(name):
            found.setdefault(system, {})[name.removeprefix(f"{system}-")] = environment
    return found


def unasked(environments: Iterable[str]) -> list[str]:
    """The environments of systems that nobody has written requirements for."""
    return [name for name in environments if system_of(name) is None]


def build_system(system: str, environments: Mapping[str, Environment], empty: Path) -> Build:
    """Build every environment of a system; `empty` is a directory with nothing in it."""
    heard = {stage: build_and_hear(one) for stage, one in environments.items()}
    outputs = {stage: output_of(*one) for stage, one in heard.items()}
    tried = _tried(environments)
    return Build(
        system=system,
        outputs=outputs,
        elsewhere={stage: _elsewhere(one, outputs[stage]) for stage, one in environments.items()},
        created=_created(heard[tried][0], empty / "created"),
        addresses={stage: _address(one) for stage, one in environments.items()},
        workflows={path.name: path.read_text(encoding="utf-8") for path in sorted(WORKFLOWS.glob("*.yml"))},
        deeds=Command(environments[tried], outputs[tried], _made(empty / "project")),
    )


def _tried(environments: Mapping[str, Environment]) -> str:
    """The stage that the command is tried with: one whose Grafana has the alerts too, the local one before others."""
    return min(environments, key=lambda stage: (environments[stage].alerting != "grafana", stage != "local"))


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _address(environment: Environment) -> Address:
    target = environment.target
    if isinstance(target, Server):
        given = target.token.kind if target.token else ""
        return Address(target.url, token_from=given, user=target.user or "")
    return Address("")


def _created(built: workflow.Built, empty: Path) -> tuple[str, ...]:
    """The titles of the dashboards that a sync to an empty directory creates."""
    if not built.is_sound:
        return ()
    built = attrs.evolve(built, environment=attrs.evolve(built.environment, target=Directory(_made(empty))))
    with workflow.target_of(built) as target:
        plan = workflow.plan(built, target)
    return tuple(step.title for step in plan.steps if step.kind == "dashboard" and step.action == "create")


def _elsewhere(environment: Environment, now: Output) -> Output:
    """The environment with https in the addresses among its values, and something else in its other texts.

    Some texts cannot be anything, such as times of a day: one that nothing can be built with stays as it is.
    """
    texts = {name: _other(value) for name, value in environment.values.items() if isinstance(value, str)}
    changed = _with(environment, texts)
    if not changed.faults or now.faults:
        return changed
    taken = {name: text for name, text in texts.items() if not _with(environment, {name: text}).faults}
    return _with(environment, taken)


def _with(environment: Environment, texts: Mapping[str, str]) -> Output:
    return build_changed(attrs.evolve(environment, values={**environment.values, **texts}))


def _other(text: str) -> str:
    return text.replace("http://", "https://") if "://" in text else f"other-{text}"
