"""Phase vs Magnitude in Chromium: mixing, patches, retrieval and the guess."""

import pytest
from playwright.sync_api import expect

from demos import load
from demos.kit.typesetting import typeset
from tests.browser.support.accessibility import violations_in_both_schemes
from tests.browser.support.demo import Demo

PAGE = "demos/phase-vs-magnitude/"
NAMES = ("phase_vs_magnitude", "phase_patches", "phase_retrieval", "phase_guess")


@pytest.fixture
def mixture(page):
    """The page's first demo before Python has started."""
    page.goto(PAGE)
    return Demo(page, "phase_vs_magnitude")


@pytest.fixture
def other(mixture):
    """Function that starts another demo of the page."""

    def live(name):
        demo = Demo(mixture.page, name)
        demo.go_live()
        return demo

    return live


def scores(figures):
    return [typeset(cell) for row in figures["scores"].rows for cell in row]


def shown_scores(demo):
    return demo.figure("scores").locator("tbody th, tbody td").all_inner_texts()


def sentence(demo):
    return demo.figure("sentence").locator(".fdnn-body")


def test_python_shows_the_scores_of_the_first_paint(mixture):
    painted = shown_scores(mixture)
    mixture.go_live()
    assert shown_scores(mixture) == painted == scores(load("phase_vs_magnitude")())


def test_dragging_a_share_gives_the_same_scores_as_cpython(mixture):
    mixture.go_live()
    drag = """slider => { for (const value of [0.9, 0.8, 0.7, 0.6, 0.4]) {
        slider.value = value; slider.dispatchEvent(new Event("input", {bubbles: true})) } }"""
    mixture.frame_with(lambda: mixture.control("phase").evaluate(drag), phase=0.4)
    figures = load("phase_vs_magnitude")(phase=0.4)
    assert shown_scores(mixture) == scores(figures)
    expect(sentence(mixture)).to_have_text(typeset(figures["sentence"].text))


LINKS = {
    "B's magnitudes with A's phases": {"magnitude": 1, "phase": 0},
    "A": {"magnitude": 0, "phase": 0},
    "B": {"magnitude": 1, "phase": 1},
    "Mix within patches of 8 pixels": {"patch": 8},
    "a generic 1/f law": {"phase": 0, "degrading": "1/f magnitude"},
}


def test_links_in_the_text_set_the_mixture(mixture):
    mixture.go_live()
    for link, values in LINKS.items():
        there = mixture.page.get_by_role("link", name=link, exact=True)
        mixture.frame_with(there.click, **values)
        assert shown_scores(mixture) == scores(load("phase_vs_magnitude")(**values))


def test_a_band_that_ends_before_it_begins_is_refused_below_its_control(mixture):
    mixture.go_live()
    mixture.frame_with(lambda: mixture.control("band_from").fill("60"), band_from=60)
    mixture.control("band_to").fill("40")
    note = mixture.root.locator("[data-control=band_to] .fdnn-note")
    expect(note).to_contain_text("must be at least where the band begins, 60, got 40")


def test_the_patches_play_to_their_end_and_stop(other):
    patches = other("phase_patches")
    patches.root.locator("[data-player=play]").click()
    *_, last = load("phase_patches").frames()
    expect(sentence(patches)).to_have_text(typeset(last.figures["sentence"].text))
    expect(patches.root.locator("[data-player=play]")).to_have_text("▶ Play")
    assert patches.frames == 6


def test_a_link_sets_another_demo_of_the_page(mixture):
    patches = Demo(mixture.page, "phase_patches")
    link = mixture.page.get_by_role("link", name="its mean over all pairs of the six photographs")
    patches.frame_with(link.click, pairs="all")
    expect(patches.root).to_be_in_viewport()


def test_the_retrieval_can_be_stepped_played_and_paused(other):
    retrieval = other("phase_retrieval")
    expect(sentence(retrieval)).to_contain_text("After 10 of 500 iterations")
    retrieval.root.locator("[data-player=step]").click()
    expect(sentence(retrieval)).to_contain_text("After 20 of 500 iterations")
    play = retrieval.root.locator("[data-player=play]")
    play.click()
    expect(sentence(retrieval)).not_to_contain_text("After 20 of")
    play.click()
    expect(play).to_have_text("▶ Play")


def test_a_guess_is_answered(other):
    guess = other("phase_guess")
    question = load("phase_guess")()["question"]
    box = guess.root.locator(".fdnn-question")
    expect(box).to_contain_text(question.prompt)
    (wrong,) = set(question.options) - {question.answer}
    box.get_by_role("button", name=wrong).click()
    expect(box).to_contain_text(f"You said {wrong}; it is {question.answer}. {question.explanation}")
    box.get_by_role("button", name=question.answer).click()
    expect(box).to_contain_text("Exactly.")


def test_axe_finds_no_violation_in_the_live_page(page):
    page.goto(PAGE)
    for name in NAMES:
        Demo(page, name).go_live()
    assert violations_in_both_schemes(page) == []


def test_the_live_page_is_no_wider_than_a_small_phone(open_context):
    with open_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True) as context:
        page = context.new_page()
        page.goto(PAGE)
        for name in NAMES:
            Demo(page, name).go_live()
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
