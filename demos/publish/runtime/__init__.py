"""Pyodide and its packages, the project's wheels, the memory snapshot and the manifest that lists them."""
