"""Both languages say the same things, in our own words, and numbers read as people write them."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from string import Formatter

import pytest

from console.words import LANGUAGES, MissingWord, Words, choose_language, formats
from console.words.lookup import WORDS_FOLDER, Entry

AREAS = sorted(path.stem for path in (WORDS_FOLDER / "de").glob("*.toml"))
ALWAYS = {
    "shell", "start", "live", "notes", "roster", "results", "projector", "errors", "cli",
    "rehearsal", "documents", "formats",
}  # fmt: skip
BANNED = {
    "de": r"Sitzung|Session|Bündel|bündeln|Cluster|Teilnehmer\b|Teilnehmern\b|Moderatoren"
    r"|(?<!Bürgerinnen und )Bürger\b|Punkteabfrage|Meeting|[Ee]inchecken|[Ee]ingecheckt"
    r"|[Ee]ingeladen|verteil|Kachel|Breakout",
    "en": r"[Ss]ession|[Mm]eeting|[Cc]luster|[Dd]ialog\b|[Aa]ttendee|[Cc]heck.?in|\bslot|\bsticky",
}
BERLIN = "Europe/Berlin"
#: 8 September 2020, 19:51:30 in Dortmund
EVENING = 1_599_587_490_000


def texts(entry: Entry) -> Iterator[str]:
    yield from [entry] if isinstance(entry, str) else entry.values()


def placeholders(entry: Entry) -> set[str]:
    return {
        field
        for text in texts(entry)
        for _, field, _, _ in Formatter().parse(text)
        if field is not None
    }


def every_text(language: str) -> Iterator[tuple[str, str]]:
    words = Words(language)
    for area in AREAS:
        for name, entry in words.area(area).items():
            for text in texts(entry):
                yield f"{area}.{name}", text


def folder_with(tmp_path: Path, content: str) -> Path:
    (tmp_path / "de").mkdir()
    (tmp_path / "de" / "live.toml").write_text(content, "utf-8")
    return tmp_path


def test_every_area_is_there() -> None:
    assert set(AREAS) >= ALWAYS


@pytest.mark.parametrize("area", AREAS)
def test_both_languages_have_the_same_keys(area: str) -> None:
    de, en = Words("de").area(area), Words("en").area(area)
    assert list(de) == list(en)


@pytest.mark.parametrize("area", AREAS)
def test_both_languages_set_in_the_same_things(area: str) -> None:
    en = Words("en").area(area)
    for name, entry in Words("de").area(area).items():
        if area != "formats":
            assert placeholders(entry) == placeholders(en[name]), f"{area}.{name}"


@pytest.mark.parametrize("area", AREAS)
def test_a_text_has_plural_forms_in_both_languages_or_in_none(area: str) -> None:
    en = Words("en").area(area)
    for name, entry in Words("de").area(area).items():
        assert isinstance(entry, str) == isinstance(en[name], str), f"{area}.{name}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("area", AREAS)
def test_only_named_things_are_set_in(language: str, area: str) -> None:
    for name, entry in Words(language).area(area).items():
        assert all(field.isidentifier() for field in placeholders(entry)), f"{area}.{name}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_is_shouted_at(language: str) -> None:
    assert [key for key, text in every_text(language) if "!" in text] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_the_words_of_the_city_are_used(language: str) -> None:
    banned = re.compile(BANNED[language])
    found = [(key, text) for key, text in every_text(language) if banned.search(text)]
    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_empty_or_padded(language: str) -> None:
    for key, text in every_text(language):
        assert text, key
        assert text == text.strip(), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_minus_before_a_number_is_the_minus_sign(language: str) -> None:
    found = [key for key, text in every_text(language) if re.search(r"(?<!\w)-\d", text)]
    assert found == []


def test_a_text_is_found_by_area_and_name() -> None:
    assert Words("de")("live.go_next", item="Pause") == "Weiter: Pause"
    assert Words("en")("live.go_next", item="Break") == "Next: Break"


def test_an_entry_of_a_table_is_found_by_its_path() -> None:
    assert Words("de")("roster.state.waiting") == "Im Warteraum"


def test_one_is_told_from_many() -> None:
    words = Words("de")
    assert words("notes.count", n=1) == "1 Notiz"
    assert words("notes.count", n=0) == "0 Notizen"
    assert words("notes.count", n=2) == "2 Notizen"


@pytest.mark.parametrize("key", ["live.no_such_text", "no_such_area.text", "live", ""])
def test_a_missing_key_is_an_error(key: str) -> None:
    with pytest.raises(MissingWord):
        Words("de")(key)


def test_a_missing_parameter_is_an_error() -> None:
    with pytest.raises(MissingWord, match="item"):
        Words("de")("live.go_next")


def test_a_plural_without_a_number_is_an_error() -> None:
    with pytest.raises(MissingWord, match="n"):
        Words("de")("notes.count")


def test_a_language_we_do_not_speak_is_refused() -> None:
    with pytest.raises(ValueError, match="fr"):
        Words("fr")


def test_braces_in_what_people_typed_stay_as_they_are() -> None:
    assert Words("de")("live.go_next", item="{item} {0}") == "Weiter: {item} {0}"


def test_an_area_is_read_when_it_is_first_needed(tmp_path: Path) -> None:
    words = Words("de", folder_with(tmp_path, 'calm = "Ruhe"'))
    assert words("live.calm") == "Ruhe"
    (tmp_path / "de" / "live.toml").unlink()
    assert words("live.calm") == "Ruhe"


def test_an_error_code_becomes_a_sentence() -> None:
    sentence = Words("de").error("file_empty", {"path": "abend.dialogpult"})
    assert sentence.startswith("„abend.dialogpult“ ist leer.")


@pytest.mark.parametrize(("code", "parameters"), [("from_the_future", {}), ("file_empty", {})])
def test_an_error_without_a_sentence_of_its_own_is_named(
    code: str, parameters: dict[str, object]
) -> None:
    assert code in Words("en").error(code, parameters)


def test_a_role_is_named_in_words_in_an_error() -> None:
    assert "„Protokoll“" in Words("de").error("not_allowed", {"role": "notetaker"})


def test_what_was_done_is_said_with_codes_in_words() -> None:
    words = Words("de")
    assert words.action("tech_opened", {"name": "Ana", "problem": "no_sound"}) == "Ana: Kein Ton"
    assert words.action("persons_marked", {"n": 3, "state": "left"}) == "3 Personen: Gegangen"
    with pytest.raises(MissingWord):
        words.action("no_such_action", {})


@pytest.mark.parametrize(
    ("setting", "system", "language"),
    [
        (None, None, "de"),
        (None, "C", "de"),
        (None, "de_AT.UTF-8", "de"),
        (None, "en-GB", "en"),
        (None, "en_US.UTF-8", "en"),
        (None, "fr_FR", "de"),
        ("en", "de_DE", "en"),
        ("de", "en_US", "de"),
        ("xx", "en_US", "en"),
        ("", "en", "en"),
    ],
)
def test_the_setting_comes_before_the_system_and_german_last(
    setting: str | None, system: str | None, language: str
) -> None:
    assert choose_language(setting, system) == language


def test_a_time_is_shown_in_the_zone_of_the_dialogue() -> None:
    assert formats.clock(EVENING, BERLIN) == "19:51"
    assert formats.clock_seconds(EVENING, BERLIN) == "19:51:30"
    assert formats.clock(EVENING, "Asia/Kathmandu") == "23:36"


def test_a_time_follows_the_change_to_winter_time() -> None:
    change = 1_603_587_600_000  # 25 October 2020, 01:00 UTC
    assert formats.clock(change - 1, BERLIN) == "02:59"
    assert formats.clock(change, BERLIN) == "02:00"


def test_a_time_in_a_sentence_says_uhr_in_german_only() -> None:
    assert formats.spoken_clock(Words("de"), EVENING, BERLIN) == "19:51 Uhr"
    assert formats.spoken_clock(Words("en"), EVENING, BERLIN) == "19:51"


def test_a_range_has_a_word_between() -> None:
    end = EVENING + 24 * 60_000
    assert formats.clock_range(Words("de"), EVENING, end, BERLIN) == "19:51 bis 20:15"
    assert formats.spoken_range(Words("de"), EVENING, end, BERLIN) == "19:51 bis 20:15 Uhr"
    assert formats.spoken_range(Words("en"), EVENING, end, BERLIN) == "19:51 to 20:15"


@pytest.mark.parametrize(
    ("remaining_ms", "text"),
    [
        (528_000, "08:48"),
        (527_001, "08:48"),
        (1, "00:01"),
        (0, "00:00"),
        (-1, "00:00"),
        (-999, "00:00"),
        (-1_000, "+00:01"),
        (-125_999, "+02:05"),
        (3_599_001, "1:00:00"),
        (3_599_000, "59:59"),
        (3_723_000, "1:02:03"),
        (-3_600_000, "+1:00:00"),
    ],
)
def test_remaining_time_is_rounded_up_and_time_over_down(remaining_ms: int, text: str) -> None:
    assert formats.countdown(remaining_ms) == text


@pytest.mark.parametrize(
    ("late_ms", "de", "en"),
    [
        (360_000, "+6 Min", "+6 min"),
        (-120_000, "\u22122 Min", "\u22122 min"),
        (0, "Im Plan", "On time"),
        (60_000, "Im Plan", "On time"),
        (-60_000, "Im Plan", "On time"),
        (90_000, "+2 Min", "+2 min"),
        (-90_000, "\u22122 Min", "\u22122 min"),
    ],
)
def test_a_deviation_has_a_sign_or_says_it_is_on_time(late_ms: int, de: str, en: str) -> None:
    assert formats.deviation(Words("de"), late_ms) == de
    assert formats.deviation(Words("en"), late_ms) == en


def test_signed_numbers_use_the_signs_of_typesetting() -> None:
    assert [formats.signed(value) for value in (2, 0, -1)] == ["+2", "±0", "\u22121"]


def test_minutes_have_their_short_word() -> None:
    assert formats.minutes(Words("de"), 15) == "15 Min"
    assert formats.signed_minutes(Words("en"), -3) == "\u22123 min"


@pytest.mark.parametrize(("length_ms", "minutes"), [(29_999, 0), (30_000, 1), (-30_000, -1)])
def test_lengths_are_rounded_to_the_nearest_minute(length_ms: int, minutes: int) -> None:
    assert formats.whole_minutes(length_ms) == minutes


def test_a_long_length_is_shown_in_hours_and_minutes() -> None:
    assert formats.hours_minutes(135 * 60_000) == "2:15"


def test_a_date_is_written_out() -> None:
    day = date(2020, 9, 8)
    assert formats.long_date(Words("de"), day) == "Di, 8. September 2020"
    assert formats.long_date(Words("en"), day) == "Tue, 8 September 2020"
    assert formats.short_date(Words("de"), day) == "08.09.2020"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_month_and_weekday_has_a_name(language: str) -> None:
    dates = {formats.long_date(Words(language), date(2021, 3, day)) for day in range(1, 8)}
    months = {formats.long_date(Words(language), date(2021, month, 1)) for month in range(1, 13)}
    assert (len(dates), len(months)) == (7, 12)


def test_large_numbers_are_grouped() -> None:
    assert formats.number(Words("de"), 1500) == "1.500"
    assert formats.number(Words("en"), -1500) == "\u22121,500"


def test_a_list_ends_with_and() -> None:
    words = Words("de")
    assert formats.enumeration(words, []) == ""
    assert formats.enumeration(words, ["A"]) == "A"
    assert formats.enumeration(words, ["A", "B", "C"]) == "A, B und C"


@pytest.mark.parametrize(
    ("value", "bare", "whole"),
    [
        (12, "+12", "+12 Min"),
        (-120, "−120", "−120 Min"),
        (121, "+2:01 Std", "+2:01 Std"),
        (-1570, "−26:10 Std", "−26:10 Std"),
        (0, "±0", "±0 Min"),
    ],
)
def test_a_deviation_of_more_than_two_hours_is_told_in_hours(
    value: int, bare: str, whole: str
) -> None:
    words = Words("de")
    assert formats.signed_length(words, value) == bare
    assert formats.signed_minutes(words, value) == whole
