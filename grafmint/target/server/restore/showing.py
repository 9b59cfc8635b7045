"""Showing: dashboards that would be saved with a library panel that is not there.

Grafana 9 saves one, answers with an error, and never connects the two.
"""

from collections.abc import Collection, Iterable

import attrs

from grafmint.library import shown_by
from grafmint.plan.step import Step
from grafmint.target.server.api.library import is_there
from grafmint.target.server.http.client import Http


def with_showing(steps: Iterable[Step], http: Http, advice: str) -> list[Step]:
    """The steps, as conflicts those that put back what shows a library panel that is not there and none of them makes.

    `advice` is how that panel is to be had.
    """
    steps = list(steps)
    made = {step.uid for step in steps if step.kind == "library-panel" and step.entry is not None}
    shown = {uid: None for step in steps for uid in _shown(step) if uid not in made}
    missing = [uid for uid in shown if not is_there(http, uid)]
    return [_unless_missing(step, missing, advice) for step in steps]


def _unless_missing(step: Step, missing: Collection[str], advice: str) -> Step:
    lacking = next((uid for uid in _shown(step) if uid in missing), None)
    if lacking is None:
        return step
    reason = f"it shows library panel {lacking!r}, which is not there: {advice}"
    return attrs.evolve(step, action="conflict", reason=reason, way_out=None)


def _shown(step: Step) -> tuple[str, ...]:
    return shown_by(step.entry) if step.writes and step.kind == "dashboard" and step.entry is not None else ()
