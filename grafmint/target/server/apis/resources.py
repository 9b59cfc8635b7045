"""Resources: requests about one kind of object: one, a page, its history; made and replaced.

Source: https://grafana.com/docs/grafana/latest/developer-resources/api-reference/http-api/apis/
"""

from collections.abc import Iterator
from typing import Any

import attrs

from grafmint.target.server.apis.discovery import Served
from grafmint.target.server.apis.metadata import Json
from grafmint.target.server.http.client import Http
from grafmint.target.server.http.faults import Refused

_HISTORY = "grafana.app/get-history=true"
_HISTORY_PAGE = 20


@attrs.frozen(kw_only=True)
class Resources:
    """The objects of one kind of one server; a `page` of a list has at most so many."""

    http: Http
    served: Served
    page: int

    def find(self, name: str) -> Json | None:
        """One as it is, or None."""
        found: Json | None = self.http.find(self.served.path_of(name))
        return found

    def sample(self) -> list[Json]:
        """One of them, whoever's, unless there is none that we may see."""
        try:
            return next(self._pages(1))
        except Refused:
            return []

    def pages(self) -> Iterator[list[Json]]:
        """All that there are, page by page."""
        return self._pages(self.page)

    def history(self, name: str) -> Iterator[Json]:
        """The states that one has had, the newest first."""
        for page in self._pages(_HISTORY_PAGE, labelSelector=_HISTORY, fieldSelector=f"metadata.name={name}"):
            yield from page

    def create(self, content: Json) -> Json | None:
        """Make one that is not there yet; what the server has made of it, None where nobody tells."""
        return self._written("POST", self.served.path, content)

    def replace(self, content: Json) -> Json | None:
        """Put one in the place of the one that its resourceVersion speaks of, as `create` does."""
        return self._written("PUT", self.served.path_of(content["metadata"]["name"]), content)

    def _pages(self, size: int, **query: str) -> Iterator[list[Json]]:
        token: str | None = None
        while token != "":
            found: Any = self.http.get(self.served.path, limit=size, **{"continue": token}, **query)
            token = found["metadata"].get("continue") or ""
            yield found["items"]

    def _written(self, method: str, path: str, content: Json) -> Json | None:
        whole = {"apiVersion": self.served.api_version, "kind": self.served.kind, **content}
        answer = self.http.send(method, f"{path}?fieldValidation=Strict", whole)
        # What stands before Grafana may answer for it; whether it was written is seen there alone.
        return answer if isinstance(answer, dict) and isinstance(answer.get("metadata"), dict) else None
