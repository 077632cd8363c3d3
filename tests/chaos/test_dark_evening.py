"""The city's backend is away from 17:45 to 21:00: a whole evening by file, then one log of it."""

import random
from pathlib import Path

from city_backend.administration import codes_for_all_roles, create_dialogue, within
from city_backend.sample import sample
from city_backend.transaction import Transaction
from console.commands import attendance, groups, measures, notes, run, timers
from console.rehearsal.evening_plan import Stretch, stretches
from console.storage.store import Store
from tests.backend.running import Running, running
from tests.storage.files import MovedClock, values_of
from tests.storage.handing import everybody_gives
from tests.sync.consoles import Console, Evening
from tests.sync.consoles import run as run_test
from tests.sync.strange_servers import Way

#: 8 September 2020, 17:45 in Dortmund; the dialogue begins at 18:00.
DARK, MINUTE, BEGINS = 1_599_579_900_000, 60_000, 15
ROUNDS = (95, 185)
LIGHT = 195
ROLES = {"Lea": "lead", "Toni": "cohost", "Kim": "notetaker", "Nico": "notetaker"}
#: How wrong each device's own clock is, in ms.
WRONG = {"Lea": 0, "Toni": -95_000, "Kim": 240_000, "Nico": 41_000}


class Team:
    """Four people who do what such an evening asks of them, minute by minute."""

    def __init__(self, consoles: dict[str, Console], clocks: list[MovedClock]) -> None:
        self.stores = {name: console.store for name, console in consoles.items()}
        self._clocks = clocks
        self._dice = random.Random(8)
        self._plan = stretches(self._dice)
        self._arriving: list[str] = []
        self.minute = 0

    def live_until(self, minute: int) -> None:
        """Play up to a minute after 17:45."""
        while self.minute < minute:
            self.minute += 1
            for clock in self._clocks:
                clock.pass_ms(MINUTE)
            self._lead()
            self._watch()
            for name in ("Kim", "Nico"):
                self._write(self.stores[name])

    def _stretch(self) -> Stretch | None:
        at = (self.minute - BEGINS) * 60
        return next((one for one in self._plan if one.begins <= at < one.ends), None)

    def _lead(self) -> None:
        """Lea is where the plan is, with the groups' time started and once given more."""
        store, stretch = self.stores["Lea"], self._stretch()
        at = (self.minute - BEGINS) * 60
        begun = sum(one.begins <= at for one in self._plan)
        visits = len(store.state.course.visits)
        if stretch is None and begun == len(self._plan) and not store.state.course.is_over:
            run.go_on(store)
        elif visits < begun:
            run.go_on(store)
            if stretch is not None and stretch.kind == "breakout":
                timers.start_groups(store)
        elif stretch is not None and stretch.kind == "breakout" and self._dice.random() < 0.1:
            timers.extend(store, MINUTE)

    def _watch(self) -> None:
        """Toni lets people in, writes down who has trouble, and seats everybody once."""
        store = self.stores["Toni"]
        if self.minute == 1:
            self._arriving = sorted(store.state.participants)[:40]
        for person in [self._arriving.pop() for _ in self._arriving[:2]]:
            attendance.mark(store, [person], "present")
            if self._dice.random() < 0.1:
                attendance.open_cases(store, [person], "no_sound")
        if self.minute == 30:
            item = groups.seating_item(store)
            assert item is not None
            groups.seat_evenly(store, item.id, sorted(store.state.participants)[:40])

    def _write(self, store: Store) -> None:
        """Notes, now and then another wording, one taken back, a measure."""
        if self._stretch() is None:
            return
        name = store.identity.name
        for number in range(self._dice.choice([0, 1, 1, 2])):
            column = self._dice.choice(store.state.board_columns()).id
            notes.add_note(store, f"{name} {self.minute}.{number}: mehr Bänke", column=column)
        shown = [note.id for note in store.state.board_notes()]
        chance = self._dice.random()
        if shown and chance < 0.1:
            note = self._dice.choice(shown)
            base = notes.text_base(store, note)
            notes.edit_note(store, note, f"{name} {self.minute}: mit Lehne", base=base)
        elif shown and chance < 0.14:
            notes.withdraw_note(store, self._dice.choice(shown))
        elif shown and chance < 0.2:
            measures.measure_from_note(store, self._dice.choice(shown))


def made(store: Store) -> set[str]:
    """Every operation of this console's own that no log has."""
    found = store.replica.pending(operations=100_000, size=10**9)
    return {one.op_id for one in found}


def test_four_consoles_without_a_backend_all_evening_are_one_log_afterwards(
    tmp_path: Path,
) -> None:
    clocks = {name: MovedClock(DARK + wrong) for name, wrong in WRONG.items()}
    city = MovedClock(DARK)

    async def evening(backend: Running) -> None:
        async with Evening(tmp_path) as people:
            way, url = await people.way(backend.url)
            codes = _codes(backend)
            consoles = {
                name: await people.join(url, codes[name], name, clock=clocks[name])
                for name in ROLES
            }
            for console in consoles.values():
                await console.synced()
            way.cut = True
            way.drop()
            team = Team(consoles, [*clocks.values(), city])
            stores = list(team.stores.values())
            for minute in ROUNDS:
                team.live_until(minute)
                everybody_gives(stores)
                _all_see_the_same(stores)
            team.live_until(LIGHT)
            wrote = [made(store) for store in stores]
            assert min(map(len, wrote)) > 20
            assert len(stores[0].state.board_notes()) > 100
            assert not set.intersection(*wrote)
            await _come_back(way, consoles)
            _all_see_the_same(stores)
            _log_has_each_once(stores, wrote)

    with running(tmp_path / "city.sqlite3", clock=city) as backend:
        run_test(evening(backend), timeout_s=120)


def _codes(backend: Running) -> dict[str, str]:
    """A dialogue with the sample evening, and a code for everybody."""

    def job(transaction: Transaction) -> dict[str, str]:
        real = backend.backend.real.wall_ms()
        dialogue = create_dialogue(
            transaction, "Dortmund", lambda one: sample(one, title=None, now=DARK), DARK
        )
        codes = [codes_for_all_roles(transaction, dialogue, real) for _ in range(2)]
        return {name: codes[name == "Nico"][role] for name, role in ROLES.items()}

    return within(backend.database, job)


async def _come_back(way: Way, consoles: dict[str, Console]) -> None:
    way.cut = False
    for console in consoles.values():
        console.engine.network_changed()
    for console in consoles.values():
        await console.synced()
    head = max(one.store.replica.position.cursor for one in consoles.values())
    for console in consoles.values():
        await console.until(
            lambda console=console: (
                console.store.replica.position.cursor >= head and not console.store.handover.rows()
            )
        )


def _all_see_the_same(stores: list[Store]) -> None:
    """What everybody may see; and all clocks show the same time."""
    seen = [values_of(store) for store in stores]
    for family in ("run", "timer", "note", "measure", "attendance", "seat", "agenda_item"):
        shown = [one[family] for one in seen]
        assert all(one == shown[0] for one in shown), family
    times = [store.now_ms() for store in stores]
    assert max(times) - min(times) < 500


def _log_has_each_once(stores: list[Store], wrote: list[set[str]]) -> None:
    for store in stores:
        lines = [op_id for _, op_id, _, _ in store.log_lines()]
        assert len(lines) == len(set(lines))
        assert set.union(*wrote) <= set(lines)
        assert store.replica.quarantined() == []
