"""What whoever operates the backend sees: metrics, access log, readiness; and what nobody sees."""

import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from city_backend.access_log import AccessLog
from city_backend.administration import within
from city_backend.driver import Where
from city_backend.metrics import Metrics
from city_backend.operating import Operating
from city_backend.readiness import disk_reasons
from city_backend.routes_health import hash_of_token
from tests.backend.running import Person, Running
from tests.backend.streaming import Streaming

TOKEN = "a token for whoever counts"
NAMES = ("Lea Leitung", "Nico Notiz", "Notebook", "Mehr Bänke", "Dortmund")


@pytest.fixture
def operating(tmp_path: Path) -> Operating:
    return Operating(
        access=AccessLog(tmp_path / "access.log"), metrics_token_hash=hash_of_token(TOKEN)
    )


@pytest.fixture
def watched(where: Where, operating: Operating) -> Iterator[Running]:
    """A backend that is watched."""
    one = Running(where, operating=operating)
    one.start()
    try:
        yield one
    finally:
        one.stop()


def lines(tmp_path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (tmp_path / "access.log").read_text("utf-8").splitlines()]


def samples(text: str) -> dict[str, float]:
    """The samples of a scrape; every line has to be one or a comment."""
    found: dict[str, float] = {}
    for line in text.splitlines():
        if line.startswith("#"):
            assert re.fullmatch(r"# TYPE dialogpult_\w+ (counter|gauge|histogram)", line), line
            continue
        match = re.fullmatch(r'(dialogpult_\w+(?:\{\w+="[^"]*"(?:,\w+="[^"]*")*\})?) (\S+)', line)
        assert match is not None, line
        found[match.group(1)] = float(match.group(2))
    return found


