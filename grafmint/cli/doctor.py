"""The command that looks at an environment before the first sync; its answer is fit for a ticket."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from grafmint.cli import options
from grafmint.cli.group import EnvCommand
from grafmint.cli.stages import select_one

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grafmint.bundle import Bundle
    from grafmint.environment import Environment
    from grafmint.finding import Finding
    from grafmint.target.checkup import Check


@click.command(cls=EnvCommand)
@options.one_env
@options.formats("text", "json")
@options.config
@options.debug
def doctor(env: str, format_: str, config: Path, debug: bool) -> int:
    """Look at an environment's target: reachable, who we are, what we may, whose things are there, what answers it.

    Writes nothing and shows no secret. What cannot be looked at is left out, the rest is shown.
    """
    from grafmint.cli.report import out_style, print_document, result
    from grafmint.render.checkup import checkup_json, checkup_text
    from grafmint.target.checkup import Checkup
    from grafmint.target.examine import examine

    environment = select_one(config, env)
    bundle, project = _built(environment, debug)
    checkup = Checkup(environment=environment.name, checks=(project, *examine(environment, bundle)))
    if format_ == "json":
        print_document("checkup", checkup_json(checkup))
    else:
        result(checkup_text(checkup, out_style()))
    return checkup.exit_code


def _built(environment: "Environment", debug: bool) -> "tuple[Bundle | None, Check]":
    """The project's bundle, or None where errors stop it: the target can be looked at all the same."""
    from grafmint.bundle import KINDS, plural, shown
    from grafmint.errors import ProjectError
    from grafmint.render.findings import number
    from grafmint.target.checkup import Check
    from grafmint.workflow import build_all

    try:
        [built] = build_all([environment], debug=debug)
    except ProjectError as error:
        return None, _unbuilt(environment, error.findings)
    if not built.is_sound:
        return None, _unbuilt(environment, built.findings)
    counts = {kind: len(built.bundle.of(kind)) for kind in KINDS}
    # Of alerting only what there is: most projects have none of most of it.
    told = [kind for kind, count in counts.items() if count or kind in ("folder", "datasource", "dashboard")]
    said = ", ".join(number(counts[kind], shown(kind), plural(kind)) for kind in told)
    return built.bundle, Check(name="project", status="ok", said=f"{environment.project}: {said}")


def _unbuilt(environment: "Environment", findings: "Sequence[Finding]") -> "Check":
    from grafmint.render.findings import number
    from grafmint.target.checkup import Check

    errors = sum(finding.severity == "error" for finding in findings)
    said = f"{environment.project}: {number(errors, 'error')}"
    return Check(name="project", status="bad", said=said, hint=f"run `grafmint check --env {environment.name}`")
