"""From which sparsity on each structure of a race wins."""

import numpy as np

from fdnn_core.cliff_records import Race, Structure
from fdnn_core.crossings import Crossover, crossover

__all__ = ["crossovers"]


def crossovers(race: Race) -> dict[Structure, Crossover]:
    """Return the crossover of each structure that raced rightly at two sparsities or more.

    Those at one sparsity, as N:M, have a speed-up there and no crossover.

    Raises
    ------
    ValueError
        If the measurement is not sound: what it says cannot be relied on.

    Examples
    --------
    >>> import numpy as np
    >>> from fdnn_core import Contender, Measurement, ProductShape, Race, Structure, crossovers
    >>> dense = np.linspace(0.02, 0.021, 12)  # seconds
    >>> samples = {"dense": dense, "csr 0.5": 2 * dense, "csr 0.9": dense / 2.5}
    >>> contenders = {
    ...     "dense": Contender("numpy @", Structure("dense"), 0.0),
    ...     "csr 0.5": Contender("numpy CSR", Structure("csr"), 0.5),
    ...     "csr 0.9": Contender("numpy CSR", Structure("csr"), 0.9),
    ... }
    >>> measurement = Measurement(samples, "dense", dense, 1e-7, {})
    >>> found = crossovers(Race("float32", ProductShape(512, 512, 32), 0, contenders, measurement))
    >>> found[Structure("csr")].state, round(found[Structure("csr")].sparsity, 6)
    ('crosses', 0.75)
    """
    measurement = race.measurement
    if not measurement.sound:
        raise ValueError(f"measurement must be sound, got {', '.join(measurement.flags)}")
    by_structure: dict[Structure, dict[float, str]] = {}
    for name, contender in race.contenders.items():
        if contender.structure.kind != "dense" and name not in measurement.wrong:
            by_structure.setdefault(contender.structure, {})[contender.sparsity] = name
    dense = measurement.samples[measurement.baseline]
    return {
        structure: crossover(
            sorted(names), dense, np.column_stack([measurement.samples[names[s]] for s in sorted(names)])
        )
        for structure, names in by_structure.items()
        if len(names) > 1
    }
