"""The command line of the console: arguments, nothing else."""

from __future__ import annotations

import argparse
import locale
import os
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from console import __version__
from console.words import Words, choose_language

VIEWS = ("start", "live", "notes", "roster", "results", "projector", "components")
ROLES = ("lead", "cohost", "notetaker", "observer")
FORMATS = ("odt", "pdf", "json", "csv")
SABOTAGES = ("drop-note", "swap-author", "skip-edit")
DONE, FAILED, WRONG_USAGE = 0, 1, 2


class Parser(argparse.ArgumentParser):
    """Says what was wrong in one sentence of the user's language."""

    words: Words

    def error(self, message: str) -> NoReturn:
        """End with the exit code for wrong usage."""
        self.exit(WRONG_USAGE, self.words("cli.usage_error", reason=message) + "\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what the arguments ask for; answers the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    words = Words(choose_language(os.environ.get("DIALOGPULT_LANGUAGE"), locale.getlocale()[0]))
    commands: dict[str, Callable[[Sequence[str], Words], int]] = {
        "rehearse": rehearse,
        "screenshot": screenshot,
        "export": export,
    }
    command, rest = (given[0], given[1:]) if given and given[0] in commands else ("", given)
    try:
        return commands.get(command, window)(rest, words)
    except OSError as error:
        # A folder of this account that is missing, full or closed: no place even for a log.
        reason = words("errors.folder_not_writable", path=error.filename or error.strerror)
        print(words("cli.failed", sentence=reason), file=sys.stderr)
        return FAILED


def window(given: Sequence[str], words: Words) -> int:
    """Open the console."""
    parser = _parser("dialogpult", words, words("cli.description"))
    parser.add_argument(
        "dialogue", nargs="?", metavar="DIALOGUE_FILE | LINK", help=words("cli.help_dialogue_link")
    )
    parser.add_argument("--sample", action="store_true", help=words("cli.help_sample"))
    parser.add_argument("--join", nargs="+", metavar=("LINK", "CODE"), help=words("cli.help_join"))
    parser.add_argument(
        "--version",
        action="version",
        version=words("cli.version", version=__version__),
        help=words("cli.help_version"),
    )
    parser.add_argument("--quit-after-start", action="store_true", help=words("cli.help_quit"))
    # For the rehearsal: somebody else owns the time. Refused outside of one.
    parser.add_argument("--conductor", help=argparse.SUPPRESS)
    wish = parser.parse_args(given)
    if wish.conductor is not None:
        if os.environ.get("DIALOGPULT_REHEARSAL") != "1":
            parser.error("--conductor")
        from console.rehearsal.console_process import run

        return run(wish.conductor)
    file, join, link = wish.dialogue, None, ""
    if file is not None and _is_link(file):
        # As the system hands over what somebody clicked in a mail.
        file, link = None, file
    if wish.join is not None:
        if len(wish.join) == 2:
            join = (wish.join[0], wish.join[1])
        elif len(wish.join) == 1 and _is_link(wish.join[0]):
            link = wish.join[0]
        else:
            parser.error("--join")
    from console.app.launch import Wish, launch

    path = Path(file) if file is not None else None
    return launch(Wish(path, wish.sample, join, link, wish.quit_after_start))


def rehearse(given: Sequence[str], words: Words) -> int:
    """Play a whole evening with three consoles and a backend."""
    parser = _parser("dialogpult rehearse", words, words("cli.help_rehearse"))
    parser.add_argument("--out", type=Path, required=True, help=words("cli.help_out"))
    parser.add_argument("--seed", type=int, default=1, help=words("cli.help_seed"))
    parser.add_argument("--speed", type=float, default=0.0, help=words("cli.help_speed"))
    parser.add_argument("--participants", type=int, default=75, help=words("cli.help_participants"))
    parser.add_argument("--come", type=int, default=40, help=words("cli.help_come"))
    parser.add_argument("--groups", type=int, default=5, help=words("cli.help_groups"))
    parser.add_argument("--faults", action="store_true", help=words("cli.help_faults"))
    parser.add_argument("--sabotage", choices=SABOTAGES, help=words("cli.help_sabotage"))
    wish = parser.parse_args(given)
    from console.rehearsal.performance import perform
    from console.rehearsal.script import Casting

    casting = Casting(
        seed=wish.seed,
        participants=wish.participants,
        come=wish.come,
        groups=wish.groups,
        faults=wish.faults,
    )
    return perform(casting, wish.out, words, speed=wish.speed, sabotage=wish.sabotage)


def screenshot(given: Sequence[str], words: Words) -> int:
    """Write a picture of one view."""
    parser = _parser("dialogpult screenshot", words, words("cli.help_screenshot"))
    parser.add_argument("--list-states", action="store_true", help=words("cli.help_list_states"))
    parser.add_argument("--view", choices=VIEWS, help=words("cli.help_view"))
    parser.add_argument("--role", choices=ROLES, default="lead", help=words("cli.help_role"))
    parser.add_argument("--dialogue", type=Path, metavar="FILE", help=words("cli.help_dialogue"))
    parser.add_argument(
        "--theme", choices=("light", "dark"), default="light", help=words("cli.help_theme")
    )
    parser.add_argument(
        "--size", type=_size, default=(1366, 768), metavar="WxH", help=words("cli.help_size")
    )
    parser.add_argument("--scale", type=_scale, default=1.0, help=words("cli.help_scale"))
    parser.add_argument("--at", type=_time, metavar="HH:MM", help=words("cli.help_at"))
    parser.add_argument("--state", metavar="NAME", help=words("cli.help_state"))
    parser.add_argument("--out", type=Path, metavar="FILE.png", help=words("cli.help_out_picture"))
    wish = parser.parse_args(given)
    from console.rehearsal import screenshots

    if wish.list_states:
        for name in screenshots.STATES:
            print(name)
        return DONE
    if wish.view is None or wish.out is None:
        parser.error("--view, --out")
    if wish.state is not None and wish.state not in screenshots.STATES:
        parser.error(f"--state {wish.state}")
    picture = screenshots.Picture(
        view=wish.view,
        role=wish.role,
        dialogue=wish.dialogue,
        theme=wish.theme,
        size=wish.size,
        scale=wish.scale,
        at=wish.at,
        state=wish.state,
        out=wish.out,
    )
    return screenshots.take(picture, words)


def export(given: Sequence[str], words: Words) -> int:
    """Write minutes or data of a dialogue."""
    parser = _parser("dialogpult export", words, words("cli.help_export"))
    parser.add_argument(
        "--dialogue", type=Path, required=True, metavar="FILE", help=words("cli.help_dialogue")
    )
    parser.add_argument("--format", choices=FORMATS, required=True, help=words("cli.help_format"))
    parser.add_argument(
        "--edition",
        choices=("public", "internal"),
        default="internal",
        help=words("cli.help_edition"),
    )
    parser.add_argument(
        "--out", type=Path, required=True, metavar="PATH", help=words("cli.help_out_file")
    )
    wish = parser.parse_args(given)
    from console.rehearsal.exporting import export_file

    return export_file(wish.dialogue, wish.format, wish.edition, wish.out, words)


def _parser(name: str, words: Words, description: str) -> Parser:
    parser = Parser(prog=name, description=description, allow_abbrev=False, add_help=False)
    parser.words = words
    parser.add_argument("-h", "--help", action="help", help=words("cli.help_help"))
    return parser


def _is_link(text: str) -> bool:
    """Tell whether an argument is an invitation, whole or cut, and no file."""
    return text.lower().startswith("dialogpult:")


def _scale(text: str) -> float:
    """The zoom of the interface: 0.8 to 2.0."""
    try:
        scale = float(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(text) from error
    if not 0.8 <= scale <= 2.0:
        raise argparse.ArgumentTypeError(text)
    return scale


def _size(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"(\d{2,5})x(\d{2,5})", text)
    if found is None:
        raise argparse.ArgumentTypeError(text)
    return int(found[1]), int(found[2])


def _time(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", text)
    if found is None:
        raise argparse.ArgumentTypeError(text)
    return int(found[1]), int(found[2])
