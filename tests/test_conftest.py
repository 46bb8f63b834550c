import socket

import pytest


def test_a_unit_test_reaches_no_network() -> None:
    with (
        socket.socket() as door,
        pytest.raises(pytest.fail.Exception, match="reached for the network"),
    ):
        door.connect(("127.0.0.1", 9))
    with pytest.raises(pytest.fail.Exception):
        socket.getaddrinfo("example.org", 80)


@pytest.mark.server
def test_a_test_marked_server_may_listen() -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:
        assert door.getsockname()[1]
