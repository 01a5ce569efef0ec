import json
import shutil
from pathlib import Path

import pytest

from demos.publish.runtime.snapshot import made
from demos.publish.runtime.wheel import build_wheel

PAGE = 4096  # bytes


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_wheel(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def parts(wheel: Path) -> dict[str, bytes]:
    return made.parts(wheel)


def head_and_body(pack):
    length = int.from_bytes(pack[:4], "little")
    return json.loads(pack[4 : 4 + length]), pack[4 + length :]


def test_the_same_sources_give_the_same_bytes(wheel, parts, tmp_path):
    assert made.parts(wheel, tmp_path / "kept") == parts


def test_it_is_made_once(wheel, parts, monkeypatch):
    asked = []
    run = made._run
    monkeypatch.setattr(made, "_run", lambda *arguments: asked.append(arguments) or run(*arguments))
    assert made.parts(wheel) == parts
    assert asked == [("--version",)]


def test_another_wheel_gives_another_key(wheel, tmp_path):
    other = tmp_path / wheel.name
    other.write_bytes(wheel.read_bytes() + b"\0")
    assert made._key(other) != made._key(wheel)


def test_what_python_says_while_it_is_made_is_the_reason(wheel, tmp_path, monkeypatch):
    for script in made._HERE.glob("*.mjs"):
        shutil.copy(script, tmp_path)
    (tmp_path / "warm.py").write_text("raise ValueError('too cold')")
    monkeypatch.setattr(made, "_HERE", tmp_path)
    with pytest.raises(made.SnapshotError, match=r"ValueError: too cold$"):
        made.parts(wheel, tmp_path / "kept")
    assert not (tmp_path / "kept").exists()


def test_the_snapshot_holds_the_pages_that_its_head_lists(parts):
    head, body = head_and_body(parts["snapshot.bin"])
    assert len(body) == PAGE * sum(count for _, count in head["runs"])
    ends = [first + count for first, count in head["runs"]]
    starts = [first for first, _ in head["runs"]]
    assert all(end < start for end, start in zip(ends, starts[1:], strict=False))
    assert ends[-1] * PAGE <= head["heap"]


def test_no_path_of_this_machine_is_in_it(parts):
    assert not [name for name, content in parts.items() if str(made.ROOT).encode() in content]


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
