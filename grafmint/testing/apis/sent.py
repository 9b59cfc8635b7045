"""Sent: the object in the body of a write."""

import re
import secrets
from collections.abc import Mapping

import attrs

from grafmint.testing.apis import objects
from grafmint.testing.apis.resource import Asked
from grafmint.testing.apis.status import failed
from grafmint.testing.call import text_of
from grafmint.testing.stored import Json

_NAME = re.compile(r"[a-zA-Z0-9_-]{1,40}")


@attrs.frozen(kw_only=True)
class Sent:
    """What of an object's metadata counts, and its spec."""

    name: str
    uuid: str
    revision: str
    folder: str
    message: str
    grants: bool
    annotations: Mapping[str, str]
    spec: Json

    @classmethod
    def of(cls, asked: Asked) -> "Sent":
        """The object that a request sends; answers 400 to what is none, or is of something else."""
        body = asked.call.json()
        metadata, spec = body.get("metadata"), body.get("spec", {})
        if not isinstance(metadata, dict) or not isinstance(spec, dict):
            raise failed(400, "the object has no metadata, or its spec is none")
        _check_kind(asked, body, metadata)
        annotations: Mapping[str, str] = metadata.get("annotations") or {}
        if not all(isinstance(each, str) for each in annotations.values()):
            raise failed(400, "the values of annotations are texts")
        return cls(
            name=_name(metadata),
            uuid=text_of(metadata.get("uid")),
            revision=text_of(metadata.get("resourceVersion")),
            folder=annotations.get(objects.FOLDER, ""),
            message=annotations.get(objects.MESSAGE, ""),
            grants=annotations.get(objects.GRANT) == "default",
            annotations=_kept(annotations),
            spec=spec,
        )


def _check_kind(asked: Asked, body: Json, metadata: Json) -> None:
    of = asked.resource
    if body.get("kind") != of.kind or body.get("apiVersion") != f"{of.group}/{asked.version}":
        raise failed(400, f"the object is no {of.kind} of {of.group}/{asked.version}")
    if metadata.get("namespace", asked.call.namespace) != asked.call.namespace:
        raise failed(400, "the namespace of the object does not match the namespace on the URL")


def _name(metadata: Json) -> str:
    name = text_of(metadata.get("name"))
    if not name and metadata.get("generateName"):
        name = f"{metadata['generateName']}{secrets.token_hex(4)}"
    if not _NAME.fullmatch(name):
        raise failed(400, "uid contains illegal characters, is empty, or is longer than 40 characters")
    return name


def _kept(annotations: Mapping[str, str]) -> Mapping[str, str]:
    """Those that a resource has as they are sent, without what the server says itself."""
    own = {*objects.SET_BY_SERVER, objects.FOLDER, objects.MESSAGE, objects.GRANT}
    return {key: value for key, value in annotations.items() if key not in own and value}
