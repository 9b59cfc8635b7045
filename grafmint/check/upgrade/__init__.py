"""Upgrade: what another version of Grafana would break in documents; what it knows stands in one table, `facts`."""

from grafmint.check.upgrade.engine import check_upgrade
from grafmint.check.upgrade.upgrade import Installed, Plugin, Upgrade

__all__ = ["Installed", "Plugin", "Upgrade", "check_upgrade"]
