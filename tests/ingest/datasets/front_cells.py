"""Reviewed by hand, and not taken from the code: where each tracked faction fires from, what is
struck from there, and why each place belongs where it does.

Every cell of faction and place has its own reason, of the faction's line and of the place's.
"""

from __future__ import annotations

from typing import NamedTuple

from proxies.methods.imported_front import Ruling, Where

FACTIONS = {
    "hezbollah": ("lebanon", "fires from Lebanon, though it fought in Syria too"),
    "amal-movement": ("lebanon", "a party of Lebanon"),
    "jamaa-islamiya": ("lebanon", "its Fajr Forces fired from Lebanon"),
    "islamic-glory-brigades": ("lebanon", "claimed an infiltration from Lebanon"),
    "popular-mobilization-forces": ("iraq", "brigades paid by the Iraqi state"),
    "islamic-resistance-in-iraq": ("iraq", "the brand of factions that fire from Iraq"),
    "iraqi-resistance-coordination-committee": ("iraq", "the committee of Iraqi factions"),
    "kataib-hezbollah": ("iraq", "based at Jurf al-Sakhar in Iraq"),
    "harakat-hezbollah-al-nujaba": ("iraq", "a faction of Iraq, with fighters in Syria"),
    "kataib-sayyid-al-shuhada": ("iraq", "a faction of Iraq, with fighters in Syria"),
    "asaib-ahl-al-haq": ("iraq", "a party with seats in Iraq's parliament"),
    "badr-organization": ("iraq", "a party of Iraq, on no other front"),
    "harakat-ansar-allah-al-awfiya": ("iraq", "a faction of southern Iraq"),
    "kataib-al-imam-ali": ("iraq", "a faction of Iraq, on no other front"),
    "liwa-al-tafuf": ("iraq", "Iraq's 13th Brigade, on the border to Syria"),
    "tashkil-al-waritheen": ("iraq", "claimed a drone at al-Harir in Iraq"),
    "ashab-al-kahf": ("iraq", "a cover name for attacks in Iraq"),
    "saraya-awliya-al-dam": ("iraq", "a cover name known from Erbil in Iraq"),
    "houthis": ("yemen", "hold Sanaa and fire from Yemen"),
    "liwa-fatemiyoun": ("syria", "raised for Syria"),
    "liwa-zainabiyoun": ("syria", "raised for Syria, as Fatemiyoun was"),
    "lions-of-okaidat": ("syria", "a tribal militia of Deir ez-Zor"),
    "local-defence-forces": ("syria", "auxiliaries of the Syrian army"),
    "national-defence-forces": ("syria", "auxiliaries of the Assad government"),
    "syrian-hezbollah": ("syria", "units of Syrians"),
    "liwa-al-baqir": ("syria", "a tribal militia around Aleppo"),
    "iran-backed-militias-syria": ("syria", "stands for groups in Syria that nobody names"),
    "islamic-resistance-front-in-syria": ("syria", "appeared in Syria after Assad's fall"),
    "martyr-mohammed-deif-brigades": ("syria", "claimed two rockets on the Golan"),
    "hamas": ("", "fights mainly in Gaza and the West Bank, which are no front here"),
    "palestinian-islamic-jihad": ("", "fights mainly in the West Bank and Gaza, no front here"),
}
"""Each tracked faction: the front that it fires from, and why."""

OWN = {"LB": "lebanon", "IQ": "iraq", "SY": "syria", "YE": "yemen"}


class Cell(NamedTuple):
    """A place, the theatre that it is outside the fronts, and what it is."""

    where: Where
    theatre: str
    what: str


