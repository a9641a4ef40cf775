"""A small issue as an editor pastes it, in our own words, with a place to put anything into it."""

MASTHEAD = """# 港城数字经贸

2026 年第 1 期

(总第 40 期)

港城数字经贸促进会秘书处编

2026 年 1 月 30 日

---
"""

FIRST = "港口把提单搬到了线上，货主坐在办公室里就能看见货到了哪里。"
SECOND = "口岸平台把七个部门的窗口合成一个，报关员从此少跑许多路。"
THIRD = "海外仓离买家只隔一条街，坏了的零件当天就能换上新的。"
FOURTH = "协会请来三位老师，把跨境结算从头到尾讲了一遍。"


def issue(body: str, *, masthead: str = MASTHEAD) -> bytes:
    """A whole document around a body."""
    return f"{masthead}\n{body}\n".encode()


def article(*paragraphs: str, title: str = "提单上线", credit: str = "（文章来源：港城日报）") -> bytes:
    """A document with one article of these paragraphs."""
    return issue("\n\n".join(("## 【行业资讯】", f"### ● {title}", *paragraphs, credit)))


TWO_ARTICLES = f"""## 【行业资讯】

- 提单上线
- 口岸平台去年办单 **4800** 万票

## 【协会动态】

## 【行业资讯】

### ● 提单上线

{FIRST}

（文章来源：海运经济网-《港城日报》）

## 口岸平台去年办单4800万票

{SECOND}

#### 下一步

平台明年还要接上铁路和机场，让一张单子走到底，不用再换。

(文章来源：服务经济报)

## 【协会动态】
"""
