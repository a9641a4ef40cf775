"""What happens to a picture on its way into an article."""

import io

import pytest
from PIL import Image

from editorial.pictures import (
    MAX_BYTES,
    MAX_SIDE,
    PictureError,
    picture_name,
    picture_names,
    read_picture,
    save_picture,
)


def encoded(format, *, size=(40, 30), mode="RGB", colour="#9b2a22", **options):
    buffer = io.BytesIO()
    Image.new(mode, size, colour).save(buffer, format, **options)
    return buffer.getvalue()


def reopened(name):
    return Image.open(io.BytesIO(read_picture(name)))


@pytest.mark.parametrize("format", ["PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF"])
def test_a_picture_of_every_common_kind_becomes_png_or_jpeg(format):
    name = save_picture(encoded(format))
    picture = reopened(name)
    assert picture.format == ("JPEG" if name.endswith(".jpg") else "PNG")
    assert picture.size == (40, 30)


def test_the_same_picture_has_the_same_name():
    assert save_picture(encoded("PNG")) == save_picture(encoded("PNG"))


def test_a_telephone_s_photograph_with_a_second_picture_in_it_stays_a_jpeg():
    photograph = encoded("MPO", save_all=True, append_images=[Image.new("RGB", (40, 30))])
    assert save_picture(photograph).endswith(".jpg")


def test_where_and_with_what_it_was_taken_is_dropped():
    exif = Image.Exif()
    exif[0x010F] = "Camera Works"
    photograph = encoded("JPEG", exif=exif, comment=b"behind the warehouse")
    stored = read_picture(save_picture(photograph))
    assert b"Camera Works" in photograph
    assert b"Camera Works" not in stored
    assert b"behind the warehouse" not in stored


def test_a_photograph_taken_sideways_is_turned_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    assert reopened(save_picture(encoded("JPEG", exif=exif))).size == (30, 40)


def test_transparency_survives():
    stored = reopened(save_picture(encoded("PNG", mode="RGBA", colour=(0, 0, 0, 0))))
    assert stored.getpixel((0, 0))[3] == 0


def test_a_large_picture_is_scaled_down():
    assert reopened(save_picture(encoded("JPEG", size=(4800, 1200)))).size == (MAX_SIDE, MAX_SIDE // 4)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a picture",
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b"%PDF-1.7",
        encoded("PNG")[:60],
        encoded("JPEG")[:200],
        encoded("ICO"),
    ],
    ids=["nothing", "text", "svg", "pdf", "half a png", "half a jpeg", "icon"],
)
def test_what_is_no_picture_is_refused_with_a_sentence(content):
    with pytest.raises(PictureError, match="无法识别"):
        save_picture(content)


def test_too_many_bytes_are_refused():
    with pytest.raises(PictureError, match="5 MB"):
        save_picture(b"x" * (MAX_BYTES + 1))


def test_a_small_file_that_unfolds_into_a_huge_picture_is_refused():
    bomb = encoded("PNG", mode="1", colour=0, size=(9000, 9000))
    assert len(bomb) < 50_000
    with pytest.raises(PictureError, match="像素过多"):
        save_picture(bomb)


@pytest.mark.parametrize(
    "url",
    [
        "/pictures/../settings.py",
        "/pictures/abc.png",
        "https://example.com/0123456789abcdef.png",
        "/pictures/",
    ],
)
def test_other_addresses_are_no_names(url):
    assert picture_name(url) is None


def test_the_pictures_of_a_body_are_found():
    body = "一段\n\n![码头](/pictures/0123456789abcdef.png)\n\n![](https://example.com/x.png)"
    assert picture_names(body) == {"0123456789abcdef.png"}


@pytest.mark.parametrize("name", ["../vault/x", "0123456789abcdef.png"])
def test_a_picture_that_is_not_there_is_said_so(name):
    with pytest.raises(PictureError):
        read_picture(name)
