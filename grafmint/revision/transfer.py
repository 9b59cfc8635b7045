"""What a child hands back: an answer as JSON, and the answer again."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import attrs

from grafmint.bundle import Bundle, Entry
from grafmint.errors import GrafmintError
from grafmint.finding import Finding, Snippet
from grafmint.origin import Place, Written

#: Raised whenever what is written changes: the other side may be another version of grafmint.
FORMAT = 1


@attrs.frozen(kw_only=True)
class Answer:
    """What building an environment came to; with a `failure` there is no bundle.

    `is_absent` says that the failure is only that the revision has no such environment. Origins are `Written`.
    """

    bundle: Bundle = attrs.field(factory=lambda: Bundle(entries=()))
    findings: tuple[Finding, ...] = ()
    failure: str | None = None
    is_absent: bool = False
    remarks: tuple[str, ...] = ()


class FormatError(GrafmintError):
    """The text is no answer in the format of this version."""


def write(answer: Answer) -> str:
    """The answer as one JSON document; places that many parts share are written once."""
    places = _Places()
    data = {
        "format": FORMAT,
        "failure": answer.failure,
        "is_absent": answer.is_absent,
        "remarks": answer.remarks,
        "findings": [attrs.asdict(finding) for finding in answer.findings],
        "bundle": {
            "entries": [_entry_json(entry, places.number) for entry in answer.bundle],
            "findings": [attrs.asdict(finding) for finding in answer.bundle.findings],
            "datasources": dict(answer.bundle.datasources),
            "is_project": answer.bundle.is_project,
        },
        "places": [attrs.astuple(place) for place in places.numbers],
    }
    # Not orjson: the name of a file need not be text, and then has signs that are none in Unicode.
    return json.dumps(data, ensure_ascii=False)


def read(text: str) -> Answer:
    """The answer that was written; raises FormatError for anything else."""
    try:
        data = json.loads(text)
        if data["format"] != FORMAT:
            raise FormatError(f"the answer has format {data['format']!r}, not {FORMAT}")
        return _answer(data)
    except (KeyError, IndexError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise FormatError(f"the answer cannot be read: {type(error).__name__}") from error


@attrs.define
class _Places:
    numbers: dict[Place, int] = attrs.field(factory=dict)

    def number(self, place: Place) -> int:
        return self.numbers.setdefault(place, len(self.numbers))


def _entry_json(entry: Entry, number: Callable[[Place], int]) -> dict[str, Any]:
    origins = entry.origins.items()
    return {
        "kind": entry.kind,
        "uid": entry.uid,
        "title": entry.title,
        "folder": entry.folder,
        "document": entry.document.decode(),
        "origins": {pointer: (number(origin.inner), number(origin.outer)) for pointer, origin in origins},
        "file": None if entry.file is None else number(entry.file),
        "foreign": entry.foreign,
    }


def _answer(data: Mapping[str, Any]) -> Answer:
    places = [Place(*place) for place in data["places"]]
    bundle = data["bundle"]
    return Answer(
        bundle=Bundle(
            entries=tuple(_entry(entry, places) for entry in bundle["entries"]),
            findings=tuple(map(_finding, bundle["findings"])),
            datasources=dict(bundle["datasources"]),
            is_project=bool(bundle["is_project"]),
        ),
        findings=tuple(map(_finding, data["findings"])),
        failure=data["failure"],
        is_absent=bool(data["is_absent"]),
        remarks=tuple(data["remarks"]),
    )


def _entry(data: Mapping[str, Any], places: Sequence[Place]) -> Entry:
    origins = {pointer: Written(places[inner], places[outer]) for pointer, (inner, outer) in data["origins"].items()}
    file = None if data["file"] is None else places[data["file"]]
    return Entry(**{**data, "document": data["document"].encode(), "origins": origins, "file": file})


def _finding(data: Mapping[str, Any]) -> Finding:
    place, also, snippet = data["place"], data["also"], data["snippet"]
    return Finding(
        **{
            **data,
            "place": place and Place(**place),
            "also": also and Place(**also),
            "snippet": snippet and Snippet(**snippet),
        }
    )
