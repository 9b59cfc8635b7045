"""The services, as values."""

import attrs

from grafmint import Folder

services = Folder(uid="services", title="Services")


@attrs.frozen(kw_only=True)
class Service:
    name: str
    team: str
    runbook_url: str
    availability: float = 99.9  # percent
    slow: float = 0.5  # seconds
