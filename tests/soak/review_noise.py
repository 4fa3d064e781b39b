"""The review's signals on chance alone: 200 seeds a scene; prints what was raised.

python tests/soak/review_noise.py
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from chance import SCENES, flags

SEEDS, MOST = 200, 21
"""Seeds a scene, and the 99.9 % point of Bin(200, 0.05)."""

TRUE_OF = {"boundary low": {"久拖不改"}, "clustered low": {"久拖不改"}}
"""What is so in a scene: where a clause is met by one in ten, it stays unmet."""


def main() -> int:
    bad = 0
    for scene, noise in SCENES.items():
        raised = [flags(noise, seed) for seed in range(SEEDS)]
        for name in sorted({n for found in raised for n in found} - TRUE_OF.get(scene, set())):
            reviews = sum(name in found for found in raised)
            mean = sum(found[name] for found in raised) / SEEDS
            wrong = reviews > MOST or mean >= 0.2
            bad += wrong
            sys.stdout.write(
                f"{scene}: {name} in {reviews} of {SEEDS}, {mean:.3f} a review {'BAD' * wrong}\n"
            )
    return bad


if __name__ == "__main__":
    sys.exit(main())
