import re

import pytest

from demos.publish.content.glossary import all_terms, explain, known

TERM = re.compile(
    r'<fdnn-term><a [^>]*href="up/glossary/#([\w-]+)"[^>]*>(.*?)</a><span.*?</span></fdnn-term>'
)


@pytest.mark.parametrize(
    ("page", "explained"),
    [
        ("<p>A wavelet, and wavelets again.</p>", [("wavelet", "wavelet")]),
        ("<p>Wavelets are first.</p>", [("wavelet", "Wavelets")]),
        ("<p>The optimal transform, or <b>KLT</b>.</p>", [("klt", "optimal transform")]),
        (
            "<p>A circular convolution is a convolution.</p>",
            [("circulant", "circular convolution"), ("convolution", "convolution")],
        ),
        ("<p>Phased, a low-passed one and sub-phase.</p>", []),
        ('<h2>Energy</h2><p><a href="#">energy</a> <code>energy</code></p>', []),
        ('<p><fdnn-demo name="phase_guess"></fdnn-demo>Its phase</p>', [("phase", "phase")]),
        (
            '<div class="fdnn-cards"><div><p>An activation</p></div></div><p>Activations</p>',
            [("activation", "Activations")],
        ),
        ('<p title="the phase">x</p>', []),
    ],
)
def test_the_first_use_in_prose_is_explained(page, explained):
    shown = explain(page, "up/")
    assert TERM.findall(shown) == explained
    assert TERM.sub(r"\2", shown) == page


def test_a_form_means_one_thing():
    forms = [form.lower() for term in known().values() for form in term.forms]
    assert len(forms) == len(set(forms))


def test_every_term_is_listed_once():
    assert sorted(re.findall(r'id="([\w-]+)"', all_terms())) == sorted(known())
