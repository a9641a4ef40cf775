"""Which machines may be reached: those on the public internet, by the registries of IANA.

Kept as a table because `ipaddress.is_global` says otherwise from one release of Python to the next.
"""

from collections.abc import Iterator
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

# IANA IPv4 Special-Purpose Address Registry (RFC 6890 and later), what is not globally reachable;
# multicast (RFC 5771); 6to4 relays (RFC 7526).
_NOT_PUBLIC_4 = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",  # shared between carriers; Alibaba Cloud's metadata
            "127.0.0.0/8",
            "168.63.129.16/32",  # public by its number, but within Azure it is the host
            "169.254.0.0/16",  # link-local; most clouds' metadata
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
        ),
    )
)
# IANA IPv6 Special-Purpose Address Registry. Only 2000::/3 is given out (RFC 4291); these are its exceptions.
_GIVEN_OUT_6 = IPv6Network("2000::/3")
_NOT_PUBLIC_6 = tuple(map(IPv6Network, ("2001::/23", "2001:db8::/32", "3fff::/20")))
_NAT64 = IPv6Network("64:ff9b::/96")


def is_public(ip: IPv4Address | IPv6Address) -> bool:
    """Whether this address is of the public internet, and every IPv4 address that it carries: a gateway on
    the way would take it out and go there."""
    if isinstance(ip, IPv4Address):
        return _is_public_4(ip)
    carried = list(_carried(ip))
    return all(map(_is_public_4, carried)) if carried else _is_public_6(ip)


def _is_public_4(ip: IPv4Address) -> bool:
    return not any(ip in network for network in _NOT_PUBLIC_4)


def _is_public_6(ip: IPv6Address) -> bool:
    return ip in _GIVEN_OUT_6 and not any(ip in network for network in _NOT_PUBLIC_6)


def _carried(ip: IPv6Address) -> Iterator[IPv4Address]:
    """The IPv4 addresses within: mapped (RFC 4291), NAT64 (RFC 6052), 6to4 (RFC 3056), Teredo (RFC 4380)."""
    if ip.ipv4_mapped:
        yield ip.ipv4_mapped
    if ip in _NAT64:
        yield IPv4Address(int(ip) & 0xFFFF_FFFF)
    if ip.sixtofour:
        yield ip.sixtofour
    yield from ip.teredo or ()
