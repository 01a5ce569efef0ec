"""Uploaded pictures: file formats, resampling without aliasing, dropping and pasting, order of arrival."""

import io
import struct
from typing import Annotated

import numpy as np
import pytest
from PIL import Image as Pillow
from playwright.sync_api import expect

from demos.kit.controls import Picture
from demos.kit.figures import Array, Figures, Image
from demos.kit.library import PHOTOGRAPHS
from tests.browser.support.demo import Demo
from tests.browser.support.form import open_form
from tests.demos.kit import upload_cases

SIDE = 256
LANCZOS = Pillow.Resampling.LANCZOS
RANDOM = np.random.default_rng(0)
OPEN_DEMO = "demos/activation-xray/#signal=photograph"


def two_pictures(
    a: Annotated[Array, Picture(PHOTOGRAPHS, side=SIDE, label="Picture A")] = "camera",  # type: ignore[assignment]
    b: Annotated[Array, Picture(PHOTOGRAPHS, side=SIDE, label="Picture B")] = "coffee",  # type: ignore[assignment]
) -> Figures:
    """Two pictures."""
    return {"a": Image(title="A", summary="A picture.", values=a)}


class Form:
    """A page with the controls of two pictures."""

    def __init__(self, page, function=two_pictures):
        open_form(page, function)
        self.page = page

    def choose(self, content, name="own.png", control="a"):
        kind = name.rpartition(".")[2].replace("jpg", "jpeg").replace("svg", "svg+xml")
        file = {"name": name, "mimeType": f"image/{kind}", "buffer": content}
        self.page.locator(f"[data-upload={control}]").set_input_files(file)

    def received(self, control="a", name="own.png"):
        """Return the array that the demo receives, once the file of this name is selected."""
        expect(self.page.locator(f"select[name={control}] option:checked")).to_have_text(name)
        samples, shape = self.page.evaluate(
            "name => { const {samples, shape} = controls.value(name); return [[...samples], shape] }", control
        )
        return np.reshape(np.uint8(samples), shape)

    def note(self, control="a"):
        return self.page.locator(f"[data-control={control}] .fdnn-note")

    def offer(self, kind, target, content=b"", name="own.png", more=(), type="image/png"):
        """Dispatch a drag or clipboard event that carries files at the element that matches a selector."""
        self.page.evaluate(
            """([kind, target, files, type]) => {
                const data = new DataTransfer();
                for (const [bytes, name] of files) {
                    data.items.add(new File([new Uint8Array(bytes)], name, {type}));
                }
                const options = {bubbles: true, cancelable: true};
                const event = kind === "paste" ? new ClipboardEvent(kind, {...options, clipboardData: data})
                                               : new DragEvent(kind, {...options, dataTransfer: data});
                document.querySelector(target).dispatchEvent(event);
            }""",
            [kind, target, [(list(content), name), *((list(other), label) for other, label in more)], type],
        )


@pytest.fixture
def form(page):
    return Form(page)


def encoded(picture, kind="png", **options):
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def grey(values):
    return Pillow.fromarray(np.round(np.asarray(values)).astype(np.uint8))


def plain(shade):
    return encoded(Pillow.new("RGB", (SIDE, SIDE), shade))


def zone_plate(length):
    """Rings whose frequency rises to the Nyquist frequency at the middle of each edge."""
    x = np.arange(length) - length / 2
    return 127.5 + 127.5 * np.cos(np.pi * (x**2 + x[:, None] ** 2) / length)


def small_screen(gif):
    """A GIF file whose header states a size of 16 x 16, smaller than its frame."""
    return gif[:6] + struct.pack("<HH", 16, 16) + gif[10:]


QUADRANTS = np.kron([[0, 80], [160, 255]], np.ones((150, 150)))


def test_a_picture_of_the_needed_size_is_unchanged(form):
    pixels = RANDOM.integers(0, 256, (SIDE, SIDE, 3), np.uint8)
    form.choose(encoded(Pillow.fromarray(pixels)))
    np.testing.assert_array_equal(form.received(), pixels)


