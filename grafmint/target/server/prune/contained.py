"""Contained: what stands against deleting a folder, a library panel or a datasource that the code has no more.

Grafana deletes a folder with everything in it, whoever's and without undo, and a datasource under all that use it.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

import attrs

from grafmint.bundle import Bundle, Entry, Kind
from grafmint.environment import Environment
from grafmint.library import shown_by
from grafmint.plan.choices import Choices
from grafmint.plan.deletion import Deletion
from grafmint.plan.holding import Holding
from grafmint.plan.ignored import Ignored
from grafmint.plan.name import Key, key_of
from grafmint.plan.renaming import is_renamed
from grafmint.plan.snapshot import Held, Listed, Snapshot
from grafmint.target.server.api.index import Index
from grafmint.target.server.api.library import users_of
from grafmint.target.server.kinds.registry import Kinds
from grafmint.target.server.prune.dependents import HOLDS, SHOWN, UNSEEN, dependent, few, using
from grafmint.target.server.prune.rewriting import rewritten

_KINDS: tuple[Kind, ...] = ("library-panel", "datasource", "folder")
Leaves = Callable[[Entry], bool]


def with_kept(held: dict[Key, Held], kinds: Kinds, bundle: Bundle, choices: Choices, index: Index) -> dict[Key, Held]:
    """What is held, with what stands against deleting each of these."""
    known = {(entry.kind, entry.uid): entry for entry in bundle}
    strays = [each for key, each in held.items() if each.kind in _KINDS and key not in known]
    # Where the code defines nothing, nothing is deleted.
    if not strays or not known:
        return held
    sees_rules = kinds.lists.has("rules") and kinds.lists.of("rules") is not None
    listed = (*index.listed, *(kinds.rules.listed() if sees_rules else ()))
    run = _Run.of(held, known, listed, choices, kinds.environment, bundle)
    sees_all = kinds.rights is not None and kinds.rights.sees_all and index.is_whole and sees_rules
    against: Mapping[Kind, Callable[[str], Sequence[str]]] = {
        "library-panel": lambda uid: run.showing(uid, users_of(kinds.http, uid)),
        "datasource": run.using,
        "folder": run.lying if sees_all else lambda _: (UNSEEN,),
    }
    found = dict(held)
    for each in sorted(strays, key=run.order):
        kept = tuple(against[each.kind](each.uid))
        if kept:
            found[each.kind, each.uid] = attrs.evolve(each, kept=(*each.kept, *kept))
            run.going.discard((each.kind, each.uid))
    return found


@attrs.frozen(kw_only=True)
class _Run:
    """What a run that prunes makes of everything that is listed.

    `going` is deleted, `moving` written anew; `former` are the entries that take the place of what has an old uid.
    """

    held: Mapping[Key, Held]
    known: Mapping[Key, Entry]
    listed: Mapping[Key, Listed]
    going: set[Key]
    moving: Collection[Key]
    former: Mapping[Key, Entry]

    @classmethod
    def of(
        cls,
        held: Mapping[Key, Held],
        known: Mapping[Key, Entry],
        listed: Iterable[Listed],
        choices: Choices,
        environment: Environment,
        bundle: Bundle,
    ) -> "_Run":
        """The run from what is held to what is known."""
        holding = Holding.of(environment)
        return cls(
            held=held,
            known=known,
            listed={key_of(each): each for each in listed},
            going=set(_going(held, known, choices, environment, bundle)),
            moving=frozenset(rewritten(held, known.values(), choices, holding)),
            former=dict(_former(held, known.values())),
        )

    def order(self, held: Held) -> tuple[int, int]:
        """What is in others comes before them."""
        return _KINDS.index(held.kind), -self._depth(held.uid) if held.kind == "folder" else 0

    def lying(self, uid: str) -> Sequence[str]:
        """What lies in a folder and stays there."""
        inside = [key for key, each in self.listed.items() if each.folder == uid]
        return self._staying(HOLDS, inside, lambda entry: entry.folder != uid)

    def showing(self, uid: str, users: Iterable[str]) -> Sequence[str]:
        """The dashboards that go on showing a library panel."""
        boards: list[Key] = [("dashboard", each) for each in users]
        return self._staying(SHOWN, boards, lambda entry: uid not in shown_by(entry))

    def using(self, uid: str) -> Sequence[str]:
        """What of the code uses a datasource, and what of ours stays."""
        known = ((key, each.document, " of the code") for key, each in self.known.items())
        staying = (
            (key, each.document, ", which stays")
            for key, each in self.held.items()
            if key not in self.going and not (key in self.known and key in self.moving)
        )
        return few(list(using(uid, (*known, *staying))))

    def _staying(self, verb: str, keys: Iterable[Key], leaves: Leaves) -> Sequence[str]:
        staying = [key for key in keys if not self._goes(key, leaves)]
        return few([dependent(verb, key, self._title(key), f", which {self._why(key)}") for key in staying])

    def _goes(self, key: Key, leaves: Leaves) -> bool:
        entry = self.known.get(key) or self.former.get(key)
        return key in self.going or (entry is not None and (entry.kind, entry.uid) in self.moving and leaves(entry))

    def _title(self, key: Key) -> str | None:
        each = self.listed.get(key)
        return each.title if each is not None else None

    def _why(self, key: Key) -> str:
        entry = self.former.get(key)
        held = self.held.get(key if entry is None else (entry.kind, entry.uid))
        return "stays" if held is not None and held.hold in {"ours", "edited"} else "is not ours"

    def _depth(self, uid: str) -> int:
        parent = self.listed.get(("folder", uid))
        return 0 if parent is None or parent.folder is None else 1 + self._depth(parent.folder)


def _going(
    held: Mapping[Key, Held], known: Mapping[Key, Entry], choices: Choices, environment: Environment, bundle: Bundle
) -> Iterator[Key]:
    """What a run deletes that prunes."""
    deletion = Deletion(
        snapshot=Snapshot(held=held),
        choices=attrs.evolve(choices, prune=True),
        engine=environment.alerting,
        prefix=environment.uid_prefix,
        removed=bundle.removed,
        ignored=Ignored.of(environment.ignore),
    )
    holding = Holding.of(environment)
    settled = (holding.settled(step) for step in deletion.steps(known))
    return ((step.kind, step.uid) for step in settled if step.action == "delete")


def _former(held: Mapping[Key, Held], entries: Iterable[Entry]) -> Iterator[tuple[Key, Entry]]:
    """The entries that are held under their old uid, or beside what an interrupted rename has left under it."""
    for entry in entries:
        each = held.get((entry.kind, entry.uid))
        if entry.renamed_from is not None and each is not None and (is_renamed(each, entry.uid) or each.copies):
            yield (entry.kind, entry.renamed_from), entry
