#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A journal on several computers, quickly and always the same: test-sync.py POISE_CLI FAIL_AT_LIBRARY

Copies of files and git, no Syncthing; build-aux/test --sync has the long suite. What stands here holds."""

import contextlib
import functools
import pathlib
import shutil
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import copies  # noqa: E402
import git  # noqa: E402
import scenarios  # noqa: E402
import tap  # noqa: E402
from scenarios import make_world  # noqa: E402

PROGRAM, FAIL_AT = sys.argv[1:3]


@contextlib.contextmanager
def make_nothing():
    yield


def check(scenario, make_carrier=copies.Copies, **options):
    """Runs it in a world of its own; everything must be right at the end."""
    if shutil.which("git") is None and make_carrier is not copies.Copies:
        raise tap.Skip("git is not installed")
    with make_world(PROGRAM, FAIL_AT, make_carrier, **options) as world:
        assert scenario(world) is not False, "the command has fewer calls"
        figures = world.report()
    print(f"# {figures}", flush=True)
    assert figures.is_right(), str(figures)


def test_alternate(_):
    check(scenarios.alternate)


def test_alternate_unheard(_):
    check(scenarios.alternate_unheard)


def test_cut_and_joined(_):
    check(scenarios.cut_and_joined)


def test_edits_of_one(_):
    check(scenarios.edits_of_one)


def test_delete_and_add(_):
    check(scenarios.delete_and_add)


def test_delete_and_edit(_):
    check(scenarios.delete_and_edit)


def test_delete_both(_):
    check(scenarios.delete_both)


def test_trash_and_restore(_):
    check(scenarios.trash_and_restore)


def test_empty_trash(_):
    check(scenarios.empty_trash)


def test_corrections(_):
    check(scenarios.corrections)


def test_same_corrections(_):
    check(scenarios.same_corrections, n=3)


def test_judge(_):
    check(scenarios.judge)


def test_own_questions(_):
    check(scenarios.own_questions)


def check_three_of_which_one_is_lost(scenario):
    """Two lose against the third, and the tool keeps one of both."""
    check(scenario, functools.partial(copies.Copies, pattern=copies.ONE_NAME), n=3)


def test_corrections_of_three_of_which_one_is_lost(_):
    check_three_of_which_one_is_lost(scenarios.corrections)


def test_questions_of_three_of_which_one_is_lost(_):
    check_three_of_which_one_is_lost(scenarios.own_questions)


def test_answers_of_three_of_which_one_is_lost(_):
    check_three_of_which_one_is_lost(scenarios.judge)


def test_names_of_onedrive(_):
    check(scenarios.cut_and_joined, functools.partial(copies.Copies, pattern=copies.ONEDRIVE))


def test_git(_):
    check(scenarios.cut_and_joined, git.Git)


def test_git_three_way(_):
    check(scenarios.edits_of_one, functools.partial(git.Git, style="diff3"))


def test_git_merge_driver(_):
    check(scenarios.cut_and_joined, functools.partial(git.Git, driver=True))


def test_killed_import(_):
    """Once in the middle; the suite does it at every call."""
    check(functools.partial(scenarios.cut_short, command="import", number=25, signal_number=scenarios.KILL))


tap.main(make_nothing)
