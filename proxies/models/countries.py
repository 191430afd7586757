"""Countries by name instead of code, for those whom the record and its region speak of."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from proxies.models.languages import once_per_language

NAMES = {
    "AE": _("United Arab Emirates"), "AF": _("Afghanistan"), "AU": _("Australia"),
    "AZ": _("Azerbaijan"), "BE": _("Belgium"), "BH": _("Bahrain"), "CA": _("Canada"),
    "CH": _("Switzerland"), "CN": _("China"), "CY": _("Cyprus"), "DE": _("Germany"),
    "DJ": _("Djibouti"), "EG": _("Egypt"), "ER": _("Eritrea"), "ET": _("Ethiopia"),
    "FR": _("France"), "GB": _("United Kingdom"), "GR": _("Greece"), "IL": _("Israel"),
    "IN": _("India"), "IQ": _("Iraq"), "IR": _("Iran"), "IT": _("Italy"), "JO": _("Jordan"),
    "JP": _("Japan"), "KW": _("Kuwait"), "LB": _("Lebanon"), "LY": _("Libya"),
    "NL": _("Netherlands"), "NO": _("Norway"), "OM": _("Oman"), "PK": _("Pakistan"),
    "PS": _("Palestine"), "QA": _("Qatar"), "RU": _("Russia"), "SA": _("Saudi Arabia"),
    "SD": _("Sudan"), "SE": _("Sweden"), "SO": _("Somalia"), "SY": _("Syria"),
    "TM": _("Turkmenistan"), "TR": _("Türkiye"), "US": _("United States"), "VA": _("Vatican City"),
    "YE": _("Yemen"),
}  # fmt: skip
"""Common names by ISO 3166-1 alpha-2 code."""


@once_per_language
def country_name(code: str) -> str:
    """The name of a country; a code that is not listed here is shown as it is."""
    return str(NAMES.get(code, code))
