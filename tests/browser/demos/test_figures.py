"""Live figures: legends, distinguishable lines, readable axes, tables, and focus beside the action bar."""

import pytest
from playwright.sync_api import expect

from demos import load
from tests.browser.support.demo import Demo

SIZES = ((1280, 900), (640, 450), (360, 740))
SWATCH = """item => {
    const style = getComputedStyle(item, "::before");
    return ["backgroundColor", "backgroundImage", "borderTopColor", "borderRadius", "height", "width"]
        .map(name => style[name]).join();
}"""
LAYOUT = """figure => {
    const legend = figure.querySelector(".fdnn-legend");
    const { left, right } = figure.getBoundingClientRect();
    const inside = box => box.left >= left - 1 && box.right <= right + 1;
    return {
        heights: [figure, legend, figure.querySelector(".fdnn-body")].map(node => node.offsetHeight),
        cut: legend.scrollHeight > legend.clientHeight + 1,
        inside: [...legend.querySelectorAll("data")].every(value => {
            const range = document.createRange();
            range.selectNodeContents(value);
            return inside(range.getBoundingClientRect()) || !value.textContent;
        }),
    };
}"""
FITS = """figure => {  // whether the plot has taken the width of the page
    const body = figure.querySelector(".fdnn-body");
    return Math.abs(body.querySelector(".uplot").offsetWidth - body.clientWidth) <= 1;
}"""
GRID_COVER = """canvas => {  // fraction of a pixel column without data that the grid covers
    const ratio = devicePixelRatio;
    const over = canvas.parentNode.querySelector(".u-over");
    const [left, top, height] = [over.offsetLeft + 3, over.offsetTop, over.offsetHeight].map(x => x * ratio);
    const pixels = canvas.getContext("2d").getImageData(left, top, 1, height).data;
    return pixels.filter((value, i) => i % 4 === 3 && value > 0).length / height;
}"""
CUT = """canvas => {  // whether the label of the y-axis has ink where the canvas begins
    const pixels = canvas.getContext("2d").getImageData(0, 0, 18 * devicePixelRatio, 1).data;
    return pixels.some((value, i) => i % 4 === 3 && value > 0);
}"""


@pytest.fixture(scope="module")
def essay(open_context):
    """The essay with two live demos."""
    with open_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        page.goto(".")
        for name in ("gaussian_budget", "diffusion_bands"):
            Demo(page, name).go_live()
        yield page


def point_at(page, figure):
    over = figure.locator(".u-over")
    over.scroll_into_view_if_needed()
    over.hover()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", ["gaussian_budget", "diffusion_bands"])
def test_a_legend_shows_names_and_values_without_changing_the_layout(essay, name, size):
    essay.set_viewport_size(dict(zip(("width", "height"), size, strict=True)))
    essay.mouse.move(1, 1)
    key, plot = next((key, figure) for key, figure in load(name)().items() if hasattr(figure, "series"))
    figure = Demo(essay, name).figure(key)
    legend = figure.locator(".fdnn-legend")
    expect(legend.locator("data").first).to_have_text("")
    essay.wait_for_function(FITS, arg=figure.element_handle())
    at_rest = figure.evaluate(LAYOUT)
    point_at(essay, figure)
    expect(legend.locator("span")).to_have_count(len(plot.series) + 1)
    for item, series in zip(legend.locator("span").all(), plot.series, strict=False):
        expect(item).to_contain_text(series.label)
    expect(legend.locator("span").last).to_contain_text(f"{plot.x_axis.label} ")
    expect(legend.locator("data").last).not_to_be_empty()
    pointed = figure.evaluate(LAYOUT)
    assert pointed == at_rest
    assert pointed["inside"]
    assert not pointed["cut"]


def test_the_grid_of_a_logarithmic_axis_stays_sparse(essay):
    for name in ("gaussian_budget", "diffusion_bands"):
        canvas = Demo(essay, name).root.locator("[data-kind=Plot] canvas").first
        assert canvas.evaluate(GRID_COVER) < 0.15, name


def test_axis_labels_of_small_plots_are_not_cut_off(essay):
    plots = essay.locator("fdnn-demo[name=diffusion_bands] [data-kind=Plot] canvas")
    essay.set_viewport_size({"width": 640, "height": 450})
    plots.first.scroll_into_view_if_needed()
    resized = "body => body.querySelector('canvas').width === body.clientWidth * devicePixelRatio"
    bodies = "[...document.querySelectorAll('[name=diffusion_bands] [data-kind=Plot] .fdnn-body')]"
    essay.wait_for_function(f"() => {bodies}.every({resized})")
    assert [canvas.evaluate(CUT) for canvas in plots.all()] == [False, False]


