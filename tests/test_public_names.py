import subprocess
import sys

import pytest

import fdnn_core


def test_every_public_name_can_be_imported_from_the_package():
    for name in fdnn_core.__all__:
        assert getattr(fdnn_core, name) is not None, name
    assert dir(fdnn_core) == sorted(fdnn_core.__all__)
    assert list(dict.fromkeys(fdnn_core.__all__)) == list(fdnn_core.__all__)


def test_the_package_alone_imports_none_of_its_modules():
    told = "import sys, fdnn_core; print([name for name in sys.modules if name.startswith('fdnn_core.')])"
    ran = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_a_name_that_is_not_there_is_said_not_to_be():
    with pytest.raises(AttributeError, match="module 'fdnn_core' has no attribute 'nothing'"):
        _ = fdnn_core.nothing
