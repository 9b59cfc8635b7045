"""The Grafana that answers: its version, the organisation that we are in, what we may do there."""
