"""`manage.py search QUERY [--json] [--year …]`: what the search page finds, in a terminal or for a program."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from publishing.search import Answer, Filters, Sort, search
from publishing.search.answer import Stretches
from publishing.search.as_json import as_data


class Command(BaseCommand):
    help = "搜索已发布的文章：空格隔开的词都要有，“引号”里的连着找，前面加 - 的不要。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("query", help="要找的词；以 - 开头时前面写上 --")
        parser.add_argument("--json", action="store_true", help="按 JSON 输出")
        parser.add_argument("--year", type=int, help="只找这一年各期")
        parser.add_argument("--section", default="", help="只找这个栏目（网址名）")
        parser.add_argument("--source", default="", help="只找这个来源（网址名）")
        parser.add_argument("--author", default="", help="只找这位作者")
        parser.add_argument("--sort", choices=[*Sort], default=Sort.RELEVANCE, help="按相关度或按日期排列")
        parser.add_argument("--page", type=int, default=1, help="第几页，每页 20 篇")

    def handle(self, *, query: str, page: int, sort: str, **options: Any) -> None:
        filters = Filters(**{name: options[name] for name in ("year", "section", "source", "author")})
        answer = search(query, filters=filters, sort=Sort(sort), page=page)
        data = json.dumps(as_data(answer), ensure_ascii=False, indent=2)
        self.stdout.write(data if options["json"] else _as_text(answer))


def _as_text(answer: Answer) -> str:
    if answer.sentence:
        return answer.sentence
    more = " 以上" if answer.is_capped else ""
    lines = [f"找到 {answer.total} 篇{more}，第 {answer.page} 页，共 {answer.pages} 页。"]
    for hit in answer.hits:
        sources = "、".join(source.name for source in hit.sources)
        lines += ["", f"{hit.title}（{hit.issue}，{sources}）", f"  {hit.url}", f"  {_plain(hit.snippet)}"]
    return "\n".join(lines)


def _plain(stretches: Stretches) -> str:
    return "".join(text for text, _is_match in stretches)
