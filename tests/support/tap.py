# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs functions named test_* and reports them by the Test Anything Protocol."""

import os
import sys
import tempfile
import traceback


class Skip(Exception):
    """Raised by a test that cannot tell anything here, with the reason."""


class Crash(Exception):
    """Raised where what is tested has crashed, which is worse than a test that failed."""


def run(module, make_argument):
    only = os.environ.get("POISE_ONLY", "").split()  # to look at one test again
    tests = sorted(name for name in vars(module) if name.startswith("test_") and
                   (not only or name in only))
    failed = 0
    # What a program keeps of its journals is looked through at each start.
    state = tempfile.TemporaryDirectory()
    os.environ["XDG_STATE_HOME"] = state.name
    print(f"1..{len(tests)}", flush=True)
    for number, name in enumerate(tests, 1):
        try:
            with make_argument() as argument:
                getattr(module, name)(argument)
            print(f"ok {number} {name}", flush=True)
        except Skip as reason:
            print(f"ok {number} {name} # SKIP {reason}", flush=True)
        except Crash as reason:
            traceback.print_exc()
            print(f"Bail out! {name}: {reason}", flush=True)
            return 1
        except Exception:
            failed += 1
            # Not to standard output: meson shows only the other one of a failed test.
            traceback.print_exc()
            print(f"not ok {number} {name}", flush=True)
    return 1 if failed else 0


def main(make_argument):
    sys.exit(run(sys.modules["__main__"], make_argument))
