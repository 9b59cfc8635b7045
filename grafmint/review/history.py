"""History: how often alerts fired in the last days, and how often they would have after a change."""

import time
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import chain, zip_longest

import attrs

from grafmint.data.ask import Ask
from grafmint.data.source import Source
from grafmint.data.steps import MOST_POINTS, step_of
from grafmint.data.target import Target
from grafmint.errors import GrafmintError
from grafmint.review.alert import Engine, alert_of
from grafmint.review.condition import Condition
from grafmint.review.firing import firings, held
from grafmint.review.group import grouped
from grafmint.review.pictures import wanted
from grafmint.review.review import Firings, PartChange, ResourceChange, Review

DAYS = 7
#: So many alerts are asked about, one of each change first.
MOST = 20
#: After so many seconds no further question is asked.
PATIENCE = 30.0
_DAY, _MINUTE, _SECOND = 86_400_000, 60_000, 1000
_THREADS = 4
_LANGUAGE = "prometheus"
#: A series that is there wherever the condition does not hold: Grafana 9.4 answers a query that a Prometheus refuses as
#: one that finds nothing, which would be no firing at all.
_MARK = "grafmint"
_NOTHING = f'label_replace(vector(0), "{_MARK}", "nothing", "", "")'


class _UnknownError(Exception):
    """Nobody knows how often an alert fired; its text is what a source said of that, if anything."""


@attrs.frozen(kw_only=True)
class _Looked:
    """An alert before and after, None where there is none, and how often it is evaluated, in milliseconds."""

    before: Condition | None
    after: Condition | None
    interval: int


def with_firings(review: Review, source: Source, now: int, datasources: Mapping[str, str]) -> Review:
    """The review with how often its alerts fired, where a live source has the numbers; `now` is in milliseconds.

    `datasources` maps uids to types: a rule for a Prometheus does not say which one, and means the only one.
    """
    looked = dict(_looked(review))
    if not looked:
        return review
    known = [uid for uid, type_ in datasources.items() if type_ == _LANGUAGE]
    asking = _Asking(source, now, known[0] if len(known) == 1 else None, time.monotonic() + PATIENCE)
    with ThreadPoolExecutor(_THREADS) as threads:
        answers = dict(zip(looked, threads.map(asking.firings, looked.values()), strict=True))
    found = {name: each for name, each in answers.items() if isinstance(each, Firings)}
    resources = tuple(
        attrs.evolve(each, parts=tuple(_with(part, found.get(id(part))) for part in each.parts))
        for each in review.resources
    )
    # Groups hold the parts themselves.
    problems = () if found else tuple(_problems(review, answers.values()))
    return attrs.evolve(review, resources=resources, groups=grouped(resources), problems=(*review.problems, *problems))


def _problems(review: Review, answers: Iterable[Firings | str]) -> Iterator[GrafmintError]:
    """Why nothing is known of any alert, where no picture says that for want of numbers."""
    why = next((each for each in answers if isinstance(each, str) and each), None)
    if why is not None and not any(wanted(review)):
        yield GrafmintError(f"how often alerts fired is not known: {why}")


def _with(part: PartChange, found: Firings | None) -> PartChange:
    if part.alert is None or found is None:
        return part
    return attrs.evolve(part, alert=attrs.evolve(part.alert, firings=found))


def _looked(review: Review) -> Iterator[tuple[int, _Looked]]:
    """The alerts that could fire at other times now, by the identity of their parts."""
    rounds = chain.from_iterable(zip_longest(*(group.parts for group in review.groups)))
    pairs = [pair for pair in rounds if pair is not None]
    whole = [(each, part) for each in review.resources if each.verb in {"added", "removed"} for part in each.parts]
    alerts = [pair for pair in (*pairs, *whole) if pair[1].alert is not None]
    found = ((id(part), _of(resource, part)) for resource, part in alerts)
    yield from [(name, each) for name, each in found if each.before != each.after][:MOST]


def _of(resource: ResourceChange, part: PartChange) -> _Looked:
    engine: Engine = "grafana" if resource.kind == "alert-rule" else "prometheus"
    before, after = (None if each is None else alert_of(each, engine).condition for each in (part.before, part.after))
    return _Looked(before=before, after=after, interval=_SECOND * (part.alert.interval if part.alert else 0))


@attrs.frozen
class _Asking:
    """Whom numbers are asked of, for the days before `now`; until `end`, on the clock that only goes forward."""

    source: Source
    now: int
    only: str | None
    end: float

    def firings(self, looked: _Looked) -> Firings | str:
        """How often an alert fired before and after; where one of them is not known, what the source says of that."""
        step = max(looked.interval, _MINUTE)
        try:
            counts = [self._count(each, step) for each in (looked.before, looked.after)]
        except _UnknownError as error:
            return str(error)
        is_least = any(actual > looked.interval for _, actual in counts)
        return Firings(days=DAYS, before=counts[0][0], after=counts[1][0], is_least=is_least)

    def _count(self, condition: Condition | None, step: int) -> tuple[int | None, int]:
        """How often it fired, and the longest step between two moments that were looked at."""
        if condition is None or condition.is_paused:
            return (None if condition is None else 0), 0
        start = self.now - DAYS * _DAY
        ask = self._ask(condition, start - condition.pending, step)
        if time.monotonic() > self.end:
            raise _UnknownError
        data = self.source.data(ask)
        if data.problem is not None or data.origin != "live" or not data.frames:
            raise _UnknownError(data.problem or "")
        frames = [frame for frame in data.frames if not any(_MARK in field.labels for field in frame.fields)]
        # Prometheus takes no more points than that, whatever is asked.
        series = held(frames, step_of(ask.targets[0].query, step, ask.length))
        count = sum(firings(each, condition, start) for each in series)
        return count, max([step, *(each.step for each in series)])

    def _ask(self, condition: Condition, start: int, step: int) -> Ask:
        """The question where an alert's condition held."""
        expr = condition.promql
        uid = condition.source or self.only
        if expr is None:
            raise _UnknownError
        source = {"type": _LANGUAGE, "uid": uid} if uid else {"type": _LANGUAGE}
        query = {
            "refId": "A",
            "expr": f"({expr}\n) or on() {_NOTHING}",
            "range": True,
            "instant": False,
            "datasource": source,
        }
        query["interval"] = f"{step // _SECOND}s"
        return Ask(
            dashboard="",
            panel_id=0,
            title="",
            targets=(Target(ref_id="A", kind=_LANGUAGE, uid=uid, query=query),),
            start=start,
            end=self.now,
            interval_ms=step,
            max_points=MOST_POINTS,
        )
