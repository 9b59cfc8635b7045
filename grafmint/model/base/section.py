"""Section: the part of Grafana's document in which a field stands."""

from typing import Any

Json = Any
JsonObject = dict[str, Any]

ROOT, OPTIONS, STANDARD, CUSTOM = range(4)
#: An object for each section.
Parts = tuple[JsonObject, JsonObject, JsonObject, JsonObject]
