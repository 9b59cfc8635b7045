"""One board for any HTTP service."""

from dashboards.services import Service, services
from grafmint import Annotation, Dashboard, ExploreLink, Row, Thresholds, TimeSeries, above, loki, promql
from grafmint.prometheus import Query


def http_service(service: Service, *, errors: Thresholds) -> Dashboard:
    requests = promql.metric("http_requests_total", job=service.name)
    failed = requests.where(code=promql.re("5.."))
    duration = promql.metric("http_request_duration_seconds_bucket", job=service.name)
    failing = promql.ratio(promql.sum(promql.rate(failed)), promql.sum(promql.rate(requests)))
    return Dashboard(
        uid=f"http-{service.name}",
        title=f"{service.name}: HTTP",
        folder=services,
        tags=["http", service.team],
        annotations=[Annotation(name="Deployments", tags=["deploy", service.name])],
        rows=[
            Row(
                title="Requests",
                columns=3,
                panels=[
                    TimeSeries(title="Rate", queries=Query(expr=promql.sum(promql.rate(requests))), unit="reqps"),
                    TimeSeries(
                        title="Errors",
                        description="Share of requests answered with 5xx.",
                        queries=Query(expr=failing),
                        unit="percentunit",
                        thresholds=errors,
                        links=[
                            ExploreLink(title="Logs", query=loki.Query(expr=f'{{app="{service.name}"}} |= "error"'))
                        ],
                    ),
                    TimeSeries(
                        title="Duration",
                        queries=[
                            Query(expr=promql.quantile(q, duration), legend_format=f"p{q * 100:g}")
                            for q in (0.5, 0.95, 0.99)
                        ],
                        unit="s",
                        thresholds=above(critical=service.slow),
                    ),
                ],
            )
        ],
    )
