"""Library panels in documents: which of them a dashboard shows, and the dashboard with their content in its place."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, Self

import attrs

from grafmint.bundle import Entry

Json = Mapping[str, Any]
#: Most dashboards show none, and are not parsed for it.
_MARK = b'"libraryPanel"'
#: What a panel from the library has of its own on a dashboard.
_OWN = ("id", "gridPos", "repeat", "repeatDirection", "maxPerRow")
_REFERENCE = "libraryPanel"


@attrs.frozen(slots=False)
class Library:
    """The library panels of a bundle, by uid, and its `boards` that show any."""

    panels: Mapping[str, Entry] = attrs.field(factory=dict)
    boards: tuple[Entry, ...] = ()

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Self:
        """The library of all entries."""
        entries = tuple(entries)
        panels = {entry.uid: entry for entry in entries if entry.kind == "library-panel"}
        return cls(panels, tuple(filter(shows_any, entries)))

    @cached_property
    def users(self) -> Mapping[str, tuple[Entry, ...]]:
        """The dashboards that show a panel, by its uid."""
        found: dict[str, tuple[Entry, ...]] = {}
        for board in self.boards:
            for uid in shown_by(board):
                found[uid] = (*found.get(uid, ()), board)
        return found

    def model(self, panel: Json) -> Json | None:
        """The content of a panel of a dashboard that is one of these; None of any other."""
        entry = self.panels.get(uid_of(panel) or "")
        return None if entry is None else self._models[entry.uid]

    def content(self, panel: Json) -> Json:
        """A panel as it is seen: one from the library with its content, as the code or else the panel has it."""
        model = self.model(panel)
        if model is None and uid_of(panel) is not None:
            model = panel[_REFERENCE].get("model")
        if not isinstance(model, Mapping):
            return panel
        return {**model, **{key: panel[key] for key in _OWN if key in panel}}

    def alone(self, entry: Entry) -> dict[str, Any]:
        """A library panel as it is seen: the only panel of the first dashboard that shows it, with its variables."""
        own, panel = {"uid": entry.uid, "title": entry.title}, _model(entry)
        for board in self.users.get(entry.uid, ())[:1]:
            whole = board.json
            use = next(each for each in panels_of(whole) if uid_of(each) == entry.uid)
            place = {key: use[key] for key in ("gridPos",) if key in use}
            return {**whole, **own, "panels": [{**panel, **place}]}
        return {**own, "panels": [panel]}

    def filled(self, document: Json) -> dict[str, Any]:
        """A dashboard with the content of its library panels in their places."""
        panels = document.get("panels")
        filled = {"panels": [self._filled(panel) for panel in panels]} if isinstance(panels, list) else {}
        return {**document, **filled}

    @cached_property
    def _models(self) -> Mapping[str, Json]:
        return {uid: _model(entry) for uid, entry in self.panels.items()}

    def _filled(self, panel: Any) -> Any:
        return self.filled(self.content(panel)) if isinstance(panel, Mapping) else panel


def shows_any(entry: Entry) -> bool:
    """Whether a document may show a library panel."""
    return entry.kind == "dashboard" and _MARK in entry.document


def shown_by(entry: Entry) -> tuple[str, ...]:
    """The uids of the library panels that a dashboard shows, each once."""
    found = map(uid_of, panels_of(entry.json)) if shows_any(entry) else ()
    return tuple(dict.fromkeys(uid for uid in found if uid is not None))


def uid_of(panel: Json) -> str | None:
    """The uid of the library panel that a panel is; None of one of the dashboard's own."""
    reference = panel.get(_REFERENCE)
    uid = reference.get("uid") if isinstance(reference, Mapping) else None
    return uid if isinstance(uid, str) else None


def _model(entry: Entry) -> Json:
    document = entry.json
    model = document.get("model") if isinstance(document, dict) else None
    return model if isinstance(model, dict) else {}


def panels_of(parent: Any) -> Iterator[Json]:
    """The panels of a dashboard, and those in its rows."""
    panels = parent.get("panels") if isinstance(parent, Mapping) else None
    for panel in panels if isinstance(panels, list) else ():
        if isinstance(panel, Mapping):
            yield panel
            yield from panels_of(panel)