PLACES = {
    "LB": Cell(Where("LB"), "", "Lebanon is a front: its theatre, whoever took part"),
    "IQ": Cell(Where("IQ"), "", "Iraq is a front: its theatre, whoever took part"),
    "SY": Cell(Where("SY"), "", "Syria is a front: its theatre, whoever took part"),
    "YE": Cell(Where("YE"), "", "Yemen is a front: its theatre, whoever took part"),
    "IL": Cell(Where("IL"), "IL", "Israel is hit, and is no front: who fired decides"),
    "PS": Cell(Where("PS"), "PS", "neither Gaza nor the West Bank is named: not decided"),
    "gaza": Cell(Where("PS", 31.42, 34.36), "gaza", "Gaza by its point: a war of its own"),
    "gaza under Israel": Cell(
        Where("IL", 31.42, 34.36, "Gaza Strip"), "gaza", "Gaza by its province, filed under Israel"
    ),
    "west-bank": Cell(Where("PS", 32.46, 35.3), "west-bank", "the West Bank by its point"),
    "west-bank under Israel": Cell(
        Where("IL", 32.46, 35.3, "West Bank"), "west-bank", "the West Bank, filed under Israel"
    ),
    "golan-sy": Cell(Where("SY", 33.0, 35.75), "golan", "the Golan, filed under Syria"),
    "golan-il": Cell(Where("IL", 33.0, 35.75), "golan", "the Golan, filed under Israel"),
    "sea": Cell(Where("", 14.0, 42.0, sea=True), "sea", "the Red Sea, in no country"),
    "sea off Djibouti": Cell(
        Where("DJ", 12.0, 43.5, sea=True), "sea", "at sea by its source, off Djibouti"
    ),
    "JO": Cell(Where("JO"), "JO", "Jordan, between Iraq, Syria and Israel"),
    "SA": Cell(Where("SA"), "SA", "Saudi Arabia, in reach of Iraq and Yemen"),
    "AE": Cell(Where("AE"), "AE", "the Emirates, in reach of Iraq and Yemen"),
    "EG": Cell(Where("EG"), "EG", "Egypt, where fire at Eilat came down"),
    "IR": Cell(Where("IR"), "IR", "Iran, the patron: strikes there are not the factions'"),
    "KW": Cell(Where("KW"), "KW", "Kuwait, which none claimed to strike"),
    "BH": Cell(Where("BH"), "BH", "Bahrain, which none claimed to strike"),
    "QA": Cell(Where("QA"), "QA", "Qatar, which none claimed to strike"),
    "OM": Cell(Where("OM"), "OM", "Oman, whose land none claimed to strike"),
    "TR": Cell(Where("TR"), "TR", "Türkiye: a war apart in the north"),
    "CY": Cell(Where("CY"), "CY", "Cyprus, which was threatened and is not in the rule"),
    "SD": Cell(Where("SD"), "SD", "Sudan: ashore, a war of its own"),
    "ER": Cell(Where("ER"), "ER", "Eritrea, ashore; ships off it are at sea"),
    "DJ": Cell(Where("DJ"), "DJ", "Djibouti, ashore; ships off it are at sea"),
    "SO": Cell(Where("SO"), "SO", "Somalia, ashore; ships off it are at sea"),
    "AR": Cell(Where("AR"), "AR", "Argentina: no fire from a front reaches it"),
    "BG": Cell(Where("BG"), "BG", "Bulgaria: no fire from a front reaches it"),
    "GB": Cell(Where("GB"), "GB", "the United Kingdom is met at sea and in Iraq, not at home"),
    "US": Cell(Where("US"), "US", "the United States is met at its bases, not at home"),
    **{
        code: Cell(Where(code), code, f"{name} lies beyond every front, and none strikes it")
        for code, name in {
            "AF": "Afghanistan", "AU": "Australia", "AZ": "Azerbaijan", "BE": "Belgium",
            "CA": "Canada", "CH": "Switzerland", "CN": "China", "DE": "Germany", "ET": "Ethiopia",
            "FR": "France", "GR": "Greece", "IN": "India", "IT": "Italy", "JP": "Japan",
            "LY": "Libya", "NL": "the Netherlands", "NO": "Norway", "PK": "Pakistan",
            "RU": "Russia", "SE": "Sweden", "TM": "Turkmenistan", "VA": "the Vatican",
        }.items()
    },
}  # fmt: skip

STRUCK = {
    ("lebanon", "IL"): "as in 2023-11-05-kiryat-shmona-grads",
    ("lebanon", "west-bank"): "what was aimed at Israel comes down there too",
    ("lebanon", "golan"): "as in 2023-10-08-hezbollah-shebaa-farms",
    ("lebanon", "sea"): "ships and rigs off Israel are in its reach",
    ("iraq", "IL"): "as in 2024-04-01-eilat-naval-base",
    ("iraq", "west-bank"): "as in 2024-10-20-iri-jordan-valley-claim",
    ("iraq", "golan"): "as in 2024-10-03-golan-drone-two-soldiers",
    ("iraq", "sea"): "its factions claimed ships, alone and with the Houthis",
    ("iraq", "JO"): "as in 2024-01-28-tower-22",
    ("iraq", "SA"): "drones flown there were laid to Iraq's factions",
    ("iraq", "AE"): "drones flown there were claimed from Iraq",
    ("yemen", "IL"): "as in 2024-07-19-tel-aviv-drone",
    ("yemen", "west-bank"): "what was aimed at Israel comes down there too",
    ("yemen", "golan"): "what was aimed at Israel comes down there too",
    ("yemen", "sea"): "as in 2024-01-15-gibraltar-eagle",
    ("yemen", "EG"): "as in 2023-10-27-taba-debris",
    ("yemen", "SA"): "the Houthis claimed strikes there through the war of 2015 on",
    ("yemen", "AE"): "the Houthis claimed strikes there in January 2022",
    ("syria", "IL"): "as in 2023-11-09-eilat-school-drone",
    ("syria", "golan"): "rockets at the Golan are fired from Syria",
    ("syria", "JO"): "the desert border, where Tower 22 stands",
}
"""What each front strikes beyond its own land, and why that is in the rule; what begins with "as
in" is an event of the record."""


def cell_of(faction: str, place: str) -> tuple[Ruling, str]:
    """The front or theatre of a cell, and the reason."""
    home, why = FACTIONS[faction]
    cell = PLACES[place]
    because = f"{faction} {why}; {place}: {cell.what}"
    if place in OWN:
        return Ruling(OWN[place]), because
    if struck := STRUCK.get((home, cell.theatre)):
        return Ruling(home), f"{because}; {home} strikes it by rule, {struck}"
    outside = f"{home} does not strike it by rule" if home else "without a home nobody's front"
    return Ruling(None, cell.theatre), f"{because}; {outside}: outside"
