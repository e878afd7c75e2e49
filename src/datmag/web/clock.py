"""The time, read where a request comes in; everything below gets it as an argument."""

import time

from datmag.moment import Moment


def now() -> Moment:
    """Give this moment."""
    return time.time_ns() // 1000
