"""A deadline: how much time there is left of what was given for a whole errand, redirects and all."""

import time


class Deadline:
    """Runs from the moment it is made, by the monotonic clock."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def remaining(self) -> float:
        """Seconds left, more than zero.

        Raises:
            TimeoutError: there are none.
        """
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left
