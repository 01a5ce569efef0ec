"""The same examples in every run, however busy the machine: what fails once fails again."""

from hypothesis import settings

settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")
