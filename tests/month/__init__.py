"""The month of one issue, step by step in real browsers: four colleagues, a guest and a reader, from an empty issue
to one that is published and corrected.

Every step does what a person does and looks for what a person would notice. The test of the month walks through
it, and so does the script that takes the handbook's pictures, with a camera.
"""

from tests.month.making import (
    begin_the_issue,
    fill_the_pool,
    let_a_warning_stand,
    mend_what_preflight_finds,
    order_by_keyboard,
    take_in_from_the_pool,
    write_an_article,
)
from tests.month.people import Month, month_of
from tests.month.printing import correct, publish, set_a_time_and_take_it_back, sign
from tests.month.reviewing import (
    answer_the_guest,
    mend_what_came_back,
    pass_three_reviews,
    proof_with_a_guest,
    return_with_a_reason,
)
from tests.month.texts import VISIT, WAREHOUSE, WINDOW

__all__ = ["Month", "live", "month_of"]


def live(month: Month) -> None:
    """The whole month."""
    begin_the_issue(month)
    fill_the_pool(month)
    write_an_article(month)
    take_in_from_the_pool(month)
    order_by_keyboard(month)
    mend_what_preflight_finds(month)
    let_a_warning_stand(month)
    return_with_a_reason(month)
    mend_what_came_back(month)
    for title in (WINDOW, WAREHOUSE, VISIT):
        pass_three_reviews(month, title)
    proof_with_a_guest(month)
    answer_the_guest(month)
    sign(month)
    set_a_time_and_take_it_back(month)
    publish(month)
    correct(month)
