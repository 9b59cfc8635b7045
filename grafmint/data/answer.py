"""Answer: what one query brought, and the data of a panel made of its answers."""

from collections.abc import Iterable, Mapping

import attrs

from grafmint.data.ask import Ask
from grafmint.data.filling import unfilled
from grafmint.data.frame import Data, DataOrigin, Frame


@attrs.frozen(kw_only=True)
class Answer:
    """The frames of one query; `problem` says why there are none, or not all."""

    frames: tuple[Frame, ...] = ()
    problem: str | None = None


def data_of(ask: Ask, answers: Mapping[str, Answer], origin: DataOrigin) -> Data:
    """The data of a panel, in the order of its queries."""
    in_order = [answers[target.ref_id] for target in ask.targets if target.ref_id in answers]
    return Data(
        frames=tuple(frame for answer in in_order for frame in answer.frames),
        start=ask.start,
        end=ask.end,
        origin=origin,
        problem=_together([ask.problem, *(answer.problem for answer in in_order)]),
        variables=ask.variables,
    )


def nothing(ask: Ask, origin: DataOrigin, problem: str) -> Data:
    """A panel without data, and why."""
    return Data(start=ask.start, end=ask.end, origin=origin, problem=problem, variables=ask.variables)


def untold(ask: Ask) -> str | None:
    """Why a server cannot answer as the page would: values that only a datasource knows, filters; None if it can."""
    # Which datasource an open reference stands for is for the server to say.
    names = unfilled({**target.query, "datasource": None} for target in ask.targets)
    named = ", ".join(f"${name}" for name in names)
    unknown = f"the board has no value for {named}: choose one there and save it" if names else None
    return _together([unknown, ask.unasked])


def with_problem(data: Data, problem: str | None) -> Data:
    """The data with one more reason why there is not more."""
    return data if problem is None else attrs.evolve(data, problem=_together([data.problem, problem]))


def _together(problems: Iterable[str | None]) -> str | None:
    return "; ".join(dict.fromkeys(problem for problem in problems if problem)) or None
