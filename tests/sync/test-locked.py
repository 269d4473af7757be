#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A locked journal on several computers: test-locked.py POISE_CLI FAIL_AT_LIBRARY

The scenarios of a readable one, with the same counts; and one computer that locks the journal, or changes
its passphrase, while the other goes on. Once with a real Syncthing; build-aux/test --sync has more of that."""

import contextlib
import functools
import pathlib
import shutil
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import copies  # noqa: E402
import locked  # noqa: E402
import scenarios  # noqa: E402
import syncthing  # noqa: E402
import tap  # noqa: E402
from computer import SystemClock  # noqa: E402
from scenarios import make_world  # noqa: E402

PROGRAM, FAIL_AT = sys.argv[1:3]


@contextlib.contextmanager
def make_nothing():
    yield


def check(scenario, make_carrier=copies.Copies, **options):
    """Runs it in a world of its own; everything must be right at the end."""
    with make_world(PROGRAM, FAIL_AT, make_carrier, **options) as world:
        assert scenario(world) is not False, "the command has fewer calls"
        figures = world.report()
    print(f"# {figures}", flush=True)
    assert figures.is_right(), str(figures)


def make_test(scenario):
    """Hands over what it is given so that it can be called by name."""
    return lambda _: check(scenario)


# What the lock has nothing to do with is tried by the suite alone.
for name in ("alternate_unheard", "cut_and_joined", "edits_of_one", "delete_and_edit", "delete_both",
             "trash_and_restore", "empty_trash", "own_questions", "corrections", "judge"):
    globals()[f"test_{name}"] = make_test(locked.SEALED[name])
for name, scenario in {**locked.OF_MORE, **locked.OF_TWO}.items():
    globals()[f"test_{name}"] = make_test(scenario)


def test_alternate(_):
    check(functools.partial(locked.SEALED["alternate"], n=4))


def test_names_of_onedrive(_):
    check(locked.SEALED["cut_and_joined"], functools.partial(copies.Copies, pattern=copies.ONEDRIVE))


def test_killed_import(_):
    check(functools.partial(locked.sealed(scenarios.cut_short), command="import", number=25,
                            signal_number=scenarios.KILL))


def test_syncthing(_):
    if shutil.which("syncthing") is None:
        raise tap.Skip("Syncthing is not installed")
    check(functools.partial(locked.SEALED["cut_and_joined"], n=3), syncthing.Syncthing, clock=SystemClock())


tap.main(make_nothing)
