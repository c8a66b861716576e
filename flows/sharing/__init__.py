"""How several processes and machines share the work: leases, batches, and what finds and frees the dead ones'."""
