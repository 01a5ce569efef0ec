import json

from demos.publish.content import faults

ROWS = [
    {"fault": "no network", "engine": "chromium", "outcome": "a message & a button"},
    {"fault": "no network", "engine": "firefox", "outcome": "a message & a button"},
    {"fault": "no network", "engine": "webkit", "outcome": "another message"},
]


def test_engines_with_the_same_outcome_share_a_row(tmp_path, monkeypatch):
    monkeypatch.setattr(faults, "FILE", tmp_path / "faults.json")
    faults.FILE.write_text(json.dumps(ROWS))
    html = faults.table()
    assert "<td>no network</td><td>chromium, firefox</td><td>a message &amp; a button</td>" in html
    assert "<td>no network</td><td>webkit</td><td>another message</td>" in html
