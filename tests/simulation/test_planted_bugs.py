"""The simulation finds what was broken on purpose."""

from pathlib import Path

import pytest

from tests.simulation.planted import PLANTED
from tests.simulation.playing import play, told
from tests.simulation.world import Templates

#: The first seed whose evening shows each bug.
SEEDS = {
    "drops_on_acknowledgement": 0,
    "clears_on_send": 0,
    "forgets_the_echo": 1,
    "refuses_on_any_failure": 0,
    "head_of_the_queue_blocks": 2,
    "throws_away_what_is_denied": 0,
    "shows_what_is_denied": 0,
    "sends_again_in_other_bytes": 0,
    "first_receipt_is_not_sent": 1,
    "denied_is_never_sent_again": 6,
    "accepts_gaps": 1,
    "console_checks_no_chain": 33,
    "city_checks_no_chain": 0,
    "moves_the_cursor_first": 15,
    "takes_the_cursor_from_an_acknowledgement": 0,
    "projects_after_commit": 0,
    "an_unreadable_record_stops_the_console": 6,
    "echo_leaves_quarantine": 1,
    "keeps_a_blank_copy": 10,
    "role_change_reads_nothing_again": 12,
    "deletes_on_divergence": 0,
    "keeps_only_what_is_own": 12,
    "drops_before_pull": 0,
    "keeps_salvage_to_itself": 0,
    "offers_before_it_has_read": 3,
    "sends_what_was_handed_over_as_its_own": 0,
    "erasures_of_a_file_are_not_heeded": 39,
    "a_file_may_claim_the_lead": 78,
    "salvage_is_stamped_with_the_bringer": 1,
    "a_blanked_copy_is_adopted_first": 4,
    "what_is_parked_is_adopted_twice": 1,
    "half_an_action_is_adopted": 3,
    "parked_keeps_words_of_the_erased": 37,
    "city_knows_no_duplicates": 0,
    "divergence_is_seen_in_an_old_head": 2,
    "asks_rights_before_duplicates": 6,
    "asks_no_rights": 0,
    "asks_no_scope": 13,
    "first_receipt_is_not_taken": 1,
    "page_cuts_an_action": 0,
    "half_an_action_is_accepted": 3,
    "city_keeps_late_words_of_the_erased": 12,
    "console_keeps_late_words_of_the_erased": 12,
    "restore_brings_the_erased_back": 18,
    "write_ahead_log_keeps_the_erased": 3,
    "last_writer_wins": 8,
    "withdrawal_hides_everything": 1,
    "undo_follows_no_bases": 351,
    "undo_writes_the_inverse": 0,
    "greatest_clock_moves_the_plenary": 50,
    "run_is_its_start": 31,
    "folds_by_number": 1,
    "bases_are_numbers": 1,
}


def test_every_planted_bug_has_its_seed() -> None:
    assert SEEDS.keys() == PLANTED.keys()


@pytest.mark.parametrize("bug", SEEDS)
def test_an_evening_shows_a_planted_bug_and_goes_well_without_it(
    bug: str, tmp_path: Path, templates: Templates, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = play(SEEDS[bug], tmp_path, templates)
    assert not sound.failure, told(sound)
    PLANTED[bug](monkeypatch)
    assert play(SEEDS[bug], tmp_path, templates).failure
