#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A journal on several computers, quickly and always the same: test-sync.py POISE_CLI FAIL_AT_LIBRARY

Copies of files and git, no Syncthing; build-aux/test --sync has the long suite. What stands here holds."""

import contextlib
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import copies  # noqa: E402
import scenarios  # noqa: E402
import tap  # noqa: E402
from scenarios import make_world  # noqa: E402

PROGRAM, FAIL_AT = sys.argv[1:3]


@contextlib.contextmanager
def make_nothing():
    yield


def check(scenario, make_carrier=copies.Copies, **options):
    """Runs it in a world of its own; everything must be right at the end."""
    with make_world(PROGRAM, FAIL_AT, make_carrier, reader=scenarios.REPAIRER, **options) as world:
        scenario(world)
        figures = world.report()
    print(f"# {scenario.__name__}: {figures}", flush=True)
    assert figures.is_right(), str(figures)


def test_alternate(_):
    check(scenarios.alternate)


def test_trash_and_restore(_):
    check(scenarios.trash_and_restore)


tap.main(make_nothing)
