"""A line between consoles and backend on which every piece is late by another time, in order."""

import asyncio
import random
import sys

from city_backend.server import address_of, listen


async def pass_on(
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    jitter_s: float,
    chance: random.Random,
) -> None:
    """Hand on what comes, each piece late, none before an earlier one."""
    try:
        while piece := await reader.read(65536):
            await asyncio.sleep(chance.uniform(0, jitter_s))
            writer.write(piece)
            await writer.drain()
    except ConnectionError:
        pass
    finally:
        writer.close()


async def main(port: int, jitter_s: float) -> None:
    """Carry connections to `port` until the process is ended; the first line names the address."""
    chance = random.Random(port)

    async def carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, onward = await asyncio.open_connection("127.0.0.1", port)
        await asyncio.gather(
            pass_on(reader, onward, jitter_s, chance), pass_on(there, writer, jitter_s, chance)
        )

    listening = listen("127.0.0.1", 0)
    print(address_of(listening), flush=True)
    async with await asyncio.start_server(carry, sock=listening) as server:
        await server.serve_forever()


asyncio.run(main(int(sys.argv[1]), float(sys.argv[2])))
