"""Every repair of a body can be taken back and made again; nothing else in the body moves."""

import pytest

from editorial.intake import propose
from editorial.intake.blocks import Block, Kind, Run
from editorial.intake.passages import Change, switchable
from editorial.intake.proposal import Repair
from editorial.intake.prose import to_markdown
from tests.editorial.intake.pasted import FIRST, FOURTH, SECOND, THIRD, article, issue

LONG = "港口去年把提单搬到了线上，货主坐在办公室里就能看见货到了哪里，也不必再等快递，省下的"
REST = "时间可以拿来多谈两笔生意。"
TITLED = "### ● {}\n\n{}\n\n（文章来源：港城日报）\n\n"


def bodies(proposal):
    return {each.line: each.body for each in proposal.articles}


def switched(body, repair):
    """The body with the other side of the repair in place of the one that stands in it."""
    here, there = (repair.became, repair.was) if repair.applied else (repair.was, repair.became)
    assert body.count(here) == 1
    return body.replace(here, there)


def taken_back(proposal, kind):
    """The body of the article that the first repair of this kind concerns, with the repair switched."""
    repair = next(each for each in proposal.repairs if each.kind == kind and each.can_be_switched)
    return switched(bodies(proposal)[repair.article], repair)


def assert_all_can_be_switched(proposal):
    texts = bodies(proposal)
    concerned = [repair for repair in proposal.repairs if repair.can_be_switched]
    for repair in concerned:
        body = texts[repair.article]
        other = switched(body, repair)
        assert other != body
        there = repair.was if repair.applied else repair.became
        assert other.count(there) == 1
        assert other.replace(there, repair.became if repair.applied else repair.was) == body
        assert repair.applied is repair.certain
    return concerned


def test_every_repair_of_the_sample(sample):
    concerned = assert_all_can_be_switched(propose(sample.read_bytes()))
    assert {each.kind for each in concerned} == {"paragraph.joined", "bold.stray", "text.repeated"}
    assert len(concerned) > 20


def test_every_repair_of_the_first_real_issue(seed):
    assert len(assert_all_can_be_switched(propose(seed.read_bytes()))) > 20


def test_a_joined_paragraph_falls_into_its_pieces_again():
    proposal = propose(article(FIRST, LONG, REST, SECOND))
    assert taken_back(proposal, "paragraph.joined") == f"{FIRST}\n\n{LONG}\n\n{REST}\n\n{SECOND}"


def test_each_break_of_a_paragraph_cut_twice_is_taken_back_by_itself():
    proposal = propose(article(LONG, "时间可以拿来多谈两笔生意，也可以", "陪陪家人。"))
    first, second = assert_all_can_be_switched(proposal)
    (body,) = bodies(proposal).values()
    assert switched(body, first) == f"{LONG}\n\n时间可以拿来多谈两笔生意，也可以陪陪家人。"
    assert switched(body, second) == f"{LONG}时间可以拿来多谈两笔生意，也可以\n\n陪陪家人。"


def test_a_broken_word_of_latin_letters_is_parted_without_its_blank():
    one, other = f"{LONG}时间，花在 supply", "chain 上也好。"
    proposal = propose(article(one, other))
    assert bodies(proposal).popitem()[1] == f"{one} {other}"
    assert taken_back(proposal, "paragraph.joined") == f"{one}\n\n{other}"


def test_a_join_taken_back_keeps_the_stray_bold_away():
    proposal = propose(article(f"{LONG}**3.5**", f"万元，{REST}"))
    assert taken_back(proposal, "paragraph.joined") == f"{LONG}3.5\n\n万元，{REST}"
    assert taken_back(proposal, "bold.stray") == f"{LONG}**3.5**万元，{REST}"


def test_an_offered_join_is_made_by_accepting_it():
    proposal = propose(article(f"他说：“{FIRST}", f"{SECOND}”"))
    (offer,) = assert_all_can_be_switched(proposal)
    assert not offer.applied
    assert taken_back(proposal, "paragraph.joined") == f"他说：“{FIRST}{SECOND}”"


@pytest.mark.parametrize("bracket", ["", "（"])
def test_text_dropped_as_a_copy_comes_back_where_it_stood(bracket):
    pasted = "\n\n".join((FIRST, SECOND, f"{bracket}{FIRST}", SECOND, THIRD))
    assert taken_back(propose(article(pasted)), "text.repeated") == pasted


def test_a_paragraph_that_occurs_within_another_is_found_with_its_neighbours():
    proposal = propose(article(f"有人说：{SECOND}{FIRST}", LONG, REST, f"{LONG}{REST}{THIRD}", FOURTH))
    assert assert_all_can_be_switched(proposal)
    assert f"{LONG}\n\n{REST}" in taken_back(proposal, "paragraph.joined")


def test_an_article_pasted_twice_comes_back_as_a_part_of_the_first():
    text = f"{FIRST}\n\n{SECOND}"
    proposal = propose(issue(f"## 【行业资讯】\n\n{TITLED.format('提单上线', text) * 2}"))
    assert len(proposal.articles) == 1
    assert_all_can_be_switched(proposal)
    assert taken_back(proposal, "text.repeated") == f"{text}\n\n## 提单上线\n\n{text}"


def test_a_page_number_dropped_by_mistake_comes_back():
    proposal = propose(article(FIRST, "12", SECOND))
    assert bodies(proposal).popitem()[1] == f"{FIRST}\n\n{SECOND}"
    assert taken_back(proposal, "page.furniture") == f"{FIRST}\n\n12\n\n{SECOND}"


def test_a_repair_names_the_article_it_belongs_to():
    cut = f"{LONG}\n\n{REST}"
    two = TITLED.format("提单上线", FIRST) + TITLED.format("办单破万", cut)
    proposal = propose(issue(f"## 【行业资讯】\n\n{two}"))
    (repair,) = proposal.repairs
    assert repair.article == proposal.articles[1].line != proposal.articles[0].line


def test_no_two_articles_bear_the_same_line():
    separated = "\v".join(("● 提单上线", FIRST, "（文章来源：港城日报）", "● 办单破万", SECOND))
    lines = [each.line for each in propose(issue(f"【行业资讯】\n\n{separated}")).articles]
    assert len(lines) == len(set(lines)) == 2


def test_a_repeated_item_comes_back_at_its_own_depth():
    def item(words, level):
        return Block(Kind.LIST_ITEM, 1, (Run(words),), level=level, marker="-")

    blocks = [item("登记", 1), item("船名", 2), item("核对", 1)]
    dropped = Change(Repair("text.repeated", 1, "重复", certain=True), 2, 2, (item("箱号", 2),))
    (repair,) = switchable([dropped], blocks, 1)
    assert switched(to_markdown(blocks), repair) == "- 登记\n  - 船名\n  - 箱号\n- 核对"
