"""The servers that the matrix runs on."""

import attrs
import pytest

from grafmint.testing import Grafana


@attrs.frozen
class Profile:
    """A release of the double; one that `drops` loses what `/apis` is told beside the spec."""

    release: str
    drops: bool = False

    def __str__(self) -> str:
        return f"{self.release}, dropping annotations" if self.drops else self.release

    @property
    def number(self) -> tuple[int, ...]:
        """The release as it compares."""
        return tuple(int(part) for part in self.release.split("."))

    @property
    def has_resources(self) -> bool:
        """Whether dashboards and folders are resources of `/apis`, with room for a mark."""
        return self.number >= (12, 0) and not self.drops

    def made(self) -> Grafana:
        """A fresh server, that is not started yet."""
        grafana = Grafana(release=self.release)
        grafana.drops_annotations = self.drops
        return grafana


PROFILES: tuple[Profile, ...] = (
    Profile("9.4"),
    Profile("10.4"),
    Profile("11.6"),
    Profile("12.2"),
    Profile("12.2", drops=True),
    Profile("13.2"),
)

every_profile = pytest.mark.parametrize("profile", PROFILES, ids=str)
