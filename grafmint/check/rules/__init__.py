"""The rules, one a file: a pure function from a dashboard, or from the whole bundle, to findings."""

from collections.abc import Callable, Iterator

from grafmint.bundle import Bundle
from grafmint.check.board import BoardView
from grafmint.check.rules.datasource import unknown_datasource
from grafmint.check.rules.default import two_defaults
from grafmint.check.rules.export import export_input
from grafmint.check.rules.expression import unknown_ref_id
from grafmint.check.rules.folder import unknown_folder
from grafmint.check.rules.grid import misplaced
from grafmint.check.rules.panel import panel_facts
from grafmint.check.rules.promql import promql_syntax
from grafmint.check.rules.several import several_values
from grafmint.check.rules.target import target_facts
from grafmint.check.rules.title import duplicate_title, title_of_folder
from grafmint.check.rules.uid import folder_and_dashboard, uids_alike
from grafmint.check.rules.variable import undeclared_variable, variable_facts
from grafmint.finding import Finding

BOARD_RULES: tuple[Callable[[BoardView, Bundle], Iterator[Finding]], ...] = (
    panel_facts,
    target_facts,
    misplaced,
    unknown_datasource,
    export_input,
    unknown_ref_id,
    variable_facts,
    undeclared_variable,
    promql_syntax,
    several_values,
)
BUNDLE_RULES: tuple[Callable[[Bundle], Iterator[Finding]], ...] = (
    duplicate_title,
    title_of_folder,
    uids_alike,
    folder_and_dashboard,
    unknown_folder,
    two_defaults,
)
