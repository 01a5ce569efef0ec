import json

from demos.publish.content import measurements

EXAMPLE = {
    "date": "2026-01-02",
    "machine": "a <small> machine with 2 cores",
    "browser": "Chromium 1",
    "rows": [{"name": "drag & drop", "value": 12.3456, "unit": "ms", "baseline": "one frame", "ratio": 0.5}],
}


def test_each_value_stands_beside_its_baseline(tmp_path, monkeypatch):
    monkeypatch.setattr(measurements, "FILE", tmp_path / "measurements.json")
    measurements.FILE.write_text(json.dumps(EXAMPLE))
    html = measurements.table()
    assert "Measured 2026-01-02 on a &lt;small&gt; machine with 2 cores, in Chromium 1." in html
    cells = '<th scope="row">drag &amp; drop</th><td>12.35 ms</td><td>0.50</td><td>one frame</td>'
    assert cells in html
