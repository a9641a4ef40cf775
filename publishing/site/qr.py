"""The QR code (ISO/IEC 18004) by which an address is taken from a screen or from paper to a telephone."""

import segno

QUIET_ZONE = 4
"""Blank modules around the code, as the standard asks for."""


def qr_code(address: str) -> str:
    """The code as an SVG element for an HTML page: dark on light, as readers of codes expect it, whatever the
    colours of the page. Error correction is at least level M (15 %)."""
    code = segno.make_qr(address, error="m")
    return code.svg_inline(border=QUIET_ZONE, omitsize=True, svgclass=None, lineclass=None, light="#fff")
