"""Tick lists: of an item, before the start, and of announcements that were sent."""

from __future__ import annotations

from console.commands.carry_out import carry_out
from console.commands.notes import excerpt
from console.domain.agenda import CheckTicked
from console.domain.ids import check_id
from console.domain.ops import Fact
from console.storage.change import Done
from console.storage.store import Store


def is_ticked(store: Store, item: str, line: str) -> bool:
    """Tell whether a line (its own name) of a list is ticked; `item` names the list."""
    check = store.state.checks.get(check_id(item, line))
    return check is not None and check.ticked and not check.hidden


def tick(
    store: Store,
    item: str,
    line: str,
    words: str,
    *,
    ticked: bool = True,
    scope: str | None = None,
) -> None:
    """Tick a line of a list, or take the tick away; `words` is what people read there.

    `scope` is the group (id) for which somebody ticks who writes only there. Nothing is written
    when it is so already. Raises: CommandRejected("not_allowed").
    """
    if is_ticked(store, item, line) == ticked:
        return
    entity = check_id(item, line)
    base = store.entity("check", entity).base_for(["ticked"])
    fact = Fact(
        entity=entity, body=CheckTicked(item=item, line=line, ticked=ticked), base=base, scope=scope
    )
    key = "check_ticked" if ticked else "check_unticked"
    carry_out(store, [fact], Done(key=key, parameters={"line": excerpt(words)}))
