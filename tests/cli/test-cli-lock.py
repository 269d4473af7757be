#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A locked journal from the command line: test-cli-lock.py POISE_CLI POISE_LOCKER"""

import contextlib
import datetime
import functools
import json
import os
import pathlib
import pty
import random
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import tap  # noqa: E402
from poise_cli import PROGRAM, Cli  # noqa: E402

LOCKER = sys.argv[2]
PASSPHRASE = "correct horse"
WORD = "xylophone"


class Locked(Cli):
    """A journal, and files with its passphrase and wrong ones."""

    def __init__(self, folder):
        super().__init__(folder)
        self.place = pathlib.Path(folder)
        self.right = self.write("right", PASSPHRASE)
        self.wrong = self.write("wrong", "battery staple")
        self.recovery = self.place / "recovery"
        os.environ["XDG_STATE_HOME"] = str(self.place / "state")

    def write(self, name, text):
        path = self.place / name
        path.write_text(text + "\n")
        path.chmod(0o600)
        return path

    def open(self, *arguments, key=None, **options):
        return self.run("--passphrase-file", key or self.right, *arguments, **options)

    def encrypt(self):
        return self.open("encrypt", "--recovery-file", self.recovery)

    def lock(self):
        """As encrypt, but such that the passphrase is quickly tried."""
        subprocess.run([LOCKER, "lock", self.folder, PASSPHRASE], check=True,
                       stdout=subprocess.DEVNULL)

    def leaks(self):
        return [p for p in self.place.rglob("*")
                if p.is_file() and WORD.encode() in p.read_bytes()]


@contextlib.contextmanager
def make_journal():
    with tempfile.TemporaryDirectory() as folder:
        yield Locked(folder)


def test_encrypt(journal):
    entry = journal.add(f"I listened to Ana, {WORD}.")
    gone = journal.add(f"I set the rota, {WORD}.")
    journal.run("delete", gone)
    assert journal.leaks()
    journal.encrypt()
    assert not journal.leaks(), journal.leaks()
    assert len(journal.recovery.read_text().strip()) == 44
    assert journal.recovery.stat().st_mode & 0o777 == 0o600
    assert WORD in journal.open("list")


def test_every_command(journal):
    entry = journal.add(f"I listened to Ana, {WORD}.")
    gone = journal.add(f"I set the rota, {WORD}.")
    journal.run("delete", gone)
    journal.lock()
    for command in (["list"], ["show", entry], ["balance"], ["check"], ["trash"], ["add", WORD],
                    ["correct", entry, "management"], ["delete", entry], ["restore", "--list"],
                    ["learned"], ["prompt"], ["retag"], ["agree", "--json"], ["export", "text", "-"],
                    ["passphrase"], ["decrypt"]):
        out = journal.open(*command, status=1, key=journal.wrong)
        assert out == "" and journal.messages.count("\n") == 1, (command, out, journal.messages)
        assert WORD not in journal.messages
    assert not journal.leaks()
    assert WORD in journal.open("list")
    assert WORD in journal.open("show", entry)
    assert WORD in journal.open("trash")
    journal.open("correct", entry, "management")
    journal.open("check")
    assert "1 entries" in journal.open("balance") or "1 entry" in journal.open("balance")
    journal.open("trash", "--restore", gone)
    journal.open("delete", entry)
    journal.open("restore", "--list")
    assert WORD in journal.open("export", "text", "-")
    assert "can be read" in journal.messages
    assert not journal.leaks(), journal.leaks()


def test_lock_taken_off_elsewhere(journal):
    """It is confirmed once by the passphrase, and the reason is said."""
    journal.add(f"I listened to Ana, {WORD}.")
    journal.lock()
    there = journal.place / "there"
    shutil.copytree(journal.folder, there)
    subprocess.run([LOCKER, "unlock", there, PASSPHRASE], check=True, stdout=subprocess.DEVNULL)
    shutil.copytree(there, journal.folder, dirs_exist_ok=True)
    journal.open("list", status=1, key=journal.wrong)
    assert "taken off this journal elsewhere" in journal.messages, journal.messages
    assert WORD in journal.open("list")
    assert "taken off this journal elsewhere" in journal.messages, journal.messages
    assert WORD in journal.run("list")
    assert not journal.messages, journal.messages


def make_words(n):
    """Words that stand nowhere else."""
    letters = random.Random(500)
    return ["".join(letters.choice("bcdfghklmnprstvwz") + letters.choice("aeiou") for _ in range(5)) for _ in range(n)]