def scraped(backend: Running) -> dict[str, float]:
    answer = httpx.get(f"{backend.url}/metrics", headers={"authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200
    return samples(answer.text)


def busy(backend: Running, lead: Person, notetaker: Person, codes: dict[str, str]) -> None:
    """A bit of everything that people do, and of what they do wrong."""
    notetaker.push(*notetaker.hand.notes(3))
    lead.put_presence(view="notes", outbox=1)
    lead.get("/members")
    lead.get("/ops", after=0, wait=0)
    lead.post("/invitations", {"role": "observer"})
    notetaker.http.get(f"/v1/dialogues/{notetaker.token}/ops", headers=notetaker.headers)
    notetaker.http.get(f"/{codes['lead']}", params={"code": codes["observer"], "name": NAMES[0]})
    notetaker.ask_to_pair(codes["lead"])
    notetaker.http.request(notetaker.token[:20], "/v1/hello")
    with Streaming(lead, after=0) as stream:
        stream.records(until=2)


def test_the_access_log_of_a_busy_session_names_nobody_and_nothing(
    watched: Running, tmp_path: Path
) -> None:
    dialogue, codes = watched.create()
    with Person(watched.url, NAMES[0]) as lead, Person(watched.url, NAMES[1]) as notetaker:
        lead.pair(codes["lead"])
        notetaker.pair(codes["notetaker"])
        busy(watched, lead, notetaker, codes)
        secret = [lead.token, notetaker.token, dialogue, *codes.values()]
        secret += [lead.hand.device, notetaker.hand.device, lead.place["member"]]
    watched.stop()
    raw = (tmp_path / "access.log").read_text("utf-8")
    found = [one for one in [*secret, *NAMES, "127.0.0.1", "code=", "after="] if one in raw]
    assert found == []
    assert notetaker.token[:20] not in raw
    said = lines(tmp_path)
    assert len(said) == 12
    assert {one["dialogue"] for one in said if "dialogue" in one} == {dialogue[-8:]}


def test_a_line_says_what_was_asked_and_what_it_took(watched: Running, tmp_path: Path) -> None:
    dialogue, codes = watched.create()
    with Person(watched.url) as lead:
        lead.pair(codes["lead"])
        answer = lead.get("/members")
        lead.http.get("/nothing/here")
    watched.stop()
    members, nothing = lines(tmp_path)[-2:]
    assert members["route"] == "/v1/dialogues/{dialogue}/members"
    assert (members["method"], members["status"]) == ("GET", 200)
    assert members["bytes"] == int(answer.headers["content-length"])
    assert members["dialogue"] == dialogue[-8:]
    assert members["ms"] >= 0
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", members["at"])
    assert (nothing["route"], nothing["status"]) == ("-", 404)
    assert "dialogue" not in nothing


def test_the_log_goes_on_after_it_was_moved_away(watched: Running, tmp_path: Path) -> None:
    moved = tmp_path / "access.log.1"
    with httpx.Client(base_url=watched.url) as client:
        # On one connection: a second answer means that the first one's line is written.
        client.get("/healthz")
        client.get("/healthz")
        (tmp_path / "access.log").rename(moved)
        client.get("/readyz")
    watched.stop()
    after = [one["route"] for one in lines(tmp_path)]
    assert after[-1] == "/readyz"
    assert len(after) + len(moved.read_text("utf-8").splitlines()) == 3


def test_addresses_are_logged_only_when_asked_for(where: Where, tmp_path: Path) -> None:
    log = AccessLog(tmp_path / "access.log", addresses=True)
    one = Running(where, operating=Operating(access=log))
    one.start()
    httpx.get(f"{one.url}/healthz")
    one.stop()
    assert lines(tmp_path)[0]["address"] == "127.0.0.1"


def test_a_proxy_is_believed_where_requests_come_from_only_when_it_is_ours(
    where: Where, tmp_path: Path
) -> None:
    told = {"x-forwarded-for": "192.0.2.7"}
    seen: list[str] = []
    for proxy in ("127.0.0.1", "192.0.2.1", ""):
        (tmp_path / "access.log").unlink(missing_ok=True)
        log = AccessLog(tmp_path / "access.log", addresses=True)
        one = Running(where, operating=Operating(access=log, proxy=proxy))
        one.start()
        assert httpx.get(f"{one.url}/metrics", headers=told).status_code == 403
        one.stop()
        seen.append(lines(tmp_path)[0]["address"])
    assert seen == ["192.0.2.7", "127.0.0.1", "127.0.0.1"]


def test_metrics_count_what_happens(watched: Running) -> None:
    _, codes = watched.create()
    before = scraped(watched)
    assert before["dialogpult_dialogues"] == 1
    with Person(watched.url) as lead:
        lead.pair(codes["lead"])
        lead.push(*lead.hand.notes(2))
        with Streaming(lead, after=0) as stream:
            stream.records(until=3)
            after = scraped(watched)
    ops = 'method="POST",route="/v1/dialogues/{dialogue}/ops"'
    assert after[f'dialogpult_requests_total{{{ops},status="200"}}'] == 1
    assert after[f"dialogpult_request_seconds_count{{{ops}}}"] == 1
    assert after[f'dialogpult_request_seconds_bucket{{{ops},le="+Inf"}}'] == 1
    assert not [name for name in after if "stream" in name and "seconds" in name]
    assert after['dialogpult_operations_total{status="accepted"}'] == 2
    assert (before["dialogpult_streams"], after["dialogpult_streams"]) == (0, 1)
    assert after["dialogpult_commits_total"] - before.get("dialogpult_commits_total", 0) >= 2
    assert after["dialogpult_commit_seconds_count"] == after["dialogpult_commits_total"]
    assert after["dialogpult_log_records"] - before["dialogpult_log_records"] == 3
    assert after["dialogpult_disk_free_bytes"] > 0
    assert after["dialogpult_database_up"] == 1
    wanted = ("writer_queue", "reader_queue", "reader_connections", "parked")
    assert {f"dialogpult_{name}" for name in wanted} <= set(after)
    assert after["dialogpult_differing_digests_total"] == 0


def test_with_a_token_nobody_reads_the_metrics_without_it(watched: Running) -> None:
    for headers in ({}, {"authorization": "Bearer wrong"}, {"authorization": TOKEN}):
        answer = httpx.get(f"{watched.url}/metrics", headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (401, "unauthorized")
    headers = {"authorization": f"Bearer {TOKEN}", "x-forwarded-for": "192.0.2.7"}
    assert httpx.get(f"{watched.url}/metrics", headers=headers).status_code == 200


def test_buckets_add_up_and_labels_are_escaped() -> None:
    metrics = Metrics()
    for seconds in (0.0005, 0.001, 0.003, 99):
        metrics.observe("took_seconds", seconds, what='a"\\\n')
    text = metrics.text({})
    label = r'what="a\"\\\n"'
    assert f'dialogpult_took_seconds_bucket{{{label},le="0.001"}} 2' in text
    assert f'dialogpult_took_seconds_bucket{{{label},le="0.005"}} 3' in text
    assert f'dialogpult_took_seconds_bucket{{{label},le="10"}} 3' in text
    assert f'dialogpult_took_seconds_bucket{{{label},le="+Inf"}} 4' in text
    assert f"dialogpult_took_seconds_count{{{label}}} 4" in text
    assert text.count("# TYPE") == 1


def reasons(backend: Running) -> list[str]:
    answer = httpx.get(f"{backend.url}/readyz")
    assert httpx.get(f"{backend.url}/healthz").text == "ok"
    if answer.status_code == 200:
        assert answer.text == "ready"
        return []
    assert answer.status_code == 503
    assert int(answer.headers["retry-after"]) > 0
    return answer.json()["reasons"]


def test_little_room_on_the_disk_is_said(where: Where) -> None:
    one = Running(where, operating=Operating(min_free=2**60))
    one.start()
    try:
        assert reasons(one) == ["disk_low"]
    finally:
        one.stop()


def test_a_disk_that_cannot_be_written_is_said(
    backend: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert reasons(backend) == []
    real = os.statvfs

    class ReadOnly:
        f_flag = os.ST_RDONLY

    monkeypatch.setattr(os, "statvfs", lambda path: ReadOnly())
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Room(real(path).f_bavail * 4096))
    assert reasons(backend) == ["disk_read_only"]


class Room:
    def __init__(self, free: int) -> None:
        self.free = free


def test_a_disk_that_is_gone_is_said(tmp_path: Path) -> None:
    assert disk_reasons(tmp_path / "unmounted", 0) == ["disk_gone"]


def holding_the_lock(where: Where) -> Callable[[Callable[[], None]], None]:
    def during(work: Callable[[], None]) -> None:
        within(where, lambda one: (one.lock_pairing(), work()))

    return during


@pytest.mark.parametrize("where", ["sqlite"], indirect=True)
def test_a_writer_that_gets_nowhere_is_said(backend: Running, where: Where) -> None:
    seen: list[list[str]] = []
    holding_the_lock(where)(lambda: seen.append(reasons(backend)))
    assert seen in ([["database_slow"]], [["database_unavailable"]])
    assert reasons(backend) == []


@pytest.mark.parametrize("where", ["sqlite"], indirect=True)
def test_a_writer_that_is_gone_is_said(backend: Running) -> None:
    writer: Any = backend.backend.writer
    thread = writer._thread
    writer._queue.put(None)
    thread.join(10)
    assert reasons(backend) == ["writer_gone"]
