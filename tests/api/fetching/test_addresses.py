from __future__ import annotations

import pytest

from api.errors import FetchError
from api.fetching import read_address, slug
from api.fetching.addresses import check_host, host_of, is_public, look_up, same_page


@pytest.mark.parametrize(
    "text",
    [
        "file:///etc/passwd",
        "gopher://www.example.org/",
        "javascript:alert(1)",
        "www.example.org/page",
        "//www.example.org/page",
        "http://",
        "http://user@www.example.org/",
        "http://user:secret@www.example.org/",
        "http://www.example.org@127.0.0.1/",
        "http://www.example.org:port/",
        "http://www.example.org:0/",
        "http://www.example.org/\x00",
        "http://[::1",
        "http://www.example.org/" + "a" * 3000,
        "",
    ],
)
def test_what_is_no_address_to_ask_is_refused(text: str) -> None:
    with pytest.raises(FetchError):
        read_address(text)


@pytest.mark.parametrize(
    "number",
    [
        *("127.0.0.1", "127.1.2.3", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254"),
        *("100.64.0.1", "224.0.0.1", "224.0.1.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "198.18.0.1"),
        *("::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "fec0::1", "ff02::1", "2001:db8::1"),
        *("::ffff:127.0.0.1", "::ffff:93.184.216.34", "::ffff:a9fe:a9fe", "::127.0.0.1", "::7f00:1"),
        *("2002:7f00:1::", "2002:a9fe:a9fe::1", "2001:0:7f00:1::", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe"),
        *("64:ff9b:1::1", "100::1", "localhost", "127.1", "0177.0.0.1", "", "2130706433"),
    ],
)
def test_no_number_but_those_of_the_open_internet_is_public(number: str) -> None:
    assert not is_public(number)


@pytest.mark.parametrize("number", ["93.184.216.34", "8.8.8.8", "2606:2800:220:1:248:1893:25c8:1946", "2a00:1450::1"])
def test_numbers_of_the_open_internet_are_public(number: str) -> None:
    assert is_public(number)


@pytest.mark.parametrize("host", ["127.0.0.1", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "017700000001"])
def test_odd_ways_to_write_this_machine_are_looked_up_as_this_machine(host: str) -> None:
    numbers = look_up(host, 80)
    assert numbers == ["127.0.0.1"]
    assert not any(map(is_public, numbers))


def test_hosts_are_compared_whole_and_with_their_port() -> None:
    for address in ("http://www.example.org/a", "https://WWW.Example.org:443/a", "http://www.example.org:80/a"):
        check_host(read_address(address), {"www.example.org"})
    for address in (
        "http://example.org/a",
        "http://www.example.org.evil.example/a",
        "http://evil-www.example.org/a",
        "http://www.example.org:8080/a",
        "http://www.example.org./a",
    ):
        with pytest.raises(FetchError, match="not among the hosts"):
            check_host(read_address(address), {"www.example.org"})
    assert host_of(read_address("http://www.example.org:8080/")) == "www.example.org:8080"
    assert host_of(read_address("http://bücher.example/")) == "xn--bcher-kva.example"


def test_a_name_out_of_an_address_is_readable_stable_and_its_own() -> None:
    address = "https://www.example.org/meetings/Performance-Scrutiny-Meeting-6-July-2022/"
    name = slug(address)
    assert name.startswith("performance-scrutiny-meeting-6-july-2022-")
    assert name == slug(address.rstrip("/")) == slug(f"{address}#questions") == slug(address.replace("www", "WWW"))
    assert len({name, slug(f"{address}?page=2"), slug(address.replace("/meetings", ""))}) == 3
    assert slug("https://www.example.org/").startswith("page-")
    for odd in ("https://www.example.org/%2e%2e%2f%2e%2e%2fetc/passwd", "https://www.example.org/a%00b/..%5c..%5cx"):
        assert set(slug(odd)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert same_page(read_address("http://www.example.org/a/")) == same_page(read_address("https://www.example.org/a"))
