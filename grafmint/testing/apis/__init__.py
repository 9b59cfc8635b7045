"""The resource API of the double: `/apis`, which 12 and later have.

Nothing here is held to a real server: it follows Grafana's published docs, and its code where the docs are silent.

Source: https://grafana.com/docs/grafana/latest/developer-resources/api-reference/http-api/apis/
"""
