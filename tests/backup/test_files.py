"""The files of a backup: which one may take the place of another."""

from datetime import UTC, datetime
from pathlib import Path

import attrs
import pytest

from grafmint.backup.backup import Backup, Kept
from grafmint.backup.files import prepare_backup, read_backup
from grafmint.errors import TargetError
from tests.plan.scene import entry

BACKUP = Backup(
    project="shop",
    environment="prod",
    url="http://grafana",
    org=1,
    grafana="9.4.0",
    taken=datetime(2026, 3, 2, 8, 15, tzinfo=UTC),
    resources=(Kept(entry=entry("load"), whose="ours"), Kept(entry=entry("mine"), whose="foreign")),
)
LESS = attrs.evolve(BACKUP, resources=BACKUP.resources[:1], is_seen=False)


def test_credentials_that_see_less_replace_no_fuller_backup(tmp_path: Path) -> None:
    """A folder that is hidden from them looks like one that is gone, and its files would go."""
    prepare_backup(BACKUP, tmp_path).write()
    with pytest.raises(TargetError, match="would lose those that these credentials may not see"):
        prepare_backup(LESS, tmp_path)
    assert len(read_backup(tmp_path).resources) == 2


def test_credentials_that_see_as_much_as_before_do(tmp_path: Path) -> None:
    """Whoever never sees all takes a backup each night all the same, and what was deleted goes from it."""
    prepare_backup(attrs.evolve(BACKUP, is_seen=False), tmp_path).write()
    prepare_backup(LESS, tmp_path).write()
    assert [kept.entry.uid for kept in read_backup(tmp_path).resources] == ["load"]
