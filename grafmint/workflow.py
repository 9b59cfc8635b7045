"""The pipeline on one screen: load, compile, check, plan, apply; each stage hands the next one a value."""

import gc
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from grafmint.bundle import Bundle, Entry
from grafmint.compile import compile_project
from grafmint.compile.foreign import lone_entry
from grafmint.config.holds import expired, today
from grafmint.environment import Environment
from grafmint.errors import ProjectError, TargetError
from grafmint.finding import Finding, has_errors, in_order
from grafmint.loading import forget_project, load_project, read_dashboard

# A stage is imported by the command that comes to it: compiling alone parses no query and plans nothing.
if TYPE_CHECKING:
    from grafmint.outcome import Outcome
    from grafmint.plan import Choices, Plan
    from grafmint.plan.step import Result
    from grafmint.target import Target
    from grafmint.target.progress import Progress


# Importing a project changes what belongs to the whole process: the path of imports, standard output, the collector.
_building = threading.RLock()


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


def build_all(environments: Iterable[Environment], *, debug: bool = False) -> list[Built]:
    """Each environment built from the files as they are now, whatever this process has imported before."""
    environments = list(environments)
    with _building:
        for root in {environment.root for environment in environments}:
            forget_project(root)
        return [build(environment, debug=debug) for environment in environments]


def build(environment: Environment, *, debug: bool = False, check_documents: bool = True) -> Built:
    """Everything up to the checked documents; writes nothing. Threads that build wait for each other."""
    # Standard output is for results: what the project's modules print goes beside it.
    with _building, _many_objects(), redirect_stdout(sys.stderr):
        bundle = compile_project(load_project(environment, debug=debug), debug=debug)
        findings = check(bundle) if check_documents else bundle.findings
    findings = (*findings, *expired(environment, today()))
    rooted = in_order(finding.relative_to(environment.root) for finding in findings)
    return Built(environment=environment, bundle=bundle, findings=rooted)


def check_files(paths: Iterable[Path]) -> tuple[Bundle, tuple[Finding, ...]]:
    """Dashboards in files, of no project: what can be said of each by itself."""
    read = [found for path in paths for found in read_dashboard(path)]
    made = [found if isinstance(found, Finding) else lone_entry(found) for found in read]
    entries = tuple(each for each in made if isinstance(each, Entry))
    findings = tuple(each for each in made if isinstance(each, Finding))
    bundle = Bundle(entries=entries, findings=findings, is_project=False)
    return bundle, check(bundle)


@contextmanager
def target_of(built: Built, progress: "Progress | None" = None) -> "Iterator[Target]":
    """Where a sync writes to, for as long as it is needed; raises ProjectError when the documents are not sound."""
    from grafmint.target.port import open_target
    from grafmint.target.progress import silent

    if not built.is_sound:
        raise ProjectError(built.findings)
    with open_target(built.environment.on(today()), progress or silent) as target:
        yield target


def plan(built: Built, target: "Target", choices: "Choices | None" = None) -> "Plan":
    """What a sync would do; writes nothing."""
    from grafmint.plan import Choices, make_plan

    choices = choices or Choices()
    entries, snapshot = target.wanted(built.bundle), target.read(built.bundle, choices)
    return make_plan(
        built.environment.on(today()),
        entries,
        snapshot,
        form=target.form,
        choices=choices,
        removed=built.bundle.removed,
    )


def apply(plan: "Plan", target: "Target", report: "Callable[[Result], None]") -> "Outcome":
    """Do the plan; what stops it is part of the outcome, together with what was done until then."""
    from grafmint.outcome import Outcome

    results: list[Result] = []
    try:
        for result in target.apply(plan):
            results.append(result)
            report(result)
    except TargetError as error:
        return Outcome(plan=plan, results=tuple(results), error=error)
    except KeyboardInterrupt:
        return Outcome(plan=plan, results=tuple(results), interrupted=True)
    return Outcome(plan=plan, results=tuple(results))


def check(bundle: Bundle) -> tuple[Finding, ...]:
    """What compiling the bundle found, and what the rules find in its documents."""
    from grafmint.check import check as check_bundle

    return check_bundle(bundle)


@contextmanager
def _many_objects() -> Iterator[None]:
    """Spare the collector: compiling makes millions of short-lived values and no cycles among them."""
    thresholds = gc.get_threshold()
    gc.set_threshold(100_000, thresholds[1], thresholds[2])
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)
