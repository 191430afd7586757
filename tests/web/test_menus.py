"""The choices of a menu and the months of a period are written with every value escaped."""

from __future__ import annotations

from dataclasses import replace
from html import escape

from proxies.series.counts import Cover
from proxies.web.forms.bar import Choice, Menu, Part
from proxies.web.templatetags.menus import choices_of, months_of
from proxies.web.views.time_control import Way

ODD = '"><script>alert("&")</script>'


def test_a_choice_says_what_it_would_leave_and_how_to_ask_for_it_alone() -> None:
    choice = Choice(
        "houthis", "Ansar Allah (Houthis)", True, 1234, "?faction=houthis", "انصار الله"
    )
    menu = Menu("faction", "Faction", (Part("", (choice,)),), (), ())
    assert choices_of(menu, [choice]) == (
        '<li data-names="انصار الله"><label><input type="checkbox" id="in-faction-houthis" '
        'name="faction" value="houthis" checked><bdi>Ansar Allah (Houthis)</bdi> '
        '<data value="1234">1,234</data></label>'
        '<a href="?faction=houthis" aria-label="Only Ansar Allah (Houthis)">only</a></li>'
    )
    none = replace(choice, checked=False, count=0, only="", names="")
    assert choices_of(menu, [none]).startswith('<li class="none"><label>')
    uncounted = choices_of(menu, [replace(none, count=None)])
    assert "<data" not in uncounted
    assert "<a " not in uncounted


def test_no_value_can_write_a_tag() -> None:
    choice = Choice(ODD, ODD, False, 1, ODD, ODD)
    menu = Menu(ODD, ODD, (), (), ())
    way = Way("", ODD, ODD, cover=Cover.PART)
    for written, tags in ((choices_of(menu, [choice]), 11), (months_of(2024, [way]), 2)):
        assert written.count("<") == written.count(">") == tags
        assert escape(ODD) in written


def test_a_month_says_how_much_of_it_is_covered() -> None:
    whole = Way("", "?since=2024-01-01&until=2024-01-31", "Jan", here=True)
    part, none = (replace(whole, here=False, cover=cover) for cover in (Cover.PART, Cover.NONE))
    assert months_of(2024, [whole, part, none]) == (
        '<a href="?since=2024-01-01&amp;until=2024-01-31" aria-label="Jan 2024" '
        'aria-current="true">Jan</a>'
        '<a href="?since=2024-01-01&amp;until=2024-01-31" aria-label="Jan 2024, partly covered" '
        'data-cover="part">Jan</a>'
        '<a href="?since=2024-01-01&amp;until=2024-01-31" aria-label="Jan 2024, not covered" '
        'data-cover="none">Jan</a>'
    )
