"""Alerting: rules and where their alerts go, one noun a file; `grafmint.alerting` is the public door."""
