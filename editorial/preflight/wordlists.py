"""Word lists 词表: words that are always wrong, and the house's preferred terms. A publication may add its own."""

from collections.abc import Mapping

CONFUSABLES: Mapping[str, str] = {
    "截止目前": "截至目前",
    "部份": "部分",
    "做为": "作为",
    "帐号": "账号",
    "按装": "安装",
    "震憾": "震撼",
    "松驰": "松弛",
    "幅射": "辐射",
    "渡假": "度假",
    "一如继往": "一如既往",
    "再接再励": "再接再厉",
    "名列前矛": "名列前茅",
    "走头无路": "走投无路",
    "默守成规": "墨守成规",
    "穿流不息": "川流不息",
    "不径而走": "不胫而走",
    "迫不急待": "迫不及待",
    "谈笑风声": "谈笑风生",
}
"""Wrong word → right word; none of them is right in any text."""

TERMS: Mapping[str, str] = {
    "帐户": "账户",
    "登陆网站": "登录网站",
    "互连网": "互联网",
    "跨境电子商务平台": "跨境电商平台",
}
"""Term → the house's term."""
