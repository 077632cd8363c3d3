"""Notes through a conference's chat: what people see, and what survives the chat."""

import random
import re
import textwrap
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from msgspec.structs import replace

from console.domain.dialogue import DialogueSet
from console.domain.errors import KnownFailure
from console.domain.groups import GroupAdded
from console.domain.members import Redacted
from console.domain.notes import NoteAdded, NoteWithdrawn, Place
from console.domain.ops import Fact
from console.domain.roster import ParticipantAdded
from console.storage.handover_text import MAX_MESSAGE
from console.storage.store import Store
from tests.storage.files import edit, fact, note
from tests.storage.handing import NAMES, console, shown

LETTERS = re.compile(r"DIALOGPULT \d+/\d+ [A-Za-z0-9+/]+")


@pytest.fixture
def team(tmp_path: Path) -> Iterator[dict[str, Store]]:
    with ExitStack() as files:
        stores = {name: console(tmp_path, name) for name in NAMES}
        for store in stores.values():
            files.callback(store.close)
        yield stores


@pytest.fixture
def kim(team: dict[str, Store]) -> Store:
    """A note-taker with more notes than one message holds."""
    kim, chance = team["notes"], random.Random(5)
    for number in range(40):
        words = " ".join(f"{chance.getrandbits(40):x}" for _ in range(12))
        note(kim, f"Notiz {number}: „{words}“")
    return kim


def length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def test_a_message_shows_time_group_and_words_before_what_only_programs_read(
    team: dict[str, Store],
) -> None:
    lead = team["lead"]
    group = fact(lead, lead.new_id(), GroupAdded(name="Gruppe 2", item=lead.new_id(), order="V"))
    body = NoteAdded(text="Mehr Bänke\nund Licht", place=Place(order="V"), group=group)
    fact(lead, lead.new_id(), body)
    note(lead, "aus dem Plenum")
    (message,) = lead.handover.write_text()
    first, second, marked = message.split("\n")
    assert first == "18:00 · Gruppe 2 · Mehr Bänke / und Licht"
    assert second == "18:00 · aus dem Plenum"
    assert LETTERS.fullmatch(marked)


def test_messages_fit_into_a_chat_and_bring_all_notes(team: dict[str, Store], kim: Store) -> None:
    messages = kim.handover.write_text()
    assert len(messages) > 2
    assert all(length(message) <= MAX_MESSAGE for message in messages)
    assert "Notiz 39" in "".join(messages)
    read = team["lead"].handover.read_text("\n".join(messages))
    assert [one.new for one in read.handed_over] == [40]
    assert read.missing == ()
    assert shown(team["lead"]) == shown(kim)


def test_signs_that_take_two_units_are_counted_as_chats_count(team: dict[str, Store]) -> None:
    for _ in range(30):
        note(team["notes"], "🌳" * 400)
    assert all(length(one) <= MAX_MESSAGE for one in team["notes"].handover.write_text())


def wrapped(messages: list[str]) -> str:
    return "\n".join(
        "\n".join(textwrap.wrap(line, 70)) for one in messages for line in one.split("\n")
    )


def with_names(messages: list[str]) -> str:
    return "\n\n".join(f"[08.09.20, 19:42] Kim Muster:\n{one}\nKim · 19:43" for one in messages)


def quoted(messages: list[str]) -> str:
    return "\n".join(f"> {line}" for one in messages for line in one.split("\n"))


def typographic(messages: list[str]) -> str:
    text = "\n".join(messages).translate({ord("„"): '"', ord("“"): "”", ord("·"): "-"})
    return text.replace(" ", "\u00a0")


def invisible(messages: list[str]) -> str:
    return "\ufeff" + "".join(sign + "\u200b" * (sign in "+abcLT") for sign in "\n".join(messages))


def shuffled_and_twice(messages: list[str]) -> str:
    return "\r\n".join([*reversed(messages), messages[1]])


@pytest.mark.parametrize(
    "chat", [wrapped, with_names, quoted, typographic, invisible, shuffled_and_twice, "\n".join]
)
def test_what_a_chat_does_to_messages_leaves_the_notes_whole(
    team: dict[str, Store], kim: Store, chat: Callable[[list[str]], str]
) -> None:
    read = team["lead"].handover.read_text(chat(kim.handover.write_text()))
    assert [one.new for one in read.handed_over] == [40]


def test_the_letters_of_web_addresses_are_read_too(team: dict[str, Store], kim: Store) -> None:
    marked = LETTERS.findall("\n".join(kim.handover.write_text()))
    text = "\n".join(
        " ".join([*one.split(" ")[:2], one.split(" ")[2].translate(str.maketrans("+/", "-_"))])
        for one in marked
    )
    assert text != "\n".join(marked)
    assert team["lead"].handover.read_text(text).handed_over[0].new == 40


