#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A journal on several computers, at length: suite.py POISE_CLI FAIL_AT_LIBRARY [POISE] [--only WORD]

Real Syncthing, git and copies; every scenario between two and three computers, with clocks a year apart,
cut short at every step, and with the window open on one side (inside build-aux/headless, with POISE).
Prints what became of what was acknowledged; ends with 1 where that is not what is promised.
POISE_SYNC_ENTRIES names how many entries shall be acknowledged at least (5000)."""

import argparse
import functools
import os
import pathlib
import sys
import time
import traceback

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import copies  # noqa: E402
import git  # noqa: E402
import locked  # noqa: E402
import scenarios  # noqa: E402
import syncthing  # noqa: E402
from computer import SystemClock  # noqa: E402
from ledger import Figures  # noqa: E402
from scenarios import make_world  # noqa: E402

WANTED = int(os.environ.get("POISE_SYNC_ENTRIES", 5000))


class Suite:
    def __init__(self, options):
        self.options = options
        self.total = Figures()
        self.wrong = []

    def make_world(self, make_carrier, **more):
        return make_world(self.options.program, self.options.fail_at, make_carrier, **more)

    def run(self, name, scenario, make_carrier, **more):
        """One scenario in a world of its own."""
        if self.options.only not in name:
            return True
        started = time.monotonic()
        result = True
        figures = None
        try:
            with self.make_world(make_carrier, **more) as world:
                result = scenario(world)
                figures = world.report()
        except AssertionError as error:
            self.fail(name, error)
        except Exception:
            traceback.print_exc()
            self.fail(name, "the suite itself")
        if figures is not None:
            self.note(name, figures, time.monotonic() - started)
        return result is not False

    def fail(self, name, reason):
        self.wrong.append(name)
        print(f"WRONG {name}: {reason}", flush=True)

    def note(self, name, figures, seconds):
        if not figures.is_right():
            self.wrong.append(name)
        print(f"{'right' if figures.is_right() else 'WRONG'} {name}: {figures} ({seconds:.0f} s)", flush=True)
        self.total += figures

    def end(self):
        print(f"\nAll: {self.total.acknowledged} acknowledged, {self.total.listed} listed, "
              f"{self.total.in_trash} in trash, {self.total.in_no_file} in no file, {self.total.unlisted} not listed, "
              f"{self.total.doubled} doubled, {self.total.come_back} come back, "
              f"{'same bytes' if not self.total.differing else f'{len(self.total.differing)} files differ'}; "
              f"{len(self.wrong)} scenarios wrong")
        for name in self.wrong:
            print(f"  {name}")
        return 1 if self.wrong else 0


CARRIERS = {
    "copies": copies.Copies,
    "Nextcloud's names": functools.partial(copies.Copies, pattern=copies.NEXTCLOUD),
    "OneDrive's names": functools.partial(copies.Copies, pattern=copies.ONEDRIVE),
    "git": git.Git,
    "git, three-way markers": functools.partial(git.Git, style="diff3"),
    "git, merge driver": functools.partial(git.Git, driver=True),
}


def run_simulated(suite):
    for carrier, make_carrier in CARRIERS.items():
        for name, scenario in scenarios.SIMPLE.items():
            # Files cannot be copied while they are written.
            if name != "at_once":
                suite.run(f"{carrier}: {name}", scenario, make_carrier)
    for name, scenario in scenarios.SIMPLE.items():
        if name != "at_once":
            suite.run(f"copies, three: {name}", scenario, copies.Copies, n=3)
            suite.run(f"copies, three, one is lost: {name}", scenario,
                      functools.partial(copies.Copies, pattern=copies.ONE_NAME), n=3)
            suite.run(f"copies, a clock a year ahead: {name}", scenario, copies.Copies, skew=scenarios.YEAR)
            suite.run(f"copies, a clock a year behind: {name}", scenario, copies.Copies, skew=-scenarios.YEAR)


def run_cut_short(suite, name, make_carrier, stride=1, wrap=lambda scenario: scenario, **more):
    """At every `stride`-th call until there is no such call any more."""
    for command in scenarios.COMMANDS:
        for word, number in (("killed", scenarios.KILL), ("suspended", scenarios.SUSPEND)):
            step = 1
            while suite.run(f"{name}: {command} {word} at call {step}",
                            functools.partial(wrap(scenarios.cut_short), command=command, number=step,
                                              signal_number=number), make_carrier, **more) and step < 400:
                step += stride * suite.options.stride


def run_syncthing(suite):
    real = {"clock": SystemClock()}
    for name, scenario in scenarios.SIMPLE.items():
        suite.run(f"Syncthing: {name}", scenario, syncthing.Syncthing, **real)
    for name in ("at_once", "cut_and_joined", "edits_of_one", "delete_both", "corrections", "same_corrections"):
        suite.run(f"Syncthing, three: {name}", scenarios.SIMPLE[name], syncthing.Syncthing, n=3, **real)
        suite.run(f"Syncthing, a clock a year behind: {name}", scenarios.SIMPLE[name], syncthing.Syncthing,
                  skew=-scenarios.YEAR, **real)
    run_cut_short(suite, "Syncthing", syncthing.Syncthing, stride=24, **real)
    run_cut_short(suite, "Syncthing, three", syncthing.Syncthing, stride=60, n=3, **real)


def run_locked(suite):
    """A locked journal, and one that somebody locks, opens or joins, as Syncthing carries it."""
    real = {"clock": SystemClock()}
    for name, scenario in locked.SEALED.items():
        suite.run(f"sealed, Syncthing: {name}", scenario, syncthing.Syncthing, **real)
    for name, scenario in {**locked.OF_MORE, **locked.OF_TWO}.items():
        suite.run(f"sealing, Syncthing: {name}", scenario, syncthing.Syncthing, **real)
    for name in ("at_once", "cut_and_joined", "edits_of_one", "corrections"):
        suite.run(f"sealed, Syncthing, three: {name}", locked.SEALED[name], syncthing.Syncthing, n=3, **real)
    for name, scenario in locked.OF_MORE.items():
        suite.run(f"sealing, Syncthing, three: {name}", scenario, syncthing.Syncthing, n=3, **real)
    run_cut_short(suite, "sealed, copies", copies.Copies, stride=12, wrap=locked.sealed)
    run_cut_short(suite, "sealed, Syncthing", syncthing.Syncthing, stride=36, wrap=locked.sealed, **real)


def run_bursts(suite):
    """As many as are wanted still, half of them while Syncthing carries."""
    missing = max(WANTED - suite.total.acknowledged, 200)
    n = max(-(-missing // 4), 50)
    suite.run("copies: many", functools.partial(scenarios.cut_and_joined, n=n), copies.Copies)
    suite.run("Syncthing: many at once", functools.partial(scenarios.at_once, n=n), syncthing.Syncthing,
              clock=SystemClock())


def run_windows(suite):
    import windows
    for name, scenario in windows.list_scenarios(suite.options.poise).items():
        suite.run(f"the window open, three: {name}", scenario, copies.Copies, n=3, clock=SystemClock())
        suite.run(f"the window open: {name}", scenario, copies.Copies, clock=SystemClock())
        suite.run(f"the window open, Syncthing: {name}", scenario, syncthing.Syncthing, clock=SystemClock())
    for name, scenario in windows.list_sealed(suite.options.poise).items():
        suite.run(f"the window open, sealed, Syncthing: {name}", scenario, syncthing.Syncthing, clock=SystemClock())


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program")
    parser.add_argument("fail_at")
    parser.add_argument("poise", nargs="?")
    parser.add_argument("--only", default="", help="only scenarios with that in their name")
    parser.add_argument("--stride", type=int, default=1, help="cut short at each so many-th of the calls only")
    suite = Suite(parser.parse_args())
    run_simulated(suite)
    run_cut_short(suite, "copies", copies.Copies)
    run_cut_short(suite, "copies, three", copies.Copies, stride=12, n=3)
    for word, skew in (("ahead", scenarios.YEAR), ("behind", -scenarios.YEAR)):
        run_cut_short(suite, f"copies, a clock a year {word}", copies.Copies, stride=12, skew=skew)
    run_cut_short(suite, "git", git.Git, stride=24)
    run_syncthing(suite)
    run_locked(suite)
    if suite.options.poise:
        run_windows(suite)
    run_bursts(suite)
    return suite.end()


sys.exit(main())
