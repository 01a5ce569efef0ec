"""The verified supply of Pyodide, its snapshot and the wheels."""
