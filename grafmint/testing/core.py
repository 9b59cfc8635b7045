"""Core: the state and its lock, behind which every request is answered."""

import threading
import time
from collections import Counter
from urllib.parse import quote, unquote

import attrs

from grafmint.testing import (
    about,
    accounts,
    annotations,
    dashboards,
    datasources,
    elements,
    folders,
    health,
    panels,
    permissions,
    search,
    stars,
    versions,
)
from grafmint.testing.alerting import (
    alert_rules,
    configuration,
    contact_points,
    mute_timings,
    policies,
    rule_groups,
    states,
    templates,
)
from grafmint.testing.apis import discovery, reading, writing
from grafmint.testing.call import Call
from grafmint.testing.fault import Fault
from grafmint.testing.profile import Profile
from grafmint.testing.reply import AnsweredError, Reply, UnservedError, reply
from grafmint.testing.request import Request
from grafmint.testing.routes import ROUTES, Router
from grafmint.testing.signing_in import NOBODY, caller
from grafmint.testing.state import State

#: Imported so that their handlers are registered.
HANDLERS = (
    *(about, accounts, annotations, dashboards, datasources, elements, folders, health, panels, permissions),
    *(search, stars, versions),
    *(alert_rules, configuration, contact_points, mute_timings, policies, rule_groups, states, templates),
    *(discovery, reading, writing),
)
_NOT_IMPLEMENTED = 501


@attrs.define(kw_only=True)
class Core:
    """What the threads of the server share."""

    state: State
    read_delay: float = 0.0
    write_delay: float = 0.0
    lock: threading.RLock = attrs.field(factory=threading.RLock)
    requests: list[Request] = attrs.field(factory=list)
    unserved: list[Request] = attrs.field(factory=list)
    faults: list[Fault] = attrs.field(factory=list)
    _router: Router = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self._router = Router(ROUTES, self.state.profile)

    def become(self, profile: Profile) -> None:
        """From here on, serve what a release serves."""
        self.state.become(profile)
        self._router = Router(ROUTES, profile)

    def answer(self, method: str, target: str, headers: dict[str, str], body: bytes) -> Reply | None:
        """The reply to a request, None to close the connection without one."""
        whole, _, query = target.partition("?")
        inside = whole.startswith(f"{self.state.prefix}/")
        sent = whole.removeprefix(self.state.prefix) if inside else whole
        path = unquote(sent)
        if path.startswith("/double/"):
            return self._own(path)
        delay = self.read_delay if method == "GET" else self.write_delay
        if delay:
            time.sleep(delay)
        with self.lock:
            fault = self._fault(method, path)
            answered = fault.reply() if fault is not None and fault.happens == "answer" else None
            if fault is None or fault.happens == "drop":
                # Below a path of its own, Grafana loses which slashes of a path were quoted.
                routed = quote(path) if self.state.prefix else sent
                answered = self._served(method, routed if inside else "", query, headers, body)
            closes = fault is not None and fault.happens != "answer"
            status = answered.status if answered and not closes else None
            request = Request(method=method, path=path, query=query, status=status)
            self.requests.append(request)
            if fault is None and status == _NOT_IMPLEMENTED:
                self.unserved.append(request)
            return None if closes else answered

    def _fault(self, method: str, path: str) -> Fault | None:
        for place, fault in enumerate(self.faults):
            if fault.meets(method, path):
                left = fault.times - 1
                self.faults[place : place + 1] = [attrs.evolve(fault, times=left)] if left > 0 else []
                return fault
        return None

    def _served(self, method: str, path: str, query: str, headers: dict[str, str], body: bytes) -> Reply:
        try:
            route, params = self._router.find(method, path)
            who = NOBODY
            if route.signed_in:
                who = caller(self.state, headers.get("authorization", ""), headers.get("x-grafana-org-id", ""))
            call = Call(state=self.state, caller=who, params=params, query_string=query, body=body, headers=headers)
            return route.handler(call)
        except AnsweredError as answered:
            return answered.reply
        except UnservedError:
            message = f"the double does not serve {method} {unquote(path)}: no recording covers it"
            return reply({"message": message}, _NOT_IMPLEMENTED)

    def _own(self, path: str) -> Reply:
        """The counts of requests by method, which are not counted themselves."""
        with self.lock:
            if path == "/double/forget":
                self.requests.clear()
            return reply(Counter(request.method for request in self.requests))
