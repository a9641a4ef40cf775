"""Outlets 媒体名录: names of Chinese newspapers, agencies, broadcasters and sites, as they call themselves."""

KNOWN_OUTLETS: frozenset[str] = frozenset(
    {"人民日报", "人民网", "经济日报", "中国经济网", "中国新闻网", "国际商报", "21世纪经济报道"}
)
