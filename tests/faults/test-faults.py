#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A journal under faults: test-faults.py POISE_CLI FAIL_AT_LIBRARY [--long]

Every test says how many faults it made. --long makes more of them; so does
POISE_FAULTS=long in the environment, for build-aux/test."""

import contextlib
import errno
import json
import os
import pathlib
import random
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import tap  # noqa: E402

PROGRAM, FAIL_AT = sys.argv[1:3]
LONG = "--long" in sys.argv or os.environ.get("POISE_FAULTS") == "long"
NOW = "2026-11-23T18:00:00+00:00"
STRAY = re.compile(r"\.poise-(new|old)-[0-9a-f]{8}$")


def say(text):
    print(f"# {text}", flush=True)


class Journal:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder) / "journal"

    def start(self, *arguments, now=NOW, **environment):
        return subprocess.Popen(
            [PROGRAM, "--journal", self.folder, *arguments],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env={**os.environ, "POISE_NOW": now, **environment})

    def run(self, *arguments, status=0, **options):
        process = self.start(*arguments, **options)
        out, messages = process.communicate()
        self.messages = messages.decode()
        assert status is None or process.returncode == status, (arguments, process.returncode, self.messages)
        self.status = process.returncode
        return out.decode()

    def add(self, text, **options):
        return self.run("add", text, **options).strip()

    def texts(self):
        return {e["id"]: e["text"] for e in map(json.loads, self.run("list", "--json").splitlines())}

    def month(self, name="2026-11"):
        return self.folder / "entries" / f"{name}.json"

    def strays(self):
        return [p for p in self.folder.rglob("*") if STRAY.search(p.name)]

    def all_texts(self):
        """Of the list and the trash: where nothing may be missing."""
        trash = map(json.loads, self.run("trash", "--json").splitlines())
        return list(self.texts().values()) + [e["text"] for e in trash]


@contextlib.contextmanager
def make_journal():
    with tempfile.TemporaryDirectory() as folder:
        yield Journal(folder)


def start_again(journal, prepared):
    """From a journal that was prepared once."""
    shutil.rmtree(journal.folder)
    shutil.copytree(prepared, journal.folder)


def prepare(journal):
    """Keeps the journal as it is, to begin with it again."""
    return shutil.copytree(journal.folder, journal.folder.with_name("prepared"))


def test_kill_while_saving(journal):
    """SIGKILL at a random moment of a save; what was acknowledged is there whole."""
    random.seed(1)
    kills = 1000 if LONG else 40
    acknowledged, cut = {}, 0
    times = []
    for i in range(9):
        started = time.monotonic()
        journal.add(f"Before the kills {i}")
        times.append(time.monotonic() - started)
    # Not the first one's time: it makes the folder and reads everything from the disk.
    usual = statistics.median(times)
    for i in range(1, kills + 1):
        text = f"Entry {i} with some words in it. Ärger, 日本."
        day = f"2026-{random.randint(1, 12):02}-15"
        started = time.monotonic()
        process = journal.start("add", "--day", day, text)
        # After a kill a save takes longer: it clears what was left.
        timer = threading.Timer(random.uniform(0, usual * 2), process.kill)
        timer.start()
        out = process.communicate()[0]
        timer.cancel()
        if process.returncode == 0:
            acknowledged[out.decode().strip()] = text
            # The machine may be busier or idler than it was.
            times.append(time.monotonic() - started)
            usual = statistics.median(times[-9:])
        else:
            assert process.returncode == -signal.SIGKILL, process.returncode
            cut += 1
            # One that is killed says nothing of how long it takes now: some must come to their end.
            usual *= 1.1
        if i % 25 == 0:
            journal.run("check")
            texts = journal.texts()
            assert all(texts.get(k) == v for k, v in acknowledged.items()), "an acknowledged save is gone"
    texts = journal.texts()
    assert all(texts.get(k) == v for k, v in acknowledged.items())
    assert len(set(texts.values())) == len(texts), "an entry is there twice"
    assert cut > kills / 10 and acknowledged, (cut, len(acknowledged))
    # The next write of each folder clears what the last kill may have left.
    journal.add("The end")
    left = [p for p in journal.strays() if "backups" not in p.parts]
    assert not left, left
    say(f"{kills} saves, {cut} killed, {len(acknowledged)} acknowledged, all there")


def test_every_failing_call(journal):
    """Each call of a save that changes the disk fails once, with EIO and with ENOSPC."""
    count = journal.folder.parent / "count"
    journal.add("First, on the disk", now="2026-11-22T18:00:00+00:00")
    before = journal.month().read_bytes()
    prepared = prepare(journal)
    faults = 0
    for code in (errno.EIO, errno.ENOSPC):
        k = 1
        while True:
            start_again(journal, prepared)
            journal.run("add", "Second", status=None, LD_PRELOAD=FAIL_AT, POISE_FAIL_AT=str(k),
                              POISE_FAIL_ERRNO=str(code), POISE_FAIL_COUNT=str(count))
            status, messages = journal.status, journal.messages
            texts = list(journal.texts().values())
            assert "First, on the disk" in texts
            if status == 0:
                assert "Second" in texts, f"call {k}: acknowledged, but not there"
            else:
                faults += 1
                assert os.strerror(code) in messages and str(journal.folder) in messages, messages
                assert journal.month().read_bytes() == before or "Second" in texts
            journal.run("check")
            # The fault has ended: saving goes on.
            journal.add("Third")
            assert {"First, on the disk", "Third"} <= set(journal.texts().values())
            if k > int(count.read_text()):
                break
            k += 1
    assert faults > 6
    say(f"{faults} saves failed by one call, none did harm")


def test_every_failing_call_of_a_delete(journal):
    count = journal.folder.parent / "count"
    faults = 0
    k = 1
    entry = journal.add("To be deleted")
    prepared = prepare(journal)
    while True:
        start_again(journal, prepared)
        journal.run("delete", entry, status=None, LD_PRELOAD=FAIL_AT, POISE_FAIL_AT=str(k),
                    POISE_FAIL_COUNT=str(count))
        faults += journal.status != 0
        assert "To be deleted" in journal.all_texts(), f"call {k}: nowhere"
        if k > int(count.read_text()):
            break
        k += 1
    assert faults > 3
    say(f"{faults} deletions failed by one call, the entry never was nowhere")


def test_every_failing_call_of_coming_back(journal):
    """Out of the trash, and back to a backup: nothing is nowhere at any step."""
    count = journal.folder.parent / "count"
    journal.add("Kept", now="2026-11-22T18:00:00+00:00")
    entry = journal.add("Coming back", now="2026-11-22T18:00:00+00:00")
    journal.run("delete", entry)
    prepared = prepare(journal)
    for command in ("trash", "restore"):
        faults, k = 0, 1
        while True:
            start_again(journal, prepared)
            arguments = ("trash", "--restore", entry) if command == "trash" else ("restore", "2026-11-23")
            journal.run(*arguments, status=None, LD_PRELOAD=FAIL_AT, POISE_FAIL_AT=str(k),
                        POISE_FAIL_COUNT=str(count))
            failed = journal.status != 0
            faults += failed
            assert {"Kept", "Coming back"} <= set(journal.all_texts()), f"{command}, call {k}: nowhere"
            if command == "restore" and failed:
                # The next write takes a restoring back that was cut short: all or nothing.
                journal.add("Next")
                assert set(journal.texts().values()) in ({"Kept", "Next"}, {"Kept", "Coming back", "Next"})
            if k > int(count.read_text()):
                break
            k += 1
        assert faults > 3
        say(f"{command}: {faults} failed by one call, nothing was nowhere")


def test_add_reads_one_month(journal):
    """An entry costs what its month costs, however many years there are."""
    if not shutil.which("strace"):
        raise tap.Skip("strace is not installed")
    for year in range(2007, 2027):
        for month in ("01", "07"):
            journal.run("add", "--day", f"{year}-{month}-15", "Years ago")
    log = journal.folder.parent / "trace"
    subprocess.run(["strace", "-f", "-e", "trace=openat,open", "-o", log, PROGRAM, "--journal", journal.folder,
                    "add", "--day", "2026-07-20", "Today"], check=True, capture_output=True,
                   # ASan cannot look for leaks in a process that is traced.
                   env={**os.environ, "POISE_NOW": NOW, "ASAN_OPTIONS": "detect_leaks=0"})
    months = set(re.findall(r"entries/(\d{4}-\d\d)\.json", log.read_text()))
    assert months == {"2026-07"}, months


def test_several_writers(journal):
    for writers in (2, 4):
        shutil.rmtree(journal.folder, ignore_errors=True)
        share = (1000 if LONG else 60) // writers
        failures = []

        def write(number):
            for i in range(share):
                process = journal.start("add", f"Writer {number}, entry {i}")
                messages = process.communicate()[1].decode()
                if process.returncode != 0:
                    failures.append(messages)

        threads = [threading.Thread(target=write, args=(n,)) for n in range(writers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        texts = list(journal.texts().values())
        assert not failures, failures[0]
        assert sorted(texts) == sorted(f"Writer {n}, entry {i}" for n in range(writers) for i in range(share))
        say(f"{writers} programs at once, {len(texts)} entries, none lost, none doubled")


def test_full_disk(journal):
    if os.geteuid() != 0 or shutil.which("mount") is None:
        raise tap.Skip("mounting a small disk needs root and mount")
    mount = journal.folder.parent / "disk"
    mount.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", mount], capture_output=True).returncode:
        raise tap.Skip("a small disk cannot be mounted here")
    try:
        journal.folder = mount / "journal"
        journal.add("Before the disk was full")
        before = journal.month().read_bytes()
        ballast = mount / "ballast"
        with contextlib.suppress(OSError), ballast.open("wb") as file:
            while True:
                file.write(b"x" * 4096)
                file.flush()
        journal.add("Too much " * 4000, status=1)
        assert os.strerror(errno.ENOSPC) in journal.messages and str(mount) in journal.messages, journal.messages
        assert journal.month().read_bytes() == before
        ballast.unlink()
        journal.add("After it was not")
        assert len(journal.texts()) == 2 and not journal.strays()
    finally:
        subprocess.run(["umount", "-l", mount], check=True)


def test_vanished_folder(journal):
    journal.add("One")
    shutil.rmtree(journal.folder)
    journal.add("Two")
    assert list(journal.texts().values()) == ["Two"]


def test_folder_that_is_a_file(journal):
    journal.folder.write_text("not a folder")
    journal.add("One", status=1)
    assert str(journal.folder) in journal.messages
    assert journal.folder.read_text() == "not a folder"


def test_links_are_not_followed(journal):
    journal.add("One")
    outside = journal.folder.parent / "outside.json"
    outside.write_text("secret")
    journal.month("2026-12").symlink_to(outside)
    journal.run("list", status=None)
    assert "secret" not in journal.run("list", "--json")
    journal.run("add", "--day", "2026-12-01", "Two", status=None)
    journal.run("check", "--repair", status=None)
    assert outside.read_text() == "secret"
    shutil.rmtree(journal.folder / "backups")
    (journal.folder / "backups").symlink_to(outside.parent)
    journal.add("Three", now="2026-11-25T18:00:00+00:00")
    assert not list(outside.parent.glob("2026-*"))


def test_modes_with_a_loose_umask(journal):
    old = os.umask(0)
    try:
        entry = journal.add("One")
        journal.add("Two", now="2026-11-24T18:00:00+00:00")
        journal.run("correct", entry, "leadership")
        journal.run("delete", entry)
    finally:
        os.umask(old)
    for path in [journal.folder, *journal.folder.rglob("*")]:
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600), path


def test_the_clock(journal):
    """Set back and forward, summer time, 29 February, years' ends."""
    entry = journal.add("One", now="2026-11-23T18:00:00+00:00")
    journal.run("correct", entry, "leadership", now="2020-01-01T00:00:00+00:00")
    shown = json.loads(journal.run("show", entry, "--json"))
    assert shown["modified"] > shown["created"] and shown["tag"]["mode"] == "leadership"
    days = ["2028-02-29T23:59:59+01:00", "2026-03-29T02:59:59+02:00", "2026-10-25T02:30:00+01:00",
            "2027-01-01T00:00:00-11:00", "2026-12-31T23:59:59+14:00", "1999-12-31T23:59:59+00:00"]
    for now in days:
        entry = journal.add(f"At {now}", now=now)
        assert json.loads(journal.run("show", entry, "--json"))["day"] == now[:10]
    assert len(journal.texts()) == len(days) + 1
    journal.run("check")


