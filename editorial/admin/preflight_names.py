"""What the desk calls preflight's families and severities, in the language it speaks; preflight's own is Chinese."""

from django.utils.translation import gettext

from editorial.preflight.finding import Severity
from editorial.preflight.report import SEVERITY_NAMES
from editorial.preflight.rules import FAMILY_NAMES, Family


def severity_names() -> dict[Severity, str]:
    """The gravest first."""
    return {severity: gettext(name) for severity, name in SEVERITY_NAMES.items()}


def family_names() -> dict[Family, str]:
    """In the order of the handbook."""
    return {family: gettext(name) for family, name in FAMILY_NAMES.items()}
