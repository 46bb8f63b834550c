"""A built site is served on this machine alone, on the next free port."""

import threading
from urllib.request import urlopen

import pytest

from vigie import serving

pytestmark = pytest.mark.server


def test_a_taken_port_gives_the_next_one_and_the_site_is_served_there(tmp_path):
    (tmp_path / "index.html").write_text("<h1>Vigie</h1>", encoding="utf-8")

    with serving.server(tmp_path, 8700) as first, serving.server(tmp_path, first.server_port) as second:
        threading.Thread(target=second.handle_request, daemon=True).start()
        with urlopen(f"http://{serving.HOST}:{second.server_port}/", timeout=5) as answer:
            page = answer.read()

    assert second.server_port > first.server_port
    assert first.server_address[0] == "127.0.0.1"
    assert page == b"<h1>Vigie</h1>"
