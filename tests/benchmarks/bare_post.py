"""The least that a note costs on its way: a server that commits one bare row for each POST."""

import asyncio
import sys
from pathlib import Path
from typing import Any

import uvicorn

from city_backend.server import address_of, listen
from tests.benchmarks.bare_rows import BareRows


async def serve(folder: Path) -> None:
    """Answer until the process is ended; the first line names the address."""
    bare = BareRows(folder)

    async def answer(_scope: Any, receive: Any, send: Any) -> None:
        while (await receive()).get("more_body"):
            pass
        bare.commit()
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    listening = listen("127.0.0.1", 0)
    config = uvicorn.Config(answer, http="h11", lifespan="off", log_config=None, access_log=False)
    print(address_of(listening), flush=True)
    await uvicorn.Server(config).serve([listening])


asyncio.run(serve(Path(sys.argv[1])))
