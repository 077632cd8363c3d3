"""Where an answer leads to: what of it is asked with next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

_OWN: Final = {"dialogue": "$response.body#/dialogues/0/dialogue"}
_SAME: Final = {"dialogue": "$request.path.dialogue"}
_PLACE: Final = {
    "after": "$response.body#/dialogues/0/head",
    "chain": "$response.body#/dialogues/0/chain",
}

#: Operation → name of a link → what follows (OpenAPI's Link Object).
LINKS: Final[Mapping[str, Mapping[str, Mapping[str, Any]]]] = {
    "dialogues": {
        "whole log": {"operationId": "pull", "parameters": _OWN},
        "news": {"operationId": "pull", "parameters": {**_OWN, **_PLACE}},
        "send": {"operationId": "push", "parameters": _OWN, "requestBody": {**_PLACE, "ops": []}},
        "bring back": {
            "operationId": "salvage",
            "parameters": _OWN,
            "requestBody": {**_PLACE, "records": []},
        },
        "be there": {"operationId": "presence", "parameters": _OWN},
        "who belongs to it": {"operationId": "members", "parameters": _OWN},
        "what waits": {"operationId": "parked", "parameters": _OWN},
        "invite": {"operationId": "invite", "parameters": _OWN},
    },
    "pull": {
        "what comes after": {
            "operationId": "pull",
            "parameters": {
                **_SAME,
                "after": "$response.body#/records/0/seq",
                "chain": "$response.body#/records/0/chain",
            },
        }
    },
    "invite": {
        "join": {"operationId": "pair", "requestBody": {"code": "$response.body#/code"}},
    },
    "members": {
        "change": {
            "operationId": "change_member",
            "parameters": _SAME,
            "requestBody": {"member": "$response.body#/members/1/member"},
        }
    },
    "parked": {
        "adopt": {
            "operationId": "decide",
            "parameters": _SAME,
            "requestBody": {"adopt": ["$response.body#/parked/0/op_id"]},
        }
    },
    "enrol": {
        "shut out": {"operationId": "revoke", "parameters": {"device": "$request.body#/device"}}
    },
}
