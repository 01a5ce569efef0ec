"""Guess which of two photographs gave a hybrid its phase."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from demos.kit.controls import Seed
from demos.kit.declare import demo
from demos.kit.figures import Figures, Image, Question
from fdnn_core import PHOTOGRAPHS, correlation, mix_phase_magnitude, photograph


@demo(title="Guess the phase")
def phase_guess(
    seed: Annotated[int, Seed(label="Hybrid", help="Each seed gives another pair.")] = 0,
) -> Figures:
    """Show a hybrid of two random photographs, and ask which of them gave its phase."""
    phase, magnitude = np.random.default_rng(seed).choice(PHOTOGRAPHS, 2, replace=False).tolist()
    donors = photograph(phase), photograph(magnitude)
    hybrid = mix_phase_magnitude(*donors, magnitude=1)
    with_phase, with_magnitude = (correlation(hybrid, donor) for donor in donors)
    return {
        "hybrid": Image(
            title="Whose phase is it?",
            summary="The magnitudes of one photograph with the phases of another.",
            values=hybrid.clip(0, 1),
        ),
        "question": Question(
            title="Guess first",
            summary="One of two photographs gave the phases.",
            prompt="One of two photographs gave the magnitudes, the other the phases. Which gave the phases?",
            answer=phase,
            explanation=f"The hybrid's correlation is {with_phase:.2f} with {phase}, which gave the phases, "
            f"and {with_magnitude:.2f} with {magnitude}, which gave the magnitudes.",
            options=sorted((phase, magnitude)),
            at_once=True,
        ),
    }
