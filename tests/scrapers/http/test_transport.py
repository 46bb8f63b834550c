"""The wire against a real server on 127.0.0.1 that does what hostile and broken servers do."""

import gzip
import itertools
import socket
import ssl
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpcore
import httpx
import pytest

from knowledge.errors import FetchError
from knowledge.model import Snapshot
from knowledge.source import Watch
from scrapers.http.fetch import Fetcher
from scrapers.http.state import FetchState
from scrapers.http.transport import live

pytestmark = [pytest.mark.server, pytest.mark.timeout(60)]

# Seconds that an exchange on this machine never takes, however busy it is.
PATIENCE = 30.0
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


class Hasty(httpx.BaseTransport):
    """The wire with a short deadline, but for robots.txt: a busy machine may not answer it so soon."""

    def __init__(self, watch: Watch, seconds: float) -> None:
        self._patient, self._hasty = live(watch, seconds=PATIENCE), live(watch, seconds=seconds)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        return (self._patient if request.url.path == "/robots.txt" else self._hasty).handle_request(
            request
        )


def get(server: Any, path: str, *, seconds: float = PATIENCE, **options: Any) -> Snapshot:
    watch = server.watch()
    with Fetcher(
        watch, FetchState(), transport=Hasty(watch, seconds), sleep=lambda _: None, **options
    ) as fetcher:
        return fetcher.get(path if "://" in path else server.url(path))


def code(server: Any, path: str, **options: Any) -> str:
    with pytest.raises(FetchError) as caught:
        get(server, path, **options)
    return caught.value.problem.code


class Drip:
    """Answer a piece at a time, and count the seconds of that pace: a busy machine slows it as it
    slows who reads.
    """

    def __init__(self, first: bytes, each: bytes, every: float = 0.05) -> None:
        self.first, self.each, self.every = first, each, every
        self.seconds = 0.0

    def __call__(self, _: str, connection: socket.socket) -> None:
        connection.sendall(self.first)
        for _ in range(400):
            time.sleep(self.every)
            self.seconds += self.every
            connection.sendall(self.each)


def endless(first: bytes, each: bytes) -> Callable[[str, socket.socket], None]:
    def answer(_: str, connection: socket.socket) -> None:
        connection.sendall(first)
        for _ in itertools.repeat(None, 20_000):
            connection.sendall(each)

    return answer


def test_an_honest_page_comes_whole_and_we_say_who_asks(server: Any) -> None:
    server.at("/news", server.page("<p>Bien-être</p>", etag='"1"'))

    page = get(server, "/news")

    assert (page.status, page.body.decode(), page.headers["etag"]) == (
        200,
        "<p>Bien-être</p>",
        '"1"',
    )
    assert server.asked == ["/robots.txt", "/news"]
    assert "User-Agent: Vigie/" in server.heads[1]
    assert "(+watch@example.org)" in server.heads[1]
    assert "Cookie" not in server.heads[1]


def test_a_cookie_is_never_sent_back(server: Any) -> None:
    server.at("/a", server.page("a", set_cookie="id=1"))
    server.at("/b", server.page("b"))

    with Fetcher(server.watch(), FetchState(), sleep=lambda _: None) as fetcher:
        first = fetcher.get(server.url("/a"))
        fetcher.get(server.url("/b"))

    assert not any("cookie" in head.lower() for head in server.heads)
    assert "set-cookie" not in first.headers


def test_a_gzip_page_is_decoded_and_says_so_no_more(server: Any) -> None:
    server.at("/", server.page(gzip.compress(b"hello" * 1000), content_encoding="gzip"))

    page = get(server, "/")

    assert page.body == b"hello" * 1000
    assert "content-encoding" not in page.headers


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/declared", HEAD + b"Content-Length: 99999999999\r\n\r\nx"),
        ("/endless", endless(HEAD + b"\r\n", b"x" * 65536)),
        (
            "/chunks",
            endless(
                HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"10000\r\n" + b"x" * 65536 + b"\r\n"
            ),
        ),
        (
            "/informational",
            endless(b"", b"HTTP/1.1 103 Early Hints\r\nLink: <" + b"x" * 20_000 + b">\r\n\r\n"),
        ),
        ("/bomb", b""),
    ],
)
def test_an_answer_without_measure_is_cut_off(server: Any, path: str, answer: Any) -> None:
    if path == "/bomb":
        answer = server.page(gzip.compress(b"\0" * 50_000_000, 1), content_encoding="gzip")
    server.at(path, answer)

    assert code(server, path, seconds=20) == "too_big"


