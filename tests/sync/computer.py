# SPDX-License-Identifier: GPL-3.0-or-later
"""A computer with a copy of the journal, on which poise-cli is run."""

import contextlib
import datetime
import json
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import threading

# What belongs to one computer or to a sync tool, and is no part of the journal.
PRIVATE = {".lock", ".stfolder", ".stversions", ".git", ".gitignore", ".gitattributes"}


class Clock:
    """Of a test: goes on by less than two seconds at each look, so that every run is the same."""

    def __init__(self, start="2026-11-23T18:00:00.250000+00:00"):
        self.time = datetime.datetime.fromisoformat(start)
        self.guard = threading.Lock()

    def read(self):
        with self.guard:
            self.time += datetime.timedelta(seconds=1, milliseconds=730)
            return self.time

    def pass_day(self):
        with self.guard:
            self.time += datetime.timedelta(days=1)


class SystemClock:
    """Goes on as the system's does."""

    def __init__(self):
        self.passed = datetime.timedelta(0)

    def read(self):
        return datetime.datetime.now(datetime.timezone.utc) + self.passed

    def pass_day(self):
        self.passed += datetime.timedelta(days=1)


class Computer:
    """It has a home, a folder with the journal, and a clock that may be wrong by `skew`."""

    def __init__(self, name, base, program, editor, clock, skew=datetime.timedelta(0)):
        self.name = name
        self.home = pathlib.Path(base) / name
        self.folder = self.home / "journal"
        self.program = pathlib.Path(program).resolve()
        self.editor = pathlib.Path(editor).resolve()
        self.clock = clock
        self.skew = skew
        self.lock = None
        self.folder.mkdir(parents=True, mode=0o700)

    def now(self):
        return self.clock.read() + self.skew

    def make_environment(self):
        places = {f"XDG_{kind}_HOME": str(self.home / kind.lower())
                  for kind in ("CONFIG", "DATA", "STATE", "CACHE")}
        lock = {"POISE_PASSPHRASE_FILE": str(self.lock.file)} if self.lock else {}
        return {**os.environ, "HOME": str(self.home), **places, **lock}

    def start(self, *arguments, stdin=subprocess.DEVNULL, **variables):
        return subprocess.Popen(
            [self.program, "--journal", self.folder, *arguments],
            stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env={**self.make_environment(), "POISE_NOW": self.now().isoformat(), **variables})

    def run(self, *arguments, status=0, text=None, **variables):
        """Gives standard output. `status` None: any will do. `text` is standard input."""
        process = self.start(*arguments, stdin=subprocess.DEVNULL if text is None else subprocess.PIPE, **variables)
        out, self.messages = process.communicate(text)
        self.status = process.returncode
        assert status is None or self.status == status, (self.name, arguments, self.status, self.messages)
        return out

    def add(self, text, *arguments):
        return self.run("add", *arguments, text).strip()

    def list_entries(self):
        return [json.loads(line) for line in self.run("list", "--json", status=None).splitlines()]

    def list_trash(self):
        return [json.loads(line) for line in self.run("trash", "--json", status=None).splitlines()]

    def files(self):
        """Name → bytes of all that a sync tool carries."""
        found = {}
        for path in sorted(self.folder.rglob("*")):
            name = path.relative_to(self.folder)
            if not PRIVATE & set(name.parts) and not path.name.startswith((".syncthing.", "~syncthing~")):
                with contextlib.suppress(FileNotFoundError, IsADirectoryError):
                    found[str(name)] = path.read_bytes()
        return found

    def readable_files(self):
        """As files(), with what is in them."""
        if self.lock is None:
            return self.files()
        with tempfile.TemporaryDirectory(prefix="poise-open-") as base:
            opened = Computer("open", base, self.program, self.editor, self.clock)
            shutil.copytree(self.folder, opened.folder, dirs_exist_ok=True)
            self.lock.run(opened, "unlock")
            return opened.files()

    def edit(self, entry, text):
        """Changes an entry as the window does."""
        subprocess.run([self.editor, self.folder, entry, text], check=True,
                       env={**self.make_environment(), "POISE_NOW": self.now().isoformat()})


class Lock:
    """The passphrase of a journal, and the test's own way to it (poise-locker)."""

    def __init__(self, base, locker, passphrase="correct horse"):
        self.file = pathlib.Path(base) / f"passphrase of {passphrase}"
        self.file.write_text(passphrase + "\n")
        self.file.chmod(0o600)
        self.locker = pathlib.Path(locker).resolve()
        self.passphrase = passphrase

    def run(self, computer, command, *arguments):
        subprocess.run([self.locker, command, computer.folder, self.passphrase, *arguments], check=True,
                       stdout=subprocess.DEVNULL, env=computer.make_environment())


def write_whole(path, content):
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    new = path.with_name(f".{path.name}.tmp")
    new.write_bytes(content)
    new.chmod(0o600)
    new.rename(path)


class Step:
    """A command that is killed or suspended at one of its calls that change the disk."""

    def __init__(self, computer, fail_at, arguments, number, signal_number):
        self.count = computer.home / "count"
        self.count.unlink(missing_ok=True)
        self.process = computer.start(
            *arguments, LD_PRELOAD=str(fail_at), POISE_FAIL_AT=str(number),
            POISE_FAIL_SIGNAL=str(int(signal_number)), POISE_FAIL_COUNT=str(self.count))
        self.signal = signal_number

    def wait_until_there(self):
        """Returns False if the command ended before it came to that call."""
        found = os.waitid(os.P_PID, self.process.pid, os.WSTOPPED | os.WEXITED | os.WNOWAIT)
        self.is_suspended = found.si_code == os.CLD_STOPPED
        return self.is_suspended or found.si_code == os.CLD_KILLED

    def finish(self):
        """Lets a suspended command go on. Returns whether the command acknowledged what it was to do."""
        if self.is_suspended:
            self.process.send_signal(signal.SIGCONT)
        self.process.communicate()
        return self.process.returncode == 0
