# SPDX-License-Identifier: GPL-3.0-or-later
"""What people do with a locked journal on several computers: the scenarios of a readable one, and those of
the lock itself. As in scenarios.py each is a function of a world, and what it acknowledged is in the
world's ledger; what must be sealed then is looked at by the world's report."""

import functools

import scenarios
from computer import Lock
from scenarios import write_many

MAGIC = b"PSEALED\0"
OPEN = {"keys.json", "journal.json"}
OTHER = "battery staple"


# ---- what they have in common ----

def use(world, *locks):
    """The passphrase of each computer; the last one is that of the rest."""
    for i, computer in enumerate(world.computers):
        computer.lock = locks[min(i, len(locks) - 1)]


def assert_sealed(world):
    for computer in world.computers:
        for name, content in computer.files().items():
            assert not content or content.startswith(MAGIC) or name in OPEN, (computer.name, name)


def lock_journal(world):
    """The first computer locks it, and all know the passphrase."""
    lock = Lock(world.base, world.locker)
    lock.run(world.computers[0], "lock")
    world.settle()
    use(world, lock)
    world.checks.append(assert_sealed)
    return lock


def sealed(scenario):
    """The same in a locked journal."""
    @functools.wraps(scenario)
    def run(world, **options):
        lock_journal(world)
        return scenario(world, **options)
    return run


def find_keys(world):
    """The ids of the keys by which anything is sealed."""
    return {content[9:25] for computer in world.computers for content in computer.files().values()
            if content.startswith(MAGIC)}


def assert_found(world, *locks):
    """Nothing is lost: what one passphrase does not open the other one does."""
    found = set()
    for computer in world.computers:
        own = computer.lock
        for lock in locks:
            computer.lock = lock
            found |= {e["text"] for e in computer.list_entries() + computer.list_trash()}
        computer.lock = own
    assert world.ledger.texts() <= found, world.ledger.texts() - found


def assert_right(world):
    figures = world.report()
    assert figures.is_right(), str(figures)


def expect_one_key(world, *locks):
    """Everything is sealed by one, and each passphrase opens it on each computer."""
    def look(world):
        assert len(find_keys(world)) == 1, find_keys(world)
    world.checks += [assert_sealed, look]
    for lock in locks:
        use(world, lock)
        assert_right(world)


# ---- locking, and opening for good ----

def one_locks_while_the_other_writes(world):
    here, *others = world.computers
    write_many(world, here, 3, "before")
    world.settle()
    for other in others:
        write_many(world, other, 3, "before")
    lock = Lock(world.base, world.locker)
    with world.cut():
        lock.run(here, "lock")
        here.lock = lock
        write_many(world, here, 4, "locked")
        for other in others:
            write_many(world, other, 4, "readable")
    # They have heard of the lock by now, and do not go on without the passphrase.
    for other in others:
        other.run("add", "without", status=1)
    use(world, lock)
    for other in others:
        write_many(world, other, 2, "after")
    world.checks.append(assert_sealed)


def one_opens_for_good_while_the_other_writes(world):
    here, *others = world.computers
    lock = lock_journal(world)
    world.checks.remove(assert_sealed)
    write_many(world, here, 3, "before")
    world.settle()
    with world.cut():
        lock.run(here, "unlock")
        write_many(world, here, 3, "readable")
        for other in others:
            write_many(world, other, 3, "locked")
    for other in others:
        other.run("list")
    world.settle()
    # What the others sealed meanwhile is opened by whoever has the passphrase.
    lock.run(here, "unlock")
    world.settle()
    use(world, None)


# ---- the passphrase ----

def passphrase_changed_while_the_other_writes(world):
    here, *others = world.computers
    old, new = lock_journal(world), Lock(world.base, world.locker, OTHER)
    write_many(world, here, 2, "before")
    world.settle()
    with world.cut():
        old.run(here, "change", new.passphrase)
        here.lock = new
        write_many(world, here, 3, "new")
        for other in others:
            write_many(world, other, 3, "old")
    for other in others:
        other.run("list", status=1)
        assert "until it was changed on another computer" in other.messages, other.messages
    use(world, new)
    for other in others:
        write_many(world, other, 2, "after")


