"""Pictures of a document: re-encoded once, shown in the body, or told to the editor."""

import io

from PIL import Image

from editorial.addresses import PICTURE_PREFIX
from editorial.document import Image as Shown
from editorial.document import walk
from editorial.intake import illustrations
from editorial.intake.blocks import Block, Kind, Run
from editorial.intake.illustrations import Illustrations
from editorial.intake.prose import to_markdown
from editorial.markdown import parse
from tests.pictures import png


def picture(content, words="", line=7):
    return Block(Kind.IMAGE, line, (Run(words),) if words else (), picture=content)


def shown(blocks):
    return [node for node in walk(parse(to_markdown(blocks))) if isinstance(node, Shown)]


def test_a_picture_is_shown_under_the_name_of_its_re_encoded_bytes():
    gathered = Illustrations()
    (image,) = shown(gathered.place([picture(png(), "新码头")]))
    (name,) = gathered.pictures
    assert (image.src, image.alt) == (f"{PICTURE_PREFIX}{name}", "新码头")
    assert Image.open(io.BytesIO(gathered.pictures[name])).size == (64, 48)
    assert not gathered.warnings


def test_a_description_with_marks_of_markdown_stays_words():
    (image,) = shown(Illustrations().place([picture(png(), "图1]（*左*）\n码头[夜]")]))
    assert image.alt == "图1]（*左*） 码头[夜]"


def test_a_picture_that_comes_twice_is_kept_once():
    gathered = Illustrations()
    assert len(shown(gathered.place([picture(png()), picture(png()), picture(png(colour="#1e26b3"))]))) == 3
    assert len(gathered.pictures) == 2


def test_the_other_blocks_are_left_as_they_are():
    words = Block(Kind.PARAGRAPH, 3, (Run("港口换了新灯。"),))
    assert Illustrations().place([words]) == [words]


def test_what_cannot_be_shown_is_left_out_and_told_at_its_line():
    gathered = Illustrations()
    assert gathered.place([picture(b"", line=3), picture(b"no picture at all", line=9)]) == []
    assert [(each.code, each.line) for each in gathered.warnings] == [
        ("image.missing", 3),
        ("image.missing", 9),
    ]
    missing, broken = (each.message for each in gathered.warnings)
    assert "重新上传" in missing
    assert "PNG 或 JPEG" in broken
    assert not gathered.pictures


def test_more_pictures_than_a_document_has_are_left_out(monkeypatch):
    monkeypatch.setattr(illustrations, "MOST", 1)
    gathered = Illustrations()
    assert len(gathered.place([picture(png()), picture(png(colour="#1e26b3")), picture(png())])) == 2
    (warning,) = gathered.warnings
    assert "超过" in warning.message
