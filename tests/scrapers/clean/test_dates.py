from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrapers.clean import dates

SHAPES = [
    # machine forms
    ("2026-11-19", "2026-11-19"),
    ("2026-11-19T09:00:00+01:00", "2026-11-19"),
    ("2026-11-19T00:30:00+01:00", "2026-11-19"),
    ("2026-11-19T23:30:00-05:00", "2026-11-19"),
    ("2026-11-10T12:00:00Z", "2026-11-10"),
    ("2026-11-19 10:00", "2026-11-19"),
    ("20261119T090000Z", "2026-11-19"),
    ("20261119", "2026-11-19"),
    ("2026/11/19", "2026-11-19"),
    ("Thu, 19 Nov 2026 00:00:00 +0100", "2026-11-19"),
    ("19 Nov 2026 09:00 GMT", "2026-11-19"),
    ("Thu, 19 Nov 26 00:00:00 +0100", "2026-11-19"),
    # printed, as met on the watched sites
    ("06.06.2017", "2017-06-06"),
    ("Publié le 02 août 2024 - Modifié le 28 août 2024", "2024-08-02"),
    ("Modifié le 28 août 2024 - Publié le 02 août 2024", "2024-08-02"),
    ("Actualité - Publié le 27 février 2025 - Modifié le 3 mars 2026", "2025-02-27"),
    ("Date de parution : 22 avril 2021", "2021-04-22"),
    ("Publié le 14/05/2020", "2020-05-14"),
    ("Laatst aangepast:2/9/2021", "2021-09-02"),
    ("Gepubliceerd op02/09/2021", "2021-09-02"),
    ("01 jul 2022 17:05", "2022-07-01"),
    ("12 déc 2025 16:58", "2025-12-12"),
    ("24 février 2023", "2023-02-24"),
    ("For immediate release - 14/11/2022 - 12:00", "2022-11-14"),
    ("1ᵉʳ janvier 2023", "2023-01-01"),
    ("1er janvier 2023", "2023-01-01"),
    ("1erjanvier 2026", "2026-01-01"),
    ("1\u00a0mars\u202f2026", "2026-03-01"),
    ("06.06.2017Le Conseil se penche", "2017-06-06"),
    ("12 mars 2018Le Conseil se penche", "2018-03-12"),
    ("5 NOVEMBRE 2026. - Arrêté royal", "2026-11-05"),
    ("lun. 3 août 2026", "2026-08-03"),
    ("20 juin 2023 de 14 h 30 à 18 h", "2023-06-20"),
    ("24 fe\u0301vrier 2023", "2023-02-24"),
    ("Publié le 1 mars 2026 | Mis à jour le 3 mars 2026", "2026-03-01"),
    ("Mis à jour le 3 mars 2026", "2026-03-03"),
    # day first, always
    ("04/05/2026", "2026-05-04"),
    ("2. 9. 2021", "2021-09-02"),
    ("2-9-2021", "2021-09-02"),
    # but where only the other reading is a day
    ("11/19/2026", "2026-11-19"),
    # a year of two digits
    ("14.11.22", "2022-11-14"),
    ("19/11/26", "2026-11-19"),
    ("05-11-26", "2026-11-05"),
    ("Thursday, 12-Nov-26 10:00:00 GMT", "2026-11-12"),
    ("19 nov. '26", "2026-11-19"),
    # programs
    ("Thu Nov 19 10:00:00 CET 2026", "2026-11-19"),
    ("Tue Aug 25 2020 00:23:33 GMT+0000 (Coordinated Universal Time)", "2020-08-25"),
    ("vendredi 1 er mai 2026", "2026-05-01"),
    ("1° avril 2026", "2026-04-01"),
    ("26 Mai, 2008", "2008-05-26"),
    ("2026.11.19", "2026-11-19"),
    ("2026年11月19日", "2026-11-19"),
    # French, Dutch, English, German
    ("26 juin 2026 17:44", "2026-06-26"),
    ("7 juil. 2026", "2026-07-07"),
    ("7 aout 2026", "2026-08-07"),
    ("9 sept. 2026", "2026-09-09"),
    ("1 mrt. 2024", "2024-03-01"),
    ("maandag 23 november 2026", "2026-11-23"),
    ("3 mei 2026", "2026-05-03"),
    ("15 okt. 2026", "2026-10-15"),
    ("2de februari 2026", "2026-02-02"),
    ("Nov 19, 2026", "2026-11-19"),
    ("November 19th, 2026", "2026-11-19"),
    ("19th of November 2026", "2026-11-19"),
    ("19-nov-2026", "2026-11-19"),
    ("19. März 2026", "2026-03-19"),
    # no day: none is invented
    ("Décembre 2019", None),
    ("janv. 2026", None),
    ("2026", None),
    ("1 août", None),
    ("", None),
    ("il y a 3 jours", None),
    ("12 mars 14 h 30", None),
    ("3 mars 18:30", None),
    ("12.30.45", None),
    ("du 3 mars 2026 au 5 avril 2026", None),
    ("3.12.2026 bis 5.12.2026", None),
    ("hier", None),
    ("gisteren", None),
    ("1700000000", None),
    # no day of the calendar, or one that cannot be
    ("31/02/2026", None),
    ("2026-13-01", None),
    ("1800-01-01", None),
    ("3026-01-01", None),
    # a range is of an event; a print-out has its own day
    ("du 3 au 5 décembre 2026", None),
    ("3-5 december 2026", None),
    ("3 et 4 mars 2026", None),
    ("Imprimé le 12/03/2024", None),
    ("Publié le 1 mars 2024 - Imprimé le 12/03/2026", "2024-03-01"),
    # numbers that are no dates
    ("tél. 02/123.45.67", None),
    ("192.168.1.2020", None),
    ("n° 12345/2026", None),
    ("12345678901234", None),
]


