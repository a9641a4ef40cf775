"""System checks of the press: `manage.py check` says which fonts are missing and how to install them."""

import sys

from django.core.checks import CheckMessage, Warning

from publishing import fonts

_STAND_INS = {"song": "黑体或楷体", "hei": "宋体", "kai": "宋体"}
_SOURCES = {
    "song": "https://github.com/notofonts/noto-cjk",
    "hei": "https://github.com/notofonts/noto-cjk",
    "kai": "https://github.com/lxgw/LxgwWenKai",
}


def check_fonts(**_: object) -> list[CheckMessage]:
    """One warning for each typeface that the printed issue would have to do without."""
    return [
        Warning(
            f"没有{typeface.label}：本机未安装 {'、'.join(typeface.families)} 中的任何一种。"
            f"PDF 里的{typeface.label}将以{_STAND_INS[typeface.role]}代替。",
            hint=_how_to_install(typeface),
            id=f"publishing.W00{number}",
        )
        for number, typeface in enumerate(fonts.TYPEFACES, start=1)
        if typeface in fonts.missing()
    ]


def _how_to_install(typeface: fonts.Typeface) -> str:
    if sys.platform.startswith("linux"):
        return (
            f"Debian、Ubuntu 请由管理员运行：apt-get install {typeface.package}；"
            f"其他系统请安装 {typeface.families[0]}（{_SOURCES[typeface.role]}），然后重新启动。"
        )
    return f"请安装 {typeface.families[0]}（{_SOURCES[typeface.role]}），然后重新启动。"
