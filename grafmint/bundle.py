"""Bundle: what a project comes to in one environment, as canonical documents with their origins beside them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, get_args

import attrs
import orjson

from grafmint.environment import Demands
from grafmint.finding import Finding
from grafmint.origin import Origin, Place, Written

Kind = Literal[
    "folder", "datasource", "library-panel", "dashboard", "template", "mute-timing", "contact-point", "policy",
    "alert-rule", "rule-group", "prometheus-rules", "alertmanager", "alertmanager-template",
]  # fmt: skip
#: The kinds that only a build writes, for others to deploy.
FILES: frozenset[Kind] = frozenset({"prometheus-rules", "alertmanager", "alertmanager-template"})
#: Every kind after those that it needs: folders and datasources come before the dashboards, contact points before the
#: policies that lead to them.
KINDS: tuple[Kind, ...] = get_args(Kind)
#: The kinds that a Grafana holds.
GRAFANA: tuple[Kind, ...] = tuple(kind for kind in KINDS if kind not in FILES)
_NAMES: Mapping[Kind, str] = {
    "prometheus-rules": "Prometheus rule file",
    "alertmanager": "Alertmanager configuration",
    "alertmanager-template": "Alertmanager template",
}


@attrs.frozen(kw_only=True)
class Entry:
    """One resource as Grafana takes it: `document` is its canonical JSON.

    `origins` maps JSON pointers into the document to the calls that made those parts; `file` is where a document that
    no code made was read from. `foreign` documents were made by others and are checked more gently. `renamed_from` is
    the uid that the resource had before.
    """

    kind: Kind
    uid: str
    title: str
    folder: str | None = None
    document: bytes = attrs.field(repr=False)
    origins: Mapping[str, Origin | Written] = attrs.field(factory=dict, repr=False)
    file: Place | None = None
    foreign: bool = False
    renamed_from: str | None = None

    @property
    def json(self) -> Any:
        """The document, parsed anew."""
        return orjson.loads(self.document)

    def place(self, pointer: str = "") -> Place | None:
        """Where the part at a JSON pointer was written: of the part itself, or of the nearest one around it."""
        while True:
            origin = self.origins.get(pointer)
            if origin is not None:
                return origin.inner
            if not pointer:
                return self.file
            pointer = pointer.rpartition("/")[0]


@attrs.frozen(kw_only=True)
class Removed:
    """A resource that the code says is to go: a sync that prunes deletes it, also where nothing proves whose it is."""

    kind: Kind
    uid: str
    place: Place | None = None


@attrs.frozen(kw_only=True)
class Bundle:
    """The entries of one environment, in the order in which a target takes them, and what compiling them found.

    `datasources` maps the uids that its environment has to their types; `demands` is what the project asks of all
    entries, with datasources by uid, and `retention` how long metrics are kept. `is_project` is false for single files,
    of which nothing around them is known; `is_whole` where a module or a function failed, so that what is missing may
    be what it would have defined.
    """

    entries: tuple[Entry, ...]
    findings: tuple[Finding, ...] = ()
    datasources: Mapping[str, str] = attrs.field(factory=dict)
    demands: Demands = attrs.field(factory=Demands)
    retention: str | None = None
    is_project: bool = True
    is_whole: bool = True
    removed: tuple[Removed, ...] = ()

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def of(self, kind: Kind) -> tuple[Entry, ...]:
        """The entries of a kind."""
        return tuple(entry for entry in self.entries if entry.kind == kind)

    def find(self, kind: Kind, uid: str) -> Entry | None:
        """The entry with this uid, or None."""
        return next((entry for entry in self.entries if entry.kind == kind and entry.uid == uid), None)


def group_of(rule: Entry) -> str:
    """The uid of the group that an alert rule is in."""
    return f"{rule.folder}/{rule.json.get('ruleGroup')}"


def in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Entries by kind and uid, so that the order of modules does not matter."""
    return tuple(sorted(entries, key=lambda entry: (KINDS.index(entry.kind), entry.uid)))


def shown(kind: Kind) -> str:
    """A kind in words: `alert rule`."""
    return _NAMES.get(kind) or kind.replace("-", " ")


def plural(kind: Kind) -> str:
    """Several of a kind in words: `alert rules`, `policies`."""
    return "policies" if kind == "policy" else f"{shown(kind)}s"
