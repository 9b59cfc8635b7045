"""Alerting on a server: rules and their groups, contact points, policies, mute timings and templates.

Source: https://grafana.com/docs/grafana/latest/developers/http_api/alerting_provisioning/
"""
