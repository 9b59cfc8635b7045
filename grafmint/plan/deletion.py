"""Deletion: what happens to what the code has no more: left, deleted with proof, or told why not."""

import math
from collections.abc import Collection, Iterable, Iterator, Sequence

import attrs

from grafmint.bundle import KINDS, Entry, Kind, Removed
from grafmint.compile.encode import canonical
from grafmint.environment import Engine
from grafmint.errors import UsageError
from grafmint.plan.choices import Choices
from grafmint.plan.compare import compare
from grafmint.plan.ignored import Ignored
from grafmint.plan.judge import EDITED
from grafmint.plan.name import Key
from grafmint.plan.snapshot import Held, Snapshot
from grafmint.plan.step import Step

_GONE = "not in the code"
_UNKNOWN = "theirs: what they changed is not known"
_BESIDE = ": what fires in Prometheus fires there too"
# What people declare stands for proof only where there is no room for a mark.
_MARKED: frozenset[Kind] = frozenset({"dashboard", "datasource", "library-panel", "alert-rule"})
# Of a few resources a tenth is less than one.
_ALWAYS = 5
_SHARE = 10
# The tree is everybody's and stays.
_ROUTES_ONLY = "our routes are taken out of the tree"
_WITHOUT_ROUTES = canonical({"routes": []})


@attrs.frozen(kw_only=True)
class Deletion:
    """Decides about what is held and not in the code; `removed` is what the code says is to go."""

    snapshot: Snapshot
    choices: Choices
    engine: Engine
    prefix: str | None
    removed: Collection[Removed]
    ignored: Ignored = attrs.field(factory=Ignored)

    def steps(self, known: Collection[Key]) -> list[Step]:
        """A step for each, children first."""
        held = self.snapshot.held.items()
        strays = [each for key, each in held if key not in known and self._is_meant(each)]
        if self.choices.prune and not known:
            _refuse_to_empty(strays)
        return sorted(map(self._step, strays), key=lambda step: (-KINDS.index(step.kind), step.uid))

    def bounded(self, steps: Sequence[Step]) -> Iterator[Step]:
        """The steps; where more would be deleted than may be in one run, nothing is."""
        going = [step for step in steps if step.action == "delete"]
        managed = sum(each.hold in {"ours", "edited"} for each in self.snapshot.held.values())
        limit = self._limit(managed)
        if len(going) <= limit:
            yield from steps
            return
        why = f"{len(going)} of {managed} managed would be deleted, and --max-delete allows {limit}"
        for step in steps:
            if step.action != "delete":
                yield step
            else:
                yield attrs.evolve(step, action="conflict", reason=f"{step.reason}; not deleted: {why}", way_out=None)

    def _limit(self, managed: int) -> int:
        if self.choices.max_delete is not None:
            return self.choices.max_delete
        return max(_ALWAYS, math.ceil(managed / _SHARE))

    def _is_meant(self, held: Held) -> bool:
        is_ours = held.hold in {"ours", "edited"} or self._is_removed(held)
        return is_ours and self.choices.select.covers(held.kind, held.uid, held.folder)

    def _is_removed(self, held: Held) -> bool:
        return any((each.kind, each.uid) == (held.kind, held.uid) for each in self.removed)

    def _step(self, held: Held) -> Step:
        place = next((each.place for each in self.removed if (each.kind, each.uid) == (held.kind, held.uid)), None)
        step = Step(
            action="delete", kind=held.kind, uid=held.uid, title=held.title, place=place, reason=_GONE, held=held
        )
        if held.hold in {"foreign", "managed"}:
            reason = f"the code says that it is to go, and it is not ours: {held.where}"
            return attrs.evolve(step, action="conflict", reason=reason)
        edits = self._edits(held)
        if not self.choices.prune or not self._is_provably_ours(held):
            reason = "; ".join((_GONE, *self._left(held, is_edited=bool(edits))))
            return attrs.evolve(step, action="stray", reason=reason, changes=edits)
        if held.kept:
            return attrs.evolve(step, action="conflict", reason=f"{_GONE}, but kept: {'; '.join(held.kept)}")
        step = self._gone(step, held)
        return self._edited(attrs.evolve(step, changes=(*edits, *step.changes)), held) if edits else step

    def _edits(self, held: Held) -> tuple[str, ...]:
        """The work of somebody that a delete would lose: a save that changed nothing, or what is ignored, is none."""
        if held.hold != "edited":
            return ()
        if held.base is None:
            return (_UNKNOWN,)
        base = Entry(
            kind=held.kind, uid=held.uid, title=held.title, folder=held.base.folder, document=held.base.document
        )
        base, held = self.ignored.settled(base, held)
        found = compare(held, base.document, base.folder, exact=self.snapshot.exact)
        return tuple(f"theirs: {line}" for line in found.edits)

    def _gone(self, step: Step, held: Held) -> Step:
        """The step with what comes of it."""
        step = attrs.evolve(step, changes=(*_ends(held), *held.notes))
        if held.kind != "policy" or self.snapshot.exact:
            return step
        routes = compare(held, _WITHOUT_ROUTES, held.folder, exact=False).changes
        return attrs.evolve(step, reason=f"{_GONE}: {_ROUTES_ONLY}", changes=(*routes, *step.changes))

    def _edited(self, step: Step, held: Held) -> Step:
        if self.choices.forces(step.kind, step.uid):
            return attrs.evolve(step, reason=f"forced: {_GONE}, and {EDITED}", way_out="--force")
        reason = f"{_GONE}, and {EDITED}: {held.where}"
        return attrs.evolve(step, action="conflict", reason=reason, way_out="--force")

    def _is_provably_ours(self, held: Held) -> bool:
        if held.proof or held.kind in _MARKED:
            return held.proof
        # Of the one tree nobody chose the uid.
        is_prefixed = self.prefix is not None and held.uid.startswith(self.prefix) and held.kind != "policy"
        return is_prefixed or self._is_removed(held)

    def _left(self, held: Held, *, is_edited: bool) -> Iterator[str]:
        """What it means that it stays."""
        if not self._is_provably_ours(held):
            yield _unproven(held)
        elif is_edited:
            yield f"{EDITED}, so that --prune leaves it alone"
        elif not held.kept:
            yield "--prune removes it" if held.kind != "policy" else "--prune takes our routes out"
        if held.kind == "alert-rule" and not self.snapshot.exact:
            yield f"Grafana still evaluates it{_BESIDE if self.engine == 'prometheus' else ''}"
        yield from (*held.kept, *held.notes)


def _ends(held: Held) -> Iterator[str]:
    """The alerts of a rule that end with it: Grafana tells whoever was told of them that they are over."""
    if held.firing:
        yield "1 instance is firing now: it ends" if held.firing == 1 else f"{held.firing} instances fire now: they end"


def _unproven(held: Held) -> str:
    if held.kind in _MARKED:
        return "nothing on it proves that it is ours: delete it in Grafana"
    removed = f'Removed("{held.kind}", "{held.uid}")'
    if held.kind == "policy":
        return f"nothing proves that these routes are ours: --prune takes them out with {removed}"
    return f"nothing on it proves that it is ours: --prune removes it with {removed}"


def _refuse_to_empty(strays: Iterable[Held]) -> None:
    count = len(list(strays))
    if count:
        raise UsageError(
            f"--prune would delete everything: the code defines nothing, the target holds {count} of ours",
            hint="look at `modules` in grafmint.toml; if all of it is to go, remove it from the target yourself",
        )
