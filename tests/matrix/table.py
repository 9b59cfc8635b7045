"""The table of the matrix: every kind, with what it has not and where somebody else's work is not told from ours."""

from collections.abc import Iterable, Mapping

from tests.matrix import code, hands
from tests.matrix.code import Said
from tests.matrix.profile import Profile
from tests.matrix.subject import Operation, Subject

_PROVISIONING = "/api/v1/provisioning"


def _all(reason: str, *operations: Operation) -> Mapping[Operation, str]:
    return dict.fromkeys(operations, reason)


def _without(reasons: Mapping[Operation, str], *operations: Operation) -> Mapping[Operation, str]:
    return {operation: reason for operation, reason in reasons.items() if operation not in operations}


_LIES_NOWHERE = _all("it lies in no folder", "move", "moved by somebody")
_PROVEN = _all("its mark decides", "delete by prefix", "delete by Removed")
_NAMED = {
    **_LIES_NOWHERE,
    **_all("its name is all that it is known by", "rename", "rename edited"),
    **_all("nothing on it proves that it is ours", "delete", "another project's"),
    **_all("nothing on it tells of edits", "delete edited"),
    **_all("it has no mark that a copy could keep", "copied"),
}
_NO_ROOM = _all("it has no room for a mark: its content is the code's", "edited")
_FOLDERS = "its title and its parent are the code's"
_ROUTES = "its routes to our contact points are ours, whoever has edited them"
_ONE_TREE = "there is one tree, which is everybody's and always there"
_RULES = "its rules decide"
_RULE = "a rule like any other"
_OWN_UID = "only one whose uid follows from its dashboard's gets another"


def _has_marks(profile: Profile) -> bool:
    return profile.has_resources


def _has_none(profile: Profile) -> bool:
    return not profile.has_resources


def _nests(profile: Profile) -> bool:
    return profile.number >= (11, 0)


_FOLDER = Subject(
    kind="folder",
    code=code.empty_folder,
    edit=hands.edit_folder,
    shift=hands.move_folder,
    copy=hands.copy_folder,
    remove=hands.removal("/api/folders/own"),
    absent=_all(_FOLDERS, "delete edited"),
    only={
        **dict.fromkeys(("move", "moved by somebody"), _nests),
        **dict.fromkeys(("delete", "copied", "another project's"), _has_marks),
        **dict.fromkeys(("delete by prefix", "delete by Removed"), _has_none),
    },
    blind=_all(_FOLDERS, "edited", "rename edited", "moved by somebody"),
)
_CONTENTS = (
    Subject(
        kind="datasource",
        code=code.datasource,
        edit=hands.edit_datasource,
        copy=hands.copy_datasource,
        remove=hands.removal("/api/datasources/uid/own"),
        absent={**_LIES_NOWHERE, **_PROVEN},
    ),
    Subject(
        kind="library-panel",
        code=code.library_panel,
        edit=hands.edit_library_panel,
        shift=hands.move_library_panel,
        copy=hands.copy_library_panel,
        remove=hands.removal("/api/library-elements/own"),
        absent=_PROVEN,
    ),
    Subject(
        kind="dashboard",
        code=code.dashboard,
        edit=hands.edit_dashboard,
        shift=hands.move_dashboard,
        copy=hands.copy_dashboard,
        remove=hands.removal("/api/dashboards/uid/own"),
        absent=_PROVEN,
    ),
)
_NOTIFICATIONS = (
    Subject(
        kind="template",
        code=code.template,
        edit=hands.edit_template,
        remove=hands.removal(f"{_PROVISIONING}/templates/own"),
        absent=_NAMED,
        blind=_NO_ROOM,
    ),
    Subject(
        kind="mute-timing",
        code=code.mute_timing,
        edit=hands.edit_mute_timing,
        remove=hands.removal(f"{_PROVISIONING}/mute-timings/own"),
        absent=_NAMED,
        blind=_NO_ROOM,
    ),
    Subject(
        kind="contact-point",
        code=code.contact_point,
        edit=hands.edit_contact_point,
        copy=hands.copy_contact_point,
        remove=hands.remove_contact_point,
        # The uids of its integrations are ours, which a copy cannot have.
        absent=_without(_NAMED, "copied", "another project's"),
        blind=_NO_ROOM,
    ),
    Subject(
        kind="policy",
        code=code.policy,
        edit=hands.edit_policy,
        uid="policies",
        rest=code.policy(Said())[:1],
        absent={
            **_LIES_NOWHERE,
            **_all(_ONE_TREE, "rename", "rename edited", "gone", "gone meanwhile", "deleted meanwhile", "copied"),
            **_all(_ONE_TREE, "taken meanwhile", "another project's", "delete by prefix"),
            **_all("nothing tells which program wrote a route", "delete"),
            **_all(_ROUTES, "delete edited"),
        },
        blind=_all(_ROUTES, "edited"),
    ),
)
_GOES_WITH_RULES: Iterable[Operation] = (
    "rename", "rename edited", "move", "moved by somebody", "delete", "delete by prefix", "delete by Removed",
    "delete edited", "delete raced", "deleted meanwhile", "gone", "gone meanwhile", "taken meanwhile",
    "another project's",
)  # fmt: skip
_ALERTS = (
    Subject(
        kind="alert-rule",
        code=code.alert_rule,
        edit=hands.edit_rule,
        shift=hands.move_rule,
        copy=hands.copy_rule,
        remove=hands.removal(f"{_PROVISIONING}/alert-rules/own"),
        absent={**_PROVEN, **_all(_OWN_UID, "rename", "rename edited")},
    ),
    Subject(
        name="alert-rule of a panel",
        kind="alert-rule",
        code=code.alert,
        edit=hands.edit_alert,
        uid="{}-high",
        absent={
            **_all(_RULE, "update", "move", "unchanged", "edited", "moved by somebody", "raced", "copied", "delete"),
            **_all(_RULE, "delete by prefix", "delete by Removed", "delete edited", "delete raced"),
            **_all(_RULE, "deleted meanwhile", "taken meanwhile", "another project's", "gone", "gone meanwhile"),
        },
    ),
    Subject(
        kind="rule-group",
        code=code.rule_group,
        edit=hands.edit_group,
        copy=hands.copy_rule,
        uid="shop/load",
        absent=_all(_RULES, *_GOES_WITH_RULES),
        blind=_all("of a group only the interval is ours, without room for a mark of it", "edited"),
    ),
)
SUBJECTS = (_FOLDER, *_CONTENTS, *_NOTIFICATIONS, *_ALERTS)
