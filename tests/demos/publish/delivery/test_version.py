"""The mark that tells one build of the site from another."""

from demos.publish.delivery.version import version


def test_each_page_and_what_it_loads_counts_and_nothing_else(tmp_path):
    page = tmp_path / "index.html"
    page.write_text("<p>one</p>")
    (tmp_path / "picture.png").write_bytes(b"1")
    first = version(tmp_path)
    (tmp_path / "picture.png").write_bytes(b"2")
    assert version(tmp_path) == first
    (tmp_path / "a.js").write_text("1")
    second = version(tmp_path)
    (tmp_path / "a.js").rename(tmp_path / "b.js")
    assert len({first, second, version(tmp_path)}) == 3
