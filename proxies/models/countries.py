"""Countries by name instead of code, for those whom the record and its region speak of."""

from __future__ import annotations

import re

NAMES: dict[str, str] = dict(
    re.findall(
        r"([A-Z]{2}) ([^,\n]+)",
        """
AE United Arab Emirates, AU Australia, AZ Azerbaijan, BE Belgium, BH Bahrain, CA Canada,
CH Switzerland, CN China, CY Cyprus, DE Germany, DJ Djibouti, EG Egypt, ER Eritrea, FR France,
GB United Kingdom, GR Greece, IL Israel, IN India, IQ Iraq, IR Iran, IT Italy, JO Jordan,
JP Japan, KW Kuwait, LB Lebanon, NL Netherlands, NO Norway, OM Oman, PK Pakistan, PS Palestine,
QA Qatar, RU Russia, SA Saudi Arabia, SD Sudan, SE Sweden, SO Somalia, SY Syria, TR Türkiye,
US United States, VA Vatican City, YE Yemen
""",
    )
)
"""Common English names by ISO 3166-1 alpha-2 code."""


def country_name(code: str) -> str:
    """The name of a country; a code that is not listed here is shown as it is."""
    return NAMES.get(code, code)
