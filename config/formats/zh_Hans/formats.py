"""Dates and times as Chinese editors write them, 2026年1月30日 09:05, and type them."""

DATE_FORMAT = "Y年n月j日"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "Y年n月j日 H:i"
YEAR_MONTH_FORMAT = "Y年n月"
MONTH_DAY_FORMAT = "n月j日"
SHORT_DATE_FORMAT = "Y-m-d"
SHORT_DATETIME_FORMAT = "Y-m-d H:i"

DATE_INPUT_FORMATS = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y 年 %m 月 %d 日"]
"""What may be typed. Django's own list has 年月日 in a form that no date is ever read by."""

TIME_INPUT_FORMATS = ["%H:%M", "%H：%M", "%H:%M:%S", "%H时%M分", "%H点%M分", "%H时", "%H点"]
