"""The plugin's events on small pages; the whole build is tested by the browser tests."""

from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page

from demos.publish import plugin

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def config() -> MkDocsConfig:
    return load_config(str(ROOT / "mkdocs.yml"))


def page_at(path: str, config: MkDocsConfig) -> Page:
    return Page("A page", File(path, "", config.site_dir, use_directory_urls=True), config)


def test_the_plugin_is_the_only_hook(config):
    assert list(config.hooks) == ["demos/publish/plugin.py"]


def test_the_plugins_last_step_runs_after_all_others(config):
    *_, last = config.plugins.events["post_build"]
    assert last is config.hooks["demos/publish/plugin.py"].on_post_build


def test_the_plugin_keeps_no_state_between_builds(config):
    mutable = (dict, list, set)
    names = [name for name in vars(plugin) if not name.startswith("__")]
    assert [name for name in names if isinstance(getattr(plugin, name), mutable)] == []


def test_placeholders_of_the_prose_are_filled(config):
    markdown = "Read in <fdnn-minutes></fdnn-minutes>: {{activations.relu_keeps_half}} [@oppenheim1981]."
    filled = plugin.on_page_markdown(markdown, page_at("deep/page.md", config), config, None)
    assert filled.startswith("Read in 1: <fdnn-claim ")
    assert 'href="../../ledger/#activations-relu_keeps_half"' in filled
    assert 'href="../../references/#oppenheim1981"' in filled
    assert "\n" not in filled


def test_terms_are_explained_in_prose_but_not_in_the_api_reference(config):
    config.extra["fdnn"] = plugin.Runtime({}, "", "")
    html = "<p>A wavelet</p>"
    assert "<fdnn-term>" in plugin.on_page_content(html, page_at("page.md", config), config, None)
    assert plugin.on_page_content(html, page_at("reference/page.md", config), config, None) == html


def test_a_generated_list_is_not_inside_a_paragraph(config):
    config.extra["fdnn"] = plugin.Runtime({}, "", "")
    html = plugin.on_page_content(
        "<p><fdnn-faults></fdnn-faults></p>", page_at("page.md", config), config, None
    )
    assert html.startswith("<table>")
