"""Reading submitted YAML and JSON: strict, located, and safe on any bytes.

PyYAML's C parser gives events; the tree is built here.  Scalars follow the
YAML 1.2 core schema, narrowed where clerks would be surprised: see `scalars`.
"""

from .read import read_document
from .tree import Document, Map, Seq

__all__ = ["Document", "Map", "Seq", "read_document"]