def test_no_word_of_five_hundred_entries(journal):
    """Nor of what is done with them then: in the folder, in the state folder, in temporary files."""
    words = make_words(5000)
    day = datetime.date(2025, 1, 1)
    text = "".join(f"{day + datetime.timedelta(days=i)}\n\n{' '.join(words[10 * i:10 * i + 10])}\n\n"
                   for i in range(500))
    source = journal.write("source.txt", text)
    os.environ["TMPDIR"] = str(journal.place / "tmp")
    pathlib.Path(os.environ["TMPDIR"]).mkdir()

    def count():
        found = set()
        for path in journal.place.rglob("*"):
            if path.is_file():
                found |= set(re.findall(rb"[a-z]{10}", path.read_bytes())) & wanted
        return len(found)

    wanted = {word.encode() for word in words}
    try:
        journal.run("import", "text", source)
        source.unlink()
        entries = [line.split()[0] for line in journal.run("list").splitlines()]
        assert len(entries) == 500
        for entry in entries[:3]:
            journal.run("delete", entry)
        before = count()
        assert before == len(wanted), before
        journal.lock()
        assert count() == 0
        journal.open("delete", entries[5])
        journal.open("correct", entries[6], "leadership")
        journal.open("trash", "--restore", entries[0])
        journal.open("add", " ".join(words[:10]))
        for _ in range(2):  # there, and back again
            points = journal.open("restore", "--list").split()
            journal.open("restore", points[0])
            assert count() == 0
        journal.open("check")
        assert count() == 0
        found = set(re.findall(r"[a-z]{10}", journal.open("export", "text", "-") + journal.open("trash", "--json")))
        assert len(found & set(words)) > 4900
        assert count() == 0
    finally:
        del os.environ["TMPDIR"]


def test_lists_of_formats_ask_for_nothing(journal):
    journal.add("Here")
    journal.lock()
    assert "markdown" in journal.run("export", "--list")
    assert "dayone" in journal.run("import", "--list")


def test_imports_are_sealed(journal):
    journal.add("Here")
    journal.lock()
    text = journal.write("old.txt", f"2026-01-02\n\n{WORD} of old")
    journal.open("import", "text", text)
    text.unlink()
    assert WORD in journal.open("list")
    assert not journal.leaks(), journal.leaks()
    # A sealed file is none to import.
    journal.open("import", "poise", journal.month(), status=1)
    assert "locked Poise journal" in journal.messages, journal.messages


def test_where_the_passphrase_comes_from(journal):
    journal.add(WORD)
    journal.lock()
    os.environ["POISE_PASSPHRASE_FILE"] = str(journal.right)
    try:
        assert WORD in journal.run("list")
        journal.run("--passphrase-file", journal.wrong, "list", status=1)
    finally:
        del os.environ["POISE_PASSPHRASE_FILE"]
    journal.run("--passphrase-file", journal.place / "none", "list", status=1)
    journal.run("--passphrase-file", journal.write("empty", ""), "list", status=1)
    right = journal.write("windows", PASSPHRASE + "\r")
    assert WORD in journal.open("list", key=right)


def test_no_terminal(journal):
    journal.add(WORD)
    journal.lock()
    result = subprocess.run([PROGRAM, "--journal", journal.folder, "list"], stdin=subprocess.DEVNULL,
                            capture_output=True, start_new_session=True)
    assert result.returncode == 1 and result.stdout == b""
    assert result.stderr.count(b"\n") == 1 and b"--passphrase-file" in result.stderr, result.stderr


class Terminal:
    """A program with a terminal of its own."""

    def __init__(self, journal, *arguments):
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.execv(PROGRAM, [PROGRAM, "--journal", str(journal.folder), *arguments])
        self.seen = ""

    def expect(self, text):
        while text not in self.seen:
            assert select.select([self.fd], [], [], 60)[0], (text, self.seen)
            try:
                self.seen += os.read(self.fd, 4096).decode()
            except OSError:
                assert text in self.seen, (text, self.seen)

    def type(self, text):
        os.write(self.fd, text.encode())

    def end(self):
        try:
            while True:
                data = os.read(self.fd, 4096).decode()
                if not data:
                    break
                self.seen += data
        except OSError:
            pass
        return os.waitpid(self.pid, 0)[1]


def test_terminal(journal):
    journal.add(WORD)
    terminal = Terminal(journal, "encrypt")
    terminal.expect("New passphrase: ")
    terminal.type(PASSPHRASE + "\n")
    terminal.expect("once more: ")
    terminal.type(PASSPHRASE + "\n")
    terminal.expect("locked")
    assert terminal.end() == 0
    assert PASSPHRASE not in terminal.seen and not journal.leaks()
    terminal = Terminal(journal, "list")
    terminal.expect("Passphrase of the journal: ")
    terminal.type(PASSPHRASE + "\n")
    terminal.expect(WORD)
    assert terminal.end() == 0
    assert PASSPHRASE not in terminal.seen


