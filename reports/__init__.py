"""Numbers computed once, and the documents that show them."""
