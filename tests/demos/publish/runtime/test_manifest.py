import json
from base64 import b64decode
from hashlib import sha256
from pathlib import Path

import pytest

from demos.publish.runtime import manifest as module
from demos.publish.runtime.lock import LOCK
from demos.publish.runtime.snapshot import build as snapshot
from demos.publish.runtime.wheels import build_wheels


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("site")


@pytest.fixture(scope="module")
def manifest(site: Path, tmp_path_factory: pytest.TempPathFactory) -> dict:
    (site / "base" / "wheels").mkdir(parents=True)
    (site / "base" / "wheels" / "earlier-version.whl").touch()
    return module.write_runtime(site / "base", build_wheels(tmp_path_factory.mktemp("wheel")))


@pytest.fixture(scope="module")
def packages(site: Path, manifest: dict) -> dict:
    return json.loads((site / "base/pyodide/pyodide-lock.json").read_text())["packages"]


def test_the_manifest_is_written_as_returned(site, manifest):
    assert json.loads((site / "base/pyodide/manifest.json").read_text()) == manifest
    assert (manifest["pyodide"], manifest["python"]) == (LOCK.pyodide, LOCK.python)


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
        name for stage in (*module.PACKAGES, *module.OWN) for name in manifest["stages"][stage]
    }


@pytest.mark.parametrize(
    ("name", "depends", "imports"),
    [("fdnn-core", ["numpy"], ["fdnn_core"]), ("fdnn-demos", ["fdnn-core"], ["demos"])],
)
def test_the_projects_wheels_are_packages_like_the_others(site, manifest, packages, name, depends, imports):
    (wheel,) = (site / "base/wheels").glob(f"{name.replace('-', '_')}-*")
    own = packages[name]
    assert own.keys() == packages["numpy"].keys()
    assert [own["file_name"]] == manifest["stages"][name] == [f"../wheels/{wheel.name}"]
    assert (own["name"], own["version"]) == (name, wheel.name.split("-")[1])
    assert (own["depends"], own["imports"]) == (depends, imports)


def test_the_size_of_a_start_leaves_out_what_is_loaded_later_or_instead(manifest):
    left_out = {name for stage in (*module.PACKAGES, *module.OWN) for name in manifest["stages"][stage]}
    sent = sum(entry["sent"] for name, entry in manifest["files"].items() if name not in left_out)
    assert module.megabytes(manifest) == pytest.approx(sent / 1e6)


def test_a_compressed_size_is_at_most_the_size(manifest):
    assert all(0 < entry["sent"] <= entry["size"] for entry in manifest["files"].values())


def test_without_node_the_site_has_no_snapshot(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(snapshot, "_NODE", tmp_path / "node")
    manifest = module.write_runtime(tmp_path, build_wheels(tmp_path))
    assert not {"snapshot", "rest"} & manifest["stages"].keys()
    plain = [name for stage in ("runtime", "numpy", *module.OWN) for name in manifest["stages"][stage]]
    assert module.megabytes(manifest) == pytest.approx(
        sum(manifest["files"][name]["sent"] for name in plain) / 1e6
    )
    (line,) = capsys.readouterr().err.splitlines()
    assert "No memory snapshot" in line
    assert "node" in line
