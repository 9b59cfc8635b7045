"""The target that is a Grafana behind its HTTP API."""
