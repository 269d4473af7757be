# SPDX-License-Identifier: GPL-3.0-or-later
"""What people do with a journal on several computers. Each scenario is a function of a world and gives
nothing: what it acknowledged is in the world's ledger."""

import contextlib
import datetime
import json
import pathlib
import shutil
import signal
import tempfile
import threading

from computer import Clock, Computer, Step
from ledger import Ledger

YEAR = datetime.timedelta(days=365)
# What merges. A program that only lists the journal does, too.
READER = ("list",)
REPAIRER = ("check", "--repair")


class World:
    """Computers, what carries between them, and what they acknowledged."""

    def __init__(self, base, program, fail_at, make_carrier, n=2, clock=None, skew=YEAR * 0, reader=READER):
        self.fail_at = fail_at
        self.is_behind = skew < YEAR * 0
        self.base = pathlib.Path(base)
        self.program = program
        self.editor = pathlib.Path(fail_at).with_name("poise-edit")
        self.locker = pathlib.Path(fail_at).with_name("poise-locker")
        self.clock = clock or Clock()
        self.computers = [self.make_computer("ABCDE"[i], skew * (i % 2)) for i in range(n)]
        self.reader = reader
        self.carrier = make_carrier(self.computers)
        self.ledger = Ledger()
        self.checks = []  # functions of the world, for when it has come to rest

    def make_computer(self, name, skew=YEAR * 0):
        return Computer(name, self.base, self.program, self.editor, self.clock, skew)

    def settle(self):
        self.carrier.settle()

    @contextlib.contextmanager
    def cut(self):
        """What is done on each computer before the others hear of it."""
        self.settle()
        self.carrier.cut()
        yield
        self.carrier.join()
        self.settle()

    def come_to_rest(self, rounds=8):
        """Reads on each computer until no file changes any more; gives the number of rounds."""
        self.settle()
        for number in range(rounds):
            before = [computer.files() for computer in self.computers]
            for computer in self.computers:
                computer.run(*self.reader, status=None)
                self.settle()
            if before == [computer.files() for computer in self.computers]:
                return number
        return rounds

    def read_at_once(self):
        in_parallel(*(lambda c=c: c.run(*self.reader, status=None) for c in self.computers))
        self.settle()

    def report(self):
        self.come_to_rest()
        figures = self.ledger.report(self.computers)
        for check in self.checks:
            check(self)
        return figures


@contextlib.contextmanager
def make_world(program, fail_at, make_carrier, **options):
    with tempfile.TemporaryDirectory(prefix="poise-sync-", ignore_cleanup_errors=True) as base:
        world = World(base, program, fail_at, make_carrier, **options)
        try:
            yield world
        finally:
            world.carrier.stop()


def in_parallel(*functions):
    errors = []

    def run(function):
        try:
            function()
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=run, args=(function,)) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]


def day(month, number=10):
    return ("--day", f"2026-{month:02}-{number:02}")


# ---- entries that are only added ----

def alternate(world, n=10):
    """One writes, the other hears of it, and writes."""
    for i in range(n):
        for computer in world.computers:
            world.ledger.add(computer, f"alternate {i} of {computer.name}")
            world.settle()


def alternate_unheard(world, n=10):
    """They take turns more quickly than what carries."""
    for i in range(n):
        for computer in world.computers:
            world.ledger.add(computer, f"unheard {i} of {computer.name}")
        if i % 3 == 0:
            world.settle()


def write_many(world, computer, n, word):
    for i in range(n):
        world.ledger.add(computer, f"{word} {i} of {computer.name}", *day(1 + i % 3))


def at_once(world, n=10):
    """All write in the same months at the same time, while the tool carries."""
    in_parallel(*(lambda c=c: write_many(world, c, n, "at once") for c in world.computers))


def cut_and_joined(world, n=6):
    with world.cut():
        for computer in world.computers:
            write_many(world, computer, n, "cut")
    world.read_at_once()


# ---- the same entry on several computers ----

def make_entries(world, n=6):
    first = world.computers[0]
    entries = [world.ledger.add(first, f"base {i}", *day(1 + i % 3)) for i in range(n)]
    world.settle()
    return entries


