"""`python -m icstd`: the same as the `icstd` command."""

from .cli.main import entry

entry()
