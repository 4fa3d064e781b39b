"""From the official text to a verified encoding.

`read_official_text` turns a standard written to GB/T 1.1 into sentences,
`write_workbook` puts them beside our provisions for a person to decide,
`read_workbook` and `reconcile` say what is decided and what contradicts, and
`adopt` writes what was confirmed into the clause sources.  The text of the
standard stays in the person's own files: only fingerprints leave this package.
"""
