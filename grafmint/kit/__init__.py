"""The kit: panels that many dashboards share, as pure functions of what they show.

    from grafmint.kit import red

    checkout = red.Requests(scope=promql.scope(job="checkout"), by="route")
    row = red.row(checkout, title="Requests", error_rate=above(critical=1), duration=above(warning=0.5))

Each module has a subject, which names its metrics and labels once (the defaults are those of the exporter), and
functions from it to a panel or a row. A subject is a `grafmint.block.Block`: what it does not take is told where it is
written. A subject's `scope` holds the matchers of every query, variables among them; its
`interval` is how often it is scraped, and no query of it asks for more points. The window of its rates is Grafana's
`$__rate_interval`, which needs `time_interval` in the datasource. Thresholds that are left out colour nothing. `look`
is the legend, the tooltip and the lines of a project.
"""
