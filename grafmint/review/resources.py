"""Resources: which of two bundles are the same one, by uid or by what they are."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import attrs
import orjson

from grafmint.bundle import KINDS, Bundle, Entry, Kind
from grafmint.model.key import slug
from grafmint.plan.semantic import Json, located

#: A dashboard is another one under a new uid from this share of equal panels on.
_MOSTLY = 0.5
#: What says where a panel is, and not what it is.
_PLACE = frozenset({"id", "gridPos"})
Pair = tuple[Entry | None, Entry | None]


@attrs.frozen
class Trait:
    """What a resource is known by under another uid: its `name`, and the parts that most of must be equal."""

    name: Callable[[Entry], str]
    parts: Callable[[Entry], Counter[bytes]]


def pairs(before: Bundle, after: Bundle) -> Iterator[Pair]:
    """Each resource before and after, None where there is none, in the order of kinds and then of the bundles."""
    for kind in KINDS:
        olds, news = ({entry.uid: entry for entry in bundle.of(kind)} for bundle in (before, after))
        gone = [entry for uid, entry in olds.items() if uid not in news]
        come = [entry for uid, entry in news.items() if uid not in olds]
        renamed = _said(gone, come)
        renamed |= _renamed(kind, *_alone(gone, come, renamed))
        for uid, entry in news.items():
            yield olds.get(uid) or renamed.get(uid), entry
        lost = {entry.uid for entry in gone}.difference(entry.uid for entry in renamed.values())
        yield from ((entry, None) for uid, entry in olds.items() if uid in lost)


def _said(gone: Iterable[Entry], come: Iterable[Entry]) -> dict[str, Entry]:
    """Who came under another uid because the code says so, one to one."""
    there = {entry.uid: entry for entry in gone}
    renamed = ((entry, there.pop(entry.renamed_from or "", None)) for entry in come)
    return {entry.uid: old for entry, old in renamed if old is not None}


def _alone(
    gone: Sequence[Entry], come: Sequence[Entry], renamed: Mapping[str, Entry]
) -> tuple[Sequence[Entry], Sequence[Entry]]:
    """Those of whom nobody has said what became of them."""
    taken = {entry.uid for entry in renamed.values()}
    return [each for each in gone if each.uid not in taken], [each for each in come if each.uid not in renamed]


def _renamed(kind: Kind, gone: Sequence[Entry], come: Sequence[Entry]) -> Mapping[str, Entry]:
    """Who came under another uid, one to one and the most alike first."""
    trait, found, taken = TRAITS[kind], dict[str, Entry](), set[str]()
    if not gone or not come:
        return found
    alike = sorted(_alike(trait, gone, come), key=lambda each: (-each[0], each[1], each[2]))
    for _, old, new in alike:
        if gone[old].uid not in taken and come[new].uid not in found:
            taken.add(gone[old].uid)
            found[come[new].uid] = gone[old]
    return found


def _alike(trait: Trait, gone: Sequence[Entry], come: Sequence[Entry]) -> Iterator[tuple[float, int, int]]:
    """How alike those are that could be one: an equal name counts most, an equal folder decides between two."""
    old_parts, new_parts = ([trait.parts(entry) for entry in entries] for entries in (gone, come))
    holders, names = defaultdict[bytes, list[int]](list), defaultdict[str, list[int]](list)
    for index, entry in enumerate(come):
        names[trait.name(entry)].append(index)
        for part in new_parts[index]:
            holders[part].append(index)
    for old, entry in enumerate(gone):
        named = set(names.get(trait.name(entry), ()))
        for new in named | set(_mostly(old_parts[old], new_parts, holders)):
            whole = max(old_parts[old].total(), new_parts[new].total())
            shared = (old_parts[old] & new_parts[new]).total() / whole if whole else 0
            yield shared + (new in named) + 0.1 * (entry.folder == come[new].folder), old, new


def _mostly(
    parts: Counter[bytes], others: Sequence[Counter[bytes]], holders: Mapping[bytes, list[int]]
) -> Iterator[int]:
    shared = Counter[int]()
    for part, count in parts.items():
        for other in holders.get(part, ()):
            shared[other] += min(count, others[other][part])
    yield from (
        other for other, count in shared.items() if count >= _MOSTLY * max(parts.total(), others[other].total())
    )


def _title(entry: Entry) -> str:
    return slug(entry.title)


def _nothing(_: Entry) -> Counter[bytes]:
    return Counter()


def _panels(entry: Entry) -> Counter[bytes]:
    document = entry.json
    found: Iterable[Json] = (
        each.panel for each in located(document.get("panels") if isinstance(document, dict) else 0)
    )
    panels = (panel for panel in found if isinstance(panel, dict) and panel.get("type") != "row")
    return Counter(
        orjson.dumps({key: value for key, value in panel.items() if key not in _PLACE}, option=orjson.OPT_SORT_KEYS)
        for panel in panels
    )


def _in_folder(entry: Entry) -> str:
    # Names are unique in a folder only.
    return f"{entry.folder}/{slug(entry.title)}"


def _whole(*aside: str) -> Callable[[Entry], Counter[bytes]]:
    """What a resource is as a whole, but for what names it."""

    def parts(entry: Entry) -> Counter[bytes]:
        document = entry.json
        if not isinstance(document, dict):
            return Counter()
        rest = {key: value for key, value in document.items() if key not in aside}
        return Counter([orjson.dumps(rest, option=orjson.OPT_SORT_KEYS)])

    return parts


#: A kind that comes later needs a line here.
TRAITS: Mapping[Kind, Trait] = {
    "folder": Trait(_title, _nothing),
    "datasource": Trait(_title, _nothing),
    "library-panel": Trait(_title, _whole("uid", "name")),
    "dashboard": Trait(_title, _panels),
    "template": Trait(_title, _whole("name")),
    "mute-timing": Trait(_title, _whole("name")),
    "contact-point": Trait(_title, _whole("name")),
    "policy": Trait(_title, _nothing),
    "alert-rule": Trait(_in_folder, _whole("uid", "title", "annotations", "folderUID", "ruleGroup")),
    "rule-group": Trait(_in_folder, _nothing),
    "prometheus-rules": Trait(_title, _whole()),
    "alertmanager": Trait(_title, _nothing),
    "alertmanager-template": Trait(_title, _whole("name")),
}
