"""A built site is served on this machine alone, on the next free port."""

import gzip
import socket
import threading
from urllib.request import Request, urlopen

import pytest

from vigie import serving

pytestmark = pytest.mark.server


def test_a_taken_port_gives_the_next_one_and_the_site_is_served_there(tmp_path):
    (tmp_path / "index.html").write_text("<h1>Vigie</h1>", encoding="utf-8")

    with (
        serving.server(tmp_path, 8700) as first,
        serving.server(tmp_path, first.server_port) as second,
    ):
        threading.Thread(target=second.handle_request, daemon=True).start()
        with urlopen(f"http://{serving.HOST}:{second.server_port}/", timeout=30) as answer:
            page = answer.read()

    assert second.server_port > first.server_port
    assert first.server_address[0] == "127.0.0.1"
    assert page == b"<h1>Vigie</h1>"


@pytest.mark.parametrize(("asked", "encoding"), [("gzip, deflate, br", "gzip"), ("identity", None)])
def test_a_page_is_compressed_for_a_browser_that_takes_it(tmp_path, asked, encoding):
    (tmp_path / "law").mkdir()
    (tmp_path / "law" / "index.html").write_text("<h1>Législation</h1>" * 100, encoding="utf-8")

    with serving.server(tmp_path, 8760) as web:
        threading.Thread(target=web.handle_request, daemon=True).start()
        request = Request(
            f"http://{serving.HOST}:{web.server_port}/law/?q=x", headers={"Accept-Encoding": asked}
        )
        with urlopen(request, timeout=30) as answer:
            page, headers = answer.read(), answer.headers

    assert headers["Content-Encoding"] == encoding
    assert headers["Content-Type"] == "text/html"
    assert int(headers["Content-Length"]) == len(page)
    assert (gzip.decompress(page) if encoding else page).decode() == "<h1>Législation</h1>" * 100


def test_a_folder_without_its_slash_is_sent_to_it(tmp_path):
    (tmp_path / "law").mkdir()
    (tmp_path / "law" / "index.html").write_text("<h1>Législation</h1>", encoding="utf-8")

    with serving.server(tmp_path, 8790) as web:
        threading.Thread(target=web.serve_forever, daemon=True).start()
        request = Request(
            f"http://{serving.HOST}:{web.server_port}/law", headers={"Accept-Encoding": "gzip"}
        )
        with urlopen(request, timeout=30) as answer:
            assert answer.url.endswith("/law/")
        web.shutdown()


def answered(web, request: bytes) -> bytes:
    """Send bytes as they are; give what comes back."""
    with socket.create_connection(web.server_address, timeout=30) as talk:
        talk.sendall(request)
        talk.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: talk.recv(65536), b""))


@pytest.fixture
def web(tmp_path):
    (tmp_path / "outside.html").write_text("secret", encoding="utf-8")
    site = tmp_path / "site"
    (site / "empty").mkdir(parents=True)
    (site / "index.html").write_text("<h1>Vigie</h1>", encoding="utf-8")
    (site / "link.html").symlink_to(tmp_path / "outside.html")
    with serving.server(site, 8820) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.mark.parametrize(
    ("line", "host", "status"),
    [
        ("GET /", "localhost:8820", 200),
        ("GET /", "127.0.0.1", 200),
        ("GET /", "[::1]:8820", 200),
        ("HEAD /", "LOCALHOST", 200),
        ("GET /", "evil.example", 421),
        ("GET /", "evil.example:8820", 421),
        ("GET /", "127.0.0.1.evil.example", 421),
        ("GET /", "", 421),
        ("GET /%00", "localhost", 404),
        ("GET /%00/index.html", "localhost", 404),
        ("GET /link.html", "localhost", 404),
        ("GET /../outside.html", "localhost", 404),
        ("GET /%2e%2e/outside.html", "localhost", 404),
        ("GET /empty/", "localhost", 404),
        ("POST /", "localhost", 405),
        ("PUT /x", "localhost", 405),
        ("DELETE /", "localhost", 405),
        ("OPTIONS *", "localhost", 405),
        ("BREW /", "localhost", 501),
    ],
)
@pytest.mark.parametrize("encoding", ["", "Accept-Encoding: gzip\r\n"])
def test_what_is_no_question_for_a_page_of_this_machine_is_refused(
    web, line, host, status, encoding
):
    request = f"{line} HTTP/1.1\r\nHost: {host}\r\n{encoding}Connection: close\r\n\r\n"

    answer = answered(web, request.encode())

    assert int(answer.split()[1]) == status
    assert b"secret" not in answer
