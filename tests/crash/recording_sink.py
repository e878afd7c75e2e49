"""A mail server in a process of its own: what it accepts is on disk before it answers.

Run as `python -m tests.crash.recording_sink PORT LOG SECONDS`.
"""

import asyncio
import json
import os
import re
import sys
import time
from typing import BinaryIO

from aiosmtpd.smtp import SMTP, Envelope, Session

MESSAGE_ID = re.compile(rb"^Message-ID: (<[^>]+>)\r\n", re.MULTILINE | re.IGNORECASE)


class Recorder:
    """Writes a line for each message.

    INVARIANT: the line is on disk (fsync) before the answer leaves.
    """

    def __init__(self, log: BinaryIO, seconds: float) -> None:
        """Remember where to write, and how long to think before answering."""
        self._log = log
        self._seconds = seconds

    async def handle_DATA(  # noqa: N802  (aiosmtpd's name)
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Take one message."""
        _ = server, session
        found = MESSAGE_ID.search(bytes(envelope.original_content or b""))
        for to in envelope.rcpt_tos:
            entry = {
                "recipient": to,
                "message_id": found[1].decode() if found else "",
                "at": time.time_ns() // 1000,
            }
            self._log.write(json.dumps(entry).encode() + b"\n")
        self._log.flush()
        os.fsync(self._log.fileno())
        await asyncio.sleep(self._seconds)
        return "250 taken"


async def serve(port: int, recorder: Recorder) -> None:
    """Listen on loopback until the process is killed."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(recorder, hostname="sink.example"), "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    with open(sys.argv[2], "ab") as file:  # noqa: PTH123  (a name from the command line)
        asyncio.run(serve(int(sys.argv[1]), Recorder(file, float(sys.argv[3]))))