def edits_of_one(world):
    """Both change the same entry: one text is shown, the other is in the trash."""
    entries = make_entries(world)
    a, *others = world.computers
    with world.cut():
        for entry in entries:
            world.ledger.edit_older(a, entry, f"{entry} by {a.name}, older")
            for other in others[:-1]:
                world.ledger.edit_older(other, entry, f"{entry} by {other.name}, older")
            world.ledger.edit(others[-1], entry, f"{entry} by {others[-1].name}")


def delete_and_add(world):
    """What was deleted stays so, whatever is written elsewhere in its month."""
    entries = make_entries(world)
    a, b = world.computers[0], world.computers[-1]
    with world.cut():
        world.ledger.delete(a, entries[0])
        world.ledger.add(b, "added while deleted", *day(1, 11))
        world.ledger.delete(b, entries[1])
        world.ledger.delete(a, entries[2])
        world.ledger.add(a, "added by who deletes", *day(3, 11))


def delete_and_edit(world):
    """Deleted here, changed there later: what was written last is shown. Changed here, deleted there
    later: it is deleted, and the words are in the trash. By a clock that is behind nobody knows that it
    was later: what was changed is shown."""
    entries = make_entries(world)
    a, b = world.computers[0], world.computers[-1]
    with world.cut():
        a.run("delete", entries[0])
        world.ledger.edit(b, entries[0], "changed after it was deleted")
        world.ledger.edit(a, entries[1], "changed before it was deleted")
        b.run("delete", entries[1])
        if not world.is_behind:
            world.ledger.deleted.add(world.ledger.current.pop(entries[1]))


def delete_both(world):
    """Both delete, the same entry and different ones of a month."""
    entries = make_entries(world, 9)
    a, b = world.computers[0], world.computers[-1]
    with world.cut():
        world.ledger.delete(a, entries[0])
        b.run("delete", entries[0])
        world.ledger.delete(a, entries[3])
        world.ledger.delete(b, entries[6])


def trash_and_restore(world):
    """One brings an entry back while the other writes."""
    entries = make_entries(world)
    a, b = world.computers[0], world.computers[-1]
    a.run("delete", entries[0])
    world.settle()
    with world.cut():
        b.run("trash", "--restore", entries[0])
        world.ledger.add(a, "written meanwhile", *day(1, 12))


def empty_trash(world):
    """An older copy does not bring back what was removed for good."""
    entries = make_entries(world)
    a, b = world.computers[0], world.computers[-1]
    with world.cut():
        a.run("delete", entries[0])
        a.run("trash", "--empty")
        world.ledger.current.pop(entries[0])
        world.ledger.add(b, "of who does not know", *day(1, 12))
    world.come_to_rest()
    for computer in world.computers:
        assert entries[0] not in [e["id"] for e in computer.list_entries()], "removed for good, and back"


# ---- what is no entry ----

def count_corrections(computer):
    return json.loads(computer.run("learned", "--json"))["corrections"]


def corrections(world):
    """What both learned is learned by both."""
    entries = make_entries(world)
    with world.cut():
        for i, computer in enumerate(world.computers):
            computer.run("correct", entries[i], "leadership")
            computer.run("correct", entries[i + len(world.computers)], "management")
    world.come_to_rest()
    counts = [count_corrections(computer) for computer in world.computers]
    assert counts == [2 * len(world.computers)] * len(world.computers), counts


def same_corrections(world):
    """All correct the same entry while they are apart, each says something else: it counts once."""
    entries = make_entries(world)
    with world.cut():
        for computer, mode in zip(world.computers, ("leadership", "management", "none")):
            computer.run("correct", entries[0], mode)
    world.come_to_rest()
    counts = [count_corrections(computer) for computer in world.computers]
    assert counts == [1] * len(world.computers), counts


def judge(world):
    """“Do you agree?” on each computer: every answer stays."""
    for i in range(3):
        world.ledger.add(world.computers[0], f"{i}: I asked Joel what he needs. Then we counted the till.")
    world.settle()
    with world.cut():
        for computer in world.computers:
            computer.run("agree", text="m\nl\n")
    world.come_to_rest()
    for computer in world.computers:
        checks = json.loads(computer.readable_files()["agreement.json"])["checks"]
        assert len(checks) == len(world.computers), (computer.name, checks)


