"""Alert rules: marked in an annotation with a checksum of what was written.

The server counts no version of a rule, so that its state is read again before each write.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import attrs
import orjson

from grafmint.bundle import Entry
from grafmint.plan.snapshot import Held, Listed, Whose
from grafmint.plan.step import Step
from grafmint.target.server.alerting.finding import find_group, find_rule, rule_path
from grafmint.target.server.alerting.lists import RULES, Lists
from grafmint.target.server.alerting.provenance import managed
from grafmint.target.server.alerting.rule import LATER, checksum_of, form_of, mark_of, marked
from grafmint.target.server.alerting.writing import settled
from grafmint.target.server.http.client import Http
from grafmint.target.server.proof.deletion import GONE
from grafmint.target.server.proof.owner import Owner
from grafmint.target.server.proof.stale import not_deleted, not_written

Json = dict[str, Any]


@attrs.frozen
class AlertRules:
    """The alert rules of one server."""

    http: Http
    owner: Owner
    lists: Lists

    def form(self, entry: Entry) -> bytes:
        """What of a rule this server can hold."""
        lost = self.lost(entry)
        return form_of({key: value for key, value in entry.json.items() if key not in lost})

    def lost(self, entry: Entry) -> tuple[str, ...]:
        """What of a rule this server keeps of none, as far as one is there that was read."""
        kept = self.lists.kept() if self.lists.has("rules") else None
        said = entry.json
        return tuple(key for key in LATER if key in said and kept is not None and key not in kept)

    def read(self, uid: str, entry: Entry | None) -> Held | None:
        """A rule with whose it is and how many of its instances fire."""
        rule = self.lists.rules().get(uid)
        if rule is None:
            return None
        hold, where = self._hold(rule)
        if entry is not None and (hold != "ours" or form_of(rule) != self.form(entry)):
            # The list of Grafana 9 does not tell what comes from a file; nothing hangs on that where all is well.
            rule = find_rule(self.http, uid) or rule
            hold, where = self._hold(rule)
        return Held(
            kind="alert-rule",
            uid=uid,
            title=rule["title"],
            folder=rule["folderUID"],
            document=form_of(rule),
            hold=hold,
            where=where,
            proof=hold in ("ours", "edited"),
            firing=self.lists.firing(uid),
        )

    def listed(self) -> Iterator[Listed]:
        """Every rule of the server."""
        return map(_listed, self.lists.rules().values())

    def marked(self) -> Iterator[Listed]:
        """The rules that have our mark."""
        return (_listed(each) for each in self.lists.rules().values() if self.is_ours(each))

    def is_ours(self, rule: Json) -> bool:
        """Whether a rule is one that we wrote, whoever has edited it since."""
        return self._hold(rule)[0] in ("ours", "edited")

    def write(self, step: Step) -> str | None:
        """Do a step; what of it the server did not keep."""
        entry, held = step.entry, step.held
        assert entry is not None
        stays = None if held is None or self._has_left(entry, held) else held
        answer = settled(
            entry,
            lambda: self._send(entry, stays, whose=step.whose),
            lambda: self._is_written(entry, whose=step.whose),
        )
        lost = [key for key in LATER if key in entry.json and isinstance(answer, dict) and key not in answer]
        return f"this Grafana keeps no {' and no '.join(lost)} of an alert rule" if lost else None

    def delete(self, step: Step) -> str | None:
        """Delete a rule that is as planned; its group goes with the last one."""
        held = step.held
        assert held is not None
        entry, there = self.entry(held), find_rule(self.http, held.uid)
        if there is None:
            return GONE
        if (self._hold(there)[0], form_of(there)) != (held.hold, held.document):
            raise not_deleted(step)
        settled(entry, lambda: self._delete(entry, held), lambda: find_rule(self.http, held.uid) is None)
        return None

    def entry(self, held: Held) -> Entry:
        """What is held as a build would have it."""
        return Entry(kind="alert-rule", uid=held.uid, title=held.title, folder=held.folder, document=held.document)

    def uids(self) -> Iterable[str]:
        """All rules."""
        return list(self.lists.rules())

    def _send(self, entry: Entry, held: Held | None, *, whose: Whose) -> Any:
        body = marked(entry.json, self.owner, whose)
        if held is None:
            return self.http.send("POST", RULES, body)
        if not self._is_as_planned(entry, held):
            raise not_written(entry)
        return self.http.send("PUT", rule_path(entry.uid), body, unfounded=lambda: self._is_as_planned(entry, held))

    def _has_left(self, entry: Entry, held: Held) -> bool:
        """Whether a rule is to be made anew, and was deleted for that: none gets another uid.

        Grafana 9 leaves one that moves the interval of the group that it comes from, and the new group with two; to
        write that group as a whole would write what others have in it.
        """
        if held.uid == entry.uid and not self._has_another_interval(entry, held):
            return False
        settled(entry, lambda: self._delete(entry, held), lambda: find_rule(self.http, held.uid) is None)
        return True

    def _delete(self, entry: Entry, held: Held) -> None:
        if not self._is_as_planned(entry, held):
            raise not_written(entry)
        self.http.send("DELETE", rule_path(held.uid), unfounded=lambda: self._is_as_planned(entry, held))

    def _has_another_interval(self, entry: Entry, held: Held) -> bool:
        """Whether a rule moves into a group that is there and evaluated at another interval than its own."""
        left, joined = (_group(each) for each in (orjson.loads(held.document), entry.json))
        there = find_group(self.http, *joined) if left != joined else None
        if there is None:
            return False
        before = find_group(self.http, *left)
        return before is None or before["interval"] != there["interval"]

    def _is_as_planned(self, entry: Entry, held: Held) -> bool:
        found = find_rule(self.http, held.uid)
        return found is not None and form_of(found) == held.document

    def _is_written(self, entry: Entry, *, whose: Whose) -> bool:
        found = find_rule(self.http, entry.uid)
        if found is None:
            return False
        kept = {key: value for key, value in entry.json.items() if key not in LATER or key in found}
        return self._hold(found)[0] == whose and form_of(found) == form_of(kept)

    def _hold(self, rule: Json) -> tuple[Whose, str]:
        who = managed(rule.get("provenance") or "")
        if who is not None:
            return "managed", who
        mark = mark_of(rule)
        if mark is None or mark.uid != rule["uid"]:
            return "foreign", "in Grafana"
        if not self.owner.owns(mark):
            return self.owner.other(mark)
        return ("ours" if mark.checksum == checksum_of(rule) else "edited"), "in Grafana"


def _listed(rule: Json) -> Listed:
    return Listed(kind="alert-rule", uid=rule["uid"], title=rule["title"], folder=rule["folderUID"])


def _group(rule: Json) -> tuple[str, str]:
    return rule["folderUID"], rule["ruleGroup"]
