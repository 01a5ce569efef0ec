"""Entry point of ``python -m fdnn_core.cliff``."""

import sys

from fdnn_core.cliff.command.cli import main

if __name__ == "__main__":
    sys.exit(main())
