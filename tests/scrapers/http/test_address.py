import threading
import time

import pytest

from knowledge.errors import FetchError
from scrapers.http import address

PUBLIC = [
    "93.184.215.14",
    "8.8.8.8",
    "2001:4860:4860::8888",
    "2a00:1450:4001::1",
    "::ffff:8.8.8.8",
    "64:ff9b::808:808",
]
CLOSED = [
    *(
        "127.0.0.1",
        "127.8.9.1",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
    ),
    *(
        "169.254.169.254",
        "100.64.0.1",
        "100.127.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.88.99.1",
        "198.18.0.1",
    ),
    *(
        "198.51.100.7",
        "203.0.113.7",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
    ),
    *(
        "::",
        "::1",
        "::7f00:1",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "fc00::1",
        "fd12:3456::1",
        "ff02::1",
    ),
    *(
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:a9fe:a9fe",
        "64:ff9b::7f00:1",
        "64:ff9b::a00:1",
    ),
    *(
        "64:ff9b:1::808:808",
        "2002:7f00:1::",
        "2002:808:808::",
        "2001:0:53aa::1",
        "2001:db8::1",
        "3fff::1",
        "100::1",
    ),
    *("", "localhost", "0177.0.0.1", "1.2.3", "93.184.215.14.", "5f00::1"),
]


@pytest.mark.parametrize("ip", PUBLIC)
def test_a_public_address_is_public(ip: str) -> None:
    assert address.is_public(ip)


@pytest.mark.parametrize("ip", CLOSED)
def test_any_other_address_is_not(ip: str) -> None:
    assert not address.is_public(ip)


@pytest.mark.parametrize(
    "host",
    [
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "0177.0.0.1",
        "127.1",
        "10.0.0",
        "1.2.3.4.5",
        "1.2.3.08",
        "0x",
    ],
)
def test_a_number_that_is_not_written_as_four_plain_ones_is_disguised(host: str) -> None:
    assert address.is_disguised(host)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "8.8.8.8", "a.example", "4.be", "0x7f.example", "1password.com", "::1"]
)
def test_a_plain_address_or_name_is_not_disguised(host: str) -> None:
    assert not address.is_disguised(host)


def found(host: str, *ips: str, test_hosts: tuple[str, ...] = ()) -> list[str]:
    return list(
        address.candidates(
            "http://x/", host, 80, resolve=lambda *_: list(ips), test_hosts=test_hosts
        )
    )


def test_every_address_of_a_name_must_be_public() -> None:
    assert found("a.example", "8.8.8.8", "9.9.9.9") == ["8.8.8.8", "9.9.9.9"]

    with pytest.raises(FetchError, match=r"192\.168\.0\.1"):
        found("a.example", "8.8.8.8", "192.168.0.1")


def test_a_name_without_address_is_not_found() -> None:
    with pytest.raises(FetchError) as caught:
        found("a.example")

    assert caught.value.problem.code == "dns"


@pytest.mark.parametrize(
    "test_host", ["localhost:81", "127.0.0.1:80", "localhost", "alhost:80", "*:80"]
)
def test_a_test_host_counts_for_its_own_text_and_port_alone(test_host: str) -> None:
    assert found("localhost", "127.0.0.1", test_hosts=("localhost:80",)) == ["127.0.0.1"]

    with pytest.raises(FetchError):
        found("localhost", "127.0.0.1", test_hosts=(test_host,))


def test_a_test_host_opens_loopback_and_nothing_else() -> None:
    assert found("::1", "::1", test_hosts=("[::1]:80",)) == ["::1"]

    with pytest.raises(FetchError):
        found("localhost", "10.0.0.1", test_hosts=("localhost:80",))


def test_a_name_with_very_many_addresses_is_tried_at_six() -> None:
    assert len(found("a.example", *[f"8.8.8.{number}" for number in range(100)])) == 6


def test_looking_up_a_name_ends_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    hang = threading.Event()
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: [None] * (not hang.wait(5)))
    began = time.monotonic()

    with pytest.raises(TimeoutError):
        address.look_up("a.example", 80, 0.05)

    hang.set()
    assert time.monotonic() - began < 2


@pytest.mark.parametrize(
    "failure", [OSError("no such name"), UnicodeError("label too long"), ValueError("NUL")]
)
def test_a_name_that_cannot_be_looked_up_has_no_address(
    monkeypatch: pytest.MonkeyPatch, failure: Exception
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise failure

    monkeypatch.setattr("socket.getaddrinfo", fail)

    assert address.look_up("a.example", 80, 5) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.example", "https://a.example/"),
        ("https://A.example./x", "https://a.example:443/x#top"),
        ("http://a.example:80/%7euser", "http://a.example/~user"),
        ("https://a.example/é?b=2&a=%C3%A9", "https://a.example/%c3%a9?a=é&b=2"),
        ("https://a.example/a b|c", "https://a.example/a%20b%7Cc"),
    ],
)
def test_equivalent_addresses_share_a_key(one: str, other: str) -> None:
    assert address.key(one) == address.key(other)


@pytest.mark.parametrize(
    "other",
    [
        "http://a.example/a/b",
        "https://a.example/a%2Fb",
        "https://a.example/a/b?",
        "https://a.example:8443/a/b",
    ],
)
def test_other_addresses_do_not(other: str) -> None:
    assert address.key("https://a.example/a/b?x=1") != address.key(other)
    assert address.key("https://a.example/a/b") != address.key(other) or other.endswith("?")


def test_an_address_that_is_none_is_its_own_key() -> None:
    assert address.key("https://[::1/x") == "https://[::1/x"
