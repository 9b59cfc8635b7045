"""Choices: what whoever runs a plan or a sync decides about it."""

from collections.abc import Collection, Iterable

import attrs

from grafmint.bundle import Kind
from grafmint.errors import UsageError
from grafmint.plan.step import Step, WayOut
from grafmint.selection import EVERYTHING, Selection
from grafmint.suggest import hint


@attrs.frozen(kw_only=True)
class Choices:
    """`force` and `take_over` name conflicts that are resolved for the code, each by UID or KIND/UID.

    `force` is for what was edited since the last sync, `take_over` for what was never ours. More than `max_delete`
    are never deleted in one run; None stands for a tenth of what is managed.
    """

    select: Selection = EVERYTHING
    prune: bool = False
    max_delete: int | None = None
    force: tuple[str, ...] = ()
    take_over: tuple[str, ...] = ()
    resend_secrets: bool = False

    def forces(self, kind: Kind, uid: str) -> bool:
        """Whether `--force` names this one."""
        return not names_of(kind, uid).isdisjoint(self.force)

    def takes_over(self, kind: Kind, uid: str) -> bool:
        """Whether `--take-over` names this one."""
        return not names_of(kind, uid).isdisjoint(self.take_over)


def shortest(kind: Kind, uid: str, among: Iterable[tuple[Kind, str]]) -> str:
    """What an option calls one of several: its uid, which kinds may share, or else KIND/UID."""
    return f"{kind}/{uid}" if any(other != kind and same == uid for other, same in among) else uid


def refuse_needless(choices: Choices, steps: Collection[Step]) -> None:
    """Raise UsageError for a uid that no conflict has which its option resolves, or that several of them share.

    `steps` are those before clashes were looked for too: an option that resolves one of two conflicts was needed.
    """
    options: dict[WayOut, tuple[str, ...]] = {"--force": choices.force, "--take-over": choices.take_over}
    for option, names in options.items():
        # A dict is a set in the order of the steps.
        asked = {(step.kind, step.uid): None for step in steps if step.way_out == option}
        resolved = {(step.kind, step.uid) for step in steps if step.way_out == option and step.writes}
        for name in names:
            fitting = [key for key in asked if name in names_of(*key)]
            if not fitting:
                open_ = [shortest(*key, asked) for key in asked if key not in resolved]
                way_out = hint(name, open_) if open_ else f"nothing in this plan needs it: leave {option} out"
                way_out = _of_hold(name, steps) or _of_another(name, option, steps) or way_out
                raise UsageError(f"{option} {name}: no conflict has this uid", hint=way_out)
            if len(fitting) > 1:
                forms = " or ".join(f"{option} {kind}/{uid}" for kind, uid in fitting)
                raise UsageError(f"{option} {name}: several conflicts have this uid", hint=f"write {forms}")


def _of_hold(name: str, steps: Iterable[Step]) -> str | None:
    """Why no option helps: what is on hold has no conflict."""
    held = next((step for step in steps if step.action == "held" and name in names_of(step.kind, step.uid)), None)
    if held is None or held.reason is None:
        return None
    said = held.reason if held.reason.startswith("needs") else f"is {held.reason}"
    return f"it {said}: no option passes over that"


def _of_another(name: str, option: WayOut, steps: Iterable[Step]) -> str | None:
    """The option that resolves the conflict: whose it is people do not always know."""
    others = (step for step in steps if step.way_out not in {None, option} and name in names_of(step.kind, step.uid))
    return next((f"its conflict is one for {step.way_out} {name}" for step in others), None)


def names_of(kind: Kind, uid: str) -> frozenset[str]:
    """What people may call a resource."""
    return frozenset({uid, f"{kind}/{uid}"})
