"""A made-up archive to search in: words that follow Zipf's law, as words do, in characters that Chinese is written with."""

import datetime
import random
from itertools import accumulate

from publishing.snapshot import ArticleSnapshot, Credit, IssueSnapshot, SectionSnapshot

OF_AN_ISSUE = 20
"""Articles."""


class Language:
    """Twenty thousand made-up words of one to four characters, their frequencies after Zipf's law."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        characters = [chr(code) for code in chance.sample(range(0x4E00, 0x9FA5), 3500)]
        often = [*accumulate(1 / (rank + 10) for rank in range(len(characters)))]
        words: dict[str, None] = {}
        while len(words) < 20_000:
            size = chance.choices((1, 2, 3, 4), (4, 70, 14, 12))[0]
            words["".join(chance.choices(characters, cum_weights=often, k=size))] = None
        self.words = [*words]
        self.weights = [*accumulate(1 / (rank + 3) for rank in range(len(self.words)))]

    def say(self, count: int) -> str:
        return "".join(self.chance.choices(self.words, cum_weights=self.weights, k=count))

    def sentence(self) -> str:
        middle = self.chance.choices(
            ("，", f"{self.chance.randrange(1, 9000) / 10}万亿元，", "，AI trade 2026 report", "（GDP）"),
            (6, 3, 0.4, 0.3),
        )[0]
        return f"{self.say(self.chance.randrange(5, 14))}{middle}{self.say(self.chance.randrange(5, 14))}。"

    def paragraph(self) -> str:
        return "".join(self.sentence() for _ in range(self.chance.randrange(3, 7)))


def issue_of(month: int, language: Language) -> IssueSnapshot:
    year, number = 1950 + month // 12, month % 12 + 1
    return IssueSnapshot(
        publication="港城数字经贸",
        publisher="",
        colophon="",
        licence="",
        year=year,
        number=number,
        serial=month + 1,
        date=datetime.date(year, number, 20),
        editor="",
        edition=1,
        note="",
        sections=tuple(
            SectionSnapshot(
                name, slug, tuple(article_of(language, month, place) for place in range(OF_AN_ISSUE // 2))
            )
            for name, slug in (("行业资讯", "hangye-zixun"), ("协会动态", "xiehui-dongtai"))
        ),
        pictures=(),
    )


def article_of(language: Language, month: int, place: int) -> ArticleSnapshot:
    paragraphs = language.chance.randrange(3, 16)
    outlet = language.chance.randrange(200)
    return ArticleSnapshot(
        uid=f"{month:06}{place:02}",
        title=language.say(8),
        subtitle="",
        byline="",
        summary="",
        body="\n\n".join(language.paragraph() for _ in range(paragraphs)),
        credits=(Credit(f"第{outlet}报", f"bao-{outlet}", "", f"林{language.say(1)[:2]}", "", None),),
    )