@pytest.mark.parametrize(("printed", "expected"), SHAPES)
def test_a_date_is_read_as_the_source_states_it_or_not_at_all(printed, expected):
    assert dates.day(printed, "fr") == (date.fromisoformat(expected) if expected else None)


@pytest.mark.parametrize(
    ("printed", "published", "updated"),
    [
        ("Publié le 02 août 2024 - Modifié le 28 août 2024", "2024-08-02", "2024-08-28"),
        ("Laatst aangepast:2/9/2021", None, "2021-09-02"),
        ("Last updated 3 May 2026", None, "2026-05-03"),
        ("Gewijzigd op 2 mei 2026 – gepubliceerd op 1 mei 2026", "2026-05-01", "2026-05-02"),
        ("2026-05-01", "2026-05-01", None),
        ("Mise à jour : mars 2026. Publié le 1 mai 2025", "2025-05-01", None),
    ],
)
def test_publication_and_change_are_told_apart(printed, published, updated):
    found = dates.published_and_updated(printed)

    assert [str(day) if day else None for day in found] == [published, updated]


def test_another_language_is_read_with_the_day_and_the_year_that_stand_there():
    assert dates.day("19 de noviembre de 2026", "es") == date(2026, 11, 19)
    assert dates.day("3 marzo 2026", "it") == date(2026, 3, 3)
    assert dates.day("marzo 2026", "it") is None
    assert dates.day("ayer", "es") is None
    assert dates.day("3 blabla 2026", "es") is None
    assert dates.day("3 marzo 2026", "zz") is None


@settings(deadline=None)
@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2099, 12, 31)))
def test_every_day_is_read_back_from_each_of_its_forms(day):
    for printed in (
        f"{day:%d/%m/%Y}",
        f"{day:%d.%m.%Y}",
        day.isoformat(),
        f"{day:%a, %d %b %Y %H:%M:%S} GMT",
        f"{day:%d %B %Y}",
    ):
        assert dates.day(printed) == day


@settings(deadline=None)
@given(st.text(alphabet="0123456789 /.-:TZ+aûéerjnviôtmsd,le–", max_size=60))
def test_no_text_breaks_it_and_what_it_finds_is_plausible(printed):
    found = dates.published_and_updated(printed)

    assert all(day is None or dates.FIRST_YEAR <= day.year <= dates.LAST_YEAR for day in found)


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("Wed, 18 Nov 2026 23:00:00 GMT", "2026-11-19"),
        ("Wed, 01 Jul 2026 22:00:00 +0000", "2026-07-02"),
        ("2026-07-01T22:00:00Z", "2026-07-02"),
        ("2026-07-01T22:00:00.000+00:00", "2026-07-02"),
        ("Wed Jul 01 22:30:00 UTC 2026", "2026-07-02"),
        ("Wednesday, 18-Nov-26 23:00:00 GMT", "2026-11-19"),
        ("2026-07-01T21:59:00Z", "2026-07-01"),
        ("2026-07-01T23:30:00-05:00", "2026-07-01"),
        ("2026-07-01T22:00:00", "2026-07-01"),
        ("2026-07-01", "2026-07-01"),
    ],
)
def test_what_is_stated_in_utc_is_the_day_in_the_zone(stated, expected):
    found = dates.published_and_updated(stated, zone="Europe/Brussels")

    assert str(found.published) == expected


def test_midnight_in_utc_is_a_day_and_no_moment():
    stated = dates.published_and_updated("2026-11-19T00:00:00Z", zone="America/New_York")

    assert stated.published == date(2026, 11, 19)


@pytest.mark.parametrize(
    ("rows", "lang", "order"),
    [
        (["12/22/2025", "12/10/2025"], "en", "month-first"),
        (["12/22/2025", "12/10/2025"], "fr", "month-first"),
        (["22/12/2025", "10/12/2025"], "en", "day-first"),
        (["22/12/25", "10/12/25"], "en", "day-first"),
        (["04/05/2026", "06/07/2026"], "fr", "day-first"),
        (["04/05/2026", "06/07/2026"], "en-US", "month-first"),
        (["04/05/2026", "06/07/2026"], "en-GB", "day-first"),
        (["04/05/2026", "06/07/2026"], "en", ""),
        (["22/12/2025", "12/22/2025"], "fr", ""),
        (["2026-11-19", "19 novembre 2026"], "en", ""),
    ],
)
def test_one_list_has_one_order_of_day_and_month(rows, lang, order):
    assert dates.order_of(rows, lang) == order


def test_an_open_order_gives_no_day_but_where_both_readings_are_one_or_points_tell():
    def read(text):
        return dates.published_and_updated(text, order="").published

    assert read("04/05/2026") is None
    assert read("05/05/2026") == date(2026, 5, 5)
    assert read("04.05.2026") == date(2026, 5, 4)
    assert read("19/05/2026") == date(2026, 5, 19)


def test_an_order_holds_for_what_it_leaves_open_only():
    found = dates.published_and_updated("12/10/2025", order="month-first")

    assert found.published == date(2025, 12, 10)
    assert dates.published_and_updated("22/10/2025", order="month-first").published == date(
        2025, 10, 22
    )
