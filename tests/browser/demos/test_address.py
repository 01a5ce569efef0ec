"""The page's address as a store of state: browsers limit how often it may be written."""

import re

from playwright.sync_api import expect

from tests.browser.support.demo import Demo

PAGE = "demos/activation-xray/"
CLIPBOARD = {"permissions": ["clipboard-read", "clipboard-write"]}
REFUSING = """history.replaceState = () => { throw new DOMException("too many calls", "SecurityError") };"""
COUNTING = """{
    const write = history.replaceState.bind(history);
    window.writes = 0;
    history.replaceState = (...given) => { window.writes++; write(...given); };
}"""
HOLD = """slider => {  // as a key that is held down repeats, but as fast as the page allows
    for (let value = 1; value <= 60; value++) {
        slider.value = value;
        for (const type of ["input", "change"]) slider.dispatchEvent(new Event(type, { bubbles: true }));
    }
}"""


def copied_link(demo):
    demo.root.get_by_role("button", name="Copy link").click()
    expect(demo.root.locator(".fdnn-status")).to_contain_text("The link to this state is on the clipboard")
    return demo.page.evaluate("navigator.clipboard.readText()")


def test_many_changes_write_the_address_seldom_and_the_last_one_is_written(open_context):
    with open_context(**CLIPBOARD) as context:
        context.add_init_script(COUNTING)
        demo = Demo(context.new_page(), "activation_xray")
        demo.page.goto(PAGE)
        demo.go_live()
        before = demo.page.evaluate("writes")
        demo.frame_with(lambda: demo.control("frequency").evaluate(HOLD), frequency=60)
        assert copied_link(demo).endswith("#frequency=60")
        expect(demo.page).to_have_url(re.compile("#frequency=60$"))
        assert demo.page.evaluate("writes") - before <= 3


def test_where_there_is_no_clipboard_the_link_is_shown(open_context):
    with open_context() as context:
        context.add_init_script(
            f"{REFUSING} Object.defineProperty(navigator, 'clipboard', {{ value: undefined }});"
        )
        demo = Demo(context.new_page(), "activation_xray")
        demo.page.goto(PAGE)
        demo.go_live()
        demo.frame_with(lambda: demo.control("frequency").fill("9"), frequency=9)
        demo.root.get_by_role("button", name="Copy link").click()
        expect(demo.root.locator(".fdnn-status")).to_contain_text(f"{PAGE}#frequency=9")
