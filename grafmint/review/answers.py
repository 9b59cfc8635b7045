"""Answers: what a source says to the questions of panels and variables, to many at once and to each only once."""

import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from hashlib import sha256
from typing import Any

import attrs
import orjson

from grafmint.data.ask import Ask
from grafmint.data.frame import Data
from grafmint.data.source import Source, is_live
from grafmint.data.unchosen import settled

_Json = Mapping[str, Any]
#: So many questions to datasources are open at once.
_THREADS = 8
#: What tells a panel from another one and is on no picture.
_UNSEEN = frozenset({"id", "gridPos"})


def settled_boards(
    boards: Sequence[_Json], source: Source, now: int, datasources: Mapping[str, str], memory: dict[str, Data]
) -> list[_Json]:
    """The dashboards with values for their variables; `memory` has what was answered before, and is brought up to date.

    What is made up or saved needs none.
    """
    if not is_live(source):
        return list(boards)
    once = _Once(source, memory)
    with ThreadPoolExecutor(_THREADS) as threads:
        found = list(threads.map(lambda board: settled(board, once.data, now, datasources), boards))
    memory.clear()
    memory.update({key: answer.result() for key, answer in once.answers.items()})
    return found


@attrs.frozen
class _Once:
    """A source that is asked the same only once: a dashboard before and after a change has the same variables."""

    source: Source
    memory: Mapping[str, Data]
    answers: dict[str, Future[Data]] = attrs.field(factory=dict)
    lock: threading.Lock = attrs.field(factory=threading.Lock)

    def data(self, ask: Ask) -> Data:
        """What the source says, or is about to say to somebody else."""
        key = key_of(ask)
        with self.lock:
            is_new = key not in self.answers
            answer = self.answers.setdefault(key, Future())
        if is_new:
            try:
                answer.set_result(self.memory[key] if key in self.memory else self.source.data(ask))
            except BaseException as error:
                answer.set_exception(error)
                raise
        return answer.result()


def answered(asks: Sequence[Ask], source: Source, memory: dict[str, Data]) -> Mapping[str, Data]:
    """The answer to each question by its key; `memory` is treated likewise."""
    needed = {key_of(ask): ask for ask in asks}
    missing = {key: ask for key, ask in needed.items() if key not in memory}
    with ThreadPoolExecutor(_THREADS) as threads:
        found = dict(zip(missing, threads.map(source.data, missing.values()), strict=True))
    answers = {key: found[key] if key in found else memory[key] for key in needed}
    memory.clear()
    memory.update(answers)
    return answers


def key_of(ask: Ask) -> str:
    """What tells a question from another one; files of saved data go by the panel's id."""
    said = (ask.dashboard, ask.panel_id, ask.targets, ask.inputs, ask.start, ask.end, ask.interval_ms, ask.max_points)
    return checksum(repr((said, ask.variables, ask.problem, ask.unasked, ask.changed)), seen(ask.panel))


def seen(panel: _Json) -> bytes:
    """What of a panel is on its picture."""
    position = panel.get("gridPos")
    size = [position.get(name) for name in ("w", "h")] if isinstance(position, Mapping) else None
    seen = {key: value for key, value in panel.items() if key not in _UNSEEN}
    return orjson.dumps([seen, size], option=orjson.OPT_SORT_KEYS)


def checksum(text: str, panel: bytes) -> str:
    """A short name for a text and a panel."""
    return sha256(text.encode("utf-8", "surrogatepass") + b"\0" + panel).hexdigest()