def changed_on_both(world):
    """A sync tool makes a copy of keys.json of it: nobody is shut out, and both passphrases open it."""
    here, *others = world.computers
    old = lock_journal(world)
    mine, theirs = (Lock(world.base, world.locker, word) for word in ("battery", "staple"))
    write_many(world, here, 2, "before")
    with world.cut():
        old.run(here, "change", mine.passphrase)
        here.lock = mine
        for other in others:
            old.run(other, "change", theirs.passphrase)
            other.lock = theirs
        for computer in world.computers:
            write_many(world, computer, 2, "after")
    for computer in world.computers:
        write_many(world, computer, 2, "at last")
    world.come_to_rest()
    for lock in (mine, theirs):
        use(world, lock)
        for computer in world.computers:
            computer.run("list")


def older_keys_arrive(world):
    """As from a backup of the other computer's disk, or a server's: the newer passphrase stays."""
    here, *others = world.computers
    old, new = lock_journal(world), Lock(world.base, world.locker, OTHER)
    write_many(world, here, 2, "before")
    world.settle()
    path = others[-1].folder / "keys.json"
    older = path.read_bytes()
    old.run(here, "change", new.passphrase)
    world.settle()
    use(world, new)
    for computer in world.computers:
        computer.run("list")
    world.settle()
    path.write_bytes(older)
    world.settle()
    for computer in world.computers:
        write_many(world, computer, 2, "after")
    world.come_to_rest()
    use(world, old)
    for computer in world.computers:
        computer.run("list", status=1)
    use(world, new)


def wrong_keys_arrive(world):
    """Those of another journal, from a folder that was mixed up."""
    lock_journal(world)
    here, *others = world.computers
    write_many(world, here, 2, "before")
    world.settle()
    for computer in world.computers:
        computer.run("list")
    stranger = Lock(world.base, world.locker, "of another journal")
    other_journal = world.make_computer("Z")
    stranger.run(other_journal, "lock")
    (others[-1].folder / "keys.json").write_bytes((other_journal.folder / "keys.json").read_bytes())
    world.settle()
    for computer in world.computers:
        write_many(world, computer, 2, "after")


# ---- a week ----

def spend_day(world, number):
    """Together in the morning, apart over noon; in the evening one throws away what both had."""
    here, there = world.computers
    ledger = world.ledger
    kept = ledger.add(here, f"morning {number}")
    gone = ledger.add(there, f"for a day {number}")
    world.settle()
    with world.cut():
        ledger.add(here, f"noon {number} of {here.name}")
        ledger.edit(there, kept, f"morning {number}, thought over")
        ledger.add(there, f"noon {number} of {there.name}")
    ledger.delete(here, gone)


def spend_night(world, number):
    """One is locked, and carries what the other still writes without knowing what it is."""
    here, there = world.computers
    there.lock = None
    before = there.files()
    for command in (("list",), ("add", "by a stranger"), ("export", "--format", "json", str(there.home / "out"))):
        assert there.run(*command, status=1) == "", command
    assert there.files() == before and not (there.home / "out").exists()
    world.ledger.add(here, f"late {number}")
    world.settle()
    world.clock.pass_day()
    there.lock = here.lock


def change_apart(world, new):
    """While the other one writes by the old passphrase, which it is told then."""
    here, there = world.computers
    with world.cut():
        here.lock.run(here, "change", new.passphrase)
        here.lock = new
        world.ledger.add(here, "by the new one")
        world.ledger.add(there, "by the old one")
    there.run("list", status=1)
    assert "until it was changed on another computer" in there.messages, there.messages
    there.lock = new


