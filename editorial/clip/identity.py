"""When two addresses name the same page: what sharers, campaigns and link counters add is taken away."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

LONGEST = 500
"""Characters that the database keeps of an address."""

ADDED = re.compile(
    r"utm_\w+|spm(?:_\w+)?|scm|from|share\w*|sharer_\w+|wxshare\w*|mpshare|isappinstalled|scene|chksm|srcid"
    r"|ascene|clicktime|enterid|sessionid|devicetype|nettype|pass_ticket|wx_header|poc_token|fbclid|gclid"
    r"|bd_vid|hmsr|tt_from",
    re.IGNORECASE,
)
"""Names of parameters that say how a reader came, not what is read."""
_PORTS = {"http": 80, "https": 443}


def page_address(url: str) -> str:
    """The address by which a page is known: https, host in lower case, no default port, no tracking
    parameters, parameters in order, no fragment unless it is a route (`#/…`, `#!…`).

    Empty for what is no web address, or longer than `LONGEST`.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        return ""
    if parts.scheme not in _PORTS or not host:
        return ""
    place = host if port in (None, _PORTS[parts.scheme]) else f"{host}:{port}"
    named = parse_qsl(parts.query, keep_blank_values=True)
    kept = sorted((name, value) for name, value in named if not ADDED.fullmatch(name))
    query = f"?{urlencode(kept, errors='replace')}" if kept else ""
    route = f"#{parts.fragment}" if parts.fragment.startswith(("/", "!")) else ""
    address = f"https://{place}{parts.path or '/'}{query}{route}"
    return address if len(address) <= LONGEST else ""
