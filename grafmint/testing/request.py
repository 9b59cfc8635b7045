"""Request: what the double notes of each request that it was sent."""

import attrs


@attrs.frozen(kw_only=True)
class Request:
    """A request and the status of its answer, None when the connection was closed without one."""

    method: str
    path: str
    query: str = ""
    status: int | None = None
