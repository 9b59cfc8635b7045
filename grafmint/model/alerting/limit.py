"""The number at which an alert fires, from the thresholds that say it once."""

from grafmint._unset import Unset
from grafmint.errors import ModelError
from grafmint.model.threshold import Thresholds

_OTHER = {"warning": "critical", "critical": "warning"}


def check_limit(owner: str, thresholds: Thresholds | Unset, level: str) -> None:
    """Raise ModelError where thresholds have no number that an alert of this level can fire at."""
    ask = f"write thresholds=above({level}=…), or below({level}=…) for what is bad when low"
    if isinstance(thresholds, Unset):
        raise ModelError(f"{owner}: there are no thresholds, so no number to fire at", hint=ask)
    if thresholds.mode == "percentage":
        raise ModelError(
            f"{owner}: the thresholds are percentages of the panel's min and max, which an alert does not know",
            hint="write the numbers themselves, without mode=",
        )
    if not _has(thresholds, level):
        other = _OTHER.get(level, "")
        instead = f'; or write level="{other}", whose number is there' if _has(thresholds, other) else ""
        raise ModelError(f"{owner}: the thresholds have no number for {level!r}", hint=ask + instead)


def _has(thresholds: Thresholds, level: str) -> bool:
    """Whether they have a number for a level, and say on which side of it an alert fires."""
    number = getattr(thresholds, level, Unset.UNSET)
    return not isinstance(number, Unset) and not isinstance(thresholds.fires, Unset)