def test_backups(journal):
    journal.add("Day one", now="2026-11-01T10:00:00+00:00")
    first = journal.month().read_bytes()
    for day in range(2, 24):
        journal.add(f"Day {day}", now=f"2026-11-{day:02}T10:00:00+00:00")
        journal.add(f"Day {day}, again", now=f"2026-11-{day:02}T20:00:00+00:00")
    points = [p.split()[0] for p in journal.run("restore", "--list").splitlines()]
    # The last seven days' and the month's first, newest first.
    assert points == [f"2026-11-{d:02}" for d in range(23, 16, -1)] + ["2026-11-01"], points
    latest = journal.texts()
    undo = journal.run("restore", "2026-11-20").split()[-1]
    assert set(journal.texts().values()) == {"Day one"} | {
        t for d in range(2, 20) for t in (f"Day {d}", f"Day {d}, again")}
    journal.run("restore", undo)
    assert journal.texts() == latest
    journal.run("restore", "2026-11-01")
    assert journal.texts() == {}, "there was none when the first day began"
    journal.run("restore", "1999-01-01", status=1)
    assert first
    # Two years of one entry a month: twelve months' states are left.
    for month in range(24):
        journal.add("x", now=f"{2027 + month // 12}-{month % 12 + 1:02}-10T10:00:00+00:00")
    points = journal.run("restore", "--list").splitlines()
    assert len(points) == 12, points
    journal.run("check")


