"""PromQL: the builder, the variables, the verdicts."""
