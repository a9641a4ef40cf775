"""Which addresses may reach readers."""

import pytest

from editorial.addresses import is_external, public_link, published_picture

PICTURE = "/pictures/0123456789abcdef.png"


@pytest.mark.parametrize(
    "href",
    [
        *("https://a.cn", "http://a.cn:8080/b?c=d#e", "HTTPS://A.CN/", "https://xn--fsqu00a.cn/%E4%B8%AD"),
        "mailto:a@b.cn",
    ],
)
def test_links_that_readers_may_follow(href):
    assert public_link(href) == href


@pytest.mark.parametrize(
    "href",
    [
        *("javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "java\nscript:alert(1)"),
        *("\x01javascript:alert(1)", " javascript:alert(1)", "javascript&colon;alert(1)", "vbscript:x"),
        *(
            "data:text/html,<script>",
            "data:image/png;base64,AA",
            "file:///etc/passwd",
            "blob:x",
            "about:blank",
        ),
        *(
            "//evil.cn",
            "///evil.cn",
            "/\\evil.cn",
            "\\\\evil.cn",
            "/\t/evil.cn",
            "https:\\\\evil.cn",
            "ftp://a.cn",
        ),
        *(
            "https:evil.cn",
            "https:///evil.cn",
            "https://",
            "http://[::1",
            "http://a.cn:99999/",
            "http://a b.cn",
        ),
        *(
            "",
            "/",
            "/2026/1/",
            "#fn-1",
            "a.html",
            "?q",
            "www.a.cn",
            "mailto:",
            "mailto:a",
            "tel:123",
            "https://\u202ea.cn",
            "https://a.cn/\0",
        ),
    ],
)
def test_links_that_nobody_may_follow(href):
    assert public_link(href) is None


@pytest.mark.parametrize(
    "src",
    [
        "/pictures/x.png",
        f"{PICTURE}?x",
        f"https://a.cn{PICTURE}",
        f"{PICTURE}\n",
        "/pictures/0123456789abcdef.svg",
    ],
)
def test_only_pictures_of_the_library_are_shown(src):
    assert published_picture(src) is None


def test_the_pictures_of_the_library_are_shown():
    assert published_picture(PICTURE) == PICTURE
    assert published_picture(PICTURE.replace("png", "jpg"))


def test_external_is_http_with_a_host():
    assert is_external("https://a.cn/b")
    assert not any(map(is_external, ["/a/", "#a", "mailto:a@b.cn", "https:a", "http://", "https://a b"]))
