"""PromQL as the judges read it: by a parser of its own, so that the product's reading is not its own witness.

Grafana's variables are masked simply: a window becomes a length that no query has, so that it can be told from others,
anything else a number or, where that does not parse, a name. In strings they stay as they are.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import timedelta
from functools import cache

import attrs
import promql_parser
from promql_parser import MatchOp

#: Functions that need several samples in their window.
RATES = frozenset({"rate", "irate", "increase"})

_STRING_OR_VARIABLE = re.compile(
    r""""(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`|\$(?P<plain>\w+)|\$\{(?P<braced>\w+)[^}]*\}"""
)
_WANTS_LENGTH = re.compile(r"(?:[\[:]|\boffset\s*-?)\s*$", re.IGNORECASE)
# In days: longer than any window that is meant, and no two variables of a query have the same.
_LONG = 20_000


@attrs.frozen
class Selector:
    """The series that one name and its matchers select; `matchers` are label, operator and value."""

    metric: str
    matchers: tuple[tuple[str, MatchOp, str], ...] = ()

    def picks(self, label: str, value: str) -> bool:
        """Whether a matcher asks for this value of the label, alone or among others."""
        return any(
            (operator == MatchOp.Equal and wanted == value)
            or (operator == MatchOp.Re and "$" not in wanted and re.fullmatch(wanted, value) is not None)
            for name, operator, wanted in self.matchers
            if name == label
        )


@attrs.frozen
class Window:
    """How far a rate looks back: `seconds`, or the `variable` that Grafana fills in."""

    selector: Selector
    seconds: float | None = None
    variable: str | None = None

    def __str__(self) -> str:
        return f"{self.selector.metric}[{f'{self.seconds:g}s' if self.variable is None else f'${self.variable}'}]"


@attrs.frozen(kw_only=True)
class Reading:
    """What is in a query; `fault` says why it could not be read, and then nothing is in it.

    `divisors` are the numbers that something is divided by, `constants` those that stand for a series. `kept` are the
    labels that it is aggregated by, `ratios` what is divided by which number.
    """

    selectors: tuple[Selector, ...] = ()
    windows: tuple[Window, ...] = ()
    quantiles: frozenset[float] = frozenset()
    divisors: frozenset[float] = frozenset()
    constants: frozenset[float] = frozenset()
    kept: frozenset[str] = frozenset()
    ratios: tuple[tuple[tuple[Selector, ...], float], ...] = ()
    fault: str | None = None

    @property
    def metrics(self) -> frozenset[str]:
        """The names of the metrics."""
        return frozenset(selector.metric for selector in self.selectors)


@cache
def read(text: str) -> Reading:
    """Read a query with Grafana's variables in it."""
    fault = ""
    for stand_in in ("1", "x"):
        masked, lengths = _masked(text, stand_in)
        try:
            tree = promql_parser.parse(masked)
        except ValueError as error:
            fault = fault or str(error)
        else:
            return _reading(tree, lengths)
    return Reading(fault=fault)


def comparison(text: str) -> tuple[str, float] | None:
    """The operator and the number that a query as a whole is compared with; None for any other query."""
    try:
        tree = promql_parser.parse(text)
    except ValueError:
        return None
    if not isinstance(tree, promql_parser.BinaryExpr) or not isinstance(tree.rhs, promql_parser.NumberLiteral):
        return None
    # With `bool` it is 0 or 1, and as an alert always there.
    is_always = tree.modifier is not None and tree.modifier.return_bool
    return None if is_always or str(tree.op) not in {"<", ">"} else (str(tree.op), tree.rhs.val)


def seconds(duration: str) -> float:
    """How long a duration is."""
    # Grafana writes none at all as 0s, which is no duration of PromQL.
    return 0 if duration in {"", "0", "0s"} else promql_parser.parse_duration(duration).total_seconds()


def _masked(text: str, stand_in: str) -> tuple[str, tuple[str, ...]]:
    """The text without variables, and the names of those that stand for a length."""
    lengths: list[str] = []

    def mask(found: "re.Match[str]") -> str:
        name = found["plain"] or found["braced"]
        if name is None:
            return found[0]
        if not _WANTS_LENGTH.search(text, 0, found.start()):
            return stand_in
        lengths.append(name)
        return f"{_LONG + len(lengths) - 1}d"

    return _STRING_OR_VARIABLE.sub(mask, text), tuple(lengths)


def _reading(tree: promql_parser.Expr, lengths: tuple[str, ...]) -> Reading:
    nodes: list[promql_parser.Expr] = []
    promql_parser.walk(tree, pre_visit=nodes.append)
    calls = [(one.func.name, one.args[0]) for one in nodes if isinstance(one, promql_parser.Call) and one.args]
    ratios = [one.rhs for one in nodes if isinstance(one, promql_parser.BinaryExpr) and str(one.op) == "/"]
    return Reading(
        selectors=tuple(_selector(one) for one in nodes if isinstance(one, promql_parser.VectorSelector)),
        windows=tuple(
            _window(first, lengths)
            for name, first in calls
            if name in RATES and isinstance(first, promql_parser.MatrixSelector)
        ),
        quantiles=_numbers(first for name, first in calls if name == "histogram_quantile"),
        divisors=_numbers(ratios),
        constants=_numbers(first for name, first in calls if name == "vector"),
        kept=_kept(nodes),
        ratios=tuple(_ratios(nodes)),
    )


def _ratios(nodes: Iterable[promql_parser.Expr]) -> Iterator[tuple[tuple[Selector, ...], float]]:
    for one in nodes:
        if isinstance(one, promql_parser.BinaryExpr) and str(one.op) == "/":
            inner: list[promql_parser.Expr] = []
            promql_parser.walk(one.lhs, pre_visit=inner.append)
            selectors = tuple(_selector(each) for each in inner if isinstance(each, promql_parser.VectorSelector))
            if isinstance(one.rhs, promql_parser.NumberLiteral):
                yield selectors, one.rhs.val


def _kept(nodes: Iterable[promql_parser.Expr]) -> frozenset[str]:
    sums = [one for one in nodes if isinstance(one, promql_parser.AggregateExpr)]
    return frozenset(
        label
        for one in sums
        if one.modifier is not None and one.modifier.type == promql_parser.AggModifierType.By
        for label in one.modifier.labels
    )


def _numbers(nodes: Iterable[promql_parser.Expr]) -> frozenset[float]:
    return frozenset(one.val for one in nodes if isinstance(one, promql_parser.NumberLiteral))


def _selector(node: promql_parser.VectorSelector) -> Selector:
    matchers = tuple((one.name, one.op, one.value) for one in node.matchers.matchers)
    names = (value for label, operator, value in matchers if (label, operator) == ("__name__", MatchOp.Equal))
    return Selector(node.name or next(names, ""), matchers)


def _window(node: promql_parser.MatrixSelector, lengths: tuple[str, ...]) -> Window:
    selector, length = _selector(node.vector_selector), node.range
    if length >= timedelta(days=_LONG):
        return Window(selector, variable=lengths[length.days - _LONG])
    return Window(selector, seconds=length.total_seconds())
