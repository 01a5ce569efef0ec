import json
from base64 import b64decode
from hashlib import sha256
from pathlib import Path

import pytest

from demos.publish.runtime import runtime
from demos.publish.runtime.lock import LOCK
from demos.publish.runtime.snapshot import made
from demos.publish.runtime.wheel import build_wheel


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("site")


@pytest.fixture(scope="module")
def manifest(site: Path, tmp_path_factory: pytest.TempPathFactory) -> dict:
    (site / "base" / "wheels").mkdir(parents=True)
    (site / "base" / "wheels" / "of-an-earlier-version.whl").touch()
    return runtime.lay_out(site / "base", build_wheel(tmp_path_factory.mktemp("wheel")))


@pytest.fixture(scope="module")
def packages(site: Path, manifest: dict) -> dict:
    return json.loads((site / "base/pyodide/pyodide-lock.json").read_text())["packages"]


def test_the_manifest_is_written_as_returned(site, manifest):
    assert json.loads((site / "base/pyodide/manifest.json").read_text()) == manifest
    assert manifest["pyodide"] == LOCK.pyodide


def test_the_manifest_describes_every_file_beside_itself(site, manifest):
    pyodide = site / "base" / "pyodide"
    described = {(pyodide / name).resolve() for name in manifest["files"]}
    assert described | {pyodide / "manifest.json"} == {path for path in site.rglob("*") if path.is_file()}
    for name, entry in manifest["files"].items():
        content = (pyodide / name).read_bytes()
        assert entry["size"] == len(content)
        assert b64decode(entry["integrity"].removeprefix("sha256-")) == sha256(content).digest()


def test_each_file_belongs_to_one_stage(manifest):
    staged = [name for names in manifest["stages"].values() for name in names]
    assert sorted(staged) == sorted(manifest["files"])


def test_the_package_lock_names_only_what_is_served(site, manifest, packages):
    for package in packages.values():
        content = (site / "base/pyodide" / package["file_name"]).read_bytes()
        assert package["sha256"] == sha256(content).hexdigest()
        assert set(package["depends"]) <= set(packages)
    assert {package["file_name"] for package in packages.values()} == {
        name for stage in (*runtime.PACKAGES, runtime.OWN) for name in manifest["stages"][stage]
    }


def test_the_own_wheel_is_a_package_like_the_others(site, packages):
    (wheel,) = (site / "base/wheels").iterdir()
    own = packages["fdnn-core"]
    assert own.keys() == packages["numpy"].keys()
    assert own["file_name"] == f"../wheels/{wheel.name}"
    assert (own["name"], own["version"], own["depends"]) == ("fdnn-core", "0.1.0", ["numpy"])


def test_the_size_of_a_start_leaves_out_what_is_loaded_later_or_instead(manifest):
    left_out = {name for stage in (*runtime.PACKAGES, runtime.OWN) for name in manifest["stages"][stage]}
    sent = sum(entry["sent"] for name, entry in manifest["files"].items() if name not in left_out)
    assert runtime.megabytes(manifest) == pytest.approx(sent / 1e6)


def test_what_is_sent_is_at_most_what_there_is(manifest):
    assert all(0 < entry["sent"] <= entry["size"] for entry in manifest["files"].values())


def test_where_node_is_missing_the_site_is_built_without_a_snapshot(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(made, "_NODE", tmp_path / "node")
    manifest = runtime.lay_out(tmp_path, build_wheel(tmp_path))
    assert not {"snapshot", "rest"} & manifest["stages"].keys()
    plain = [name for stage in ("runtime", "numpy", runtime.OWN) for name in manifest["stages"][stage]]
    assert runtime.megabytes(manifest) == pytest.approx(
        sum(manifest["files"][name]["sent"] for name in plain) / 1e6
    )
    (line,) = capsys.readouterr().err.splitlines()
    assert "No snapshot" in line
    assert "node" in line
