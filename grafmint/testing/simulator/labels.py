"""Labels: the label sets of a metric, as the product of what each label may be."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import isclose, prod

import attrs

from grafmint.errors import ModelError


@attrs.frozen
class Weights:
    """The values of a label, each with a factor on the series that have it."""

    values: Mapping[str, float]


#: What a label may be: one value, several, or several with weights.
Labels = Mapping[str, str | Sequence[str] | Weights]


def weights(values: Mapping[str, float]) -> Weights:
    """Values of a label with the factor of each: `{"web-1": 1, "web-2": 1.5}`."""
    negative = next((value for value, factor in values.items() if factor < 0), None)
    if negative is not None:
        raise ModelError(f"the weight of {negative!r} is below 0", hint="write 0 or more")
    return Weights(dict(values))


def shares(values: Mapping[str, float]) -> Weights:
    """Values of a label among which a rate is divided: `{"200": 0.97, "500": 0.03}`; together they are 1."""
    total = sum(values.values())
    if not isclose(total, 1.0, abs_tol=1e-6):
        raise ModelError(f"the shares are {total:g} together, not 1", hint="use weights() for factors of any sum")
    return weights(values)


def label_sets(labels: Labels) -> Iterator[tuple[dict[str, str], float]]:
    """Every combination of the values, with the product of its weights."""
    for combination in product(*(_weighted(values).items() for values in labels.values())):
        values = (value for value, _ in combination)
        yield dict(zip(labels, values, strict=True)), prod(factor for _, factor in combination)


def values_of(choice: str | Sequence[str] | Weights) -> tuple[str, ...]:
    """The values that a label may have."""
    return tuple(_weighted(choice))


def _weighted(choice: str | Sequence[str] | Weights) -> Mapping[str, float]:
    if isinstance(choice, Weights):
        return choice.values
    return dict.fromkeys([choice] if isinstance(choice, str) else choice, 1.0)
