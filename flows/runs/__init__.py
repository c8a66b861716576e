"""Prefect's view of the work: thin async flows over the plain functions of this package, and nothing else."""
