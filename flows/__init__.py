"""The order of the work: plain functions here, scheduled and retried from outside; no rule of the domain."""
