"""Lists: what a server has of alerting, each list asked for once in a reading, whoever needs it."""

import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, Literal, TypeVar

from grafmint.bundle import Kind
from grafmint.target.server.alerting.receiver import is_ours
from grafmint.target.server.alerting.rule import mark_of
from grafmint.target.server.http.client import Http
from grafmint.target.server.http.faults import Refused, Unreachable
from grafmint.target.server.proof.owner import Owner

Json = dict[str, Any]
T = TypeVar("T")
Name = Literal["rules", "contact points", "policies", "mute timings", "templates", "provenances", "states"]
#: Where everything about alerting that a program may write stands.
PROVISIONING = "/api/v1/provisioning"
RULES = f"{PROVISIONING}/alert-rules"
_PATHS: Mapping[Name, str] = {
    "rules": RULES,
    "contact points": f"{PROVISIONING}/contact-points",
    "policies": f"{PROVISIONING}/policies",
    "mute timings": f"{PROVISIONING}/mute-timings",
    "templates": f"{PROVISIONING}/templates",
    # Grafana 9 tells only here who wrote a mute timing or a template.
    "provenances": "/api/alertmanager/grafana/config/api/v1/alerts",
    "states": "/api/prometheus/grafana/api/v1/rules",
}
_BY_KIND: Mapping[Kind, tuple[Name, ...]] = {
    "template": ("templates", "provenances"),
    "mute-timing": ("mute timings", "provenances"),
    "contact-point": ("contact points",),
    "policy": ("policies", "contact points"),
    "alert-rule": ("rules", "states"),
    "rule-group": ("rules", "states"),
}
# Where ours say of themselves that they are ours.
_LEFT_IN: tuple[Name, ...] = ("rules", "contact points")
# What a plan can do without: later versions have it elsewhere, and other rights are needed for it.
_OPTIONAL: frozenset[Name] = frozenset({"provenances", "states"})


def needed(kinds: Collection[Kind]) -> tuple[Name, ...]:
    """The lists without which these kinds cannot be read."""
    names = dict.fromkeys(name for kind, names in _BY_KIND.items() if kind in kinds for name in names)
    return tuple(name for name in names if name not in _OPTIONAL)


def asked(kinds: Collection[Kind]) -> tuple[Name, ...]:
    """The lists that a plan of these kinds asks for: what may be left of ours is found without any of them."""
    names = [name for kind, names in _BY_KIND.items() if kind in kinds for name in names]
    return tuple(dict.fromkeys((*_LEFT_IN, *names)))


class Lists:
    """The lists of one server; safe to use from several threads."""

    def __init__(self, http: Http) -> None:
        self._http = http
        self._found: dict[Name, Any] = {}
        self._worked_out: dict[str, Any] = {}
        self._needed: frozenset[Name] = frozenset(_PATHS) - _OPTIONAL
        self._taken = frozenset[str]()
        self._locks = {name: threading.Lock() for name in _PATHS}

    def forget(self, needed: Collection[Name] = (), taken: Collection[str] = ()) -> None:
        """Ask anew from now on, and do without what is not needed where the server does not give it.

        The contact points in `taken` are ours from now on, whoever made them.
        """
        self._needed, self._taken = frozenset(needed), frozenset(taken)
        self._found.clear()
        self._worked_out.clear()

    def of(self, name: Name) -> Any:
        """A list as the server has it; None where it does not give what a plan can do without."""
        with self._locks[name]:
            if name not in self._found:
                self._found[name] = self._ask(name)
            return self._found[name]

    def has(self, name: Name) -> bool:
        """Whether a list was asked for."""
        return name in self._found

    def points(self, owner: Owner) -> frozenset[str]:
        """The contact points with an integration that we wrote, and those that are taken over."""
        return self._taken.union(each["name"] for each in self.of("contact points") or () if is_ours(each, owner))

    def rules(self) -> dict[str, Json]:
        """The alert rules by uid."""
        return self._once("rules", lambda: {each["uid"]: each for each in self.of("rules") or ()})

    def kept(self) -> frozenset[str] | None:
        """The fields that this server has of any alert rule; None where there is no rule to see them by."""
        return self._once("kept", lambda: frozenset().union(*self.rules().values()) if self.rules() else None)

    def receivers(self, name: str) -> list[Json]:
        """The integrations of a contact point."""
        return named(self.of("contact points"), name)

    def provenances(self, *path: str) -> Json | None:
        """The provenances of a list by name, by where the server keeps them; None where it does not tell."""
        told: Any = self.of("provenances")
        if not isinstance(told, dict):
            return None
        for key in path:
            told = told.get(key) or {}
        return dict(told)

    def firing(self, uid: str) -> int | None:
        """How many instances of a rule fire, or None where the server does not tell."""
        found: dict[tuple[str | None, str], int] = self._once("firing", lambda: dict(_firing(self.of("states"))))
        rule = self.rules().get(uid)
        return found.get((uid, rule["title"])) if rule is not None else None

    def _once(self, what: str, work_out: Callable[[], T]) -> T:
        """What the lists come to, however many rules ask for it; two that ask at once come to the same."""
        if what not in self._worked_out:
            self._worked_out[what] = work_out()
        made: T = self._worked_out[what]
        return made

    def _ask(self, name: Name) -> Any:
        try:
            return self._http.get(_PATHS[name])
        except (Refused, Unreachable):
            if name in self._needed:
                raise
            return None


def named(found: Iterable[Json] | None, name: str) -> list[Json]:
    """Those of a list that have a name."""
    return [each for each in found or () if each["name"] == name]


def _firing(told: Any) -> Iterator[tuple[tuple[str | None, str], int]]:
    """How many instances of each rule fire; a copy of ours has our mark too, but a title of its own."""
    groups = (told.get("data") or {}).get("groups") or () if isinstance(told, dict) else ()
    for rule in (rule for group in groups for rule in group.get("rules") or ()):
        mark = mark_of(rule)
        # Versions before 11 tell no uid.
        uid = rule.get("uid") or (mark.uid if mark is not None else None)
        yield (uid, rule["name"]), sum(map(_is_firing, rule.get("alerts") or ()))


def _is_firing(alert: Json) -> bool:
    # The state comes with its reason: `Alerting (Error)`.
    return str(alert.get("state", "")).lower().startswith(("alerting", "firing"))
