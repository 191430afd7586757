"""The months of the common calendar by the names that notes give them: in English, in Arabic (of
Egypt, the Levant and the Maghreb), in Persian and in Hebrew.

Months of the Persian and the Islamic calendars are not read, for their days are others.
"""

from __future__ import annotations

ENGLISH = {
    name: number
    for number, words in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july",
         "aug august", "sep sept september", "oct october", "nov november", "dec december"), 1
    )
    for name in words.split()
}  # fmt: skip
ARABIC = (
    "يناير|كانون الثاني|جانفي", "فبراير|شباط|فيفري", "مارس|آذار|اذار",
    "أبريل|ابريل|إبريل|نيسان|أفريل", "مايو|أيار|ايار|ماي", "يونيو|يونيه|حزيران|جوان",
    "يوليو|يوليه|تموز|جويلية", "أغسطس|اغسطس|آب|اب|أوت", "سبتمبر|أيلول|ايلول",
    "أكتوبر|اكتوبر|تشرين الأول|تشرين الاول", "نوفمبر|تشرين الثاني",
    "ديسمبر|كانون الأول|كانون الاول",
)  # fmt: skip
PERSIAN = (
    "ژانویه|ژانویهٔ", "فوریه|فوریهٔ", "مارس", "آوریل", "مه|مهٔ|می", "ژوئن", "ژوئیه|ژوئیهٔ|جولای",
    "اوت|آگوست", "سپتامبر", "اکتبر", "نوامبر", "دسامبر",
)  # fmt: skip
HEBREW = (
    "ינואר", "פברואר", "מרץ|מרס", "אפריל", "מאי", "יוני", "יולי", "אוגוסט", "ספטמבר", "אוקטובר",
    "נובמבר", "דצמבר",
)  # fmt: skip
DIGITS = {ord(sign): str(n) for row in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹") for n, sign in enumerate(row)}
LETTERS = {ord("ی"): "ي", ord("ى"): "ي", ord("ک"): "ك", ord("\u200c"): " ", ord("\u00a0"): " "}
"""Letters that keyboards write in two ways, one for one, so that places in the text stay."""


def plain(text: str) -> str:
    """A text with the digits 0 to 9 and one form of each letter, as long as it was."""
    return text if text.isascii() else text.translate(DIGITS | LETTERS)


def _by_name(*languages: tuple[str, ...]) -> dict[str, int]:
    return {
        plain(name): number
        for months in languages
        for number, names in enumerate(months, 1)
        for name in names.split("|")
    }


ALONE = frozenset(map(plain, ("می", "مه", "آب", "اب", "ماي", "جوان")))
"""Months that are common words too, such as “۳ جوان”, three youths: read only beside a year."""
OTHERS = _by_name(ARABIC, PERSIAN, HEBREW)
"""The months that are not written in Latin letters."""
MONTHS = ENGLISH | OTHERS
OTHER = "|".join(sorted(OTHERS, key=len, reverse=True))
