"""Plugins: how a list of datasources shows the types that the recorded server knows."""

_KNOWN = {
    "alertmanager": ("logo.svg", "Alertmanager"),
    "cloudwatch": ("amazon-web-services.png", "CloudWatch"),
    "elasticsearch": ("elasticsearch.svg", "Elasticsearch"),
    "jaeger": ("jaeger_logo.svg", "Jaeger"),
    "loki": ("loki_icon.svg", "Loki"),
    "postgres": ("postgresql_logo.svg", "PostgreSQL"),
    "prometheus": ("prometheus_logo.svg", "Prometheus"),
    "tempo": ("tempo_logo.svg", "Tempo"),
}


def logo_and_name(type_: str) -> tuple[str, str]:
    """The path of a type's logo, and its name; of an unknown one a general logo and itself."""
    if type_ not in _KNOWN:
        return "public/img/icn-datasource.svg", type_
    logo, name = _KNOWN[type_]
    return f"public/app/plugins/datasource/{type_}/img/{logo}", name
