#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Locking under faults: test-lock-faults.py POISE_CLI FAIL_AT_LIBRARY POISE_LOCKER [--long] [--slow]

Whatever call fails, or wherever the program is killed while it locks a journal, opens it for good
or changes its passphrase: what is there opens whole, by the passphrase or without, and the next
start ends it, sealed throughout or readable throughout. --long, and POISE_FAULTS=long in the
environment, make every call fail in each way; else some do."""

import contextlib
import errno
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import tap  # noqa: E402

PROGRAM, FAIL_AT, LOCKER = sys.argv[1:4]
LONG = "--long" in sys.argv or os.environ.get("POISE_FAULTS") == "long"
SLOW = "--slow" in sys.argv
PASSPHRASE, NEW = "correct horse", "battery staple"
WORD = "xylophone"
MAGIC = b"PSEALED\0"


class Journal:
    def __init__(self, folder):
        self.place = pathlib.Path(folder)
        self.folder = self.place / "journal"
        self.state = self.place / "state"
        self.environment = {**os.environ, "XDG_STATE_HOME": str(self.state),
                            "POISE_NOW": "2026-11-23T18:00:00+00:00"}

    def cli(self, *arguments):
        result = subprocess.run([PROGRAM, "--journal", self.folder, *arguments], check=True,
                                stdin=subprocess.DEVNULL, capture_output=True, env=self.environment)
        return result.stdout.decode().strip()

    def locker(self, command, *arguments, **environment):
        return subprocess.Popen([LOCKER, command, self.folder, *arguments],
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                env={**self.environment, **environment})

    def run(self, command, *arguments, **environment):
        process = self.locker(command, *arguments, **environment)
        self.out, self.messages = (text.decode() for text in process.communicate())
        return process.returncode

    def fill(self):
        for month in ("09", "10", "11"):
            self.cli("add", "--day", f"2026-{month}-02", f"{WORD} of {month}")
        gone = self.cli("add", "--day", "2026-11-03", f"{WORD} gone")
        self.cli("delete", gone)
        (self.folder / "prompts.json").write_text(f'{{"format": "poise-prompts", "x": "{WORD}"}}')
        kept = self.folder / "entries" / "2026-09.json.damaged-20261101T101010"
        kept.write_text(f'{{"format": "poise-month", "{WORD}')
        self.texts = {f"{WORD} of 09", f"{WORD} of 10", f"{WORD} of 11", f"{WORD} gone"}

    def keep(self):
        for name in ("journal", "state"):
            shutil.rmtree(self.place / f"kept-{name}", ignore_errors=True)
            if (self.place / name).exists():
                shutil.copytree(self.place / name, self.place / f"kept-{name}")

    def go_back(self):
        for name in ("journal", "state"):
            shutil.rmtree(self.place / name, ignore_errors=True)
            if (self.place / f"kept-{name}").exists():
                shutil.copytree(self.place / f"kept-{name}", self.place / name)

    def files(self):
        return [p for p in [*self.folder.rglob("*"), *self.state.rglob("*")] if p.is_file()]

    def check(self, what):
        """It opens whole, twice, and is of one kind after the first time."""
        for _ in range(2):
            assert self.run("dump", PASSPHRASE, NEW) == 0, (what, self.messages)
            found = self.out.splitlines()
            assert set(found) == self.texts, (what, found)
            leaks = [p for p in self.files() if WORD.encode() in p.read_bytes()]
            # What was kept apart of a folder that is gone may stay sealed until it is pruned.
            sealed = [p for p in self.files() if p.read_bytes().startswith(MAGIC) and self.folder in p.parents]
            assert not (leaks and sealed), (what, leaks, sealed)
            assert leaks or sealed, what
            strays = [p for p in self.folder.rglob("*") if ".poise-new-" in p.name or ".poise-old-" in p.name]
            # A plain journal is cleaned up by the next write, as ever.
            assert not strays or leaks, (what, strays)
        return "plain" if leaks else "sealed"


@contextlib.contextmanager
def make_journal():
    with tempfile.TemporaryDirectory() as folder:
        journal = Journal(folder)
        journal.fill()
        yield journal


def count_calls(journal, *command):
    count = journal.place / "count"
    assert journal.run(*command, LD_PRELOAD=FAIL_AT, POISE_FAIL_COUNT=str(count)) == 0, journal.messages
    journal.go_back()
    return int(count.read_text())


def every_call(journal, *command):
    journal.keep()
    n_calls = count_calls(journal, *command)
    ends = {}
    faults = [("killed", {"POISE_FAIL_SIGNAL": str(int(signal.SIGKILL))}),
              ("failed", {"POISE_FAIL_ERRNO": str(errno.EIO)}),
              ("full", {"POISE_FAIL_ERRNO": str(errno.ENOSPC)})]
    n_faults = 0
    for kind, environment in faults:
        # A kill at each call; of the failures, some.
        step = 1 if LONG else (7 if SLOW else 2) if kind == "killed" else (29 if SLOW else 11)
        step = min(step, max(1, n_calls // 3))
        for k in range(1 + random.randrange(step), n_calls + 1, step):
            journal.go_back()
            journal.run(*command, LD_PRELOAD=FAIL_AT, POISE_FAIL_AT=str(k), **environment)
            end = journal.check((command, kind, k))
            ends[end] = ends.get(end, 0) + 1
            n_faults += 1
    print(f"# {command[0]}: {n_faults} faults at {n_calls} calls, then {ends}", flush=True)
    assert n_faults > 5


def test_every_call_of_locking(journal):
    every_call(journal, "lock", PASSPHRASE)


def test_every_call_of_opening_for_good(journal):
    assert journal.run("lock", PASSPHRASE) == 0
    every_call(journal, "unlock", PASSPHRASE)


def test_every_call_of_changing_the_passphrase(journal):
    assert journal.run("lock", PASSPHRASE) == 0
    every_call(journal, "change", PASSPHRASE, NEW)
    # Whenever it was said to be changed, it was.
    journal.go_back()
    assert journal.run("change", PASSPHRASE, NEW) == 0
    assert journal.run("dump", NEW) == 0
    assert journal.run("dump", PASSPHRASE) == 1


def test_kills_at_any_moment(journal):
    """So many that were killed on their way, a third of each command."""
    journal.keep()
    took = {}
    for command in ("lock", "unlock", "change"):
        if command != "lock":
            assert journal.run("lock", PASSPHRASE) == 0
        start = time.monotonic()
        assert journal.run(command, PASSPHRASE, *[NEW][:command == "change"]) == 0
        took[command] = time.monotonic() - start
        journal.go_back()
    assert journal.run("lock", PASSPHRASE) == 0
    sealed = journal.place / "sealed"
    shutil.copytree(journal.folder, sealed)
    n_kills = 200 if LONG else 5 if SLOW else 21
    killed, ends, n_tries = dict.fromkeys(took, 0), {}, 0
    while sum(killed.values()) < n_kills and n_tries < 4 * n_kills:
        n_tries += 1
        command = min(killed, key=killed.get)
        journal.go_back()
        if command != "lock":
            shutil.rmtree(journal.folder)
            shutil.copytree(sealed, journal.folder)
        process = journal.locker(command, PASSPHRASE, *[NEW][:command == "change"])
        time.sleep(random.uniform(0, took[command]))
        process.kill()
        process.communicate()
        if process.returncode == -signal.SIGKILL:
            killed[command] += 1
            end = journal.check((command, n_tries))
            ends[command, end] = ends.get((command, end), 0) + 1
    print(f"# {sum(killed.values())} killed of {n_tries}: {killed}, then {ends}", flush=True)
    assert sum(killed.values()) == n_kills


def test_read_only_folder(journal):
    if os.geteuid() == 0:
        raise tap.Skip("root may write anywhere")
    journal.folder.chmod(0o500)
    try:
        assert journal.run("lock", PASSPHRASE) == 1
    finally:
        journal.folder.chmod(0o700)
    assert journal.check("read-only") == "plain"


def test_where_nothing_can_be_locked_or_synced(journal):
    assert journal.run("lock", PASSPHRASE, LD_PRELOAD=FAIL_AT,
                       POISE_LACKS_UNDER=str(journal.folder)) == 0, journal.messages
    assert journal.check("lacks") == "sealed"


if __name__ == "__main__":
    tap.main(make_journal)
