"""What is said of an option that is refused: which one it is, what is wrong with it, and what to write instead."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import FunctionType
from typing import Any

from grafmint.errors import ModelError
from grafmint.model.accept import Acceptance, culprit, explain, hides
from grafmint.suggest import option_hint

#: What to write instead of a refused value, where its type does not say it.
WayOut = Callable[[Any], str | None]

_LONGEST_SHOWN = 80


def shortened(value: Any) -> str:
    """The text of a value in a message: of what is longer than a line what it is called, or else its beginning."""
    # A function's own text is an address in memory.
    text = value.__name__ if isinstance(value, type | FunctionType) else repr(value)
    if len(text) <= _LONGEST_SHOWN:
        return text
    called = _name(lambda key: getattr(value, key, None)) if hasattr(value, "__attrs_attrs__") else None
    return f"{text[:_LONGEST_SHOWN]}…" if called is None else f"{type(value).__name__}({'='.join(called)}, …)"


def is_set(value: Any, option: str = "") -> ModelError:
    """A set where a list belongs, in an option: the same code would write other bytes on the next day."""
    return ModelError(f"{option}{shortened(value)} is a set, which has no order", hint="write a list")


def unknown(kind: type, name: str, options: Iterable[str], known_as: Mapping[str, str]) -> ModelError:
    """An option that there is not."""
    return ModelError(f"{kind.__name__} has no option {name!r}", hint=option_hint(name, options, known_as))


def incomplete(kind: type, missing: Sequence[str]) -> ModelError:
    """Required options that were left out."""
    return ModelError(f"{kind.__name__} needs {', '.join(missing)}", hint=f"write {missing[0]}=… in the call")


def named(
    kind: type, options: Sequence[str], unnamed: tuple[Any, ...], given: Mapping[str, Any], first: str
) -> dict[str, Any]:
    """What is given with and without names, all with theirs; raises ModelError for more than `options` unnamed ones.

    `first` is the option whose name is told where all of them need it; empty where there is none at all.
    """
    name = kind.__name__
    if len(unnamed) > len(options) > 0:
        raise ModelError(f"{name} takes {' and '.join(options)}, and nothing more")
    if len(unnamed) > len(options):
        hint = f"write {first}={shortened(unnamed[0])}" if first else "write nothing in the call"
        raise ModelError(f"{name} takes {'named arguments only' if first else 'no arguments'}", hint=hint)
    found = dict(zip(options, unnamed, strict=False))
    twice = next((each for each in found if each in given), None)
    if twice is not None:
        raise ModelError(f"{name} has {twice} twice", hint="write it once")
    return {**found, **given}


def refused(
    kind: type,
    given: Mapping[str, Any],
    name: str,
    value: Any,
    acceptance: Acceptance,
    way_out: WayOut | None = None,
) -> ModelError:
    """A value that its option does not take; what is called by a title, a name or a uid is told by it."""
    index, wrong, taken = culprit(acceptance, value)
    problem, instead = explain(taken, wrong)
    instead = (way_out(wrong) if way_out is not None else None) or instead
    shown = f"… (a {type(wrong).__name__})" if hides(taken, wrong) else shortened(wrong)
    return ModelError(f"{_called(kind, given)}: {name}{index}={shown} {problem}", hint=instead)


def one_of_several(kind: type, given: Mapping[str, Any], name: str, value: Any) -> ModelError:
    """One value where several are wanted, as a tuple."""
    message = f"{_called(kind, given)}: {name}={shortened(value)} is one where several belong"
    one = repr(value) if isinstance(value, str | int | float) and len(repr(value)) <= _LONGEST_SHOWN else "…"
    return ModelError(message, hint=f"write {name}=({one},)")


def _called(kind: type, given: Mapping[str, Any]) -> str:
    called = _name(given.get)
    return kind.__name__ if called is None else f"{kind.__name__} {called[1]}"


def _name(get: Callable[[str], Any]) -> tuple[str, str] | None:
    """The option that people know a value by, and what it is, as it is written."""
    return next(((key, repr(get(key))) for key in ("title", "name", "uid") if isinstance(get(key), str)), None)
