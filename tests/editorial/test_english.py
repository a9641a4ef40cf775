"""The desk in English, for maintainers: the catalogues are whole, the pages hold no Chinese but what people and rules
have written, and neither the database nor the readers' site notices."""

import ast
import json
import re
from http import HTTPStatus
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.extract import extract
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from django.apps import apps
from django.utils import translation
from django.utils.translation.template import templatize

from editorial.actions.reviewing import submit
from editorial.models import Article, Issue
from editorial.preflight.explained import ABOUT
from editorial.preflight.newsroom import proofread
from editorial.preflight.registry import RULES
from editorial.preflight.rules import HOUSE
from editorial.workflow import ROLES
from publishing.site import baking
from tests import builders
from tests.config.test_settings import start
from tests.editorial import busy_desk
from tests.editorial.desk_walk import logged_in, walk

ROOT = Path(__file__).resolve().parent.parent.parent
CATALOGUES = ROOT / "editorial" / "locale" / "en" / "LC_MESSAGES"
KEYWORDS = dict.fromkeys(("gettext", "gettext_lazy", "gettext_noop", "_"))
DJANGOS = {"Close", "Delete", "Home", "No", "Save", "Save and continue editing", "Yes"}
"""Words of Django's own, which are English already."""

HAN = re.compile(r"[\u3400-\u9fff]+")
CHINESE = re.compile(r"[\u3400-\u9fff，。、：；？！（）“”《》]")
"""A letter, or a mark of a Chinese sentence."""
IN_SCRIPTS = re.compile(r'\bn?gettext\(("[^"]*"(?:, "[^"]*")*)')
"""What a script has translated: one sentence, or one and its plural."""
NAMED = {
    "我的",
    "对方的",
    "王会长",
    "编辑",
    "责任编辑",
    "主编",
    "关于",
    "月刊",
    "每月末出版一期",
}
"""Chinese that the English itself names: marks in texts, roles, a page of the site, and examples."""
PRINTED = {"编印"}
"""A word of the printed masthead, as proofs show it."""
OF_FORMS = {
    "editorial/article/change_form.html",
    "editorial/issue/articles.html",
    "publishing/print_preview.html",
}
"""Templates of the admin's forms, for which Django itself loads the scripts' catalogue."""
HOLES = re.compile(r"%(?:\(\w+\))?[sd]|\{\w+\}|<[^>]+>")
"""Placeholders and tags."""


# --- The catalogues -----------------------------------------------------------------------------


@pytest.fixture(scope="module", params=["django", "djangojs"])
def source(request):
    """Where a catalogue is written: that of modules and templates, and that of scripts."""
    return CATALOGUES / f"{request.param}.po"


@pytest.fixture(scope="module")
def catalogue(source):
    return read_po(BytesIO(source.read_bytes()))


def entries(catalogue):
    return [message for message in catalogue if message.id]


def said(message):
    """The Chinese and the English of an entry, which has two forms of each where it counts something."""
    forms = message.id, message.string
    return tuple((form,) if isinstance(message.id, str) else tuple(form) for form in forms)


def in_modules():
    for path in sorted([*ROOT.glob("editorial/**/*.py"), *ROOT.glob("publishing/**/*.py")]):
        for _line, sentence, _comments, _context in extract("python", BytesIO(path.read_bytes()), KEYWORDS):
            yield sentence


