"""Rule groups: the interval at which the rules of one are evaluated.

Of a group only that is ours. Grafana writes it with every rule of the group, which makes all of them the API's and
resets their states: where some are of others, that is for people to decide.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import attrs

from grafmint.bundle import Entry
from grafmint.compile.encode import canonical
from grafmint.errors import TargetError
from grafmint.plan.snapshot import Held, Whose
from grafmint.plan.step import Step
from grafmint.target.server.alerting.few import few
from grafmint.target.server.alerting.finding import find, find_group, find_rule, group_path
from grafmint.target.server.alerting.lists import Lists
from grafmint.target.server.alerting.provenance import managed
from grafmint.target.server.alerting.rule import mark_of
from grafmint.target.server.alerting.writing import settled
from grafmint.target.server.http.client import Http
from grafmint.target.server.proof.owner import Owner
from grafmint.target.server.proof.stale import not_written

Json = dict[str, Any]
# Of more rules than these only their number is said.
_SHOWN = 5


@attrs.frozen
class RuleGroups:
    """The rule groups of one server."""

    http: Http
    owner: Owner
    lists: Lists

    def form(self, entry: Entry) -> bytes:
        """The group without its rules."""
        said = entry.json
        return _document(said["folderUid"], said["title"], said["interval"])

    def read(self, uid: str, entry: Entry | None) -> Held | None:
        """A group with its interval; there is none without a rule in it."""
        folder, _, title = uid.partition("/")
        found = find_group(self.http, folder, title)
        if found is None:
            return None
        hold, where = self._hold(self._in_the_way(found, entry))
        rules = tuple(each["uid"] for each in found["rules"])
        return Held(
            kind="rule-group",
            uid=uid,
            title=title,
            folder=folder,
            document=_document(folder, title, found["interval"]),
            hold=hold,
            where=where,
            rules=rules,
            firing=sum(self.lists.firing(each) or 0 for each in rules),
        )

    def write(self, step: Step) -> str | None:
        """Give the group its interval; one whose first rule this run has made may have it already."""
        entry, held = step.entry, step.held
        assert entry is not None
        settled(entry, lambda: self._send(entry, held, claims=step.claims), lambda: self._is_written(entry))
        return None

    def delete(self, step: Step) -> str | None:
        """Nothing: a group is there for as long as a rule is in it."""
        return f"rule group {step.uid!r} goes with the last of its rules"

    def entry(self, held: Held) -> Entry:
        """What is held as a build would have it."""
        return Entry(kind="rule-group", uid=held.uid, title=held.title, folder=held.folder, document=held.document)

    def uids(self) -> Iterable[str]:
        """All groups, each by its folder and its name."""
        return list(dict.fromkeys(f"{each['folderUID']}/{each['ruleGroup']}" for each in self.lists.rules().values()))

    def _send(self, entry: Entry, held: Held | None, *, claims: bool) -> None:
        found = self._find(entry)
        if found is None:
            raise TargetError(f"rule group {entry.uid!r} has no rule on the server, which keeps none that is empty")
        folder, title = entry.json["folderUid"], entry.json["title"]
        if held is not None and _document(folder, title, found["interval"]) != held.document:
            raise not_written(entry)
        known = held.rules if held is not None and held.hold == "foreign" else ()
        # One of others that is put back has only the rules that were put back before it.
        is_strange = claims or held is not None
        if is_strange and any(each["uid"] not in known for each in self._in_the_way(found, entry)):
            raise not_written(entry)
        if found["interval"] != entry.json["interval"]:
            self._put(found, entry.json["interval"])

    def _put(self, found: Json, interval: int) -> None:
        path = group_path(found["folderUid"], found["title"])
        # What was read must be what is there: a rule that is not sent is removed.
        unmoved = lambda: find(self.http, path) == found  # noqa: E731
        self.http.send("PUT", path, {**found, "interval": interval}, unfounded=unmoved)

    def _is_written(self, entry: Entry) -> bool:
        found = self._find(entry)
        return found is not None and found["interval"] == entry.json["interval"]

    def _in_the_way(self, found: Json, entry: Entry | None) -> list[Json]:
        """The rules of others that a write would take with it; none where nothing is to write."""
        if entry is not None and found["interval"] == entry.json["interval"]:
            return []
        return [each for each in found["rules"] if not self._is_ours(each)]

    def _is_ours(self, rule: Json) -> bool:
        mark = mark_of(rule)
        return mark is not None and mark.uid == rule["uid"] and self.owner.owns(mark)

    def _hold(self, strange: Sequence[Json]) -> tuple[Whose, str]:
        if not strange:
            return "ours", "in Grafana"
        managers = {each["title"]: managed(self._provenance(each)) for each in strange}
        who = next(filter(None, managers.values()), None)
        if who is None:
            return (
                "foreign",
                f"holds rules of others, which Grafana writes with it: {few(list(map(repr, managers)), _SHOWN)}",
            )
        names = few([repr(title) for title, manager in managers.items() if manager == who], _SHOWN)
        return "managed", f"holds rules {who}, which Grafana would write with it: {names}"

    def _provenance(self, rule: Json) -> str:
        # Grafana 9 tells it only to who asks for the rule alone.
        alone = rule if "provenance" in rule else find_rule(self.http, rule["uid"])
        return (alone or {}).get("provenance") or ""

    def _find(self, entry: Entry) -> Json | None:
        return find_group(self.http, entry.json["folderUid"], entry.json["title"])


def _document(folder: str, title: str, interval: int) -> bytes:
    return canonical({"folderUid": folder, "title": title, "interval": interval})
