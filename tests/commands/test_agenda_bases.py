"""An edit of an agenda item names what its author had on screen when beginning."""

from __future__ import annotations

from console.commands.agenda import bases_of, edit_item
from console.storage.store import Store
from tests.small_dialogue import item_id


def test_an_edit_begun_before_another_one_keeps_both_wordings(store: Store) -> None:
    begun = bases_of(store, item_id(1), ["title"])
    edit_item(store, item_id(1), texts={"title": "von anderswo"})
    edit_item(store, item_id(1), texts={"title": "von hier"}, bases=begun)
    title = store.state.agenda_items[item_id(1)].title
    assert {version.text for version in title.versions} == {"von anderswo", "von hier"}


def test_an_edit_that_has_seen_the_other_one_replaces_it(store: Store) -> None:
    edit_item(store, item_id(1), texts={"title": "von anderswo"})
    begun = bases_of(store, item_id(1), ["title", "question"])
    edit_item(store, item_id(1), texts={"title": "von hier"}, bases=begun)
    title = store.state.agenda_items[item_id(1)].title
    assert [version.text for version in title.versions] == ["von hier"]


def test_saving_ends_the_draft_it_was_typed_in(store: Store) -> None:
    store.save_draft("agenda_item", "von h")
    edit_item(store, item_id(1), texts={"title": "von hier"}, draft="agenda_item")
    assert store.drafts() == []
