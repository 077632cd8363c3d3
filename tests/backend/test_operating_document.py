"""What docs/operating.md tells people to type, to watch and to expect is there."""

import re
import shlex
from collections.abc import Iterator

import httpx
import pytest

from city_backend.cli import parser
from city_backend.metrics import Metrics
from console.words import Words
from tests.backend.running import Person, Running
from tests.source_files import ROOT

TEXT = (ROOT / "docs" / "operating.md").read_text("utf-8")
BEGINS = ("… ", ".venv/bin/python -m city_backend ", "dialogpult-city ")


def commands() -> Iterator[str]:
    """Every line of a block that runs the command line, without what it is run by."""
    for block in re.findall(r"^```\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL):
        for line in block.splitlines():
            for begin in BEGINS:
                if line.startswith(begin):
                    yield line.removeprefix(begin).partition("  #")[0].strip()


FORMS = parser(Words("en"))


@pytest.mark.parametrize("line", sorted(set(commands())))
def test_every_command_of_the_document_is_understood(line: str) -> None:
    assert FORMS.parse_args(shlex.split(line)).command == line.split(maxsplit=1)[0]


def test_the_document_shows_every_command_but_those_for_machines() -> None:
    shown = {line.split()[0] for line in commands()}
    known = set(re.findall(r"[{,]([a-z]+)(?=[,}])", FORMS.format_usage()))
    assert known - shown == {"health"}
    assert "`health --ready`" in TEXT


def test_every_metric_of_the_document_is_there(backend: Running, lead: Person) -> None:
    lead.push(lead.hand.note())
    lead.ask_to_pair("22222222")
    scraped = httpx.get(f"{backend.url}/metrics").text
    there = {
        name.removeprefix("dialogpult_")
        for name in re.findall(r"^# TYPE (\w+)", scraped, re.MULTILINE)
    }
    table = TEXT.partition("| metric (all begin")[2].partition("\n\n")[0]
    named = set()
    for row in table.splitlines()[2:]:
        first = row.split("|")[1]
        named |= {one.partition("{")[0] for one in re.findall(r"`([^`]+)`", first)}
    assert named == there


def test_metrics_are_not_rounded() -> None:
    assert "dialogpult_disk_free_bytes 72966004736\n" in Metrics().text(
        {"disk_free_bytes": 72_966_004_736}
    )
