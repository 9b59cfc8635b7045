"""Price: what a server takes from a resource that gets another uid, and what stands against that."""

from collections.abc import Iterator, Mapping

import attrs
import orjson

from grafmint.bundle import Bundle, Entry, Kind, shown
from grafmint.compile.encode import canonical
from grafmint.library import shown_by
from grafmint.plan.choices import Choices
from grafmint.plan.name import Key, key_of
from grafmint.plan.snapshot import Held, Listed
from grafmint.target.server.api.library import users_of
from grafmint.target.server.instance.rights import ALERTING_READ
from grafmint.target.server.kinds.registry import Kinds
from grafmint.target.server.prune.dependents import SHOWN, dependent
from grafmint.target.server.renames.grants import rights_of

_STARS = "its stars and its history are lost: this Grafana gives no dashboard another uid"
_RULE = "its state and its history are lost: it is deleted and made anew"
_SOURCE = "its correlations are lost; what is not in the code and asks it by its old uid finds it no more"
_PANEL = "what is not in the code and shows it by its old uid finds it no more"
_UNSEEN = f"alert rules in it would be evaluated no more, and these credentials lack {ALERTING_READ} to see any"


@attrs.frozen(kw_only=True)
class Price:
    """Knows what else is on the server, and what of it follows by steps of its own."""

    kinds: Kinds
    bundle: Bundle
    choices: Choices
    held: Mapping[Key, Held]
    listed: tuple[Listed, ...]
    sees_rules: bool
    former: Mapping[Key, Entry]

    def of(self, held: Held, entry: Entry) -> Held:
        """What is held under the former uid of an entry, with what the new one costs."""
        lost = (*held.lost, *self._grants(entry.kind))
        if entry.kind == "folder":
            return self._folder(attrs.evolve(held, lost=lost))
        if entry.kind == "datasource":
            return self._source(held)
        if entry.kind == "library-panel":
            kept = (*held.kept, *self._showing(held.uid))
            return attrs.evolve(held, notes=(*held.notes, _PANEL), kept=kept)
        if entry.kind == "alert-rule":
            return attrs.evolve(held, lost=(_RULE,))
        return attrs.evolve(held, lost=lost if self.kinds.renames(entry.kind) else (_STARS, *lost))

    def _grants(self, kind: Kind) -> tuple[str, ...]:
        lacking = [right for right in rights_of(kind) if not self.kinds.may(right)]
        return (f"its own permissions are lost: these credentials lack {', '.join(lacking)}",) if lacking else ()

    def _source(self, held: Held) -> Held:
        found = attrs.evolve(held, notes=(*held.notes, _SOURCE))
        if self.kinds.renames("datasource"):
            return found
        return attrs.evolve(found, document=without_secrets(held.document))

    def _folder(self, held: Held) -> Held:
        inside = [each for each in self.listed if each.folder == held.uid]
        if self.kinds.renames("folder"):
            return attrs.evolve(held, kept=(*held.kept, *self._orphans(inside)))
        others = [f"{shown(each.kind)} {each.uid!r}" for each in inside if not self.follows(each)]
        stays = (f"folder {held.uid!r} stays with what does not follow: {', '.join(others)}",) if others else ()
        return attrs.evolve(held, lost=(*held.lost, *stays))

    def _orphans(self, inside: list[Listed]) -> Iterator[str]:
        """The alert rules that would stay behind: Grafana 9 evaluates none in a folder that is no more."""
        if not self.sees_rules:
            yield _UNSEEN
        for each in inside:
            if each.kind == "alert-rule" and not self.follows(each):
                way_out = "delete it first" if self._entry(each) is None else "sync it with the folder"
                yield f"alert rule {each.uid!r} in it would be evaluated no more: {way_out}"

    def _showing(self, panel: str) -> Iterator[str]:
        """The dashboards that no step would give its new uid: Grafana 9 lets nobody save them any more."""
        for uid in users_of(self.kinds.http, panel):
            key: Key = ("dashboard", uid)
            entry, each = self.bundle.find(*key) or self.former.get(key), self.held.get(key)
            # The plan itself sees to those of the code.
            if entry is None or panel in shown_by(entry) or not self.choices.select.fitting([entry]):
                is_ours = entry is not None or (each is not None and each.hold in {"ours", "edited"})
                yield dependent(SHOWN, key, which=f", which {'stays as it is' if is_ours else 'is not ours'}")

    def follows(self, each: Listed) -> bool:
        """Whether it goes where the folder goes by a step of its own."""
        entry = self._entry(each)
        if entry is None or not self.choices.select.covers(entry.kind, entry.uid, entry.folder):
            return False
        if each.kind != "alert-rule":
            return True
        held = self.kinds.rules.read(each.uid, None)
        resolved = self.choices.forces(entry.kind, entry.uid) or self.choices.takes_over(entry.kind, entry.uid)
        return held is not None and (held.hold == "ours" or resolved)

    def _entry(self, each: Listed) -> Entry | None:
        return self.bundle.find(each.kind, each.uid) or self.former.get(key_of(each))


def without_secrets(document: bytes) -> bytes:
    """A datasource as its successor will be: nobody can read the secrets out of the old one."""
    return canonical({**orjson.loads(document), "secrets": {}})