@pytest.mark.parametrize("size", [(5, 5), (200, 200), (300, 300), (777, 777), (640, 480), (401, 903)])
def test_the_centre_square_is_resampled_as_by_pillow(form, size):
    pixels = RANDOM.integers(0, 256, (*size[::-1], 3), np.uint8)
    form.choose(encoded(Pillow.fromarray(pixels)))
    square = min(size)
    left, top = ((length - square) // 2 for length in size)
    middle = np.float32(pixels[top : top + square, left : left + square])
    channels = [Pillow.fromarray(middle[..., i]).resize((SIDE, SIDE), LANCZOS) for i in range(3)]
    expected = np.clip(np.stack(channels, axis=-1), 0, 255)
    np.testing.assert_allclose(form.received(), expected, atol=0.51)


@pytest.mark.parametrize("length", [512, 900, 1000, 2049])
def test_a_fine_checkerboard_becomes_even_grey(form, length):
    form.choose(encoded(grey(255 * (np.indices((length, length)).sum(axis=0) % 2))))
    inside = np.int16(form.received())[4:-4, 4:-4]
    np.testing.assert_allclose(inside, 127.5, atol=1.5)


def test_a_zone_plate_shows_no_aliases(form):
    length = 1024
    form.choose(encoded(grey(zone_plate(length))))
    shown = np.int16(form.received())[..., 0]
    x = (
        np.abs(np.arange(SIDE) + 0.5 - SIDE / 2) / SIDE
    )  # frequency along an axis, in periods per original pixel
    beyond = np.maximum(x, x[:, None]) > 1.5 * SIDE / length / 2
    too_fine = beyond & (np.maximum(x, x[:, None]) < 0.48)  # the edge of the picture is not fine
    coarse = np.hypot(x, x[:, None]) < 0.7 * SIDE / length / 2
    assert np.abs(shown[too_fine] - 127.5).max() < 4
    assert shown[coarse].std() > 80


def test_transparent_pixels_become_white(form):
    pixels = np.zeros((SIDE, SIDE, 2), np.uint8)
    pixels[..., 1] = np.arange(SIDE)
    form.choose(encoded(Pillow.fromarray(pixels, "LA")))
    expected = np.broadcast_to(255 - np.arange(SIDE)[:, None], (SIDE, SIDE, 3))
    np.testing.assert_allclose(form.received(), expected, atol=1)


def test_sixteen_bits_are_rounded_to_eight(form):
    pixels = np.linspace(0, 65535, SIDE * SIDE).reshape(SIDE, SIDE).astype(np.uint16)
    form.choose(encoded(Pillow.fromarray(pixels)))
    np.testing.assert_allclose(form.received()[..., 1], pixels / 257, atol=1)


@pytest.mark.parametrize(
    ("ink", "red", "green", "blue"),
    [
        ((0, 0, 0, 0), 255, 255, 255),
        ((0, 0, 0, 255), 0, 0, 0),
        ((255, 0, 0, 0), 0, 255, 255),
        ((0, 255, 0, 0), 255, 0, 255),
        ((0, 0, 255, 0), 255, 255, 0),
    ],
)
def test_cmyk_colours_are_converted(form, ink, red, green, blue):
    form.choose(encoded(Pillow.new("CMYK", (300, 300), ink), "jpeg"), "inks.jpg")
    colour = np.int16(form.received(name="inks.jpg"))[100, 100]
    np.testing.assert_array_equal(colour > 127, np.array([red, green, blue]) > 127)


def test_the_first_frame_of_an_animation_is_used(form):
    red, blue = (Pillow.new("RGB", (300, 300), shade) for shade in ("red", "blue"))
    moving = encoded(red, "webp", save_all=True, append_images=[blue], duration=10, lossless=True)
    form.choose(moving, "moving.webp")
    np.testing.assert_array_equal(form.received(name="moving.webp")[128, 128], [255, 0, 0])


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        (encoded(grey(QUADRANTS))[:200], "cut.png", "“cut.png” is damaged: the browser could not decode it."),
        (
            encoded(grey(QUADRANTS), "jpeg")[:150],
            "cut.jpg",
            "“cut.jpg” is damaged: the browser could not decode it.",
        ),
        (
            encoded(Pillow.new("1", (12500, 10000))),
            "large.png",
            "“large.png” has 12500 × 10000 pixels; at most 120 million can be used here.",
        ),
        (
            small_screen(encoded(Pillow.new("P", (12500, 10000)), "gif")),
            "large.gif",
            "“large.gif” has 12500 × 10000 pixels; at most 120 million can be used here.",
        ),
        (
            b"BMW has twelve models, and each of them has four wheels.",
            "cars.bmp",
            "“cars.bmp” is not a picture that this browser can decode.",
        ),
    ],
)
def test_an_unusable_picture_is_refused_with_the_reason(form, content, name, message):
    form.choose(content, name)
    expect(form.note()).to_have_text(message)
    assert form.page.evaluate("controls.value('a')") == "camera"


