"""The whole sample evening in every form: each note once, and in public no name of the roster."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree
from odfdo import Document
from pypdf import PdfReader

from console.domain.errors import CommandRejected
from console.results.export import FORMS, Form, export, minutes_now
from console.results.model import Edition
from console.words import Words
from tests.results.whole_sample import WholeSample, corpus, people, texts
from tests.small_dialogue import MINUTE, START, identity

DE = Words("de")
LISTS = {"office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0"}
#: What the three sentences with names say in public.
REDACTED = {
    "[Name] organisiert seit April die Telefonkette in unserer Straße.",
    "Frau [Name] ruft jede Woche zwölf alleinstehende Menschen an.",
    "Der Fahrer [Name] hat auf seiner Tour Merkblätter in drei Sprachen verteilt.",
}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WholeSample]:
    made = WholeSample(tmp_path_factory.mktemp("sample"))
    made.end()
    yield made
    made.close()


def squeezed(text: str) -> str:
    """Without white space and hyphens at line ends, which a form may set as it likes."""
    return re.sub(r"[\s\u00ad\u200b\u2060]+", "", text)


def read(form: Form, file: Path) -> str:
    """What a reader of the file finds in it."""
    if form == "pdf":
        return "".join(page.extract_text() for page in PdfReader(file).pages)
    if form == "odt":
        Document(file)
        root = etree.fromstring(ZipFile(file).read("content.xml"))
        return "".join(root.find("office:body", LISTS).itertext())
    if form == "csv":
        with file.open(encoding="utf-8-sig", newline="") as lines:
            return "\n".join("\t".join(row) for row in csv.reader(lines, delimiter=";"))
    return json.dumps(json.loads(file.read_text("utf-8")), ensure_ascii=False)


def written(sample: WholeSample, form: Form, edition: Edition, folder: Path) -> str:
    [file] = export(sample.store, form, edition, folder / f"{edition}.{form}", DE)
    return squeezed(read(form, file))


def public_texts() -> list[str]:
    named = {note["text"].strip() for note in corpus() if "names" in note}
    assert len(named) == len(REDACTED) == 3
    return [*(text for text in texts() if text not in named), *REDACTED]


@pytest.mark.parametrize("form", FORMS)
def test_every_note_is_in_every_form_once(sample: WholeSample, form: Form, tmp_path: Path) -> None:
    # The measures repeat words of notes: without them a note that comes twice would show.
    internal = written(sample, form, "internal", tmp_path)
    public = written(sample, form, "public", tmp_path)
    measures = [
        squeezed(measure.what) for measure in minutes_now(sample.store, DE, "internal").measures
    ]
    for text in texts():
        key = squeezed(text)
        elsewhere = sum(key in measure for measure in measures) if form != "csv" else 0
        assert internal.count(key) == 1 + elsewhere, text
    for text in public_texts():
        key = squeezed(text)
        elsewhere = sum(key in measure for measure in measures) if form != "csv" else 0
        assert public.count(key) == 1 + elsewhere, text


@pytest.mark.parametrize("form", FORMS)
def test_no_citizen_is_named_in_public(sample: WholeSample, form: Form, tmp_path: Path) -> None:
    internal = written(sample, form, "internal", tmp_path)
    public = written(sample, form, "public", tmp_path)
    for name in ("EdeltraudKlein", "FrauWinter", "Poggenburg"):
        assert name in internal
        assert name not in public
    for _, person in people():
        assert squeezed(f"{person['first_name']} {person['last_name']}") not in public


def test_the_three_names_are_counted_and_everyday_words_stay(sample: WholeSample) -> None:
    minutes = minutes_now(sample.store, DE, "public")
    assert minutes.names_replaced == 3
    shown = {note.text for note in minutes.notes()}
    kept = [note["text"].strip() for note in corpus() if "word" in note]
    assert len(kept) >= 8
    assert shown.issuperset(kept)


def test_only_the_internal_edition_counts_others(sample: WholeSample) -> None:
    internal = minutes_now(sample.store, DE, "internal")
    public = minutes_now(sample.store, DE, "public")
    assert internal.key_figures.others_came == 9
    assert public.key_figures.others_came is None
    assert public.key_figures.citizens_came == internal.key_figures.citizens_came == 40
    assert public.key_figures.citizens_registered == 75


def test_notes_of_two_rounds_say_from_which(sample: WholeSample) -> None:
    origins = {note.origin for note in minutes_now(sample.store, DE, "internal").notes()}
    rounds = {f"Gruppe {n}, Runde {r}" for n in range(1, 6) for r in (1, 2)}
    assert origins == rounds | {"Plenum"}


def test_plan_and_actual_are_those_of_the_course(sample: WholeSample) -> None:
    minutes = minutes_now(sample.store, DE, "internal")
    assert sum(item.planned_min for item in minutes.items) == 135
    assert minutes.started_at == START + 3 * MINUTE
    assert minutes.ended_at == START + 141 * MINUTE
    late = [(item.actual_ms or 0) // MINUTE - item.planned_min for item in minutes.items]
    assert late == [0] * 9 + [3]


def test_a_document_for_a_folder_gets_a_name_of_its_own(
    sample: WholeSample, tmp_path: Path
) -> None:
    [file] = export(sample.store, "json", "public", tmp_path, DE)
    assert file == tmp_path / "2020-09-08-digitaler-buergerinnendialog-oeffentlich.json"
    tables = export(sample.store, "csv", "public", tmp_path, DE)
    assert tmp_path / "notizen.csv" in tables


def test_a_document_says_that_other_devices_may_know_more(sample: WholeSample) -> None:
    assert sample.store.pending_count
    assert "Stand dieses Geräts" in minutes_now(sample.store, DE, "public").standing


def test_who_does_not_receive_the_roster_makes_no_documents(
    sample: WholeSample, tmp_path: Path
) -> None:
    sample.store.be(identity("observer"))
    try:
        with pytest.raises(CommandRejected) as refused:
            export(sample.store, "pdf", "public", tmp_path / "a.pdf", DE)
    finally:
        sample.store.be(identity("lead"))
    assert refused.value.code == "not_allowed"
    assert list(tmp_path.iterdir()) == []
