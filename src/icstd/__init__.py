"""DB33/T 2320—2021 as machine-readable clauses and rule checks."""

__version__ = "0.1.0"
