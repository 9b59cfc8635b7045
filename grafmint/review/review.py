"""Review: what changes from one revision to another, for whom, and what speaks against it."""

from collections.abc import Mapping
from typing import Any, Literal

import attrs

from grafmint.bundle import Kind
from grafmint.errors import GrafmintError
from grafmint.finding import Finding
from grafmint.origin import Place
from grafmint.plan.plan import Plan
from grafmint.revision import Revision

Verb = Literal["added", "removed", "renamed", "moved", "changed"]


@attrs.frozen(kw_only=True)
class QueryChange:
    """A query before and after, None where there is none; `words` say what changed in its structure.

    `language` is the type of its datasource, such as "prometheus"; empty where nobody says.
    """

    ref_id: str
    language: str
    before: str | None
    after: str | None
    words: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Firings:
    """How often alerts fired in the last `days`, and would have after the change; None where there is none.

    `is_least` says that not every moment was looked at at which they are evaluated.
    """

    days: int
    before: int | None = None
    after: int | None = None
    is_least: bool = False


@attrs.frozen(kw_only=True)
class AlertChange:
    """What a change of an alert means for people.

    `panel` is the one that it stands on, as `<dashboard uid>/<panel id>`. `was_told` and `told` say by which way it
    goes to whom, before and after; empty where nobody knows. `interval` is how often it is evaluated, in seconds.
    `goes_on_in` says where one that is gone is evaluated now.
    """

    panel: str | None = None
    was_told: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    interval: int = 60
    goes_on_in: str | None = None
    firings: Firings | None = None


@attrs.frozen(kw_only=True)
class PartChange:
    """What happens to one part of a resource, or to the resource itself.

    `of` says what it is ("panel", "row", "variable", …, "board" for what is the resource's own), `name` is what people
    call it after the change, `was` what they called it before where that differs. `lines` say what changed, each
    without the part's name. `before` and `after` are the JSON of a panel or an alert. `place` is where the code makes
    it. `alert` is there for alerts alone.
    """

    of: str
    name: str
    verb: Verb
    was: str | None = None
    lines: tuple[str, ...] = ()
    queries: tuple[QueryChange, ...] = ()
    place: Place | None = None
    alert: AlertChange | None = None
    before: Mapping[str, Any] | None = attrs.field(default=None, repr=False)
    after: Mapping[str, Any] | None = attrs.field(default=None, repr=False)


@attrs.frozen(kw_only=True)
class ResourceChange:
    """What happens to one resource; `was` is its uid before where that differs.

    `folder` is the title of the folder that it lies in, `folder_was` of the one that it has left; `before` and `after`
    are its JSON. `shifted` says how many panels only moved or changed their size; `rewritten` how many queries are only
    written differently.
    """

    kind: Kind
    uid: str
    title: str
    verb: Verb
    folder: str | None = None
    folder_was: str | None = None
    was: str | None = None
    parts: tuple[PartChange, ...] = ()
    shifted: int = 0
    rewritten: int = 0
    place: Place | None = None
    before: Mapping[str, Any] | None = attrs.field(default=None, repr=False)
    after: Mapping[str, Any] | None = attrs.field(default=None, repr=False)


@attrs.frozen(kw_only=True)
class Same:
    """Parts that change in the same way, the most telling first, each with the resource that it belongs to.

    `places` are the builders that make them, each once.
    """

    parts: tuple[tuple[ResourceChange, PartChange], ...]
    places: tuple[Place, ...] = ()


@attrs.frozen(kw_only=True)
class Review:
    """All that a reader needs to judge a change.

    `groups` hold every part of every changed resource once, equal changes together, what matters most first; whole
    resources that came or went stand in `resources` alone. `plan` is what a sync would do, `no_plan` why nobody knows.
    `problems` kept a part of the review from being made.
    """

    project: str
    environment: str | None
    base: Revision
    head: Revision
    resources: tuple[ResourceChange, ...] = ()
    groups: tuple[Same, ...] = ()
    new_findings: tuple[Finding, ...] = ()
    gone_findings: tuple[Finding, ...] = ()
    plan: Plan | None = None
    no_plan: str | None = None
    problems: tuple[GrafmintError, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether a reader need not look at anything."""
        is_built = self.base.failure is None and self.head.failure is None
        return is_built and not self.resources and not self.new_findings and not self.problems
