"""Staying: what still needs a folder, a library panel or a datasource that a plan deletes."""

from collections.abc import Callable, Iterator, Mapping, Sequence

import attrs

from grafmint.bundle import Kind
from grafmint.plan.name import key_of
from grafmint.plan.step import Step
from grafmint.target.server.api.inside import Inside
from grafmint.target.server.api.library import users_of
from grafmint.target.server.http.client import Http
from grafmint.target.server.http.faults import Forbidden
from grafmint.target.server.prune.dependents import HOLDS, SHOWN, UNSEEN, dependent, few, using

_STAYS = ", which stays"


def with_staying(steps: Sequence[Step], http: Http) -> tuple[Step, ...]:
    """The steps, as conflicts those that delete what others still need; what is in others goes before them."""
    found = list(steps)
    for number, step in enumerate(steps):
        # One that is kept keeps what it lies in.
        kept = tuple(_Run(steps=found, http=http).kept(step))
        if kept:
            reason = f"kept: {'; '.join(few(kept))}"
            found[number] = attrs.evolve(step, action="conflict", reason=reason, way_out=None)
    return tuple(found)


@attrs.frozen(kw_only=True)
class _Run:
    """What goes and what is written when these steps are done."""

    steps: Sequence[Step]
    http: Http

    def kept(self, step: Step) -> Iterator[str]:
        """What still needs what a step deletes."""
        if step.action == "delete" and step.kind in _NEEDED:
            yield from _NEEDED[step.kind](self, step.uid)

    def holding(self, folder: str) -> Iterator[str]:
        """What lies in a folder and stays there."""
        leaving = {(step.kind, step.uid): step.entry.folder for step in self.steps if step.writes and step.entry}
        going = {(step.kind, step.uid) for step in self.steps if step.action == "delete"}
        try:
            for each in Inside(http=self.http).of(folder):
                key = key_of(each)
                if key not in going and leaving.get(key, folder) == folder:
                    yield dependent(HOLDS, key, each.title)
        except Forbidden:
            yield UNSEEN

    def showing(self, panel: str) -> Iterator[str]:
        """The dashboards that go on showing a library panel."""
        leaving = {step.uid for step in self.steps if step.writes and step.kind == "dashboard"}
        yield from (dependent(SHOWN, ("dashboard", uid)) for uid in users_of(self.http, panel) if uid not in leaving)

    def using(self, source: str) -> Iterator[str]:
        """What of the plan goes on using a datasource."""
        there = ((step, step.entry if step.writes else step.held) for step in self.steps)
        documents = [((step.kind, step.uid), each.document, _STAYS) for step, each in there if each is not None]
        yield from using(source, documents)


_NEEDED: Mapping[Kind, Callable[[_Run, str], Iterator[str]]] = {
    "folder": _Run.holding,
    "library-panel": _Run.showing,
    "datasource": _Run.using,
}
