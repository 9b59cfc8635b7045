"""Routes: which handler serves a request, and which recorded exchanges it imitates."""

import re
from collections.abc import Callable, Mapping
from typing import TypeVar
from urllib.parse import unquote

import attrs

from grafmint.testing.call import Call
from grafmint.testing.profile import Profile
from grafmint.testing.reply import Reply, UnservedError

Handler = Callable[[Call], Reply]
_Handler = TypeVar("_Handler", bound=Handler)


@attrs.frozen(kw_only=True)
class Route:
    """A method, the form of a path, its handler, and where that is from: exchanges, or a fact of newer releases."""

    method: str
    form: str
    handler: Handler
    steps: tuple[str, ...]
    signed_in: bool
    fact: str = ""

    @property
    def pattern(self) -> re.Pattern[str]:
        """The paths it serves; `:name` is one part, `*` is all that follows."""
        return re.compile(re.sub(r":(\w+)", r"(?P<\1>[^/]+)", re.escape(self.form)).replace(r"\*", ".*"))


ROUTES: list[Route] = []


def serves(
    method: str, form: str, *, imitates: tuple[str, ...] = (), fact: str = "", signed_in: bool = True
) -> Callable[[_Handler], _Handler]:
    """Make a function the handler of a method and a form of paths.

    `imitates` names recorded exchanges. With a `fact` it serves releases of which that is true, before all others.
    """

    def register(handler: _Handler) -> _Handler:
        route = Route(method=method, form=form, handler=handler, steps=imitates, signed_in=signed_in, fact=fact)
        ROUTES.append(route)
        return handler

    return register


class Router:
    """Finds routes: by the whole path where a form has no parts, by its pattern where it has."""

    def __init__(self, routes: list[Route], profile: Profile) -> None:
        known = sorted((route for route in routes if not route.fact or profile.has(route.fact)), key=_of_fact)
        parted = [route for route in known if set(route.form) & {":", "*"}]
        whole = [route for route in known if not set(route.form) & {":", "*"}]
        # Of two routes for one form that of a fact comes first: in a dict it is the later one that stays.
        self._whole = {(route.method, route.form): route for route in reversed(whole)}
        self._parted = [(route.method, route.pattern, route) for route in parted]

    def find(self, method: str, path: str) -> tuple[Route, Mapping[str, str]]:
        """The route of a quoted path, and the parts of that; raises UnservedError when none is recorded."""
        whole = self._whole.get((method, path)) or self._whole.get(("*", path))
        if whole is not None:
            return whole, {}
        for its_method, pattern, route in self._parted:
            if its_method in {method, "*"} and (match := pattern.fullmatch(path)):
                return route, {name: unquote(part) for name, part in match.groupdict().items()}
        raise UnservedError


def _of_fact(route: Route) -> bool:
    return not route.fact
