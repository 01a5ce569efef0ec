from pathlib import Path

from demos.publish.delivery.page_weight import files_before_interaction, report, total_bytes


def write(files: dict[Path, str]) -> None:
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def test_compressed_copies_count_where_there_are_some(tmp_path):
    page, script = tmp_path / "index.html", tmp_path / "small.js"
    write({page: "x" * 1000, Path(f"{page}.br"): "x" * 10, Path(f"{page}.gz"): "x" * 20, script: "x" * 5})
    assert total_bytes([page, script]) == {"plain": 1005, "br": 15, "gz": 25}


def test_a_pages_files_include_the_imports_of_its_scripts(tmp_path):
    scripts = tmp_path / "assets" / "fdnn"
    texts = {
        scripts / "element.js": 'import { a } from "./a.js";\nconst draw = () => import("./draw.js");\n',
        scripts / "a.js": 'import {\n  b,\n} from "./b.js";\nexport { c } from "./c.js";\n',
        scripts / "b.js": 'const text = "./not.js";\n',
        scripts / "c.js": "",
        scripts / "never.js": "",
        scripts / "draw.js": 'import "./b.js";\nimport "./vendor/plot.js";\n',
        scripts / "vendor" / "plot.js": "",
        scripts / "python" / "worker.js": 'import { b } from "../b.js";\n',
        tmp_path / "style.css": "",
        tmp_path / "demos" / "some" / "index.html": (
            '<link rel="stylesheet" href="../../style.css"><link rel="next" href="../other/">'
            '<script type="module" src="../../assets/fdnn/element.js"></script><img src="data:,">'
        ),
    }
    write(texts)
    page = tmp_path / "demos" / "some" / "index.html"
    assert set(files_before_interaction(page)) == {page, *texts} - {scripts / "never.js"}
    assert len(files_before_interaction(page)) == len(texts) - 1


def test_the_report_has_a_line_before_and_a_line_after_the_first_touch(tmp_path):
    write(
        {
            tmp_path / "demos" / "activation-xray" / "index.html": "x" * 1000,
            tmp_path / "assets" / "fdnn" / "python" / "worker.js": "x" * 1000,
            tmp_path / "search" / "search_index.json": "x" * 1000,
            tmp_path / "pyodide" / "pyodide.mjs": "x" * 5000,
        }
    )
    before, after = report(tmp_path, {"runtime": ["pyodide.mjs"], "snapshot": []})
    assert before.endswith("touches it: plain 3 kB, br 3 kB, gz 3 kB")
    assert after.endswith("it downloads: plain 5 kB, br 5 kB, gz 5 kB")
