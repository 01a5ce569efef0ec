"""Which frequencies of a picture noise covers first."""

import numpy as np

from demos.essay.claims.claim import claim
from demos.essay.diffusion_bands.noise_bands import crossover_frequency
from fdnn_core import power_law_field, radial_power, standardise


@claim(value=-1.0, tolerance=0.03, form=".1f", sources=["dieleman2024"])
def crossover_slope() -> float:
    """In a picture whose power falls as 1/f², the highest frequency above the noise varies as the noise's
    standard deviation to the power {}.
    """
    radius, power = radial_power(standardise(power_law_field((256, 256), 2.0, 0)))
    strengths = np.geomspace(0.5, 15, 12)
    highest = [crossover_frequency(radius, power, strength**2) for strength in strengths]
    return float(np.polyfit(np.log(strengths), np.log(highest), 1)[0])
