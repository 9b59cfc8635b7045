"""The rules, one a file: a pure function from one document, or from the whole bundle, to findings."""

from collections.abc import Callable, Iterator, Mapping

from grafmint.bundle import Bundle, Kind
from grafmint.check.board import BoardView
from grafmint.check.document import Document
from grafmint.check.rule import RuleView
from grafmint.check.rules.alert_annotation import summary_in_file, summary_of_rule
from grafmint.check.rules.alert_condition import condition_of_rule, ref_ids_of_rule
from grafmint.check.rules.alert_limit import limit_in_query, limit_of_rule
from grafmint.check.rules.alert_name import duplicate_rule
from grafmint.check.rules.alert_query import logql_of_rule, promql_of_file, promql_of_rule
from grafmint.check.rules.alert_template import template_closes, template_in_file, template_in_rule
from grafmint.check.rules.alert_variable import variable_in_file, variable_in_rule
from grafmint.check.rules.cardinality import cardinality
from grafmint.check.rules.datasource import unknown_datasource, unknown_datasource_of_rule
from grafmint.check.rules.default import two_defaults
from grafmint.check.rules.description import dashboard_description, panel_description
from grafmint.check.rules.export import export_input
from grafmint.check.rules.expression import unknown_ref_id
from grafmint.check.rules.folder import unknown_folder
from grafmint.check.rules.grid import misplaced
from grafmint.check.rules.idle import idle_route
from grafmint.check.rules.library_panel import unknown_library_panel
from grafmint.check.rules.name import names_alike
from grafmint.check.rules.panel import panel_facts
from grafmint.check.rules.panel_count import panel_count
from grafmint.check.rules.panel_type import panel_type
from grafmint.check.rules.promql import promql_syntax
from grafmint.check.rules.rate_window import rate_window
from grafmint.check.rules.receiver import receiver_complete
from grafmint.check.rules.refresh import refresh
from grafmint.check.rules.retention import query_within_retention, range_within_retention
from grafmint.check.rules.route import unknown_contact_point, unknown_timing
from grafmint.check.rules.rule_group import rule_interval
from grafmint.check.rules.several import several_values
from grafmint.check.rules.severity import unrouted_severity
from grafmint.check.rules.share_limit import share_limit
from grafmint.check.rules.share_unit import share_unit
from grafmint.check.rules.target import target_facts
from grafmint.check.rules.time_range import time_range
from grafmint.check.rules.title import duplicate_title, title_of_folder
from grafmint.check.rules.uid import folder_and_dashboard, uids_alike
from grafmint.check.rules.unreachable import unreachable_route
from grafmint.check.rules.unused import unused_contact_point, unused_timing
from grafmint.check.rules.variable import undeclared_variable, variable_facts
from grafmint.check.rules.variable_start import variable_start
from grafmint.finding import Finding

#: What is asked of every query, whoever asks it.
_QUERY_RULES: tuple[Callable[[Document, Bundle], Iterator[Finding]], ...] = (
    cardinality,
    rate_window,
    query_within_retention,
)
BOARD_RULES: tuple[Callable[[BoardView, Bundle], Iterator[Finding]], ...] = (
    panel_facts,
    target_facts,
    misplaced,
    unknown_datasource,
    export_input,
    unknown_ref_id,
    variable_facts,
    variable_start,
    undeclared_variable,
    promql_syntax,
    several_values,
    panel_count,
    panel_type,
    dashboard_description,
    panel_description,
    time_range,
    refresh,
    range_within_retention,
    share_unit,
    share_limit,
    *_QUERY_RULES,
)
#: What a library panel is asked once, wherever it is shown.
LIBRARY_PANEL_RULES: tuple[Callable[[BoardView, Bundle], Iterator[Finding]], ...] = (
    panel_facts,
    target_facts,
    export_input,
    unknown_ref_id,
    promql_syntax,
    panel_type,
    panel_description,
    share_unit,
    share_limit,
    *_QUERY_RULES,
)
ALERT_RULES: tuple[Callable[[RuleView, Bundle], Iterator[Finding]], ...] = (
    condition_of_rule,
    ref_ids_of_rule,
    unknown_datasource_of_rule,
    promql_of_rule,
    logql_of_rule,
    variable_in_rule,
    summary_of_rule,
    template_in_rule,
    limit_of_rule,
    limit_in_query,
    *_QUERY_RULES,
)
DOCUMENT_RULES: Mapping[Kind, tuple[Callable[[Document, Bundle], Iterator[Finding]], ...]] = {
    "template": (template_closes,),
    "rule-group": (rule_interval,),
    "contact-point": (receiver_complete,),
    "prometheus-rules": (
        promql_of_file,
        variable_in_file,
        summary_in_file,
        template_in_file,
        limit_in_query,
        *_QUERY_RULES,
    ),
    "alertmanager-template": (template_closes,),
}
BUNDLE_RULES: tuple[Callable[[Bundle], Iterator[Finding]], ...] = (
    duplicate_title,
    title_of_folder,
    uids_alike,
    names_alike,
    folder_and_dashboard,
    unknown_folder,
    unknown_library_panel,
    two_defaults,
    duplicate_rule,
    unknown_contact_point,
    unknown_timing,
    unused_contact_point,
    unused_timing,
    unrouted_severity,
    unreachable_route,
    idle_route,
)
