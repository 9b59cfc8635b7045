"""Renaming: a resource gets its new uid, in place where the server can, else as a new one in the place of the old.

Whatever interrupts it, the next run goes on: the old one goes last, and the first write notes what is still to come.
"""

from collections.abc import Sequence

import attrs

from grafmint.bundle import Entry
from grafmint.compile.encode import canonical
from grafmint.errors import TargetError
from grafmint.plan.renaming import is_renamed, under
from grafmint.plan.snapshot import Held
from grafmint.plan.step import Step
from grafmint.target.server.api.board import Former, path_of
from grafmint.target.server.api.dashboards import Dashboards
from grafmint.target.server.http.faults import Refused
from grafmint.target.server.kinds.kind import ServerKind
from grafmint.target.server.kinds.registry import Kinds
from grafmint.target.server.proof.stale import not_written
from grafmint.target.server.renames.grants import Json, give, grants_of
from grafmint.target.server.renames.price import without_secrets
from grafmint.target.server.renames.unfinished import delete_of, finish, hand_down, without_former

_NOT_FOUND = 404
_ADMINISTRATOR = "only an administrator gives a dashboard another uid there: run it once with such a token"


@attrs.frozen
class Renaming:
    """Writes one kind, whatever uid it is held under."""

    kinds: Kinds
    kind: ServerKind

    def write(self, step: Step) -> str | None:
        """Do a step; what went otherwise than planned."""
        held = step.held
        if held is not None and is_renamed(held, step.uid):
            return self._rename(step, held)
        remark = None
        if held is not None and held.copies:
            is_folder = step.kind == "folder"
            remark = hand_down(self.kinds.http, _entry(step)) if is_folder else finish(self.kinds, self.kind, step)
        return self.kind.write(without_former(step)) or remark

    def delete(self, step: Step) -> str | None:
        """Delete what a step holds; what went otherwise."""
        return self.kind.delete(step)

    def leaves(self, step: Step) -> bool:
        """Whether a step leaves an old folder for when all that follows has left it."""
        held = step.held
        is_beside = held is not None and (is_renamed(held, step.uid) or bool(held.copies))
        return step.kind == "folder" and is_beside and not self.kinds.renames("folder")

    def clear(self, step: Step) -> str | None:
        """Delete the old folder of such a step, when nothing is left in it; why it stays."""
        uid = _entry(step).renamed_from
        former = self.kind.read(uid, None) if uid is not None else None
        if former is None:
            return None
        try:
            return self.kind.delete(delete_of(step, former))
        except TargetError as error:
            return f"folder {former.uid!r} stays: {error.message}"

    def _rename(self, step: Step, held: Held) -> str | None:
        if not self.kinds.renames(step.kind):
            return self._replace(step, held)
        if isinstance(self.kind, Dashboards):
            return self._rename_board(self.kind, step, held)
        grants = grants_of(self.kinds.http, step.kind, held.uid)
        remark = self.kind.write(_alone(step))
        # In place nothing was made for it that could be too much.
        return remark or self._give(step, grants or None)

    def _rename_board(self, boards: Dashboards, step: Step, held: Held) -> str | None:
        http = self.kinds.http
        found = http.find(path_of(held.uid))
        if found is None:
            raise not_written(_entry(step))
        grants = grants_of(http, step.kind, held.uid)
        former = Former(uid=held.uid, id=found["dashboard"]["id"], grants=tuple(grants or ()))
        remark = _as_administrator(attrs.evolve(boards, former=former), step)
        if remark is not None or not grants:
            return remark
        remark = give(http, step.kind, step.uid, grants)
        # Without the note of them: who takes them all away some day is not to get them back.
        done = attrs.evolve(held, uid=step.uid, version=(held.version or 0) + 1)
        return boards.write(without_former(attrs.evolve(step, held=done))) or remark

    def _replace(self, step: Step, held: Held) -> str | None:
        entry = _entry(step)
        before = self._as_planned(step, held)
        if self.kinds.unique_names(step.kind) and before.title == entry.title:
            before = self._retitle(step, before)
        grants = grants_of(self.kinds.http, step.kind, held.uid)
        remark = self.kind.write(_alone(attrs.evolve(step, held=None)))
        remark = remark or self._give(step, grants)
        if step.kind != "folder":
            self.kind.delete(delete_of(step, before))
        return remark

    def _give(self, step: Step, grants: Sequence[Json] | None) -> str | None:
        """Take the permissions along, and then those that the code speaks of."""
        said = _entry(step).json if step.kind == "folder" else {}
        if said.get("exactPermissions"):
            return None
        remark = give(self.kinds.http, step.kind, step.uid, grants)
        if "permissions" in said:
            there = self.kind.read(step.uid, step.entry)
            self.kind.write(without_former(attrs.evolve(step, held=there)))
        return remark

    def _as_planned(self, step: Step, held: Held) -> Held:
        """What has the old uid; raises TargetError where that is not what was planned."""
        there = self.kind.read(held.uid, under(_entry(step), held.uid))
        planned = (held.version, held.folder, held.hold, held.document)
        if there is not None and step.kind == "datasource":
            seen = (there.version, there.folder, there.hold, without_secrets(there.document))
        else:
            seen = (there.version, there.folder, there.hold, there.document) if there is not None else planned
        if there is None or seen != planned:
            raise not_written(_entry(step))
        return there

    def _retitle(self, step: Step, before: Held) -> Held:
        """Take the name from the old one: no other may have it as long as it does."""
        entry = _entry(step)
        title, key = f"{entry.title} ({before.uid})", "name" if step.kind == "datasource" else "title"
        said = under(entry, before.uid)
        said = attrs.evolve(said, title=title, document=canonical({**said.json, key: title}), renamed_from=None)
        self.kind.write(Step(action="update", kind=step.kind, uid=before.uid, title=title, entry=said, held=before))
        there = self.kind.read(before.uid, said)
        if there is None:
            raise not_written(entry)
        return there


def _alone(step: Step) -> Step:
    """A folder's step without the permissions that the code speaks of: those of the old one come first, and soon."""
    entry = _entry(step)
    if step.kind != "folder" or "permissions" not in entry.json or entry.json.get("exactPermissions"):
        return step
    document = canonical({key: value for key, value in entry.json.items() if key != "permissions"})
    return attrs.evolve(step, entry=attrs.evolve(entry, document=document))


def _entry(step: Step) -> Entry:
    assert step.entry is not None
    return step.entry


def _as_administrator(boards: Dashboards, step: Step) -> str | None:
    """Write it; below an administrator Grafana 9 finds no dashboard of the new uid that one might write."""
    try:
        return boards.write(step)
    except Refused as refused:
        if refused.status != _NOT_FOUND:
            raise
        raise Refused(refused.message, status=refused.status, said=refused.said, hint=_ADMINISTRATOR) from refused
