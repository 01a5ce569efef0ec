from demos.publish.delivery.version import version, write_version


def test_the_version_depends_on_pages_and_the_files_they_load_only(tmp_path):
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


def test_all_pages_have_the_same_mark_in_their_head(tmp_path):
    for name in ("index.html", "404.html"):
        (tmp_path / name).write_text("<head><title>T</title></head><p>one</p>")
    mark = f'<meta name="fdnn-version" content="{version(tmp_path)}">'
    write_version(tmp_path)
    for name in ("index.html", "404.html"):
        assert (tmp_path / name).read_text() == f"<head><title>T</title>{mark}</head><p>one</p>"
