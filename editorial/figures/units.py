"""The units figures are counted in, and which of them are money, shares or mere counts."""

MONEY = {
    "元人民币": "元",
    "人民币": "元",
    "元": "元",
    "美元": "美元",
    "美金": "美元",
    "欧元": "欧元",
    "英镑": "英镑",
    "日元": "日元",
    "港元": "港元",
    "港币": "港元",
}
"""Money as written → the currency."""

PERCENT = "%"
POINTS = "个百分点"
TIMES = "倍"
DOUBLINGS = "番"
TENTHS = "成"

RATES = frozenset([PERCENT, POINTS, TIMES, DOUBLINGS])
"""What is a ratio of two figures or a difference of two such, and no amount."""

_RATIOS = {"%": PERCENT, "％": PERCENT, "个百分点": POINTS, "百分点": POINTS, "倍": TIMES}

COUNTED = frozenset([
    "家", "个", "件", "项", "人", "人次", "名", "户", "台", "辆", "艘", "架", "部", "种", "座", "所",
    "位", "条", "款", "处", "批", "票", "宗", "起", "例", "张", "份", "本", "篇", "场", "次", "只", "头",
    "株", "套", "支", "列", "班", "间", "栋", "棵", "笔", "单", "标准箱", "箱", "枚", "颗", "片", "门",
    "类", "对", "艘次", "架次", "辆次", "台套", "台(套)", "台（套）", "件(套)", "件（套）", "台/套", "人（次）",
    "人(次)"
])  # fmt: skip
"""Things counted one by one: without 万 or 亿 such a figure is exact."""

_MEASURED = frozenset([
    "吨", "公斤", "千克", "克", "公里", "千米", "米", "平方米", "平方公里", "立方米", "公顷", "亩", "升", "桶",
    "千瓦", "千瓦时", "度", "瓦", "兆瓦", "吉瓦", "卡时", "标准煤", "吨标准煤", "小时", "字节", "载重吨", "修正总吨",
    "斤", "海里", "总吨", "英里", "盎司", "EFLOPS", "GB", "TB", "PB", "EB", "MW", "GW", "kW",
    "TEU", "吨公里", "人公里"
])  # fmt: skip

_SAME = {"名": "人", "位": "人"}
"""People are counted in any of these."""

UNITS: dict[str, str] = {
    **MONEY,
    **_RATIOS,
    **{unit: _SAME.get(unit, unit) for unit in COUNTED | _MEASURED},
}
"""A unit as written → the unit it is compared by."""

CURRENCIES = frozenset(MONEY.values())
