"""Render: findings, plans and outcomes as text, JSON and Markdown; no value is computed here."""
