"""The floor: what any program must do that judges one park.

A fresh process reads the park's file with PyYAML's C loader and makes a
hundred comparisons.  Everything `icstd assess` takes beyond this is ours.
"""

import sys

from yaml import CSafeLoader, load

with open(sys.argv[1], "rb") as file:  # noqa: PTH123 - pathlib would be part of the floor
    park = load(file, CSafeLoader)

limits = dict.fromkeys(range(100), 50)
met = sum(number >= least for number, least in limits.items())
print(len(park), met)
