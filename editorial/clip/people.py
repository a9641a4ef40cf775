"""Names of people: what may stand for an author in a credit line, and what is surely a person's name."""

import re

_SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方"
    "石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕"
    "聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车"
    "冉房边阴辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖鄢冷卓花仇艾蓝"
    "巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙薛伏岑习胥保和蔺肖代付闫湛储邝仝占桓茅边尚麦祖晁寇侣裘鄂"
)
"""One-character surnames, from the most frequent."""
_DOUBLE = frozenset(
    [
        "欧阳",
        "司马",
        "上官",
        "诸葛",
        "东方",
        "皇甫",
        "尉迟",
        "公孙",
        "慕容",
        "司徒",
        "令狐",
        "端木",
        "夏侯",
        "呼延",
    ]
)
_HAN_NAME = re.compile(r"[\u3400-\u9fff]{2,4}")
_PEN_NAME = re.compile(r"[\u3400-\u9fffA-Za-z0-9_]{2,8}")
_LONG_NAME = re.compile(
    r"[\u3400-\u9fff]{1,8}(?:[·•・][\u3400-\u9fff]{1,10}){1,3}|[A-Z][a-z]+(?: [A-Z][a-z]+){1,2}"
)
"""米歇尔·布兰, Michel Blanc."""
_NOBODY = re.compile(
    r"佚名|匿名|未知|不详|网友|小编|本[报刊网站台社].*|管理员|系统|admin\w*|root|test|编辑部?|记者|作者|通讯员|综合|整理|转载|网络|互联网"
    r"|原创|来源|无|暂无|图文|图片|文字|摄影|视频|全文|原文|资料|供图|责编|如下|时间|日期|点击|阅读|举报|分享|评论|收藏|打印|字号|关闭|关注|微信|微博|参与.*|.*互动",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r".*(?:[报社网刊局厅委院部处科室会司办校组队]|电视台|电台|公司|中心|集团|大学|学院|政府|新闻|财经|频道|客户端|公众号|研究|观察|在线|媒体|"
    r"周刊|杂志|日报|科技|资讯|发布|基金|银行|证券|联盟|平台|传媒|工作室)"
)
_BETWEEN = re.compile(r"[\s,;、/|&+·•]+|(?<=[\u3400-\u9fff]{2})[和与及](?=[\u3400-\u9fff]{2})")
_SPACED = re.compile(r"(?<![\u3400-\u9fff])[\u3400-\u9fff](?:\s{1,3}[\u3400-\u9fff]){1,2}(?![\u3400-\u9fff])")
"""A short name spread to the width of longer ones: 林 舟."""
_ROLE_BEFORE = re.compile(
    r"^(?:.{0,12}?(?:首席|见习|实习|特约|特派|驻[\u3400-\u9fff]{1,4}|高级|资深|全媒体)?(?:记者|通讯员|撰稿人?|评论员|作者|研究员|文|图)[:/]?\s*)+"
)
_REMARK = re.compile(r"\([^()]*\)?")
"""What stands in brackets behind a name: an office, a department."""
_LONGEST_FIELD = 80
_MOST = 12
"""Persons a field may name; a longer list is none of authors."""


def is_person(text: str) -> bool:
    """Surely a Chinese person's name: two to four characters of which the first is a surname."""
    if not _HAN_NAME.fullmatch(text) or _NOBODY.fullmatch(text) or _OFFICE.fullmatch(text):
        return False
    return len(text) > 2 if text[:2] in _DOUBLE else text[0] in _SURNAMES and len(text) < 4


def may_be_author(text: str) -> bool:
    """It can stand behind 作者: a name, a pen name, but no office, outlet or word of the page."""
    if _LONG_NAME.fullmatch(text) or is_person(text):
        return True
    return bool(_PEN_NAME.fullmatch(text)) and not _NOBODY.fullmatch(text) and not _OFFICE.fullmatch(text)


def read_people(field: str) -> list[str]:
    """The persons whom a folded field such as `宋晨、田中全` or `本报记者 李 楠` names, in order."""
    if len(field) > _LONGEST_FIELD:
        return []
    if _LONG_NAME.fullmatch(field.strip()):
        return [field.strip()]
    field = _REMARK.sub(" ", field.strip(" ()[]")).strip(" :/,;、。()[]")
    field = _ROLE_BEFORE.sub("", _SPACED.sub(lambda name: "".join(name[0].split()), field))
    pieces = [piece.strip(" ()[]【】“”\"'。:") for piece in _BETWEEN.split(field)]
    found = [_ROLE_BEFORE.sub("", piece) for piece in pieces if piece]
    named = [name for name in dict.fromkeys(found) if may_be_author(name)]
    return named if len(named) <= _MOST else []
