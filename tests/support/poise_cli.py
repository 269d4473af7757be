# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs poise-cli on a journal of its own; the program is the test's argument."""

import contextlib
import os
import pathlib
import subprocess
import sys
import tempfile

PROGRAM = sys.argv[1]


class Cli:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder) / "journal"

    def run(self, *arguments, text=None, status=0, now="2026-11-23T18:00:00+00:00", without=()):
        kept = {name: value for name, value in os.environ.items() if name not in without}
        result = subprocess.run(
            [PROGRAM, "--journal", self.folder, *arguments],
            input=text.encode() if isinstance(text, str) else text,
            stdin=subprocess.DEVNULL if text is None else None,
            capture_output=True,
            env={**kept, "POISE_NOW": now},
        )
        self.messages = result.stderr.decode()
        assert result.returncode == status, (arguments, result.returncode, self.messages)
        assert "GLib" not in self.messages, self.messages
        return result.stdout.decode()

    def add(self, *arguments, **options):
        return self.run("add", *arguments, **options).strip()

    def month(self, name="2026-11"):
        return self.folder / "entries" / f"{name}.json"


@contextlib.contextmanager
def make_cli():
    with tempfile.TemporaryDirectory() as folder:
        yield Cli(folder)