def test_trash(journal):
    entry = journal.add("Deleted")
    journal.run("delete", entry)
    assert "Deleted" in journal.run("trash")
    journal.run("trash", "--restore", entry)
    assert journal.texts() == {entry: "Deleted"} and journal.run("trash") == ""
    shown = json.loads(journal.run("show", entry, "--json"))
    assert "deleted" not in shown
    journal.run("delete", entry)
    journal.run("trash", "--empty")
    assert journal.run("trash") == ""
    journal.run("trash", "--restore", entry, status=1)


def test_copies_of_sync_tools(journal):
    keep = journal.add("Kept")
    gone = journal.add("Deleted here")
    content = json.loads(journal.month().read_text())
    for entry in content["entries"]:
        if entry["id"] == keep:
            entry.update(text="Changed there", modified="2026-11-23T18:00:30+00:00")
    new = {**content["entries"][0], "id": "019a0000-0000-7000-8000-000000000001", "text": "New there"}
    content["entries"].append(new)
    journal.run("delete", gone)
    names = ["2026-11.sync-conflict-20261123-190000-ABCDEFG.json", "2026-11 (conflicted copy).json",
             "2026-11 (Ana's conflicted copy 2026-11-23).json"]
    for name in names:
        (journal.folder / "entries" / name).write_text(json.dumps(content))
    broken = journal.folder / "entries" / "2026-11.sync-conflict-broken.json"
    broken.write_text('{"format": "poise-month", "ver')
    journal.run("check", status=1)
    journal.run("check", "--repair", status=1)
    assert sorted(journal.texts().values()) == ["Changed there", "New there"]
    assert "Kept" in journal.all_texts(), "the older version is in the trash"
    assert broken.exists() and not any((journal.folder / "entries" / n).exists() for n in names)
    broken.unlink()
    journal.run("check")