@pytest.mark.parametrize(
    "answer",
    [
        Drip(b"", b"H"),
        Drip(b"HTTP/1.1 200 OK\r\n", b"X-Drip: 1\r\n"),
        Drip(HEAD + b"Content-Length: 100000\r\n\r\n", b"x"),
        Drip(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
        Drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        lambda _, connection: connection.recv(1),
    ],
    ids=["first line", "headers", "body", "chunks", "informational", "silence"],
)
def test_whatever_trickles_ends_with_the_deadline(server: Any, answer: Any) -> None:
    server.at("/robots.txt", server.page("", status="404 Not Found"))
    server.at("/slow", answer)

    assert code(server, "/slow", seconds=0.6) == "too_slow"
    assert not isinstance(answer, Drip) or answer.seconds < 3


def test_a_silent_tls_handshake_ends_with_the_deadline(server: Any) -> None:
    door = socket.create_server(("127.0.0.1", 0))
    authority = f"127.0.0.1:{door.getsockname()[1]}"
    watch = server.watch(test_hosts=(authority,))

    with Fetcher(watch, FetchState(), transport=live(watch, seconds=0.5)) as fetcher:
        began = time.monotonic()
        with pytest.raises(FetchError) as caught:
            fetcher.get(f"https://{authority}/")
        took = time.monotonic() - began

    door.close()
    assert caught.value.problem.code == "too_slow"
    assert took < 3


def test_a_server_that_does_not_speak_tls_is_told_apart(server: Any) -> None:
    door = socket.create_server(("127.0.0.1", 0))
    authority = f"127.0.0.1:{door.getsockname()[1]}"
    watch = server.watch(test_hosts=(authority,))

    def greet() -> None:
        connection, _ = door.accept()
        with connection:
            connection.sendall(b"220 mail.example ESMTP\r\n")
            connection.recv(4096)

    greeter = threading.Thread(target=greet)
    greeter.start()
    with (
        Fetcher(watch, FetchState(), sleep=lambda _: None) as fetcher,
        pytest.raises(FetchError) as caught,
    ):
        fetcher.get(f"https://{authority}/")

    greeter.join()
    door.close()
    assert caught.value.problem.code == "tls"


def test_a_certificate_that_nobody_vouches_for_is_refused(server: Any) -> None:
    door = socket.create_server(("127.0.0.1", 0))
    authority = f"127.0.0.1:{door.getsockname()[1]}"
    watch = server.watch(test_hosts=(authority,))
    identity = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    identity.load_cert_chain(Path(__file__).parent / "untrusted.pem")

    def shake_hands() -> None:
        connection, _ = door.accept()
        with (
            suppress(OSError),
            connection,
            identity.wrap_socket(connection, server_side=True) as secured,
        ):
            secured.sendall(server.page("trusted"))

    greeter = threading.Thread(target=shake_hands)
    greeter.start()
    with (
        Fetcher(watch, FetchState(), sleep=lambda _: None) as fetcher,
        pytest.raises(FetchError) as caught,
    ):
        fetcher.get(f"https://{authority}/")

    greeter.join()
    door.close()
    assert caught.value.problem.code == "tls"
    assert "self-signed" in caught.value.problem.facts["seen"]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (b"", "broken"),
        (b"HTTP/1.1 200", "broken"),
        (HEAD + b"Content-Length: 100\r\n\r\nonly this", "broken"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhel", "broken"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n", "garbled"),
        (HEAD + b"Content-Length: minus\r\n\r\nx", "garbled"),
        (HEAD + b"Content-Length: 3\r\nContent-Length: 5\r\n\r\nhello", "garbled"),
        (b"SSH-2.0-OpenSSH_9.9\r\n\r\n", "garbled"),
        (b"HTTP/1.1 2x0 OK\r\n\r\n", "garbled"),
        (b"HTTP/1.1 99 Odd\r\n\r\n", "garbled"),
        (HEAD + b"X-Nul: a\0b\r\n\r\nx", "garbled"),
        (HEAD + b"Bad Name: x\r\n\r\nx", "garbled"),
        (HEAD + b"no colon at all\r\n\r\nx", "garbled"),
        (HEAD + b"X-Big: " + b"x" * 300_000 + b"\r\n\r\nx", "garbled"),
        (HEAD + b"X-Many: x\r\n" * 30_000 + b"\r\nx", "garbled"),
        (HEAD + b"Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello", "encoding"),
        (HEAD + b"Content-Encoding: gzip, gzip\r\nContent-Length: 5\r\n\r\nhello", "encoding"),
        (
            HEAD + b"Content-Encoding: zstd\r\nContent-Length: 5\r\n\r\n(\xb5\x2f\xfd\x00",
            "encoding",
        ),
    ],
)
def test_a_broken_answer_is_a_fetch_error_of_its_kind(
    server: Any, answer: bytes, expected: str
) -> None:
    server.at("/", answer)

    assert code(server, "/") == expected


