"""Text files reach the demo as the result of reading them."""

import json

import pytest

from demos.kit.controls import ControlError, Documents

NUMBERS = Documents(json.loads, label="Numbers", max_files=2, max_bytes=20)


def text(name, content):
    return {"name": name, "text": content}


def test_each_file_is_read():
    assert NUMBERS.resolve("numbers", []) == {}
    assert NUMBERS.resolve("numbers", [text("a", "1"), text("b", "[2]")]) == {"a": 1, "b": [2]}


def test_file_is_given_by_its_path(tmp_path):
    path = tmp_path / "mine.json"
    path.write_text("[3]")
    assert NUMBERS.resolve("numbers", [path]) == {"mine.json": [3]}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings_are_recognised(tmp_path, encoding):
    content = '["é"]'.encode(encoding)
    path = tmp_path / "mine.json"
    path.write_bytes(content)
    uploaded = {"name": "own.json", "content": memoryview(content)}
    assert NUMBERS.resolve("numbers", [path, uploaded]) == {"mine.json": ["é"], "own.json": ["é"]}


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("a", "numbers must be a list of files, got str"),
        (text("a", "1"), "numbers must be a list of files, got dict"),
        (7, "numbers must be a list of files, got int"),
        ([7], "numbers must hold paths, or names and texts, got int"),
        ([{"name": "a"}], "numbers must hold paths, or names and texts, got dict"),
        ([text(name, "1") for name in "abc"], "numbers must be at most 2 files, got 3"),
        ([text("a", " " * 21)], "numbers must be files of at most 20 bytes, got 21 in a"),
        (
            [{"name": "a", "content": b"\xe9"}],
            "numbers cannot use a: it is not UTF-8 or UTF-16 text: byte 0 cannot be decoded",
        ),
        ([text("good", "1"), text("bad", "{")], "numbers cannot use bad: Expecting property name"),
    ],
)
def test_file_that_cannot_be_read_is_named(value, message):
    with pytest.raises(ControlError, match=message) as refusal:
        NUMBERS.resolve("numbers", value)
    assert refusal.value.control == "numbers"
