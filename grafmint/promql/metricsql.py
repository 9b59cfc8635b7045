"""MetricsQL: what the language of VictoriaMetrics has beyond PromQL, as far as it shows where PromQL is refused.

Source: https://docs.victoriametrics.com/metricsql/
"""

import re

from grafmint.promql.fault import unbalanced
from grafmint.promql.place import enclosing
from grafmint.promql.tokens import Token, scan

#: Its functions and aggregations that no Prometheus has, experimental or not.
FUNCTIONS = frozenset(
    [
        "aggr_over_time", "alias", "any", "ascent_over_time", "bitmap_and", "bitmap_or", "bitmap_xor", "bottomk_avg",
        "bottomk_last", "bottomk_max", "bottomk_median", "bottomk_min", "buckets_limit", "changes_prometheus",
        "count_eq_over_time", "count_gt_over_time", "count_le_over_time", "count_ne_over_time",
        "count_values_over_time", "decreases_over_time", "default_rollup", "delta_prometheus", "deriv_fast",
        "descent_over_time", "distinct", "distinct_over_time", "drop_common_labels", "drop_empty_series",
        "duration_over_time", "geomean", "geomean_over_time", "histogram", "histogram_over_time", "histogram_share",
        "hoeffding_bound_lower", "hoeffding_bound_upper", "ideriv", "increase_prometheus", "increase_pure",
        "increases_over_time", "integrate", "interpolate", "iqr_over_time", "keep_last_value", "keep_next_value",
        "label_copy", "label_del", "label_graphite_group", "label_keep", "label_lowercase", "label_map", "label_match",
        "label_mismatch", "label_move", "label_set", "label_transform", "label_uppercase", "label_value",
        "labels_equal", "lag", "lifetime", "limit_offset", "mad", "median", "median_over_time", "mode",
        "mode_over_time", "now", "outlier_iqr_over_time", "outliers_iqr", "outliers_mad", "outliersk",
        "prometheus_buckets", "quantiles", "quantiles_over_time", "rand", "rand_exponential", "rand_normal",
        "range_avg", "range_first", "range_last", "range_linear_regression", "range_mad", "range_max", "range_median",
        "range_min", "range_normalize", "range_over_time", "range_quantile", "range_stddev", "range_stdvar",
        "range_sum", "range_trim_outliers", "range_trim_spikes", "range_trim_zscore", "range_zscore", "rate_over_sum",
        "rate_prometheus", "remove_resets", "rollup", "rollup_candlestick", "rollup_delta", "rollup_deriv",
        "rollup_increase", "rollup_rate", "rollup_scrape_interval", "ru", "running_avg", "running_max", "running_min",
        "running_sum", "scrape_interval", "share", "share_eq_over_time", "share_gt_over_time", "share_le_over_time",
        "smooth_exponential", "stale_samples_over_time", "sum2", "sum2_over_time", "sum_eq_over_time",
        "sum_gt_over_time", "sum_le_over_time", "tfirst_over_time", "timestamp_with_name", "timezone_offset",
        "tlast_change_over_time", "tlast_over_time", "tmax_over_time", "tmin_over_time", "topk_avg", "topk_last",
        "topk_max", "topk_median", "topk_min", "ttf", "union", "zscore", "zscore_over_time",
    ]
)  # fmt: skip
_WORDS = frozenset({"default", "if", "ifnot", "keep_metric_names", "limit"})
_LANGUAGE = "MetricsQL, the language of VictoriaMetrics"
_WITHOUT_WINDOW = re.compile(r"^expected type matrix in call to function '\w+', got vector$")
_OR_NUMBER = re.compile(r"^set operator '(or)' not allowed in binary scalar expression$")
_LENGTH = re.compile(r"^(?:bad number or duration syntax|not a valid duration string): (\d+i|\d+\.\d+[a-z]+)$")


def metricsql_in(text: str, message: str) -> str | None:
    """What of a query that is no PromQL, for the reason of the message, is MetricsQL; None where nothing shows it."""
    tokens = scan(text)
    if unbalanced(tokens) is not None:
        return None
    word = _word(tokens) or next(iter(_LENGTH.findall(message)), None)
    if word is not None:
        return f"{word!r} is {_LANGUAGE}"
    if _WITHOUT_WINDOW.match(message):
        return f"write a window, such as [5m]: only {_LANGUAGE}, needs none"
    return f"write 'or vector(…)': only {_LANGUAGE}, takes a plain number" if _OR_NUMBER.match(message) else None


def _word(tokens: list[Token]) -> str | None:
    """The first function or word of its own; names of labels and variables are none."""
    for index, inside in enclosing(tokens):
        text, following = tokens[index].text, tokens[index + 1].text if index + 1 < len(tokens) else ""
        is_call = text in FUNCTIONS and following == "("
        is_word = text.lower() in _WORDS and index > 0 and inside in ("", "(")
        if is_call or is_word:
            return text
    return None
