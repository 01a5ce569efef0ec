"""The figures of the essay, and the ledger of its claims."""
