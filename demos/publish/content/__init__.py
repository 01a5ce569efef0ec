"""Page content made at build time: demos, numbers, citations, glossary, API reference and tables."""
