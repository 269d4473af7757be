#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A locked journal on several computers: test-locked.py POISE_CLI FAIL_AT_LIBRARY POISE_LOCKER

The scenarios of a readable one, with the same counts; and one computer that locks the journal, or changes
its passphrase, while the other goes on."""

import contextlib
import functools
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import copies  # noqa: E402
import scenarios  # noqa: E402
import tap  # noqa: E402
from computer import Lock  # noqa: E402
from scenarios import make_world  # noqa: E402

PROGRAM, FAIL_AT, LOCKER = sys.argv[1:4]
MAGIC = b"PSEALED\0"
OPEN = {"keys.json", "journal.json"}


@contextlib.contextmanager
def make_nothing():
    yield


def lock_all(world, lock):
    for computer in world.computers:
        computer.lock = lock


def assert_sealed(world):
    for computer in world.computers:
        for name, content in computer.files().items():
            assert not content or content.startswith(MAGIC) or name in OPEN, (computer.name, name)


def assert_right(world):
    figures = world.report()
    print(f"# {figures}", flush=True)
    assert figures.is_right(), str(figures)
    assert_sealed(world)
    return figures


def check(scenario, make_carrier=copies.Copies, **options):
    with make_world(PROGRAM, FAIL_AT, make_carrier, **options) as world:
        lock = Lock(world.base, LOCKER)
        lock.run(world.computers[0], "lock")
        world.settle()
        lock_all(world, lock)
        assert scenario(world) is not False, "the command has fewer calls"
        assert_right(world)


def test_alternate(_):
    check(functools.partial(scenarios.alternate, n=4))


def test_alternate_unheard(_):
    check(functools.partial(scenarios.alternate_unheard, n=5))


def test_cut_and_joined(_):
    check(scenarios.cut_and_joined)


def test_edits_of_one(_):
    check(scenarios.edits_of_one)


def test_delete_and_edit(_):
    check(scenarios.delete_and_edit)


def test_delete_both(_):
    check(scenarios.delete_both)


def test_trash_and_restore(_):
    check(scenarios.trash_and_restore)


def test_empty_trash(_):
    check(scenarios.empty_trash)


def test_own_questions(_):
    check(scenarios.own_questions)


def test_corrections(_):
    check(scenarios.corrections)


def test_names_of_onedrive(_):
    check(scenarios.cut_and_joined, functools.partial(copies.Copies, pattern=copies.ONEDRIVE))


def test_killed_import(_):
    check(functools.partial(scenarios.cut_short, command="import", number=25, signal_number=scenarios.KILL))


def test_one_locks_while_the_other_writes(_):
    with make_world(PROGRAM, FAIL_AT, copies.Copies) as world:
        here, there = world.computers
        scenarios.write_many(world, here, 3, "before")
        world.settle()
        scenarios.write_many(world, there, 3, "before")
        lock = Lock(world.base, LOCKER)
        with world.cut():
            lock.run(here, "lock")
            here.lock = lock
            scenarios.write_many(world, here, 4, "locked")
            scenarios.write_many(world, there, 4, "readable")
        # It has heard of the lock by now, and does not go on without the passphrase.
        there.run("add", "without", status=1)
        there.lock = lock
        scenarios.write_many(world, there, 2, "after")
        assert_right(world)


def test_one_opens_for_good_while_the_other_writes(_):
    with make_world(PROGRAM, FAIL_AT, copies.Copies) as world:
        here, there = world.computers
        lock = Lock(world.base, LOCKER)
        lock.run(here, "lock")
        world.settle()
        lock_all(world, lock)
        scenarios.write_many(world, here, 3, "before")
        world.settle()
        with world.cut():
            lock.run(here, "unlock")
            scenarios.write_many(world, here, 3, "readable")
            scenarios.write_many(world, there, 3, "locked")
        there.run("list")
        world.settle()
        # What the other sealed meanwhile is opened by whoever has the passphrase.
        lock.run(here, "unlock")
        lock_all(world, None)
        figures = world.report()
        print(f"# {figures}", flush=True)
        assert not figures.in_no_file and not figures.unlisted and not figures.doubled, str(figures)


def test_passphrase_changed_while_the_other_writes(_):
    with make_world(PROGRAM, FAIL_AT, copies.Copies) as world:
        here, there = world.computers
        old, new = Lock(world.base, LOCKER), Lock(world.base, LOCKER, "battery staple")
        old.run(here, "lock")
        world.settle()
        lock_all(world, old)
        scenarios.write_many(world, here, 2, "before")
        world.settle()
        with world.cut():
            old.run(here, "change", new.passphrase)
            here.lock = new
            scenarios.write_many(world, here, 3, "new")
            scenarios.write_many(world, there, 3, "old")
        there.run("list", status=1)
        there.lock = new
        scenarios.write_many(world, there, 2, "after")
        assert_right(world)


def seal_keys(world):
    """The ids of the keys by which anything is sealed."""
    return {content[9:25] for computer in world.computers for content in computer.files().values()
            if content.startswith(MAGIC)}


@contextlib.contextmanager
def make_two_locks():
    """Both lock the journal before they hear of each other, and both write then."""
    with make_world(PROGRAM, FAIL_AT, copies.Copies) as world:
        here, there = world.computers
        scenarios.write_many(world, here, 3, "before")
        world.ledger.delete(here, world.ledger.add(here, "gone before", *scenarios.day(2)))
        world.settle()
        mine, theirs = Lock(world.base, LOCKER), Lock(world.base, LOCKER, "battery staple")
        with world.cut():
            mine.run(here, "lock")
            theirs.run(there, "lock")
            here.lock, there.lock = mine, theirs
            scenarios.write_many(world, here, 3, "mine")
            scenarios.write_many(world, there, 3, "theirs")
            world.ledger.delete(here, world.ledger.add(here, "gone here", *scenarios.day(2)))
        yield world, mine, theirs


def list_of_either(world, *locks):
    """What is found by each of the passphrases, together."""
    found = set()
    for computer in world.computers:
        own = computer.lock
        for lock in locks:
            computer.lock = lock
            found |= {e["text"] for e in computer.list_entries() + computer.list_trash()}
        computer.lock = own
    return found


def assert_joined(world, mine, theirs):
    """Everything by one key, and each passphrase opens it on each computer."""
    lock_all(world, mine)
    assert_right(world)
    lock_all(world, theirs)
    assert_right(world)
    assert len(seal_keys(world)) == 1, seal_keys(world)


def test_both_lock_by_themselves(_):
    with make_two_locks() as (world, mine, theirs):
        here, there = world.computers
        # Nothing is lost, and what cannot be opened is said by name.
        found = list_of_either(world, mine, theirs)
        assert world.ledger.texts() <= found, world.ledger.texts() - found
        here.run("list")
        assert "locked by another key" in here.messages, here.messages
        # Writing goes on on both.
        scenarios.write_many(world, here, 3, "mine alone")
        scenarios.write_many(world, there, 3, "theirs alone")
        world.settle()
        found = list_of_either(world, mine, theirs)
        assert world.ledger.texts() <= found, world.ledger.texts() - found
        # A wrong one joins nothing, nor does the one that is open already.
        wrong = Lock(world.base, LOCKER, "wrong")
        for other in (wrong, mine):
            here.run("passphrase", "--other-passphrase-file", str(other.file), status=1)
            assert here.messages.count("\n") == 1, here.messages
        here.run("passphrase", "--other-passphrase-file", str(theirs.file))
        world.settle()
        scenarios.write_many(world, here, 2, "after")
        scenarios.write_many(world, there, 2, "after")
        assert_joined(world, mine, theirs)


def test_both_join_the_keys_at_once(_):
    with make_two_locks() as (world, mine, theirs):
        here, there = world.computers
        with world.cut():
            here.run("passphrase", "--other-passphrase-file", str(theirs.file))
            there.run("passphrase", "--other-passphrase-file", str(mine.file))
            scenarios.write_many(world, here, 2, "after")
            scenarios.write_many(world, there, 2, "after")
        assert_joined(world, mine, theirs)


def test_joined_while_the_other_writes_by_its_own_key(_):
    with make_two_locks() as (world, mine, theirs):
        here, there = world.computers
        with world.cut():
            here.run("passphrase", "--other-passphrase-file", str(theirs.file))
            scenarios.write_many(world, here, 3, "joined")
            scenarios.write_many(world, there, 3, "not yet")
        assert_joined(world, mine, theirs)


def test_one_passphrase_for_two_keys(_):
    """Who locks both by the same passphrase is asked for nothing more."""
    with make_world(PROGRAM, FAIL_AT, copies.Copies) as world:
        lock = Lock(world.base, LOCKER)
        with world.cut():
            for computer in world.computers:
                scenarios.write_many(world, computer, 3, "before")
                lock.run(computer, "lock")
                computer.lock = lock
                scenarios.write_many(world, computer, 3, "after")
        assert_right(world)
        assert len(seal_keys(world)) == 1


def test_passphrase_changed_after_joining(_):
    with make_two_locks() as (world, mine, theirs):
        here, there = world.computers
        here.run("passphrase", "--other-passphrase-file", str(theirs.file))
        world.settle()
        new = Lock(world.base, LOCKER, "one for both")
        mine.run(here, "change", new.passphrase)
        world.settle()
        for old in (mine, theirs):
            there.lock = old
            there.run("list", status=1)
        lock_all(world, new)
        assert_right(world)


tap.main(make_nothing)