def test_terminal_that_is_interrupted(journal):
    journal.add(WORD)
    journal.lock()
    terminal = Terminal(journal, "list")
    terminal.expect("Passphrase of the journal: ")
    os.kill(terminal.pid, signal.SIGINT)
    status = terminal.end()
    assert os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGINT, status


def test_two_that_differ(journal):
    journal.add(WORD)
    terminal = Terminal(journal, "encrypt")
    terminal.expect("New passphrase: ")
    terminal.type("one\n")
    terminal.expect("once more: ")
    terminal.type("other\n")
    assert os.waitstatus_to_exitcode(terminal.end()) == 1
    assert not (journal.folder / "keys.json").exists() and journal.leaks()


def test_passphrase_and_recovery(journal):
    journal.add(WORD)
    journal.encrypt()
    new = journal.write("new", "another one")
    journal.open("passphrase", "--new-passphrase-file", new)
    journal.open("list", status=1)
    assert "it was last changed on 23 November 2026" in journal.messages, journal.messages
    assert WORD in journal.open("list", key=new)
    last = journal.write("last", "the last one")
    fresh = journal.place / "fresh"
    journal.run("passphrase", "--recovery-file", journal.recovery, "--new-passphrase-file", last,
                "--new-recovery-file", fresh)
    journal.open("list", status=1, key=new)
    assert WORD in journal.open("list", key=last)
    journal.run("decrypt", "--recovery-file", journal.recovery, status=1)
    journal.run("decrypt", "--recovery-file", fresh)
    assert WORD in journal.run("list")
    assert journal.leaks()
    # By its recovery key's name a file is kept, and none lies in the journal.
    journal.open("encrypt", "--recovery-file", fresh, status=1)
    journal.open("encrypt", "--recovery-file", journal.folder / "here", status=1)
    assert WORD in journal.run("list")
    # Beside it one may, though its name begins so.
    beside = journal.folder.with_name(journal.folder.name + "-recovery")
    journal.open("encrypt", "--recovery-file", beside)
    assert len(beside.read_text().strip()) == 44


def make_bad_keys(path, content):
    """What may stand in the place of keys.json: for each a maker, whether it is set aside where the keys
    are known, and the word for it."""
    def change(**members):
        wrap = {**content["keys"][0]["passphrase"][0], **members}
        key = {**content["keys"][0], "passphrase": [wrap]}
        path.write_text(json.dumps({**content, "keys": [key]}))

    def make_huge():
        path.touch()
        os.truncate(path, 1 << 30)

    away = path.parents[1] / "away.json"
    away.write_text(json.dumps(content))
    return {
        "a folder": (path.mkdir, False, "no plain file"),
        "a FIFO": (functools.partial(os.mkfifo, path), False, "no plain file"),
        "a link": (functools.partial(path.symlink_to, away), False, "no plain file"),
        "1 GB": (make_huge, False, "larger than 256 MB"),
        "of a later version": (lambda: path.write_text(json.dumps({**content, "version": 99})), False, "newer version"),
        "empty": (path.touch, True, "empty"),
        "no JSON": (lambda: path.write_text("hello"), True, "is not valid JSON (line 1)"),
        "64 GB to try": (lambda: change(memory=64 << 30), True, "asks for 64.0\u00a0GiB of memory"),
        "no memory": (lambda: change(memory=0), True, "asks for 0 bytes of memory"),
        "no passes": (lambda: change(operations=0), True, "names 0 as the number of passes"),
        "no end of passes": (lambda: change(operations=1 << 52), True, f"names {1 << 52} as the number of passes"),
    }


def take_away(path):
    if path.is_dir() and not path.is_symlink():
        path.rmdir()
    else:
        path.unlink()


def describe(path):
    found = path.lstat()
    return found.st_mode, found.st_size, found.st_mtime_ns


def test_what_is_no_key_file(journal):
    """It is said by name and stays as it is, and nothing hangs; who knows the keys reads, and writes
    where it could be set aside."""
    journal.add(WORD)
    journal.lock()
    keys, state = journal.folder / "keys.json", journal.place / "state"
    whole = keys.read_bytes()
    for name, (make, is_set_aside, word) in make_bad_keys(keys, json.loads(whole)).items():
        keys.unlink()
        make()
        before = describe(keys)
        state.rename(journal.place / "aside")
        for command in (["list"], ["add", WORD], ["check"], ["decrypt"]):
            assert journal.open(*command, status=1) == "", (name, command)
            assert "keys.json" in journal.messages and word in journal.messages, (name, command, journal.messages)
            assert journal.messages.count("\n") == 1, (name, journal.messages)
        shutil.rmtree(state, ignore_errors=True)
        (journal.place / "aside").rename(state)
        assert describe(keys) == before, name
        if is_set_aside:
            assert WORD in journal.open("list"), name
            assert keys.read_bytes() == whole, name
            kept = [p for p in journal.folder.iterdir() if p.name.startswith("keys.json.damaged-")]
            assert [describe(p) for p in kept] == [before], name
            kept[0].unlink()
        else:
            assert WORD in journal.open("list"), name
            out = journal.open("check", status=1)
            assert "keys.json" in out and word in out and "1 problem" in out, (name, out)
            journal.open("add", WORD, status=1)
            assert "keys.json" in journal.messages and word in journal.messages, (name, journal.messages)
            assert describe(keys) == before, name
            take_away(keys)
            keys.write_bytes(whole)
        assert (journal.place / "away.json").read_bytes() == json.dumps(json.loads(whole)).encode()
    assert not journal.leaks(), journal.leaks()


