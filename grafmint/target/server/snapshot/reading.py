"""Reading: one look at a server for a plan: what is there of the code and of ours, and what a plan is to know of it."""

from collections.abc import Sequence

import attrs

from grafmint.bundle import Bundle, Entry
from grafmint.plan.choices import Choices
from grafmint.plan.name import Key, key_of
from grafmint.plan.snapshot import Held, Snapshot
from grafmint.target.progress import Progress
from grafmint.target.server.alerting.notes import noted
from grafmint.target.server.api.permissions import refuse_unknown
from grafmint.target.server.http.reading import read_all
from grafmint.target.server.instance.rights import GRANTS_READ
from grafmint.target.server.kinds.registry import Kinds
from grafmint.target.server.prune.contained import with_kept
from grafmint.target.server.prune.strays import strays
from grafmint.target.server.renames.former import Formers
from grafmint.target.server.snapshot.connections import with_unconnected
from grafmint.target.server.snapshot.reads import held, reads_of, reads_of_strays
from grafmint.target.server.snapshot.survey import Survey, survey
from grafmint.target.server.snapshot.unsaid import unsaid


@attrs.frozen(kw_only=True)
class Reading:
    """What is `wanted` of a bundle, to be looked for with the choices of a run."""

    kinds: Kinds
    bundle: Bundle
    choices: Choices
    wanted: Sequence[Entry]
    progress: Progress

    def snapshot(self) -> Snapshot:
        """What the server has, by reads only; raises TargetError when it cannot be had."""
        seen = survey(self.kinds, self.wanted, self._taken(), self.progress)
        others = [entry for entry in self.wanted if entry.kind != "dashboard" and entry.kind not in seen.unread]
        if self.kinds.may(GRANTS_READ):
            refuse_unknown(self.kinds.permissions, others)
        formers = self._formers(seen)
        there = self._there(seen, formers, others)
        return Snapshot(
            held=noted(there, self.bundle, seen.index.listed, self.kinds.rules, self.kinds.policies),
            listed=tuple(formers.renamed(there)),
            unsaid=tuple(unsaid(self.kinds, self.bundle, seen.unread)),
            unread=seen.unread,
            unique_titles=self.kinds.unique_titles,
        )

    def _taken(self) -> list[str]:
        points = (entry.uid for entry in self.wanted if entry.kind == "contact-point")
        return [uid for uid in points if self.choices.takes_over("contact-point", uid)]

    def _formers(self, seen: Survey) -> Formers:
        kinds = self.kinds
        sees_rules = "alert-rule" not in seen.unread and kinds.lists.of("rules") is not None
        listed = (*seen.index.listed, *(kinds.rules.listed() if sees_rules else ()))
        return Formers.of(kinds, self.bundle, listed, sees_rules=sees_rules)

    def _there(self, seen: Survey, formers: Formers, others: Sequence[Entry]) -> dict[Key, Held]:
        """What is held, each under the uid that it is to have, with what stands against what a run may do to it."""
        kinds, bundle, index = self.kinds, self.bundle, seen.index
        left = strays(kinds, bundle, self.choices, index, seen.unread)
        gone = (each for each in left if key_of(each) not in formers.moving)
        reads = {
            **dict(reads_of(kinds, others)),
            **dict(reads_of_strays(kinds, gone)),
            **dict(formers.reads(self.wanted)),
        }
        found = {**seen.boards, **read_all(kinds.http, reads)}
        there = held(found, {key_of(each) for each in index.listed}, seen.unread)
        kept = with_kept(formers.placed(there, self.choices), kinds, bundle, self.choices, index)
        return with_unconnected(kept, kinds, self.wanted, index)
