"""The pipeline on one screen: load, compile, check, plan, apply; each stage hands the next one a value."""

import gc
from collections.abc import Callable, Iterable
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import attrs

from grafmint.bundle import Bundle, Entry
from grafmint.check import check
from grafmint.compile import compile_project
from grafmint.compile.foreign import lone_entry
from grafmint.environment import Environment
from grafmint.errors import ProjectError, TargetError
from grafmint.finding import Finding, has_errors
from grafmint.load import load_project, read_dashboard
from grafmint.outcome import Outcome
from grafmint.plan import Plan, Step, make_plan
from grafmint.target import Target, open_target


@attrs.frozen(kw_only=True)
class Built:
    """An environment's bundle and what was found in it."""

    environment: Environment
    bundle: Bundle
    findings: tuple[Finding, ...]

    @property
    def is_sound(self) -> bool:
        """Whether nothing stops it from being written anywhere."""
        return not has_errors(self.findings)


def build(environment: Environment, *, debug: bool = False, check_documents: bool = True) -> Built:
    """Everything up to the checked documents; writes nothing."""
    with _many_objects():
        bundle = compile_project(load_project(environment, debug=debug))
        findings = check(bundle) if check_documents else bundle.findings
    return Built(environment=environment, bundle=bundle, findings=findings)


def check_files(paths: Iterable[Path]) -> tuple[Bundle, tuple[Finding, ...]]:
    """Dashboards in files, of no project: what can be said of each by itself."""
    entries: list[Entry] = []
    findings: list[Finding] = []
    for path in paths:
        for found in read_dashboard(path):
            entry = found if isinstance(found, Finding) else lone_entry(found)
            (findings if isinstance(entry, Finding) else entries).append(entry)  # type: ignore[arg-type]
    bundle = Bundle(entries=tuple(entries), findings=tuple(findings), is_project=False)
    return bundle, check(bundle)


def plan(built: Built, *, prune: bool = False, force: tuple[str, ...] = ()) -> tuple[Plan, Target]:
    """What a sync would do; raises ProjectError when the documents are not sound."""
    if not built.is_sound:
        raise ProjectError(built.findings)
    target = open_target(built.environment)
    snapshot = target.read(built.bundle)
    return make_plan(built.environment, built.bundle, snapshot, form=target.form, prune=prune, force=force), target


def apply(plan: Plan, target: Target, report: Callable[[Step], None]) -> Outcome:
    """Do the plan; what stops it is part of the outcome, together with what was done until then."""
    done: list[Step] = []
    try:
        for step in target.apply(plan):
            done.append(step)
            report(step)
    except TargetError as error:
        return Outcome(plan=plan, done=tuple(done), error=error)
    return Outcome(plan=plan, done=tuple(done))


@contextmanager
def _many_objects() -> Any:
    """Spare the collector: compiling makes millions of short-lived values and no cycles among them."""
    thresholds = gc.get_threshold()
    gc.set_threshold(100_000, thresholds[1], thresholds[2])
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)