def test_wrong_usage(journal):
    journal.run("passphrase", status=1)
    journal.add("Here")
    journal.run("passphrase", status=1)
    assert "not locked" in journal.messages
    journal.lock()
    journal.open("encrypt", status=1)
    assert "already" in journal.messages
    journal.run("encrypt", "secret", status=2)
    journal.run("passphrase", "secret", status=2)


def test_what_others_left_is_said(journal):
    journal.add(WORD)
    versions = journal.folder / ".stversions" / "entries"
    versions.mkdir(parents=True)
    (versions / "2026-11.json").write_bytes(journal.month().read_bytes())
    journal.encrypt()
    assert ".stversions" in journal.messages, journal.messages


def test_check_tells_what_is_readable(journal):
    journal.add(WORD)
    plain = journal.month().read_bytes()
    journal.lock()
    journal.month("2026-12").write_bytes(plain)
    out = journal.open("check", status=1)
    assert "readable in a locked journal" in out, out
    journal.open("check", "--repair")
    assert not journal.leaks()


def test_a_damaged_file_is_repaired_from_its_backup(journal):
    first = journal.add(f"First, {WORD}.")
    journal.lock()
    tomorrow = "2026-11-24T18:00:00+00:00"
    journal.open("add", f"Second, {WORD}.", now=tomorrow)
    month = journal.month()
    damaged = bytearray(month.read_bytes())
    damaged[len(damaged) // 2] ^= 1
    month.write_bytes(damaged)
    # As on a computer that has kept nothing apart.
    for kept in (journal.place / "state").rglob("unseen-*"):
        shutil.rmtree(kept)
    out = journal.open("check", status=1)
    assert "is locked and damaged" in out, out
    assert month.read_bytes() == damaged
    out = journal.open("check", "--repair", status=1)
    assert "repaired, 1 entry salvaged" in out, out
    assert "nothing can be read in it" in out, out
    assert "changed from 24 November 2026 on may be missing" in out, out
    assert WORD in journal.open("show", first)
    kept = [p for p in month.parent.iterdir() if ".damaged-" in p.name]
    assert [p.read_bytes() for p in kept] == [damaged]
    # It is said until somebody takes it away.
    assert kept[0].name in journal.open("check", status=1)
    kept[0].unlink()
    journal.open("check")
    assert not journal.leaks(), journal.leaks()


def test_a_damaged_beginning_is_mended(journal):
    """Where a file says by which key it is sealed: nothing is lost with that."""
    first = journal.add(f"First, {WORD}.")
    journal.lock()
    month = journal.month()
    whole = month.read_bytes()
    for position in (0, 7, 9, 24):
        month.write_bytes(whole[:position] + bytes([whole[position] ^ 0x40]) + whole[position + 1:])
        out = journal.open("check", status=1)
        assert "damaged at its beginning" in out and "1 problem" in out, out
        journal.open("check", "--repair")
        assert month.read_bytes() == whole
    month.write_bytes(b"\0" + whole[1:])
    assert WORD in journal.open("show", first)
    assert month.read_bytes() == whole
    # Neither is a file whose rest is damaged, too, taken for one of another key.
    month.write_bytes(whole[:9] + bytes([whole[9] ^ 1]) + whole[10:-1] + bytes([whole[-1] ^ 1]))
    out = journal.open("check", status=1)
    assert "is locked and damaged" in out, out


def test_git_says_that_it_cannot(journal):
    journal.add(WORD)
    journal.lock()
    files = [journal.place / name for name in ("base", "ours", "theirs")]
    for path in files:
        path.write_bytes(journal.month().read_bytes())
    before = files[1].read_bytes()
    journal.run("merge-file", *files, status=1)
    assert "locked journal" in journal.messages, journal.messages
    assert files[1].read_bytes() == before


def test_an_older_poise_does_not_write(journal):
    journal.add(WORD)
    journal.lock()
    assert '"version": 2' in (journal.folder / "journal.json").read_text()


def test_tagging_needs_no_passphrase(journal):
    journal.add(WORD)
    journal.lock()
    assert journal.run("tag", text="I listened to Ana.")


if __name__ == "__main__":
    tap.main(make_journal)