def test_a_dashed_line_is_dashed_in_the_legend(essay, page):
    page.goto(".")  # before Python has started
    for where in (essay, page):
        items = Demo(where, "gaussian_budget").figure("spectrum").locator(".fdnn-legend [data-role]")
        looks = {item.text_content().strip(): "gradient" in item.evaluate(SWATCH) for item in items.all()}
        assert [name for name, dashed in looks.items() if dashed] == ["the input"]


@pytest.mark.parametrize("forced", ["none", "active"])
def test_lines_of_one_colour_differ_in_their_dashes(open_context, forced):
    strokes = """
        const stroke = CanvasRenderingContext2D.prototype.stroke;
        window.strokes = new Set();
        CanvasRenderingContext2D.prototype.stroke = function (...path) {
            window.strokes.add(`${this.strokeStyle} ${this.getLineDash()}`);
            return stroke.apply(this, path);
        };"""
    with open_context(forced_colors=forced) as context:
        page = context.new_page()
        page.add_init_script(strokes)
        page.goto("demos/sparsity-cliff/")
        cliff = Demo(page, "sparsity_cliff")
        legend = cliff.figure("cliff").locator(".fdnn-legend")
        blocks = legend.locator("span", has_text="recorded").filter(has_text="blocks")
        first = [item.evaluate(SWATCH) for item in blocks.all()]
        assert len(first) == len(set(first)) == 2
        if forced == "active":
            return  # forced colours change only the legend
        cliff.go_live()
        assert [item.evaluate(SWATCH) for item in blocks.all()] == first
        colour = page.evaluate("getComputedStyle(document.body).getPropertyValue('--fdnn-before').trim()")
        drawn = page.evaluate("[...window.strokes]")
        assert {f"{colour} ", f"{colour} 6,3"} <= set(drawn)


@pytest.mark.parametrize("name", ["phase-vs-magnitude", "sparsity-cliff"])
def test_the_focused_control_is_never_hidden_by_the_action_bar(page, name):
    page.set_viewport_size({"width": 1280, "height": 720})
    page.goto(f"demos/{name}/")
    demo = Demo(page, name.replace("-", "_"))
    expect(demo.root.locator(".fdnn-actions")).to_be_visible()
    fields = demo.root.locator("form.fdnn-controls :is(input, select, button):visible")
    fields.first.focus()
    hidden = """form => {
        const field = document.activeElement;
        const bar = form.querySelector(".fdnn-actions");
        const over = bar.getBoundingClientRect().top - field.getBoundingClientRect().bottom;
        const seen = bar.contains(field) || over >= 0;
        return form.contains(field) ? [field.name || field.textContent, seen] : null;
    }"""
    form = demo.root.locator("form.fdnn-controls")
    reached = []
    while (at := form.evaluate(hidden)) is not None:
        assert at[1], at[0]
        reached.append(at[0])
        page.keyboard.press("Tab")
    assert len(reached) >= fields.count() - 1


def test_in_a_low_window_the_controls_come_before_the_figures(page):
    page.set_viewport_size({"width": 640, "height": 450})
    page.goto("demos/sparsity-cliff/")
    top = "node => node.getBoundingClientRect().top"
    assert page.locator("form.fdnn-controls").evaluate(top) < page.locator(".fdnn-stage").evaluate(top)


@pytest.mark.parametrize("width", [360, 640])
def test_show_the_code_is_aligned_with_its_box(page, width):
    page.set_viewport_size({"width": width, "height": 740})
    page.goto("demos/sparsity-cliff/")
    ends = "node => [node.getBoundingClientRect().left, node.getBoundingClientRect().right]"
    code = page.locator(".fdnn-code")
    assert code.locator("summary").evaluate(ends) == code.evaluate(ends)


def test_a_table_fits_a_phone_without_breaking_numbers(essay):
    essay.set_viewport_size({"width": 360, "height": 740})
    demo = Demo(essay, "energy_compaction")
    demo.go_live()  # so that the table is not replaced meanwhile
    table = demo.root.locator(".fdnn-table")
    overhang = "table => table.offsetWidth - table.parentNode.clientWidth"
    assert table.evaluate(overhang) <= 0
    lines = """cell => {
        const range = document.createRange();
        range.selectNodeContents(cell);
        return range.getClientRects().length;
    }"""
    assert max(cell.evaluate(lines) for cell in table.locator("td").all()) == 1
