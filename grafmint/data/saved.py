"""Saved data: what queries answered at some time, in files that a reader can look at and a repository can hold.

`DIR/<dashboard uid>/<panel id>.json` has the form in which Grafana answers `/api/ds/query`, and the range beside it.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs
import orjson

from grafmint.data.answer import nothing
from grafmint.data.ask import Ask
from grafmint.data.frame import Data, Frame
from grafmint.data.frames_json import from_json, to_json
from grafmint.errors import UsageError
from grafmint.model.uid import uid_problem

_CANONICAL = orjson.OPT_SORT_KEYS | orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
_NOWHERE = "A"


@attrs.frozen
class SavedData:
    """A source that reads the files of a directory."""

    directory: Path

    def data(self, ask: Ask) -> Data:
        """What was saved for the panel, over the range of that time."""
        path = _path(self.directory, ask)
        if path is None:
            return nothing(ask, "saved", f"a board with the uid {ask.dashboard!r} can have no saved data")
        name = f"{ask.dashboard}/{ask.panel_id}.json"
        try:
            document = orjson.loads(path.read_bytes())
        except FileNotFoundError:
            return nothing(ask, "saved", f"nothing is saved for this panel: there is no {name} in {self.directory}")
        except OSError as error:
            return nothing(ask, "saved", f"{name} in {self.directory} cannot be read: {error.strerror}")
        except orjson.JSONDecodeError as error:
            return nothing(ask, "saved", f"{name} in {self.directory} is no JSON: {error}")
        return _data(document, ask, name)


def save(directory: Path, ask: Ask, data: Data) -> Path:
    """Write what a panel's queries answered, the same bytes for the same data, and say where.

    Raises UsageError for a board whose uid cannot be the name of a directory.
    """
    path = _path(directory, ask)
    if path is None:
        raise UsageError(f"the data of board {ask.dashboard!r} cannot be saved", hint="give it a uid of a plain form")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(orjson.dumps(_document(ask, data), option=_CANONICAL))
    return path


def _path(directory: Path, ask: Ask) -> Path | None:
    """Where a panel's data lies; None where the uid would lead elsewhere."""
    if not ask.dashboard or uid_problem(ask.dashboard) is not None:
        return None
    return directory / ask.dashboard / f"{ask.panel_id}.json"


def _document(ask: Ask, data: Data) -> dict[str, Any]:
    home = ask.targets[0].ref_id if ask.targets else _NOWHERE
    results: dict[str, dict[str, list[Any]]] = {target.ref_id: {"frames": []} for target in ask.targets}
    for frame in data.frames:
        results.setdefault(frame.ref_id or home, {"frames": []})["frames"].append(to_json(frame))
    document: dict[str, Any] = {"range": {"from": data.start, "to": data.end}, "results": results}
    if data.problem is not None:
        document["problem"] = data.problem
    if data.variables:
        document["variables"] = dict(data.variables)
    return document


def _data(document: Any, ask: Ask, name: str) -> Data:
    try:
        frames = tuple(_frames(document["results"], [target.ref_id for target in ask.targets]))
        times = document.get("range") or {}
        problem = document.get("problem") or _errors(document["results"])
        variables = dict(document.get("variables") or ask.variables)
        start, end = int(times.get("from", ask.start)), int(times.get("to", ask.end))
    except (AttributeError, KeyError, TypeError, ValueError):
        return nothing(ask, "saved", f"{name} is not what Grafana answers to /api/ds/query")
    return Data(frames=frames, start=start, end=end, origin="saved", problem=problem, variables=variables)


def _frames(results: Mapping[str, Any], order: Sequence[str]) -> list[Frame]:
    """The frames in the order of the panel's queries, and after them what they do not name."""
    places = {ref_id: place for place, ref_id in enumerate(order)}
    known = sorted(results, key=lambda ref_id: (places.get(ref_id, len(places)), ref_id))
    return [from_json(each, ref_id) for ref_id in known for each in results[ref_id].get("frames") or ()]


def _errors(results: Mapping[str, Any]) -> str | None:
    """What Grafana said of queries that failed."""
    said = [f"query {ref_id}: {answer['error']}" for ref_id, answer in sorted(results.items()) if answer.get("error")]
    return "; ".join(said) or None
