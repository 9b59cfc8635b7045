"""What a value needs of its environment when it is written: datasources, secrets, links."""

from typing import Protocol

from grafmint.errors import ModelError
from grafmint.model.base import JsonObject, Model


class Context(Protocol):
    """The environment a resource is compiled for, as far as a value may ask."""

    @property
    def grafana(self) -> tuple[int, int]:
        """The Grafana version that is written for, as (major, minor)."""

    def datasource(self, reference: object, type_: str | None, owner: Model) -> JsonObject:
        """Grafana's `{type, uid}` of a datasource reference; an unknown one becomes a finding about `owner`."""

    def secret(self, name: str, owner: Model) -> str:
        """The placeholder that stands for a secret in built files; an undeclared one becomes a finding."""

    def ref_id(self, query: Model | str, owner: Model) -> str:
        """The refId of another query of the same panel, named by itself or by its refId."""

    def encode(self, value: Model) -> JsonObject:
        """The JSON of a value."""

    def json(self, value: object) -> JsonObject:
        """The JSON of whatever a field may hold: values, tuples of them, plain JSON."""

    def plain(self, value: object) -> JsonObject:
        """A copy of raw JSON, its numbers written as ours are; what is no JSON becomes a ModelError."""


def require(version: tuple[int, int], what: str, context: Context, way_out: str) -> None:
    """Raise ModelError when the Grafana that is written for is older than `version`, naming the way out."""
    if context.grafana < version:
        needed, found = (".".join(map(str, each)) for each in (version, context.grafana))
        raise ModelError(
            f"{what} needs Grafana {needed}, not {found}",
            hint=f'{way_out}, or write grafana = "{needed}" in grafmint.toml if the server is that new',
        )