def in_templates():
    """`templatize` blots out all of a template but what is to be translated."""
    quoted = r"""u?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
    for path in sorted((ROOT / "templates").rglob("*.html")):
        told = templatize(path.read_text(encoding="utf-8"))
        for call in re.finditer(rf"(?<!\w)(?:n?gettext|_)\(({quoted})", told):
            yield ast.literal_eval(call[1])


def scripts():
    """Those of the desk; what readers get is Chinese."""
    for folder in ("editorial/static/editorial", "publishing/static/publishing", "publishing/static/proof"):
        yield from sorted((ROOT / folder).glob("*.js"))


def in_scripts():
    for script in scripts():
        for call in IN_SCRIPTS.finditer(script.read_text(encoding="utf-8")):
            yield from json.loads(f"[{call[1]}]")


def test_every_sentence_of_the_desk_is_in_its_catalogue_and_nothing_else(source, catalogue):
    known = {chinese for entry in entries(catalogue) for chinese in said(entry)[0]}
    if source.stem == "djangojs":
        wanted = {*in_scripts()}
        assert len(wanted) > 30
    else:
        wanted = {*in_modules(), *in_templates()} - DJANGOS
        assert len(wanted) > 1000
    assert wanted - known == set(), "not translated yet"
    assert known - wanted == set(), "translated for nothing"


def test_no_script_of_the_desk_holds_chinese_that_is_not_translated():
    bare = {
        f"{script.name}: {line.strip()}"
        for script in scripts()
        for line in IN_SCRIPTS.sub("", script.read_text(encoding="utf-8")).splitlines()
        if CHINESE.search(line)
    }
    assert bare == set()


def test_every_page_loads_the_catalogue_before_the_scripts_that_speak():
    speaking = "|".join(
        each.name for each in scripts() if IN_SCRIPTS.search(each.read_text(encoding="utf-8"))
    )
    first = re.compile(rf"(.*?)'\w+/(?:{speaking})'", re.DOTALL)
    folder = ROOT / "templates" / "admin"
    befores = {page: first.match(page.read_text(encoding="utf-8")) for page in folder.rglob("*.html")}
    without = {page for page, before in befores.items() if before and "admin:jsi18n" not in before[1]}
    assert {str(page.relative_to(folder)) for page in without} == OF_FORMS


def test_nothing_in_the_catalogue_is_empty_fuzzy_or_obsolete(catalogue):
    assert [entry.id for entry in entries(catalogue) if entry.fuzzy or not all(said(entry)[1])] == []
    assert list(catalogue.obsolete) == []


def test_placeholders_and_tags_are_those_of_the_chinese(catalogue):
    differing = [
        (chinese[0], english)
        for entry in entries(catalogue)
        for chinese, forms in [said(entry)]
        for english in forms
        if sorted(HOLES.findall(chinese[0])) != sorted(HOLES.findall(english))
    ]
    assert differing == []


def test_the_english_is_english(source, catalogue):
    chinese = {
        run for entry in entries(catalogue) for english in said(entry)[1] for run in HAN.findall(english)
    }
    assert chinese == (NAMED if source.stem == "django" else set())


def test_the_compiled_catalogue_is_that_of_the_source(source, catalogue):
    compiled = read_mo(BytesIO(source.with_suffix(".mo").read_bytes()))
    assert {said(entry) for entry in entries(compiled)} == {said(entry) for entry in entries(catalogue)}


# --- Switching it on ----------------------------------------------------------------------------


def test_the_desk_speaks_chinese_unless_told_otherwise(settings):
    assert settings.LANGUAGE_CODE == "zh-hans"


@pytest.mark.parametrize(
    ("language", "starts"), [("en", True), ("zh-hans", True), ("fr", False), ("中文", False)]
)
def test_a_language_that_is_not_there_stops_the_start(tmp_path, language, starts):
    started = start(tmp_path, DESK_LANGUAGE=language)
    assert (started.returncode == 0) is starts
    assert ("DESK_LANGUAGE" in started.stderr) is not starts


@pytest.fixture
def in_english(settings):
    settings.LANGUAGE_CODE = "en"
    with translation.override("en"):
        yield


# --- The pages ----------------------------------------------------------------------------------


def rows():
    """Whatever a person or the program has written down; not the names of permissions, which are translated."""
    for model in apps.get_models():
        if model._meta.app_label in ("auth", "editorial", "publishing") and model.__name__ != "Permission":
            fields = [field.attname for field in model._meta.concrete_fields]
            for row in model._default_manager.values_list(*fields):
                yield json.dumps(row, default=str, ensure_ascii=False)
    yield from map(str, Issue.objects.all())


def rules():
    """Preflight speaks of Chinese, and in Chinese."""
    for rule in RULES:
        yield from (rule.title, rule.standard, ABOUT[rule.id])
    yield HOUSE
    for issue in Issue.objects.all():
        proof = proofread(issue)
        yield from (noted.finding.message for noted in proof.noted)
        yield from (f"{claim.message}\n{claim.sum}" for uid in proof.titles for claim in proof.verified(uid))


@pytest.mark.django_db
def test_a_desk_in_english_shows_no_chinese_but_what_was_written(in_english, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    busy_desk.fill()
    written = "\n".join(rows())
    told = {run for sentence in rules() for run in HAN.findall(sentence)} | NAMED | PRINTED
    chinese = {}
    for role in (None, next(iter(ROLES))):
        for answer in walk(logged_in(role)):
            assert answer.status in (HTTPStatus.OK, HTTPStatus.FOUND), answer.address
            strange = {run for run in HAN.findall(answer.text) if run not in told and run not in written}
            if strange:
                chinese[answer.address] = strange
    assert chinese == {}


# --- What must not notice -----------------------------------------------------------------------


@pytest.mark.django_db
def test_what_is_written_down_is_the_same_in_either_language(in_english):
    article = builders.article()
    submit(article=article, by=builders.user("编辑"))
    assert Article.objects.get(pk=article.pk).history.latest().history_change_reason == "送审"


@pytest.mark.django_db
def test_the_readers_site_is_the_same_in_either_language(data_dir):
    busy_desk.fill()
    with translation.override("en"):
        assert [*baking.check()] == []


def test_pages_for_readers_are_not_translated():
    pages = [*(ROOT / "templates" / "site").rglob("*"), *(ROOT / "templates" / "formats").rglob("*")]
    assert pages
    assert [
        page.name for page in pages if page.is_file() and "i18n" in page.read_text(encoding="utf-8")
    ] == []
