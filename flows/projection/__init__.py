"""An index on a server as a projection of the ledger: brought up to date, made anew, compared."""
