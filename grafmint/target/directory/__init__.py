"""The target that is a directory tree, which a real Grafana provisions from.

Source: https://grafana.com/docs/grafana/latest/administration/provisioning/
"""
