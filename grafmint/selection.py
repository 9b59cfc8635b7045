"""Selection: the part of an environment that a command is about."""

from collections.abc import Iterable
from fnmatch import fnmatchcase

import attrs

from grafmint.bundle import KINDS, Entry
from grafmint.companions import Companions
from grafmint.errors import UsageError
from grafmint.suggest import hint

#: Kind, uid and folder of a resource that is no entry.
Beside = tuple[str, str, str | None]
_FORMS = "write KIND/GLOB such as 'dashboard/http-*', folder:UID or tag:NAME"


@attrs.frozen
class Selector:
    """One `--select`; `what` is `kind` with a pattern of uids, `folder`, or `tag` for dashboards."""

    text: str
    what: str
    value: str
    kind: str = ""

    def covers(self, kind: str, uid: str, folder: str | None, tags: Iterable[str]) -> bool:
        """Whether a resource belongs to it; a folder is part of what is in it."""
        if self.what == "kind":
            return kind == self.kind and fnmatchcase(uid, self.value)
        if self.what == "folder":
            return self.value in (folder, uid if kind == "folder" else None)
        return self.value in tags


@attrs.frozen
class Selection:
    """Whatever one of the selectors covers; without any, everything."""

    selectors: tuple[Selector, ...] = ()

    @property
    def is_everything(self) -> bool:
        """Whether nothing is left out."""
        return not self.selectors

    def covers(self, kind: str, uid: str, folder: str | None, tags: Iterable[str] = ()) -> bool:
        """Whether a resource belongs to the selection."""
        return self.is_everything or any(selector.covers(kind, uid, folder, tags) for selector in self.selectors)

    def of(self, entries: Iterable[Entry], beside: Iterable[Beside] = ()) -> tuple[Entry, ...]:
        """The entries that are selected, and what they need; raises UsageError where a selector fits nothing.

        It may fit what is `beside` the entries: what a target has and the code has no more.
        """
        entries = tuple(entries)
        if not self.is_everything:
            self._refuse_idle(entries, tuple(beside))
        return self.fitting(entries)

    def fitting(self, entries: Iterable[Entry]) -> tuple[Entry, ...]:
        """The same, whether or not each selector fits something."""
        entries = tuple(entries)
        if self.is_everything:
            return entries
        chosen = {(entry.kind, entry.uid): entry for entry in entries if self._covers(entry)}
        companions = Companions(entries)
        for entry in tuple(chosen.values()):
            chosen |= {(each.kind, each.uid): each for each in companions.of(entry)}
        return tuple(entry for entry in entries if (entry.kind, entry.uid) in chosen)

    def _covers(self, entry: Entry) -> bool:
        return self.covers(entry.kind, entry.uid, entry.folder, self._tags(entry))

    def _tags(self, entry: Entry) -> Iterable[str]:
        # A document is parsed only where somebody asks for tags.
        wanted = entry.kind == "dashboard" and any(selector.what == "tag" for selector in self.selectors)
        return entry.json.get("tags", ()) if wanted else ()

    def _refuse_idle(self, entries: tuple[Entry, ...], beside: tuple[Beside, ...]) -> None:
        for selector in self.selectors:
            alone = Selection((selector,))
            if not any(map(alone._covers, entries)) and not any(alone.covers(*each) for each in beside):
                names = [entry.uid for entry in entries if selector.what != "kind" or entry.kind == selector.kind]
                raise UsageError(f"--select {selector.text} fits nothing", hint=hint(selector.value, names))


EVERYTHING = Selection()


def selection(texts: Iterable[str]) -> Selection:
    """The selection that the texts of a command line ask for; raises UsageError for one that is none."""
    return Selection(tuple(map(_selector, texts)))


def _selector(text: str) -> Selector:
    what, _, value = text.partition(":")
    if value and what in {"folder", "tag"}:
        return Selector(text, what, value)
    kind, slash, pattern = text.partition("/")
    if not slash or not pattern:
        raise UsageError(f"--select {text} is no selection", hint=_FORMS)
    # As plans say it, in words: "alert rule".
    kind = kind.replace(" ", "-")
    if kind not in KINDS:
        raise UsageError(f"--select {text}: there is no kind {kind!r}", hint=hint(kind, KINDS))
    return Selector(text, "kind", pattern, kind)