def take_in_question(world, computer, text):
    path = world.base / "question.json"
    path.write_text(json.dumps({"format": "poise-prompts", "version": 1,
                                "own": [{"id": f"own-{computer.name.lower()}", "text": text}]}))
    computer.run("prompt", "--import", path)


def own_questions(world):
    """Questions of both are asked by both."""
    make_entries(world)
    texts = [f"What did {computer.name} leave undone?" for computer in world.computers]
    with world.cut():
        for computer, text in zip(world.computers, texts):
            take_in_question(world, computer, text)
    world.come_to_rest()
    for computer in world.computers:
        asked = computer.run("prompt", "--list")
        missing = [text for text in texts if text not in asked]
        assert not missing, (computer.name, missing)


# ---- cut short ----

def make_notes(world, n=3):
    """A folder to import, with one note for a month."""
    folder = world.base / "notes"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    texts = {}
    for month in range(1, n + 1):
        texts[month] = f"imported note of month {month}"
        (folder / f"2026-{month:02}-12.md").write_text(texts[month] + "\n")
    return folder, list(texts.values())


def prepare_save(world):
    make_entries(world)
    return ("add", *day(1, 14), "saved at last"), lambda: note_listed(world, ["saved at last"])


def prepare_import(world):
    make_entries(world)
    folder, texts = make_notes(world)
    return ("import", "markdown", str(folder)), lambda: note_listed(world, texts)


def prepare_delete(world):
    entry = make_entries(world)[0]

    def note():
        world.ledger.deleted.add(world.ledger.current.pop(entry))
    return ("delete", entry), note


def prepare_restore(world):
    """Back to the morning of a day on which something was written."""
    entries = make_entries(world)
    world.clock.pass_day()
    after = world.ledger.add(world.computers[0], "written after the point", *day(1, 13))
    world.settle()
    assert entries

    def note():
        world.ledger.go_back([after])
    return ("restore", world.computers[0].now().date().isoformat()), note


def note_listed(world, texts):
    """The ids are what the first computer says."""
    for entry in world.computers[0].list_entries():
        if entry["text"] in texts:
            world.ledger.note(entry["id"], entry["text"])


COMMANDS = {"save": prepare_save, "import": prepare_import, "delete": prepare_delete, "restore": prepare_restore}


def cut_short(world, command, number, signal_number):
    """`command` on the first computer is killed or suspended at its call `number`, while the others write
    and read. Returns False where it has no such call."""
    first, *others = world.computers
    arguments, note = COMMANDS[command](world)
    world.carrier.cut()
    step = Step(first, world.fail_at, arguments, number, signal_number)
    is_there = step.wait_until_there()
    for other in others:
        for month in (1, 2, 3):
            world.ledger.add(other, f"of {other.name} in month {month}", *day(month, 15))
    world.carrier.join()
    world.settle()
    for other in others:
        other.run(*world.reader, status=None)
    world.settle()
    if step.finish():
        note()
        if command == "restore" and step.is_suspended:
            # What came before it read the months went back with them, as was asked for.
            listed = {e["id"] for e in first.list_entries()}
            world.ledger.go_back([e for e in world.ledger.current if e not in listed])
    elif command == "restore":
        # Cut short it may or may not have been done; its words are in a file.
        world.ledger.go_back([e for e, t in world.ledger.current.items() if t == "written after the point"])
    elif command == "delete":
        note_deleted_or_not(world, arguments[1])
    return is_there


def note_deleted_or_not(world, entry):
    world.ledger.replaced.add(world.ledger.current.pop(entry))


KILL, SUSPEND = signal.SIGKILL, signal.SIGSTOP

# By name, for worlds of any kind.
SIMPLE = {function.__name__: function for function in (
    alternate, alternate_unheard, at_once, cut_and_joined, edits_of_one, delete_and_add, delete_and_edit,
    delete_both, trash_and_restore, empty_trash, corrections, same_corrections, judge, own_questions)}
