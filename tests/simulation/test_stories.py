"""A failing evening is told as briefly as it can be, and by the command as well."""

from pathlib import Path

import pytest

from tests.simulation.__main__ import main
from tests.simulation.planted import PLANTED
from tests.simulation.playing import play, shrunk
from tests.simulation.test_planted_bugs import SEEDS
from tests.simulation.world import Templates

BUG = "page_cuts_an_action"


def test_a_seed_tells_the_same_story_every_time(tmp_path: Path, templates: Templates) -> None:
    assert play(7, tmp_path, templates).story == play(7, tmp_path, templates).story


def test_a_story_holds_only_steps_that_are_needed(
    tmp_path: Path, templates: Templates, monkeypatch: pytest.MonkeyPatch
) -> None:
    PLANTED[BUG](monkeypatch)
    whole = play(SEEDS[BUG], tmp_path, templates)
    story = shrunk(SEEDS[BUG], tmp_path, templates)
    assert story.kind == whole.kind
    steps = {int(line.split(maxsplit=1)[0]) for line in story.story}
    assert len(steps) == len(story.story) < len(whole.story)
    for step in steps:
        out = set(range(max(steps) + 1)) - (steps - {step})
        assert play(SEEDS[BUG], tmp_path, templates, max(steps), out).kind != story.kind


def test_the_command_tells_what_went_wrong_and_says_so_to_who_called_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked = ["--seeds", "0..0", "--steps", "60", "--processes", "1"]
    assert main(asked) == 0
    assert "1 evenings of 60 steps, seeds 0..0: 0 failed" in capsys.readouterr().out
    assert main([*asked, "--bug", BUG]) == 1
    told = capsys.readouterr().out
    assert "has half an action" in told
    assert "1 evenings of 60 steps, seeds 0..0: 1 failed" in told
