"""Install packages of the operating system."""

from __future__ import annotations

import os
import shutil
import subprocess


def install_packages(*packages: str) -> None:
    """Install with apt-get if it exists and the user is root; otherwise do nothing."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return
    run_command("apt-get", "update", "-qq")
    run_command("apt-get", "install", "-qq", "-y", "--no-install-recommends", *packages)


def run_command(*command: str) -> None:
    """Print a command and run it; callers check its effect instead of its exit status."""
    print("$", " ".join(command), flush=True)
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL)
