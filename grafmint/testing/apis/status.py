"""Status: how the resource API says that something failed, or is done."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

import orjson

from grafmint.testing.call import Call, text_of
from grafmint.testing.reply import AnsweredError, Reply, reply
from grafmint.testing.stored import Json

_REASONS = {
    400: "BadRequest",
    403: "Forbidden",
    404: "NotFound",
    409: "Conflict",
    422: "Invalid",
    500: "InternalError",
}
_SHARED: Json = {"kind": "Status", "apiVersion": "v1", "metadata": {}}


def failed(code: int, message: str, *, reason: str = "", details: Json | None = None) -> AnsweredError:
    """A refusal; its reason is that of the code where none is said."""
    said = {"message": message, "reason": reason or _REASONS[code], "code": code}
    more = {"details": details} if details else {}
    return AnsweredError(reply({**_SHARED, "status": "Failure", **said, **more}, code))


def invalid(of: Json, causes: Sequence[Json]) -> AnsweredError:
    """The refusal of an object that does not fit its schema: each cause has a reason, a message and a field."""
    listed = ", ".join(f"{cause['field']}: {cause['message']}" for cause in causes)
    message = f'{of["kind"]}.{of["group"]} "{of["name"]}" is invalid: {listed}'
    return failed(422, message, details={**of, "causes": list(causes)})


def done(details: Json) -> Reply:
    """What is answered to a delete that leaves nothing to show."""
    return reply({**_SHARED, "status": "Success", "details": details})


def in_its_own_words(handler: Callable[[Call], Reply]) -> Callable[[Call], Reply]:
    """Let a handler say what shared rules refuse as the resource API does."""

    @wraps(handler)
    def answered(call: Call) -> Reply:
        try:
            return handler(call)
        except AnsweredError as refused:
            said: Any = orjson.loads(refused.reply.body)
            if said.get("kind") == "Status":
                raise
            raise failed(refused.reply.status, text_of(said.get("message"))) from None

    return answered