def seven_days(world):
    """Readable on the first one; locked from its evening on, by another passphrase from the fifth one on."""
    here = world.computers[0]
    old, new = Lock(world.base, world.locker), Lock(world.base, world.locker, OTHER)
    for number in range(1, 8):
        spend_day(world, number)
        if number == 1:
            old.run(here, "lock")
            world.settle()
            use(world, old)
            world.checks.append(assert_sealed)
        if number == 5:
            change_apart(world, new)
        spend_night(world, number)


# ---- two locks ----

def make_two_locks(world):
    """Two lock the journal before they hear of each other, and both write then."""
    here, there = world.computers
    write_many(world, here, 3, "before")
    world.ledger.delete(here, world.ledger.add(here, "gone before", *scenarios.day(2)))
    world.settle()
    mine, theirs = Lock(world.base, world.locker), Lock(world.base, world.locker, OTHER)
    with world.cut():
        mine.run(here, "lock")
        theirs.run(there, "lock")
        use(world, mine, theirs)
        write_many(world, here, 3, "mine")
        write_many(world, there, 3, "theirs")
        world.ledger.delete(here, world.ledger.add(here, "gone here", *scenarios.day(2)))
    return mine, theirs


def join(computer, lock, **options):
    computer.run("passphrase", "--other-passphrase-file", str(lock.file), **options)


def both_lock_by_themselves(world):
    mine, theirs = make_two_locks(world)
    here, there = world.computers
    assert_found(world, mine, theirs)
    # What cannot be opened is said by name.
    here.run("list")
    assert "locked by another key" in here.messages, here.messages
    # Writing goes on on both.
    write_many(world, here, 3, "mine alone")
    write_many(world, there, 3, "theirs alone")
    world.settle()
    assert_found(world, mine, theirs)
    # A wrong one joins nothing, nor does the one that is open already.
    wrong = Lock(world.base, world.locker, "wrong")
    for other in (wrong, mine):
        join(here, other, status=1)
        assert here.messages.count("\n") == 1, here.messages
    join(here, theirs)
    world.settle()
    write_many(world, here, 2, "after")
    write_many(world, there, 2, "after")
    expect_one_key(world, mine, theirs)


def both_join_the_keys_at_once(world):
    mine, theirs = make_two_locks(world)
    here, there = world.computers
    with world.cut():
        join(here, theirs)
        join(there, mine)
        write_many(world, here, 2, "after")
        write_many(world, there, 2, "after")
    expect_one_key(world, mine, theirs)


def joined_while_the_other_writes_by_its_own_key(world):
    mine, theirs = make_two_locks(world)
    here, there = world.computers
    with world.cut():
        join(here, theirs)
        write_many(world, here, 3, "joined")
        write_many(world, there, 3, "not yet")
    expect_one_key(world, mine, theirs)


def one_passphrase_for_two_keys(world):
    """Who locks both by the same passphrase is asked for nothing more."""
    lock = Lock(world.base, world.locker)
    with world.cut():
        for computer in world.computers:
            write_many(world, computer, 3, "before")
            lock.run(computer, "lock")
            computer.lock = lock
            write_many(world, computer, 3, "after")
    expect_one_key(world, lock)


def passphrase_changed_after_joining(world):
    mine, theirs = make_two_locks(world)
    here, there = world.computers
    join(here, theirs)
    world.settle()
    new = Lock(world.base, world.locker, "one for both")
    mine.run(here, "change", new.passphrase)
    world.settle()
    for old in (mine, theirs):
        there.lock = old
        there.run("list", status=1)
    expect_one_key(world, new)


# Of two computers.
OF_TWO = {function.__name__: function for function in (
    both_lock_by_themselves, both_join_the_keys_at_once, joined_while_the_other_writes_by_its_own_key,
    one_passphrase_for_two_keys, passphrase_changed_after_joining, seven_days)}
# Of any number.
OF_MORE = {function.__name__: function for function in (
    one_locks_while_the_other_writes, one_opens_for_good_while_the_other_writes,
    passphrase_changed_while_the_other_writes, changed_on_both, older_keys_arrive, wrong_keys_arrive)}
SEALED = {name: sealed(scenario) for name, scenario in scenarios.SIMPLE.items()}
