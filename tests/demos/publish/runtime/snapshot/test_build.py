import json
import shutil
from pathlib import Path

import pytest

from demos.publish.runtime.snapshot import build
from demos.publish.runtime.wheels import build_wheels

PAGE = 4096  # bytes


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return list(build_wheels(tmp_path_factory.mktemp("wheels")).values())


@pytest.fixture(scope="module")
def parts(wheels: list[Path]) -> dict[str, bytes]:
    return build.parts(wheels)


def head_and_body(pack):
    length = int.from_bytes(pack[:4], "little")
    return json.loads(pack[4 : 4 + length]), pack[4 + length :]


def test_the_same_sources_give_the_same_bytes(wheels, parts, tmp_path):
    assert build.parts(wheels, tmp_path / "cache") == parts


def test_the_snapshot_is_built_once(wheels, parts, monkeypatch):
    commands = []
    run = build._run_node
    monkeypatch.setattr(build, "_run_node", lambda *arguments: commands.append(arguments) or run(*arguments))
    assert build.parts(wheels) == parts
    assert commands == [("--version",)]


@pytest.mark.parametrize("changed", [0, 1])
def test_another_wheel_gives_another_key(wheels, tmp_path, changed):
    other = tmp_path / wheels[changed].name
    other.write_bytes(wheels[changed].read_bytes() + b"\0")
    others = [other if i == changed else wheel for i, wheel in enumerate(wheels)]
    assert build._key(others) != build._key(wheels)


def test_an_error_in_python_is_the_reason_of_failure(wheels, tmp_path, monkeypatch):
    for script in build._HERE.glob("*.mjs"):
        shutil.copy(script, tmp_path)
    (tmp_path / "preload.py").write_text("raise ValueError('no demo')")
    monkeypatch.setattr(build, "_HERE", tmp_path)
    with pytest.raises(build.SnapshotError, match=r"ValueError: no demo$"):
        build.parts(wheels, tmp_path / "cache")
    assert not (tmp_path / "cache").exists()


def test_the_snapshot_holds_the_pages_that_its_head_lists(parts):
    head, body = head_and_body(parts["snapshot.bin"])
    assert len(body) == PAGE * sum(count for _, count in head["runs"])
    ends = [first + count for first, count in head["runs"]]
    starts = [first for first, _ in head["runs"]]
    assert all(end < start for end, start in zip(ends, starts[1:], strict=False))
    assert ends[-1] * PAGE <= head["heap"]


def test_the_snapshot_holds_no_path_of_this_machine(parts):
    assert not [name for name, content in parts.items() if str(build.ROOT).encode() in content]


@pytest.mark.parametrize("pack", ["libraries.bin", "rest.bin"])
def test_a_pack_of_files_holds_what_its_head_lists(parts, pack):
    head, body = head_and_body(parts[pack])
    assert sum(size for _, size in head["files"]) == len(body)


def test_the_libraries_are_linked_in_the_order_of_the_snapshot_and_not_written_again(parts):
    libraries, _ = head_and_body(parts["libraries.bin"])
    rest, _ = head_and_body(parts["rest.bin"])
    paths = [path for path, _ in libraries["files"]]
    assert paths == head_and_body(parts["snapshot.bin"])[0]["libraries"]
    assert {size for path, size in rest["files"] if path in paths} == {0}