def half_white(width, height):
    picture = Pillow.new("L", (width, height))
    picture.paste(255, (width // 2, 0, width, height))
    return picture


def jpeg(*segments, without_end=False):
    """A JPEG file with segments inserted before all others."""
    content = encoded(half_white(300, 300), "jpeg")
    content = content[:2] + b"".join(segments) + content[2:]
    return content.removesuffix(b"\xff\xd9") if without_end else content


def os2_bitmap():
    """A BMP file with the header of OS/2."""
    pixels = half_white(300, 300).convert("RGB").tobytes()
    header = struct.pack("<2sIHHI", b"BM", 26 + len(pixels), 0, 0, 26)
    return header + struct.pack("<IHHHH", 12, 300, 300, 1, 24) + pixels


def drawing(attributes):
    """An SVG file whose right half is white."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}><rect width="150" height="300"/>'
        '<rect x="150" width="150" height="300" fill="white"/></svg>'
    ).encode()


READABLE = {
    "phone.jpg": lambda: encoded(half_white(8660, 5774), "jpeg"),  # 50 million pixels
    "depth-map.jpg": lambda: jpeg(*[b"\xff\xe1\xff\xff" + bytes(65533)] * 20),
    "fill-bytes.jpg": lambda: jpeg(b"\xff\xff\xff"),
    "no-end.jpg": lambda: jpeg(without_end=True),
    "os2.bmp": os2_bitmap,
    "icon.ico": lambda: encoded(half_white(256, 256), "ico", sizes=[(256, 256)]),
    "sized.svg": lambda: drawing('width="300" height="300"'),
    "unsized.svg": lambda: drawing('viewBox="0 0 300 300"'),
    "vast.svg": lambda: drawing('width="9000" height="9000" viewBox="0 0 300 300"'),
    "new.avif": lambda: encoded(half_white(300, 300), "avif"),
}


@pytest.mark.parametrize("name", READABLE)
def test_a_picture_that_the_browser_decodes_is_accepted(form, name):
    form.choose(READABLE[name](), name)
    pixels = np.int16(form.received(name=name))[..., 1]
    assert pixels[:, :120].max() < 8
    assert pixels[:, 136:].min() > 247


def small_picture(
    a: Annotated[Array, Picture(PHOTOGRAPHS, side=upload_cases.SIDE, label="Picture")] = "camera",  # type: ignore[assignment]
) -> Figures:
    """One picture as large as the files of `upload_cases`."""
    return {"a": Image(title="A", summary="A picture.", values=a)}


@pytest.mark.parametrize("case", upload_cases.CASES, ids=lambda case: case.name)
def test_an_upload_gives_the_same_array_as_in_the_notebook(page, case):
    form = Form(page, small_picture)
    form.choose(case.file())
    found = form.received()
    assert np.abs(found.astype(float) - case.expected()).max() <= case.tolerance + 0.5


@pytest.mark.parametrize("name", upload_cases.BAD_FILES)
def test_a_file_that_is_not_a_picture_is_refused_as_in_the_notebook(form, name):
    form.choose(upload_cases.BAD_FILES[name]())
    expect(form.note()).to_contain_text("“own.png” is ")


def test_noise_that_the_browser_adds_is_reported(form):
    form.page.evaluate("""() => {
        const read = OffscreenCanvasRenderingContext2D.prototype.getImageData;
        OffscreenCanvasRenderingContext2D.prototype.getImageData = function (...area) {
            const image = read.apply(this, area);
            image.data[4 * 7] ^= 1;
            return image;
        };
    }""")
    form.choose(plain("red"))
    expect(form.note()).to_contain_text("This browser adds noise to pictures that pages read")
    assert form.received().shape == (SIDE, SIDE, 3)


def test_a_large_picture_works(form):
    form.choose(encoded(grey(np.tile(QUADRANTS, (20, 20))).crop((0, 0, 6300, 6300))))
    assert form.received().shape == (SIDE, SIDE, 3)


@pytest.mark.parametrize(
    ("target", "receiver"),
    [("fdnn-demo", "a"), ("figure", "a"), ("[data-control=a]", "a"), ("[data-control=b] select", "b")],
)
@pytest.mark.parametrize("kind", ["drop", "paste"])
def test_a_file_goes_to_the_control_it_is_dropped_on_or_to_the_first(form, kind, target, receiver):
    form.offer(kind, target, plain("red"))
    np.testing.assert_array_equal(form.received(receiver)[0, 0], [255, 0, 0])


@pytest.mark.parametrize(
    ("target", "receivers"), [("figure", "ab"), ("[data-control=a]", "ab"), ("[data-control=b]", "ba")]
)
def test_two_pictures_dropped_at_once_fill_both_controls(form, target, receivers):
    form.offer("drop", target, plain("red"), "red.png", more=[(plain("blue"), "blue.png")])
    np.testing.assert_array_equal(form.received(receivers[0], "red.png")[0, 0], [255, 0, 0])
    np.testing.assert_array_equal(form.received(receivers[1], "blue.png")[0, 0], [0, 0, 255])


@pytest.mark.parametrize("type", ["text/plain", "application/json", "audio/wav", ""])
def test_a_file_that_is_no_picture_is_refused_below_the_control_it_is_dropped_on(form, type):
    form.offer("drop", "[data-control=b] select", b"not a picture", "notes.txt", type=type)
    expect(form.note("b")).to_contain_text("“notes.txt” is not a picture that this browser can decode.")


def test_the_control_that_would_receive_a_dragged_file_is_outlined(form):
    dashed = form.page.locator("[data-drop]")
    form.offer("dragover", "[data-control=b]")
    expect(form.page.locator("fdnn-demo")).to_have_css("outline-style", "dashed")
    expect(form.page.locator("[data-control=b]")).to_have_css("outline-style", "dashed")
    expect(dashed).to_have_count(2)
    form.offer("dragleave", "[data-control=b]")
    expect(dashed).to_have_count(0)
    form.offer("dragover", "figure")
    expect(form.page.locator("[data-control=a]")).to_have_attribute("data-drop", "")
    form.offer("drop", "figure", plain("red"))
    expect(dashed).to_have_count(0)


HOLD_THE_FIRST = """() => {
    const decode = createImageBitmap;
    window.createImageBitmap = async (...args) => {
        window.createImageBitmap = decode;
        await new Promise(resolve => { window.release = resolve });
        return decode(...args);
    };
}"""


@pytest.mark.parametrize("later", ["file", "library", "reset"])
def test_a_file_that_is_slow_to_read_does_not_replace_a_later_choice(form, later):
    form.page.evaluate(HOLD_THE_FIRST)
    form.choose(plain("red"), "slow.png")
    form.page.wait_for_function("() => Boolean(window.release)")
    if later == "file":
        form.choose(plain("blue"), "quick.png")
        expect(form.page.locator("select[name=a] option:checked")).to_have_text("quick.png")
    elif later == "library":
        form.page.locator("select[name=a]").select_option("coffee")
    else:
        form.page.evaluate("controls.reset()")
    before = form.page.evaluate("controls.input('a').value")
    form.page.evaluate("release()")
    form.choose(plain("lime"), "last.png", control="b")  # decoded while the slow one ends
    form.received("b", "last.png")
    assert form.page.evaluate("controls.input('a').value") == before
    expect(form.page.locator("select[name=a] option", has_text="slow.png")).to_have_count(0)


@pytest.mark.parametrize(("orientation", "turns"), [(1, 0), (3, 2), (6, 3), (8, 1)])
def test_the_exif_orientation_of_a_photograph_is_applied(page, orientation, turns):
    upright = np.kron([[0, 80], [160, 255]], np.ones((SIDE // 2, SIDE // 2)))
    exif = Pillow.Exif()
    exif[0x0112] = orientation
    stored = encoded(grey(np.rot90(upright, -turns)), "jpeg", exif=exif, quality=100)
    page.goto(OPEN_DEMO)
    demo = Demo(page, "activation_xray")
    file = {"name": "turned.jpg", "mimeType": "image/jpeg", "buffer": stored}
    demo.go_live()
    demo.root.locator("[data-upload=picture]").set_input_files(file)
    expect(demo.control("picture").locator("option:checked")).to_have_text("turned.jpg")
    page.wait_for_function(
        """expected => {
            const canvas = document.querySelector("[data-figure=image_before] canvas");
            const shown = ([x, y]) => canvas.getContext("2d").getImageData(x, y, 1, 1).data[0];
            const places = [[60, 60], [200, 60], [60, 200], [200, 200]];
            return places.map(shown).every((value, i) => Math.abs(value - expected[i]) < 4);
        }""",
        arg=[0, 80, 160, 255],
    )