def test_big_files(journal):
    journal.add("x" * 100_000)
    template = json.loads(journal.month().read_text())
    template["entries"][0]["text"] = "Ten million characters of one entry. " * 270_000
    journal.month().write_text(json.dumps(template))
    entry = template["entries"][0]["id"]
    started = time.monotonic()
    assert json.loads(journal.run("show", entry, "--json"))["text"] == template["entries"][0]["text"]
    journal.add("After ten megabytes")
    assert len(journal.texts()) == 2
    entries = json.loads(journal.month().read_text())["entries"]
    for i in range(10):
        entries.append({**template["entries"][0], "id": f"019a0000-0000-7000-8000-{i:012}"})
    journal.month().write_text(json.dumps({**template, "entries": entries}))
    assert journal.month().stat().st_size > 95_000_000
    journal.add("After a hundred megabytes")
    assert len(journal.texts()) == 13
    journal.run("check")
    say(f"an entry of 10 MB and a month of 100 MB in {time.monotonic() - started:.1f} s")


def test_two_hundred_entries_in_a_day(journal):
    for i in range(200):
        journal.add(f"Entry {i}")
    texts = list(journal.texts().values())
    assert texts == [f"Entry {i}" for i in range(199, -1, -1)] or set(texts) == {f"Entry {i}" for i in range(200)}
    assert len(texts) == 200


tap.main(make_journal)
