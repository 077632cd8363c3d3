"""A whole rehearsal: set up the stage, play the script, close everything, and judge."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from console.clock_system import SystemClock
from console.domain.errors import KnownFailure
from console.rehearsal.audit import audit
from console.rehearsal.conductor import Conductor, Stuck
from console.rehearsal.documents import write_documents
from console.rehearsal.judge import Evidence, judge
from console.rehearsal.report import Report, write_report
from console.rehearsal.sabotage import sabotaged
from console.rehearsal.script import Casting, Step, write
from console.rehearsal.stage import ACTORS, Codes, Stage
from console.templates import SAMPLE_DAY, read_template, template_evening
from console.words import Words, formats

_NAMES: Final = {"lead": "Hauptpult", "notetaker": "Protokollpult", "cohost": "Technikpult"}
#: Who joins with a code that the lead makes.
_GUEST: Final = "cohost"


class Failed(Exception):
    """Something did not go as it must; the argument says it in words."""


class Performance:
    """Plays steps; what was made is remembered by its name in the script."""

    def __init__(self, stage: Stage, conductor: Conductor, pictures: Path) -> None:
        self._stage = stage
        self._conductor = conductor
        self._pictures = pictures
        self._made: dict[str, str] = {}
        self._on_stage: set[str] = set()
        self._is_cut = False
        self._head = 0
        self.pictures: list[Path] = []

    def admit(self, codes: Codes, casting: Casting) -> None:
        """Start the consoles; the lead fills the dialogue, the others join it.

        Lead and note-taker have their codes from the city, the co-host has it from the lead.
        """
        for who in ACTORS:
            self._stage.start_console(who)
            self._on_stage.add(who)
            if who == _GUEST and casting.faults:
                self._admit_wrongly(who)
            code = self._ask("lead", "invite", {"role": who}) if who == _GUEST else codes.codes[who]
            join = {"address": self._stage.address, "code": code, "name": _NAMES[who]}
            self._ask(who, "join", join)
            if who == "lead":
                filling = {"people": casting.participants, "groups": casting.groups}
                self._ask(who, "fill", filling)
            self._settle(who)
        self._ask("lead", "see_joined", {"name": _NAMES[_GUEST]})

    def _admit_wrongly(self, who: str) -> None:
        """The lead makes a code for the wrong role, and takes the place away again."""
        name = _NAMES[who]
        code = self._ask("lead", "invite", {"role": "observer"})
        self._ask(who, "join", {"address": self._stage.address, "code": code, "name": name})
        self._settle(who)
        self._ask("lead", "see_joined", {"name": name})
        self._ask("lead", "revoke", {"name": name})
        self._ask(who, "see_place_lost")

    def play(self, step: Step) -> None:
        """Let time go on to a step and do it."""
        self._conductor.move_to(step.at)
        if step.actor == "stage":
            getattr(self, f"_{step.do}")(**step.args)
            return
        if step.actor not in self._on_stage:
            return
        arguments = self._resolved(step.args)
        if step.do == "picture":
            path = self._pictures / f"{len(self.pictures) + 1:02d}-{arguments['name']}.png"
            arguments["path"] = str(path)
            self.pictures.append(path)
        made = self._ask(step.actor, step.do, arguments)
        if step.ref:
            self._made[step.ref] = made
        self._settle(step.actor)

    def _resolved(self, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """Return arguments with names of the script replaced by the ids of what was made."""
        return {
            name: self._made.get(value, value) if name in ("target", "source") else value
            for name, value in arguments.items()
        }

    def _ask(self, who: str, do: str, arguments: Mapping[str, Any] | None = None) -> str:
        answer = self._conductor.ask(who, do, arguments)
        if answer.problem:
            raise Failed(f"{who}: {do}: {answer.problem}")
        return answer.made

    def _settle(self, who: str) -> None:
        """Wait until the log has what an actor did and everybody else knows it."""
        if self._is_cut:
            return
        answer = self._conductor.ask(who, "settle")
        if answer.cursor > self._head:
            self._head = answer.cursor
            for other in self._on_stage - {who}:
                self._conductor.ask(other, "settle", seq=self._head)

    def settle_all(self, head: int = 0) -> None:
        """Wait until everybody has sent everything and knows everything, at least up to `head`."""
        self._head = max(self._head, head)
        for _ in range(2):
            for who in sorted(self._on_stage):
                answer = self._conductor.ask(who, "settle", seq=self._head)
                self._head = max(self._head, answer.cursor)

    # the stage's own steps

    def _cut(self) -> None:
        assert self._stage.line is not None
        self._stage.line.cut()
        self._is_cut = True

    def _heal(self) -> None:
        assert self._stage.line is not None
        self._stage.line.heal()
        self._is_cut = False
        self._nudge()

    def _nudge(self) -> None:
        for who in self._on_stage:
            self._conductor.ask(who, "network")
        self.settle_all()

    def _kill(self, who: str) -> None:
        self._stage.kill(who)
        self._on_stage.discard(who)

    def _restart(self, who: str) -> None:
        self._stage.start_console(who)
        self._on_stage.add(who)
        files = sorted((self._stage.home(who) / "data").glob("*.dialogpult"))
        self._ask(who, "open", {"path": str(files[0])})
        self._nudge()

    def _kill_backend(self) -> None:
        self._stage.kill("backend")
        self._is_cut = True

    def _start_backend(self) -> None:
        self._stage.start_backend()
        self._is_cut = False
        self._nudge()


def perform(
    casting: Casting, out: Path, words: Words, *, speed: float = 0.0, sabotage: str | None = None
) -> int:
    """Play the evening into `out`; returns 0 when everything agrees, else 1."""
    began = SystemClock().monotonic_ms()
    _say(words("rehearsal.begin", **_figures(casting)))
    if casting.faults:
        _say(words("rehearsal.begin_faults"))
    if sabotage:
        _say(words("rehearsal.begin_sabotage", sabotage=sabotage))
    _empty(out)
    starts_at, _ = template_evening(SAMPLE_DAY)
    conductor = Conductor(starts_at, speed)
    stage = Stage(out, conductor)
    try:
        performance = _play(casting, stage, conductor, out, words, sabotage)
        evidence = _close(stage, casting, out, performance)
        try:
            report = _judge(evidence, performance, out, words, began)
        finally:
            evidence.close()
    except (Failed, Stuck, KnownFailure) as error:
        print(words("cli.failed", sentence=str(error)), file=sys.stderr)
        return 1
    finally:
        stage.tear_down()
        conductor.close()
    write_report(report, out / "report.json")
    return _conclude(report, out, words)


def _judge(
    evidence: Evidence, performance: Performance, out: Path, words: Words, began: float
) -> Report:
    differences = judge(evidence, words)
    documents = write_documents(evidence, out / "minutes", words)
    seconds = (SystemClock().monotonic_ms() - began) / 1000
    return Report.of(
        evidence, evidence.casting, differences, documents, performance.pictures, seconds
    )


def _play(
    casting: Casting,
    stage: Stage,
    conductor: Conductor,
    out: Path,
    words: Words,
    sabotage: str | None,
) -> Performance:
    pictures = out / "pictures"
    pictures.mkdir()
    codes = stage.create_dialogue(read_template()["dialogue"]["title"])
    stage.start_backend()
    performance = Performance(stage, conductor, pictures)
    performance.admit(codes, casting)
    for step in sabotaged(write(casting), sabotage):
        performance.play(step)
        what = _told(step, words)
        if what:
            time = formats.clock(conductor.wall_ms, read_template()["dialogue"]["zone"])
            _say(words("rehearsal.step", time=time, what=what))
    performance.settle_all()
    return performance


def _told(step: Step, words: Words) -> str:
    """Return what is said of a step while the rehearsal runs; most are not worth a line."""
    if step.do == "primary":
        titles = {item["key"]: item["title"] for item in read_template()["item"]}
        key = step.args["expect"]
        return titles[key] if key in titles else words("shell.action.dialogue_ended")
    if step.do == "picture":
        return words("rehearsal.step_picture", name=step.args["name"])
    if step.actor != "stage":
        return ""
    who = words(f"shell.role.{step.args['who']}") if "who" in step.args else ""
    return words(f"rehearsal.step_{step.do}", who=who)


def _close(stage: Stage, casting: Casting, out: Path, performance: Performance) -> Evidence:
    """Ask the backend for its whole log, close everything, and gather what is left."""
    log, head = audit(stage, out / "audit")
    performance.settle_all(head)
    for who in ACTORS:
        stage.end(who)
    stage.end("backend")
    return Evidence.gather(stage, casting, log)


def _conclude(report: Report, out: Path, words: Words) -> int:
    deviation = formats.signed_minutes(words, report.overrun_min)
    _say(words("rehearsal.end", notes=report.notes, measures=report.measures, deviation=deviation))
    _say(words("rehearsal.where_pictures", path=out / "pictures"))
    _say(words("rehearsal.where_minutes", path=out / "minutes"))
    _say(words("rehearsal.where_dialogues", path=out))
    _say(words("rehearsal.where_report", path=out / "report.json"))
    _say(words("rehearsal.duration", seconds=round(report.seconds, 1)))
    if report.differences:
        print(words("cli.failed", sentence=report.differences[0]), file=sys.stderr)
        return 1
    _say(words("rehearsal.all_equal"))
    return 0


def _figures(casting: Casting) -> dict[str, object]:
    return {
        "seed": casting.seed,
        "come": casting.come,
        "participants": casting.participants,
        "groups": casting.groups,
    }


def _say(sentence: str) -> None:
    print(sentence, flush=True)


def _empty(out: Path) -> None:
    """Make the folder, and take away what an earlier rehearsal left in it, nothing else."""
    out.mkdir(parents=True, exist_ok=True)
    for name in ("pictures", "minutes", "audit", "backend", *ACTORS):
        shutil.rmtree(out / name, ignore_errors=True)
    for name in ("report.json", *(f"{who}.log" for who in (*ACTORS, "backend"))):
        (out / name).unlink(missing_ok=True)
    os.environ["DIALOGPULT_HOME"] = str(out / "audit")
