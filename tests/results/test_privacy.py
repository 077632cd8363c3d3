"""No name of the roster stays in a text, however it is written; everyday words do."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.results.privacy import NamedPerson, NameFinder, everyday_keys
from tests.results.evening import ROSTER, finder

MARK = "[Name]"


def redacted(text: str) -> str:
    return finder().redact(text, MARK)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Jürgen Müller will WLAN", "[Name] will WLAN"),
        ("Das sagt Müller.", "Das sagt [Name]."),
        ("Müllers Vorschlag", "[Name] Vorschlag"),
        ("MÜLLER und mueller", "[Name] und [Name]"),
        ("Ozturk, Öztürk und OEZTUERK", "[Name], [Name] und [Name]"),
        ("Kowalczyk-Vorschlag", "[Name]-Vorschlag"),
        ("Meyer-Landrut, kurz Meyer", "[Name], kurz [Name]"),
        ("Frau Landruts Idee", "Frau [Name] Idee"),
        ("Luca D'Angelo", "[Name]"),
        ("Eva von der Heide", "[Name]"),
        ("jurgen.muller@example.org", "[Name]@example.org"),
        ("#AnnaKlein", "#[Name]"),
    ],
)
def test_a_name_is_replaced_in_every_form(text: str, shown: str) -> None:
    assert redacted(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "Im Winter fehlt ein warmer Raum",
        "Die Räume sind zu klein",
        "KLEIN ANFANGEN",
        "Der Kunde ist König",
        "Ein Fest auf der Heide",
        "Winterdienst und Kleinkinder",
        "Danke, Anna. Klein anfangen ist gut.",
        "Müllerei und Vermüllung",
    ],
)
def test_an_everyday_word_alone_stays(text: str) -> None:
    assert redacted(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Frau Winters Idee", "Frau [Name] Idee"),
        ("Herrn Klein danken", "Herrn [Name] danken"),
        ("Hr. Winter und Fr. König", "Hr. [Name] und Fr. [Name]"),
        ("Frau Prof. Dr. König", "Frau Prof. Dr. [Name]"),
        ("Nachbarin Klein hilft", "Nachbarin [Name] hilft"),
        ("Familie Winter", "Familie [Name]"),
        ("frau könig sagt", "frau [Name] sagt"),
        ("Anna Klein", MARK),
        ("Klein, Anna", MARK),
        ("Anna Maria Klein", MARK),
        ("A. Klein kommt", "[Name] kommt"),
        ("Winter, P., kommt", "[Name]., kommt"),
        ("anna.klein@example.org", "[Name]@example.org"),
        ("Frau Heide", "Frau [Name]"),
    ],
)
def test_an_everyday_word_beside_a_first_name_or_a_salutation_is_a_name(
    text: str, shown: str
) -> None:
    assert redacted(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "Mu\u0308ller",
        "Mül\u00adler",
        "Mül\u200bler",
        "Mül\x00ler",
        "\u202eMüller",
        "Ｍüller",
        "𝐌üller",
        "Ko\u0336walczyk",
        "Anna\u00a0Klein",
        "Anna\u202fKlein",
        "Anna\n Klein",
        "Anna\u200bKlein",
        "An\u200bna\u200bKlein",
        "Anna_Klein",
        "Klein\t,\tAnna",
    ],
)
def test_invisible_signs_and_other_forms_of_letters_hide_no_name(text: str) -> None:
    assert redacted(text).replace("\u202e", "") == MARK


@pytest.mark.parametrize("between", ["\u200b", "\x00", "\u2060", "\u00ad"])
def test_an_invisible_sign_between_words_parts_them(between: str) -> None:
    assert redacted(f"sagt{between}Müller") == f"sagt{between}[Name]"
    assert redacted(f"Frau{between}Winter") == f"Frau{between}[Name]"


def test_a_first_name_alone_stays_and_is_listed() -> None:
    text = "Zofia schlägt einen Chor vor"
    assert redacted(text) == text
    assert [(hit.kind, text[hit.start : hit.end]) for hit in finder().find(text)] == [
        ("first_name", "Zofia")
    ]


def test_a_first_name_after_a_salutation_is_a_name() -> None:
    assert redacted("Frau Zofia und Herr Luca") == "Frau [Name] und Herr [Name]"


def test_an_everyday_word_is_listed_only_where_it_has_a_capital() -> None:
    kinds = [hit.kind for hit in finder().find("Im Winter sind die Räume klein")]
    assert kinds == ["everyday_word"]


def test_a_guest_whose_whole_name_stands_in_one_field_is_found() -> None:
    guests = [NamedPerson("Thilo Brandner", ""), NamedPerson("Vasquez, Inés", "")]
    found = NameFinder(guests, everyday_keys())
    assert found.redact("Brandners Frage an Ines Vasquez", MARK) == "[Name] Frage an [Name]"


def test_the_city_is_no_name_even_if_somebody_bears_it() -> None:
    found = NameFinder([NamedPerson("Kurt", "Dortmund")], everyday_keys(["Dortmund"]))
    assert found.redact("Dortmund dankt Kurt Dortmund", MARK) == "Dortmund dankt [Name]"


def test_an_empty_roster_finds_nothing() -> None:
    assert NameFinder([NamedPerson("", "")], everyday_keys()).find("Anna Klein ist da") == []


def test_two_bearers_of_a_surname_are_both_found_by_their_first_names() -> None:
    people = [NamedPerson("Anna", "Klein"), NamedPerson("Bert", "Klein")]
    found = NameFinder(people, everyday_keys())
    assert found.redact("Klein, Anna; Klein, Bert; B. Klein", MARK) == "[Name]; [Name]; [Name]"


FILLING = st.text(
    st.sampled_from("ab ÄöÜ ß.,;:!?()[]\n\t\u00a0\u00ad\u200b\u0301😀مر1#$*-_/"), max_size=25
)
BETWEEN = st.sampled_from([" ", "  ", "\n", "\t", "\u00a0", "\u202f", " \u00ad", "-", "_", "."])
SHAPES = st.sampled_from([str, str.upper, str.lower, lambda n: unicodedata.normalize("NFD", n)])


@given(FILLING, st.sampled_from(ROSTER), BETWEEN, SHAPES, FILLING)
def test_no_full_name_stays_wherever_it_stands(
    before: str, person: NamedPerson, between: str, shape: object, after: str
) -> None:
    name = shape(f"{person.first_name}{between}{person.last_name}")  # type: ignore[operator]
    left = redacted(f"{before} {name} {after}")
    assert MARK in left
    assert bare(person.last_name) not in bare(left).split(bare(MARK))
    assert bare(name) not in bare(left)


@given(FILLING, st.sampled_from(["Müller", "Öztürk", "Kowalczyk", "Meyer-Landrut"]), FILLING)
def test_no_clear_surname_stays_wherever_it_stands(before: str, name: str, after: str) -> None:
    assert bare(name) not in bare(redacted(f"{before} {name} {after}"))


@given(st.text(max_size=60))
def test_any_text_is_redacted_in_one_go(text: str) -> None:
    once = redacted(text)
    assert redacted(once) == once


def bare(text: str) -> str:
    """What a reader would see, without case, accents and signs."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    return "".join(char for char in folded if char.isalpha())
