"""A site of one issue, served from its folder as a web server would, and the browsers of its readers."""

import datetime
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Page

from publishing.snapshot import Credit, IssueSnapshot, SectionSnapshot
from tests.builders import article_snapshot, issue_snapshot
from tests.publishing.reader import site

LONG_TITLE = "关于支持中小企业“借船出海”、推动数字提单与海外仓协同发展的若干措施（2026—2028年）征求意见稿解读InternationalElectronicBillOfLading"
LONG_ADDRESS = "https://example.org/" + "a-path-without-any-blank-in-it/" * 6
BODY = f"""
数字提单**当天**就能签发[^1]，见[通则]({LONG_ADDRESS})。

<{LONG_ADDRESS}>

## 一、码头

先把舱单改成机器能读的表。再发给船公司！

## 二、仓库

| 指标 | 单位 | 2023 年 | 2024 年 | 2025 年 | 同比增长 | 说明 |
|:--|:--|--:|--:|--:|--:|:--|
| 海外仓面积 | 万平方米 | 201.25 | 243.90 | 286.40 | 17.4% | 含共建共享与租用 |

## 三、海上

`{"x" * 120}`

- 外面
  - 里面

[^1]: 港区东侧的那一座。
"""
ARTICLE, NEXT, ISSUE = "/2026/1/aaaa2222/", "/2026/1/bbbb2222/", "/2026/1/"

VOICE = """
const said = [];
const queue = [];
const speech = Object.assign(new EventTarget(), {
  voices: [{ lang: "en-US", name: "Ann" }, { lang: "zh-HK", name: "嘉欣" }, { lang: "zh-CN", name: "婷婷" }],
  getVoices() { return this.voices; },
  speak(utterance) { said.push(`${utterance.voice.name}：${utterance.text}`); queue.push(utterance); },
  cancel() { for (const cut of queue.splice(0)) cut.dispatchEvent(new Event("end")); },
});
Object.defineProperty(window, "speechSynthesis", { value: speech });
window.SpeechSynthesisUtterance = class extends EventTarget { constructor(text) { super(); this.text = text; } };
window.voice = { said, finish() { queue.shift().dispatchEvent(new Event("end")); } };
"""
"""A voice that notes down what it is to say and comes to an end when it is told to."""


class _Handler(SimpleHTTPRequestHandler):
    """Serves a folder under the policy of the site, quietly."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", "default-src 'self'")
        super().end_headers()

    def log_message(self, *_arguments: object) -> None:
        """Nothing."""


def january() -> IssueSnapshot:
    credit = Credit("港城日报", "gangcheng-ribao", "海湾网", "林一", LONG_ADDRESS, datetime.date(2026, 1, 9))
    first = article_snapshot(uid="aaaa2222", title=LONG_TITLE, body=BODY, credits=(credit,), summary="要点。")
    second = article_snapshot(uid="bbbb2222", title="短文一则")
    return issue_snapshot(sections=(SectionSnapshot("行业资讯", "hangye-zixun", (first, second)),))


@pytest.fixture(scope="module")
def address(tmp_path_factory) -> Iterator[str]:
    """The address of a site of one issue, served from its folder."""
    folder: Path = tmp_path_factory.mktemp("reading")
    for path, content in site(january()).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def reader(browser, address):
    """Opens a page as one reader, in a browser of their own; the test fails on any error or request elsewhere."""
    problems, contexts = [], []

    def open_page(path=ARTICLE, *, script="", **options) -> Page:
        context = browser.new_context(base_url=address, locale="zh-CN", **options)
        contexts.append(context)
        if script:
            context.add_init_script(script)
        page: Page = context.new_page()
        page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("request", lambda r: None if r.url.startswith(address) else problems.append(r.url))
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert problems == []