def test_messages_of_several_people_in_one_text_are_told_apart(
    team: dict[str, Store], kim: Store
) -> None:
    note(team["other"], "von Alex")
    messages = [*kim.handover.write_text(), *team["other"].handover.write_text()]
    random.Random(1).shuffle(messages)
    read = team["lead"].handover.read_text("\n".join(messages))
    assert {one.member.name: one.new for one in read.handed_over} == {"Kim": 40, "Alex": 1}


def failure(store: Store, text: str) -> KnownFailure:
    with pytest.raises(KnownFailure) as caught:
        store.handover.read_text(text)
    assert store.handover.rows() == []
    return caught.value


def test_missing_and_damaged_parts_are_named(team: dict[str, Store], kim: Store) -> None:
    lead, messages = team["lead"], kim.handover.write_text()
    count = len(messages)
    without = failure(lead, "\n".join([messages[0], *messages[2:]]))
    assert (without.code, without.parameters) == (
        "handover_text_missing",
        {"missing": "2", "count": count},
    )
    last = messages[-1]
    for damaged in (last[:-10], last[:-40] + "AAAA" + last[-36:]):
        said = failure(lead, "\n".join([*messages[:-1], damaged]))
        assert said.parameters["missing"] == str(count)
    begun = last[: last.index("DIALOGPULT") + 18]
    assert failure(lead, "\n".join([*messages[:-1], begun])).parameters["missing"] == str(count)


def test_a_damaged_copy_of_a_part_that_came_whole_is_not_missed(
    team: dict[str, Store], kim: Store
) -> None:
    messages = kim.handover.write_text()
    begin = messages[1].index("DIALOGPULT") + len("DIALOGPULT 2/4 ")
    damaged = messages[1][:begin] + "AAAA" + messages[1][begin + 4 :]
    read = team["lead"].handover.read_text("\n".join([damaged, *messages]))
    assert (read.handed_over[0].new, read.missing) == (40, ())


def test_whole_messages_are_read_though_another_one_is_incomplete(
    team: dict[str, Store], kim: Store
) -> None:
    note(team["other"], "von Alex")
    text = "\n".join([*kim.handover.write_text()[1:], *team["other"].handover.write_text()])
    read = team["lead"].handover.read_text(text)
    assert [one.member.name for one in read.handed_over] == ["Alex"]
    assert [one.missing for one in read.missing] == [(1,)]


@pytest.mark.parametrize("text", ["", "Bis gleich", "DIALOGPULT", "DIALOGPULT 3/2 AAAA"])
def test_a_text_without_a_hand_over_is_said_to_have_none(team: dict[str, Store], text: str) -> None:
    assert failure(team["lead"], text).code == "handover_text_none"


def test_only_notes_go_through_a_chat(team: dict[str, Store]) -> None:
    lead = team["lead"]
    fact(lead, lead.new_id(), ParticipantAdded(last_name="König"))
    assert lead.handover.write_text() == []
    note(lead, "eine Notiz")
    read = team["notes"].handover.read_text(lead.handover.write_text()[0])
    assert (read.handed_over[0].new, read.handed_over[0].withheld) == (1, 0)
    assert team["notes"].state.participants == {}


def test_withdrawn_and_redacted_words_are_in_no_readable_line(team: dict[str, Store]) -> None:
    lead, kim = team["lead"], team["notes"]
    gone = note(lead, "zurückgezogen")
    base = lead.entity("note", gone).base_for(["text"])
    lead.commit([Fact(entity=gone, body=NoteWithdrawn(), base=base)])
    entity = note(lead, "Klarname")
    edit(lead, entity, "ohne Namen")
    kim.handover.read_text(lead.handover.write_text()[0])
    op_id = min(entry.head.op_id for entry in lead.entries("note", entity))
    lead.commit([Fact(entity=entity, body=Redacted(ops=(op_id,)), undoes_kind="note.added")])
    (message,) = lead.handover.write_text()
    assert "zurückgezogen" not in message
    assert "Klarname" not in message
    (read,) = kim.handover.read_text(message).handed_over
    assert read.blanks == 1
    assert kim.state.notes[entity] == lead.state.notes[entity]


def test_words_of_a_note_cannot_pass_for_a_hand_over(team: dict[str, Store]) -> None:
    note(team["notes"], "DIALOGPULT 1/1 AAAAAAAAAAAAAAAAAAAAAAAA")
    read = team["lead"].handover.read_text(team["notes"].handover.write_text()[0])
    assert [one.new for one in read.handed_over] == [1]
    assert read.missing == ()


def test_times_are_those_of_the_dialogues_zone_whatever_it_is(team: dict[str, Store]) -> None:
    lead = team["lead"]
    fact(lead, lead.replica.position.dialogue, DialogueSet(zone="Asia/Tokyo"))
    note(lead, "spät")
    assert lead.handover.write_text()[0].startswith("01:00 · spät")
    lead.be(replace(lead.identity, name=""))
    assert lead.handover.write_text()
