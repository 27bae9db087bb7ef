import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avtalegen.pictures import MOST_PIXELS, Fault, Measures, measure
from tests.attachments import chunk, make_jpeg, make_png, segment

PNG = b"\x89PNG\r\n\x1a\n"
SIDES = st.integers(1, MOST_PIXELS)


def header(width=300, height=200, depth=8, colours=2, packing=0, interlaced=0) -> bytes:
    said = struct.pack(">IIBBBBB", width, height, depth, colours, packing, 0, interlaced)
    return PNG + chunk(b"IHDR", said) + chunk(b"IDAT", b"x") + chunk(b"IEND", b"")


@given(SIDES, SIDES)
def test_a_png_is_as_large_as_its_header_says(width, height):
    assert measure(header(width, height)) == Measures("png", width, height)


@given(SIDES, SIDES, st.sampled_from([0xC0, 0xC1, 0xC2]), st.integers(1, 4))
def test_a_jpeg_is_as_large_as_its_frame_says(width, height, frame, parts):
    assert measure(make_jpeg(width, height, frame, parts)) == Measures("jpeg", width, height)


@pytest.mark.parametrize("data", [make_png(), make_jpeg()], ids=["png", "jpeg"])
def test_a_picture_that_was_cut_anywhere_is_refused(data):
    for end in range(len(data)):
        found = measure(data[:end])
        assert isinstance(found, Fault), end
        assert found.code in {"picture-broken", "picture-kind"}


@given(st.data())
def test_a_png_with_any_wrong_byte_is_refused(data):
    good = make_png(3, 2)
    at = data.draw(st.integers(8, len(good) - 1))
    wrong = bytes([good[at] ^ data.draw(st.integers(1, 255))])
    assert isinstance(measure(good[:at] + wrong + good[at + 1 :]), Fault)


@given(st.one_of(st.binary(max_size=300), st.binary(max_size=300).map(lambda rest: PNG + rest),
                 st.binary(max_size=300).map(lambda rest: b"\xff\xd8\xff" + rest)))  # fmt: skip
def test_whatever_the_bytes_are_they_are_measured_or_refused(data):
    found = measure(data)
    assert isinstance(found, Fault) or min(found.width, found.height) > 0


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (header(width=0), "it has no width or no height"),
        (make_jpeg(height=0), "it has no width or no height"),
        (header(depth=3), "it is damaged"),
        (header(colours=5), "it is damaged"),
        (header(packing=1), "it is damaged"),
        (header(interlaced=2), "it is damaged"),
        (PNG + chunk(b"IDAT", b"x") + chunk(b"IEND", b""), "it is damaged"),
        (PNG + chunk(b"IHDR", b"\0" * 13) + chunk(b"IEND", b""), "it is damaged"),
        (make_jpeg(frame=0xC3), "it is a JPEG of a kind that Word does not show"),
        (make_jpeg(frame=0xC9), "it is a JPEG of a kind that Word does not show"),
        (make_jpeg(parts=5), "it is damaged"),
        (b"\xff\xd8" + segment(0xDA, b"\0" * 6) + b"\xff\xd9", "it is damaged"),
        (b"\xff\xd8\xff\xe0\0\1" + b"\0" * 40, "it is damaged"),
        (b"\xff\xd8" + segment(0xE0, b"JFIF") + b"\0" * 40, "it is damaged"),
        (make_jpeg().removesuffix(b"\xff\xd9"), "it ends in the middle"),
    ],
)
def test_a_picture_that_nobody_can_draw_is_refused_with_the_reason(data, reason):
    found = measure(data)
    assert isinstance(found, Fault)
    assert (found.code, str(found.details["reason"])) == ("picture-broken", reason)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "an empty file"),
        (b"GIF89a\1\0\1\0", "GIF"),
        (b"RIFF\x24\0\0\0WEBPVP8 ", "WebP"),
        (b"%PDF-1.7\n", "PDF"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n", "EPS"),
        (b"II*\0\x08\0\0\0", "TIFF"),
        (b"BM\x46\0\0\0", "BMP"),
        (b"\0\0\0\x18ftypheic", "HEIC/AVIF"),
        (b"\0\0\1\0\1\0", "ICO"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- fra Inkscape -->\n<svg>", "SVG"),
        (b"<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'svg11.dtd'>\n<svg>", "SVG"),
        (b"<html><body>Siden finnes ikke</body></html>", "something else"),
        (b"version https://git-lfs.github.com/spec/v1\n", "something else"),
    ],
)
def test_another_kind_of_file_is_called_by_its_name(data, kind):
    found = measure(data)
    assert isinstance(found, Fault)
    assert (found.code, str(found.details["kind"])) == ("picture-kind", kind)


@pytest.mark.parametrize("data", [header(MOST_PIXELS + 1, 1), make_jpeg(1, MOST_PIXELS + 1)])
def test_a_picture_of_too_many_pixels_is_refused(data):
    found = measure(data)
    assert isinstance(found, Fault)
    assert found.code == "picture-too-large"
