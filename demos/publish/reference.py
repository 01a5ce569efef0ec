"""The reference: every public name of the core, topic by topic, from its docstrings."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_CORE = Path(__file__).parents[2] / "fdnn_core"
#: For each page its title and the modules of which it shows the public names.
TOPICS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "transforms": (
        "Transforms and bases",
        ("cosine_transforms", "blocks", "wavelets", "bases", "spectra", "resampling", "keep"),
    ),
    "sparsity": ("Compaction and sparsity", ("compaction", "sparsity", "covariances", "transform_coding")),
    "activations": (
        "Activations",
        ("activations", "piecewise", "error_function", "frequency_activations", "band_limiting", "layers"),
    ),
    "closed-forms": (
        "Closed forms",
        ("series", "gated_series", "bessel", "folding", "distortion", "hermite", "gaussian_orders"),
    ),
    "signals": (
        "Signals and pictures",
        ("signals", "random_signals", "voice", "fields", "patterns", "photographs"),
    ),
    "phase-and-magnitude": (
        "Phase and magnitude",
        (
            "polar",
            "phase_mixing",
            "phase_degrading",
            "magnitude_degrading",
            "patches",
            "masking",
            "mask_presets",
            "image_spectra",
            "phase_spectra",
            "noise_bands",
            "retrieval_from_phase",
            "retrieval_from_magnitude",
            "estimates",
        ),
    ),
    "comparing": ("Comparing pictures", ("similarity", "structural_similarity", "comparison")),
    "operators": (
        "Convolutions and operators",
        (
            "convolution",
            "channel_convolution",
            "convolution_operations",
            "operator_matrices",
            "operator_measures",
            "readout",
        ),
    ),
    "learning": ("Learning", ("perceptron", "descent", "fourier_layers", "burgers")),
    "sparse-products": (
        "Sparse products",
        (
            "sparse_matrices",
            "csr_matrix",
            "bsr_matrix",
            "nm_matrix",
            "dense_parts",
            "pruning",
            "structures",
            "sparse_kernels",
            "product_checks",
        ),
    ),
    "measuring": (
        "Measuring",
        ("clock", "timer", "measuring", "measurement", "intervals", "blas", "devices"),
    ),
    "the-cliff": (
        "The sparsity cliff",
        (
            "racing",
            "race_crossovers",
            "crossings",
            "crossover_theory",
            "roofline",
            "roofline_fit",
            "cliff_records",
            "published_records",
            "cliff_record_reading",
            "cliff_record_writing",
            "_json_shapes",
        ),
    ),
}


@cache
def names() -> Mapping[str, list[str]]:
    """Return the public names of each module, as the package's own imports tell them."""
    nodes = [node for node in ast.walk(_tree("__init__")) if isinstance(node, ast.ImportFrom)]
    own = [node for node in nodes if node.module and node.module.startswith("fdnn_core.")]
    return {str(node.module).partition(".")[2]: [alias.name for alias in node.names] for node in own}


def pages() -> dict[str, str]:
    """Return the Markdown of each page by its file's name."""
    return {"index": _overview()} | {topic: _page(*entry) for topic, entry in TOPICS.items()}


def _overview() -> str:
    lines = [
        f"* [{title}]({topic}.md): "
        + ", ".join(f"[`{name}`][fdnn_core.{name}]" for module in modules for name in names()[module])
        for topic, (title, modules) in TOPICS.items()
    ]
    words = "Every public name of `fdnn_core`. All are imported from the package, which needs numpy alone."
    head = _head("API reference", words.replace("`", ""), "hide: [toc]\n") + f"{words}\n\n"
    return head + "\n".join(lines) + "\n"


def _page(title: str, modules: tuple[str, ...]) -> str:
    head = _head(title, f"{title}: the functions and classes of fdnn_core, from their docstrings.")
    return head + "\n".join(_section(module) for module in modules)


def _head(title: str, description: str, options: str = "") -> str:
    return f'---\ntitle: {title}\ndescription: "{description}"\n{options}---\n\n# {title}\n\n'


def _section(module: str) -> str:
    title = module.strip("_").replace("_", " ").capitalize()
    shown = "\n".join(f"::: fdnn_core.{name}\n" for name in names()[module])
    return f"## {title}\n\n{ast.get_docstring(_tree(module))}\n\n{shown}"


def _tree(module: str) -> ast.Module:
    return ast.parse((_CORE / f"{module}.py").read_text(encoding="utf-8"))
