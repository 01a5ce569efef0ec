"""The command line `python -m fdnn_core.cliff`: arguments, progress, interruption and CPU load."""
