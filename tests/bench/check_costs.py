#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts instructions of the hot paths: check_costs.py POISE_MEASURE

Noise can't fool Valgrind: the counts are the same on a busy machine. Each
path is counted by the difference of a run with it and one without, over a
quarter of a year, and held against a limit: what it took when the limit was
set, and a quarter more for other compilers and libraries. Whoever makes a
path faster lowers its limit.
"""

import contextlib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "support")]
import make_journal  # noqa: E402
import tap  # noqa: E402

MEASURE = sys.argv[1]
YEARS = 0.25

# Millions of instructions for a quarter of a year (91 entries).
LIMITS = {"load": 16.2, "tag": 77.0, "save": 2.9, "first-search": 2.9, "search": 0.6,
          "balance": 0.22}
# Loading against json-glib merely parsing the same bytes.
LOAD_TO_PARSE = 0.5


# Meson has freed memory overwritten, which costs too.
ENVIRONMENT = {name: value for name, value in os.environ.items()
               if name not in ("MALLOC_PERTURB_", "G_DEBUG", "G_SLICE")}


class Journal:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder) / "journal"
        self.base = None
        make_journal.write_poise(self.folder, make_journal.make_entries(YEARS))

    def run(self, *names):
        """Instructions of one round of the named measurements, in millions."""
        arguments = [str(self.folder), "1" if names else "0", *(names or ["read"])]
        # Where the stack begins, which the arguments' length shifts, is worth half a balance: what the system
        # lays beside them is as much shorter. (A pointer to each is there, too.)
        padding = "x" * (512 - sum(len(argument) + 9 for argument in arguments))
        out = subprocess.run(
            ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null",
             MEASURE, *arguments],
            capture_output=True, text=True, check=True, env={**ENVIRONMENT, "PADDING": padding}).stderr
        return int(re.search(r"I +refs: +([\d,]+)", out).group(1).replace(",", "")) / 1e6

    def count(self, name):
        if self.base is None:
            self.base = self.run()
        before = self.run("first-search") if name == "search" else self.base
        return self.run(*(["first-search"] if name == "search" else []), name) - before


folder = tempfile.TemporaryDirectory()
journal = None


@contextlib.contextmanager
def make_shared_journal():
    global journal
    if shutil.which("valgrind") is None:
        raise tap.Skip("valgrind is not installed")
    if journal is None:
        journal = Journal(folder.name)
    yield journal


def test_load_against_bare_parse(shared):
    ratio = shared.count("load") / shared.count("parse")
    print(f"# load / bare json-glib parse: {ratio:.3f}")
    assert ratio < LOAD_TO_PARSE, ratio


def check(shared, name):
    cost = shared.count(name)
    print(f"# {name}: {cost:.3f} million instructions, limit {LIMITS[name]}")
    # Where things lie in memory, which a longer path changes, costs more than a search does.
    assert (cost > 0 or name == "search") and cost < LIMITS[name], (name, cost)


def test_load(shared):
    check(shared, "load")


def test_tag(shared):
    check(shared, "tag")


def test_save(shared):
    check(shared, "save")


def test_first_search(shared):
    check(shared, "first-search")


def test_search(shared):
    check(shared, "search")


def test_balance(shared):
    check(shared, "balance")


tap.main(make_shared_journal)
