"""Saved plans: a plan in a file, with all that is needed to make it once more and see that it is still the same.

A saved plan holds the documents of the code, so that whoever carries it out runs none of it. It holds no secret: they
are placeholders in documents, and are asked for when they are sent.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs
import orjson

from grafmint.bundle import Bundle, Entry, Removed
from grafmint.compile.encode import canonical
from grafmint.environment import Directory, Environment
from grafmint.errors import UsageError
from grafmint.origin import Place
from grafmint.plan.choices import Choices
from grafmint.plan.plan import Plan
from grafmint.plan.snapshot import Held
from grafmint.plan.step import Step
from grafmint.selection import selection

_TYPE = "saved-plan"
_VERSION = 1
_AGAIN = "make a new one with `grafmint plan --out`"
_CHOSEN = ("prune", "max_delete", "force", "take_over", "resend_secrets")


@attrs.frozen(kw_only=True)
class SavedPlan:
    """What a plan was made from; `steps` is what each did, by a digest of it and of what the target had then."""

    project: str
    environment: str
    target: str
    bundle: Bundle
    choices: Choices
    steps: Mapping[str, str]

    def refuse_elsewhere(self, environment: Environment) -> None:
        """Raise UsageError where the environment is not the one that the plan was made for."""
        is_here = (self.project, self.environment) == (environment.project, environment.name)
        if not is_here or self.target != _target(environment):
            made = f"the environment {self.environment!r} of the project {self.project!r} at {self.target}"
            raise UsageError(f"this plan was made for {made}", hint=_AGAIN)

    def differences(self, plan: Plan) -> tuple[str, ...]:
        """What a plan that was made from it now would do otherwise, or to something else than was there then."""
        moved = self._moved(plan)
        now = {digest for digest, _ in _digests(plan)}
        gone = [f"no {name}" for digest, name in self.steps.items() if digest not in now and not moved]
        return (*map(_does, moved), *gone)

    def is_done(self, plan: Plan) -> bool:
        """Whether all that it does is there already, whoever did it, so that a plan made now writes nothing."""
        return plan.is_empty and all(step.action == "unchanged" for step in self._moved(plan))

    def _moved(self, plan: Plan) -> tuple[Step, ...]:
        """The steps that are not those of then."""
        return tuple(step for digest, step in _digests(plan) if digest not in self.steps)


def saved(plan: Plan, bundle: Bundle, environment: Environment) -> bytes:
    """The file of a plan that was made from a bundle."""
    choices = plan.choices
    content = {
        "type": _TYPE,
        "schema_version": _VERSION,
        "project": environment.project,
        "environment": environment.name,
        "target": _target(environment),
        "choices": {
            "select": [selector.text for selector in choices.select.selectors],
            **{name: getattr(choices, name) for name in _CHOSEN},
        },
        "datasources": dict(bundle.datasources),
        "removed": [attrs.asdict(each) for each in bundle.removed],
        "entries": [_entry_json(entry, environment) for entry in bundle],
        "steps": [{"does": _does(step), "digest": digest} for digest, step in _digests(plan)],
    }
    return canonical({**content, "checksum": _checksum(content)})


def read_saved(content: bytes, what: str) -> SavedPlan:
    """The plan of a file; raises UsageError for a file that is none, or that somebody has changed."""
    found = _loaded(content)
    if found is None or found.get("type") != _TYPE:
        raise UsageError(f"{what} is no saved plan", hint=_AGAIN)
    if found.get("schema_version") != _VERSION:
        raise UsageError(f"{what} was saved by another version of grafmint", hint=_AGAIN)
    told = found.pop("checksum", None)
    if told != _checksum(found):
        raise UsageError(f"{what} has been changed since it was saved", hint=_AGAIN)
    choices = dict(found["choices"])
    entries = tuple(map(_entry, found["entries"]))
    removed = tuple(Removed(**{**each, "place": _place(each["place"])}) for each in found["removed"])
    return SavedPlan(
        project=found["project"],
        environment=found["environment"],
        target=found["target"],
        bundle=Bundle(entries=entries, datasources=found["datasources"], removed=removed),
        choices=Choices(
            select=selection(choices.pop("select")),
            force=tuple(choices.pop("force")),
            take_over=tuple(choices.pop("take_over")),
            **choices,
        ),
        steps={each["digest"]: each["does"] for each in found["steps"]},
    )


def _loaded(content: bytes) -> dict[str, Any] | None:
    try:
        found = orjson.loads(content)
    except orjson.JSONDecodeError:
        return None
    return found if isinstance(found, dict) else None


def _target(environment: Environment) -> str:
    target = environment.target
    return str(target.path) if isinstance(target, Directory) else f"{target.url} (organisation {target.org})"


def _entry_json(entry: Entry, environment: Environment) -> dict[str, Any]:
    place = entry.place()
    return {
        "kind": entry.kind,
        "uid": entry.uid,
        "title": entry.title,
        "folder": entry.folder,
        "renamed_from": entry.renamed_from,
        "foreign": entry.foreign,
        "place": attrs.asdict(place.relative_to(environment.root)) if place is not None else None,
        "document": entry.json,
    }


def _entry(found: dict[str, Any]) -> Entry:
    said = {key: value for key, value in found.items() if key not in {"document", "place"}}
    return Entry(document=canonical(found["document"]), file=_place(found["place"]), **said)


def _place(found: dict[str, Any] | None) -> Place | None:
    return Place(**found) if found is not None else None


def _digests(plan: Plan) -> Iterator[tuple[str, Step]]:
    """Each step with a digest of it and of what it was planned from."""
    for step in plan.steps:
        said = [step.action, step.kind, step.uid, *_held(step.held)]
        yield _sha(map(str, said)), step


def _does(step: Step) -> str:
    return f"{step.action} {step.kind} {step.uid}"


def _held(held: Held | None) -> tuple[object, ...]:
    if held is None:
        return ()
    return (held.uid, held.folder, held.hold, held.version, held.revision, hashlib.sha256(held.document).hexdigest())


def _checksum(content: dict[str, Any]) -> str:
    return _sha([canonical(content).decode()])


def _sha(texts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()
