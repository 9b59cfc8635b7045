"""Dashboards and folders through the resource API of Grafana 12 and later, `/apis`; everything else stays on `/api`.

What a real server answers here is known from documentation, schemas and code alone: none was asked.

Source: https://grafana.com/docs/grafana/latest/developer-resources/api-reference/http-api/apis/
"""
