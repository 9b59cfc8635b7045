"""What a child hands back: an answer as JSON, and the answer again."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import attrs
import orjson

from grafmint.bundle import Bundle, Entry, Kind
from grafmint.errors import GrafmintError, ProjectError
from grafmint.finding import Finding
from grafmint.origin import Place, Written
from grafmint.values import structure

#: Raised whenever what is written changes: the other side may be another version of grafmint.
FORMAT = 2
_DIGITS = 15


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


@attrs.frozen(kw_only=True)
class _Entry:
    """An entry as it is written: its origins are pairs of numbers of places, too many to be made one by one."""

    kind: Kind
    uid: str
    title: str
    folder: str | None
    document: str
    origins: Mapping[str, Any]
    file: int | None
    foreign: bool
    renamed_from: str | None


@attrs.frozen(kw_only=True)
class _Bundle:
    entries: tuple[_Entry, ...]
    findings: tuple[Finding, ...]
    datasources: Mapping[str, str]
    is_project: bool


@attrs.frozen(kw_only=True)
class _Whole:
    format: int
    failure: str | None
    is_absent: bool
    remarks: tuple[str, ...]
    findings: tuple[Finding, ...]
    bundle: _Bundle
    places: tuple[tuple[str, int, int | None], ...]


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


def decoded(content: bytes) -> str:
    """The text of an answer's file; raises FormatError for bytes that are none."""
    try:
        return content.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError as error:
        raise FormatError("the answer cannot be read: it is no text") from error


def read(text: str) -> Answer:
    """The answer that was written; raises FormatError for anything else."""
    try:
        data = json.loads(text, parse_int=_small)
        if data["format"] != FORMAT:
            raise FormatError(f"the answer has format {data['format']!r}, not {FORMAT}")
        return _answer(structure(_Whole, data, path="answer", where=lambda _: None))
    except ProjectError as error:
        raise FormatError(f"the answer cannot be read: {error.findings[0].message}") from error
    except (LookupError, TypeError, ValueError, AttributeError, RecursionError) as error:
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
        "renamed_from": entry.renamed_from,
    }


def _small(digits: str) -> int:
    # Lines and columns: larger ones could not be written as JSON again.
    if len(digits) > _DIGITS:
        raise ValueError(digits[:_DIGITS])
    return int(digits)


def _answer(data: _Whole) -> Answer:
    if data.is_absent and data.failure is None:
        raise ValueError("absent, and nothing failed")
    places = [Place(*place) for place in data.places]
    return Answer(
        bundle=Bundle(
            entries=tuple(_entry(entry, places) for entry in data.bundle.entries),
            findings=data.bundle.findings,
            datasources=data.bundle.datasources,
            is_project=data.bundle.is_project,
        ),
        findings=data.findings,
        failure=data.failure,
        is_absent=data.is_absent,
        remarks=data.remarks,
    )


def _entry(data: _Entry, places: Sequence[Place]) -> Entry:
    def place(number: object) -> Place:
        if not isinstance(number, int) or number < 0:
            raise TypeError("no number of a place")
        return places[number]

    document = orjson.loads(data.document)
    if not isinstance(document, dict):
        raise TypeError("a document that is no object")
    orjson.dumps(document)  # refuses what is nested more deeply than any document that was written
    return Entry(
        kind=data.kind,
        uid=data.uid,
        title=data.title,
        folder=data.folder,
        document=data.document.encode(),
        origins={pointer: Written(place(inner), place(outer)) for pointer, (inner, outer) in data.origins.items()},
        file=None if data.file is None else place(data.file),
        foreign=data.foreign,
        renamed_from=data.renamed_from,
    )
