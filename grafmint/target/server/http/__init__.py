"""Requests to one Grafana: connections, credentials, what is tried again, what a reply means."""
