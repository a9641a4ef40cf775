"""What is written in the month, and what is said about it."""

WINDOW, WAREHOUSE, VISIT = "报关窗口开进了灯饰街", "海外仓学会了按天结账", "会员企业走进港城码头"
"""The issue's three articles, by title: two are clipped, the third is written at the desk."""
CLIPPED = {
    WINDOW: (
        f"{WINDOW}\n来源：港城日报 作者：林一\n\n"
        "近日，港城外贸服务中心把数字报关窗口开到了灯饰街，街上的小店可以就近录入单据。\n\n"
        "窗口是是三月启用的。中心介绍，上半年一共办结报关单1280票，其中小微企业896票，占70%。\n\n"
        "“以前要跑三趟，现在坐在店里就能办完。”做灯饰出口的店主说。"
    ),
    WAREHOUSE: (
        f"{WAREHOUSE}\n来源：海运经济网 作者：何帆\n\n"
        "租仓库向来按季付钱，货卖得慢也要照付。港城一家海外仓把账单改成了按天结算，货走多少付多少。\n\n"
        "仓库经理说，改了算法以后，空着的货架反而少了，小店主敢先发几箱去试销。"
    ),
}
"""What is pasted into 采编, as copied from a page. The first holds a doubled letter and a vague date."""
VISIT_WORDS = (
    "三十家会员企业走进港城码头，看集装箱怎样自己找到堆场。",
    "参观之后，协会为企业与港口对接了六项需求。",
)
VISIT_IN_WORD = """
<html><body lang=ZH-CN><p class=MsoNormal style='text-indent:21pt'>{}</p><h2>问需求</h2>
<p class=MsoNormal style='text-indent:21pt'>{}<o:p></o:p></p></body></html>
""".format(*VISIT_WORDS)
VISIT_BODY = "{}\n\n## 问需求\n\n{}".format(*VISIT_WORDS)
PICTURE_WORDS = "会员企业代表在码头听讲解"
WHY_RETURNED = "请补一句：窗口周末开不开？"
MENDED = "窗口是三月启用的，周末照常开放。"
REMARK = "“六项需求”请写明是哪些方面。"
NEEDS, NAMED_NEEDS = "六项需求", "仓储、结汇、退税等六项需求"
NOTE = "《海外仓学会了按天结账》误写为按季付钱，应为按月付钱。"
WRONG, RIGHT = "按季付钱", "按月付钱"
