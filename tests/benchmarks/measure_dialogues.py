"""dialogues_300: the evenings of many dialogues at once on one backend process."""

import json
import shutil
from pathlib import Path

from tests.benchmarks.city import City
from tests.benchmarks.process import OUT, Failed, Process
from tests.benchmarks.sampling import load, percentile
from tests.benchmarks.table import Figure

DIALOGUES, CLIENTS, SECONDS = 300, 4, 300


def measure(folder: Path = OUT / "dialogues") -> list[Figure]:
    shutil.rmtree(folder, ignore_errors=True)
    city = City(folder / "city")
    asked = [_dialogue(city) for _ in range(DIALOGUES)]
    with city.start() as backend:
        plan = {
            "port": int(city.port),
            "seconds": SECONDS,
            "dialogues": asked,
            "seen": str(folder / "seen.json"),
        }
        path = folder / "plan.json"
        path.write_text(json.dumps(plan), encoding="utf-8")
        with Process("evening_clients.py", str(path), home=folder / "clients") as clients:
            began = int(clients.hear("playing", within_s=120)[0])
            before = backend.cpu_s()
            ended = int(clients.hear("played", within_s=SECONDS + 120)[0])
            used, memory = backend.cpu_s() - before, backend.memory_mib()
            clients.hear("written")
    delays = _delays(json.loads((folder / "seen.json").read_text(encoding="utf-8")))
    busy = load()
    return [
        Figure("dialogues_300_p99", percentile(delays, 0.99), None, busy),
        Figure("dialogues_300_cpu", 100 * used / ((ended - began) / 1e9), None, busy),
        Figure("dialogues_300_rss", memory, None, busy),
    ]


def _dialogue(city: City) -> dict[str, object]:
    dialogue = city.create()
    tokens = city.devices(dialogue, CLIENTS)
    stamp = city.stamp(dialogue)
    return {
        "dialogue": dialogue,
        "tokens": tokens,
        "after": stamp.seq,
        "chain": stamp.chain.hex(),
    }


def _delays(seen: dict) -> list[float]:
    """Milliseconds from a note's sending to each other console of its dialogue.  Raises: Failed."""
    sent: dict[str, int] = seen["sent"]
    delays = [
        (instant - sent[name]) / 1e6
        for room in seen["came"]
        for client in room
        for name, instant in client
    ]
    wanted = len(sent) * (CLIENTS - 1)
    if len(delays) != wanted:
        raise Failed(f"{len(delays)} of {wanted} deliveries were seen")
    return delays
