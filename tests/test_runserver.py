"""The demo's server answers at once."""

import http.client
import time
from urllib.parse import urlsplit

from tests.installation import installation


def test_no_answer_waits_for_the_browser_to_confirm_its_first_piece(tmp_path):
    """Forty milliseconds were lost in every answer but the first few of a connection."""
    with installation(tmp_path) as here:
        here.manage("migrate", "--verbosity", "0")
        here.manage("bake")
        with here.serving() as address:
            connection = http.client.HTTPConnection(urlsplit(address).netloc)
            times = [seconds_for(connection) for _ in range(40)]
    assert min(times[20:]) < 0.03


def seconds_for(connection):
    begin = time.perf_counter()
    connection.request("GET", "/")
    connection.getresponse().read()
    return time.perf_counter() - begin
