"""The operations of the matrix, each with the law that then holds."""

from collections.abc import Callable, Mapping

from tests.matrix import deleting, making, meeting
from tests.matrix.cell import Cell
from tests.matrix.subject import Operation

OPERATIONS: Mapping[Operation, Callable[[Cell], None]] = {
    "create": making.create,
    "update": making.update,
    "move": making.move,
    "rename": making.rename,
    "rename edited": making.rename_edited,
    "delete": deleting.delete,
    "delete by prefix": deleting.delete_by_prefix,
    "delete by Removed": deleting.delete_by_removed,
    "delete edited": deleting.delete_edited,
    "delete raced": deleting.delete_raced,
    "unchanged": making.unchanged,
    "edited": meeting.edited,
    "raced": meeting.raced,
    "taken meanwhile": meeting.taken_meanwhile,
    "another project's": meeting.another_projects,
    "copied": meeting.copied,
    "moved by somebody": meeting.moved_by_somebody,
    "gone": meeting.gone,
    "gone meanwhile": meeting.gone_meanwhile,
    "deleted meanwhile": deleting.deleted_meanwhile,
}