def test_an_empty_answer_is_an_empty_page(server: Any) -> None:
    server.at("/", server.page(""))

    assert get(server, "/").body == b""


def test_header_bytes_outside_ascii_are_read(server: Any) -> None:
    server.at("/", HEAD + b"X-Latin: caf\xe9\r\nX-Utf: caf\xc3\xa9\r\nContent-Length: 2\r\n\r\nok")

    headers = get(server, "/").headers

    assert (headers["x-latin"], headers["x-utf"]) == ("café", "café")


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1:1/",
        "http://127.0.0.1/",
        "http://localhost:{port}/",
        "http://2130706433:{port}/",
        "http://0x7f000001:{port}/",
        "http://0177.0.0.1:{port}/",
        "http://127.1:{port}/",
        "http://[::ffff:127.0.0.1]:{port}/",
        "http://[::ffff:7f00:1]:{port}/",
        "http://[::1]:{port}/",
        "http://[64:ff9b::7f00:1]/",
        "http://0.0.0.0:{port}/",
        "http://169.254.169.254/latest/meta-data/",
        "http://good.example@127.0.0.1:{port}/",
        "http://127.0.0.1:{port}@10.0.0.1/",
        "http://１２７.0.0.1:{port}/",
        "http://127。0。0。2:{port}/",
        "file:///etc/passwd",
        "gopher://127.0.0.1:{port}/",
        "data:text/html,hello",
        "javascript:alert(1)",
        "http://",
        "http:///x",
        "http://[::1",
        "http://a:99999/",
        "http://exa mple/",
        "http://a:0/",
        "http://%31%32%37.0.0.1/",
        "http://[::1%25lo]/",
        "",
        "//10.0.0.1/",
    ],
)
def test_a_redirect_to_a_closed_place_is_not_followed(server: Any, target: str) -> None:
    server.at("/out", server.redirect(target.format(port=server.port)))

    assert code(server, "/out") in {"bad_redirect", "loopback", "private", "robots_unreachable"}
    assert server.asked == ["/robots.txt", "/out"]


@pytest.mark.parametrize("raw", [b"/x\0y", b"\x01", b"/x\x7f"])
def test_a_location_with_control_characters_is_not_followed(server: Any, raw: bytes) -> None:
    server.at("/out", b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + raw + b"\r\n\r\n")

    assert code(server, "/out") in {"bad_redirect", "garbled"}
    assert server.asked[-1] == "/out"


def test_an_address_on_this_machine_is_refused_unless_it_is_a_test_host(server: Any) -> None:
    other = f"http://localhost:{server.port}/"

    assert code(server, other) == "loopback"
    assert server.asked == []


def test_a_redirect_with_an_endless_body_is_followed_without_reading_it(server: Any) -> None:
    server.at("/old", endless(b"HTTP/1.1 301 Moved\r\nLocation: /new\r\n\r\n", b"x" * 65536))
    server.at("/new", server.page("here"))

    page = get(server, "/old")

    assert (page.body, page.moved) == (b"here", ((server.url("/old"), server.url("/new")),))


def test_a_redirect_with_a_bomb_for_a_body_is_followed_without_opening_it(server: Any) -> None:
    bomb = gzip.compress(b"\0" * 50_000_000, 1)
    server.at(
        "/old", server.page(bomb, status="302 Found", location="/new", content_encoding="gzip")
    )
    server.at("/new", server.page("here"))

    assert get(server, "/old").body == b"here"


def test_a_missing_page_with_a_bomb_for_a_body_is_missing(server: Any) -> None:
    server.at(
        "/",
        server.page(
            gzip.compress(b"\0" * 50_000_000, 1), status="410 Gone", content_encoding="gzip"
        ),
    )

    page = get(server, "/")

    assert (page.status, page.body) == (410, b"")


def test_an_endless_robots_txt_forbids_and_does_not_hang(server: Any) -> None:
    server.at("/robots.txt", endless(HEAD + b"\r\n", b"Allow: /\n" * 7000))

    assert code(server, "/", seconds=20) == "robots_unreachable"


def test_a_name_that_changes_between_two_questions_gains_nothing(server: Any) -> None:
    answers = iter([["93.184.215.14"], ["127.0.0.1"]])
    reached: list[str] = []

    def connect(ip: str, port: int, seconds: float) -> httpcore.NetworkStream:
        reached.append(ip)
        raise httpcore.ConnectError("nobody there")

    watch = server.watch()
    transport = live(watch, resolve=lambda *_: next(answers), connect=connect)
    with (
        Fetcher(watch, FetchState(), transport=transport, sleep=lambda _: None) as fetcher,
        pytest.raises(FetchError),
    ):
        fetcher.get("http://rebind.example/")

    assert reached == ["93.184.215.14"]


