"""A place that makes no sense opens nothing, and leaves nothing behind."""

from __future__ import annotations

import json

import pytest

from tests.app.consoles import WORDS, Console, on_console
from tests.app.other_servers import hello, serving

ID = "0190163d-8694-739b-aea5-966c26f8ad90"


@pytest.mark.parametrize("role", ["emperor", "", "city"])
def test_a_role_that_nobody_has_is_no_place(home, role):
    place = {
        "member": ID,
        "role": role,
        "dialogue": ID,
        "nonce": "5d" * 16,
        **json.loads(hello(1, 1)),
    }

    async def test(one: Console) -> None:
        await one.join(address, "AAAAAAAA")
        assert one.sentence == WORDS("start.failed.not_a_backend")
        assert one.files() == []
        assert not (one.paths.config / "credentials.json").exists()

    with serving(json.dumps(place).encode(), "application/json") as address:
        on_console(home, test)
