"""Alerting: rules, their groups and states, and what notifies of them, as Grafana 9.4's provisioning API has them."""