def test_a_name_with_one_private_address_among_public_ones_is_refused(server: Any) -> None:
    def connect(*_: Any) -> httpcore.NetworkStream:
        raise AssertionError("connected")

    watch = server.watch()
    transport = live(watch, resolve=lambda *_: ["93.184.215.14", "10.0.0.1"], connect=connect)
    with (
        Fetcher(watch, FetchState(), transport=transport) as fetcher,
        pytest.raises(FetchError) as caught,
    ):
        fetcher.get("http://mixed.example/")

    assert caught.value.problem.code == "private"


def test_the_second_address_of_a_name_is_tried_when_the_first_is_down(server: Any) -> None:
    server.at("/", server.page("up"))
    backend = httpcore.SyncBackend()
    tried: list[str] = []

    def connect(ip: str, port: int, seconds: float) -> httpcore.NetworkStream:
        tried.append(ip)
        if ip != "127.0.0.1":
            raise httpcore.ConnectError("down")
        return backend.connect_tcp(ip, port, seconds)

    name = f"localhost:{server.port}"
    watch = server.watch(test_hosts=(name,))
    transport = live(
        watch, resolve=lambda *_: ["2001:4860:4860::8888", "127.0.0.1"], connect=connect
    )
    with Fetcher(watch, FetchState(), transport=transport) as fetcher:
        page = fetcher.get(f"http://{name}/")

    assert page.body == b"up"
    assert tried[:2] == ["2001:4860:4860::8888", "127.0.0.1"]


def test_a_name_service_that_hangs_ends_with_the_deadline(server: Any) -> None:
    def resolve(host: str, port: int, seconds: float) -> list[str]:
        time.sleep(seconds)
        raise TimeoutError

    watch = server.watch()
    with (
        Fetcher(
            watch, FetchState(), transport=live(watch, seconds=0.3, resolve=resolve)
        ) as fetcher,
        pytest.raises(FetchError) as caught,
    ):
        fetcher.get("http://slow.example/")

    assert caught.value.problem.code == "too_slow"


def test_a_closed_port_refuses_the_connection(server: Any) -> None:
    # Taken and not listened at: a port that is only free may be somebody else's a moment later.
    closed = socket.socket()
    closed.bind(("127.0.0.1", 0))
    authority = f"127.0.0.1:{closed.getsockname()[1]}"
    watch = server.watch(test_hosts=(authority,))

    with (
        Fetcher(watch, FetchState(), sleep=lambda _: None) as fetcher,
        pytest.raises(FetchError) as caught,
    ):
        fetcher.get(f"http://{authority}/")

    closed.close()
    assert caught.value.problem.code == "refused_connection"


def test_a_connection_that_breaks_once_is_tried_again(server: Any) -> None:
    server.at("/", HEAD + b"Content-Length: 100\r\n\r\nonly", server.page("whole"))

    assert get(server, "/").body == b"whole"
    assert server.asked.count("/") == 2


def test_what_was_recorded_replays_the_same(server: Any, tmp_path: Path) -> None:
    server.at(
        "/robots.txt", server.page("User-agent: *\nDisallow: /secret", content_type="text/plain")
    )
    server.at("/old", server.redirect("/new?b=2&a=1", status="301 Moved Permanently"))
    whole = server.page(gzip.compress(b"hello"), content_encoding="gzip", etag='"7"')
    server.at("/new?b=2&a=1", whole, server.page("", status="304 Not Modified", etag='"7"'))
    server.at("/busy", server.page("", status="503 Unavailable"), server.page("at last"))
    file = tmp_path / "week.warc.gz"
    watch = server.watch()

    def results(fetcher: Fetcher) -> list[Any]:
        found: list[Any] = []
        for path in ("/old", "/new?b=2&a=1", "/busy", "/absent", "/secret"):
            try:
                page = fetcher.get(server.url(path), conditional=True)
                found.append((page.url, page.status, page.body, page.moved, dict(page.headers)))
            except FetchError as error:
                found.append(error.problem)
        return found

    with Fetcher(watch, FetchState(), record=file, sleep=lambda _: None) as fetcher:
        lived, verdicts = results(fetcher), fetcher.verdicts
    server.stop()
    with Fetcher(watch, FetchState(), replay=[file]) as fetcher:
        assert results(fetcher) == lived
        assert fetcher.verdicts == verdicts

    assert [row[1] for row in lived[:4]] == [200, 304, 200, 404]
