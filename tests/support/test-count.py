#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The line that build-aux/test ends with: test-count.py SOURCE_ROOT"""

import contextlib
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import tap  # noqa: E402

COUNT = pathlib.Path(sys.argv[1]) / "build-aux" / "count-tests"
GOOD = r"printf '1..2\nok 1 a\nok 2 b\n'"
PROGRAMS = {
    "good": GOOD,
    "skips": r"printf '1..2\nok 1 a\nok 2 b # SKIP no disk\n'",
    "fails": r"printf '1..2\nok 1 a\nnot ok 2 b\n'; exit 1",
    # As with a leak that is seen when it exits.
    "leaks": GOOD + "; exit 1",
    "crashes": GOOD + "; kill -SEGV $$",
    "hangs": GOOD + "; exec tail -f /dev/null",
    "stops": r"printf '1..2\nok 1 a\n'",
    "silent": "exit 1",
}
# In the suite of the window.
WINDOW = {
    "wavers": r"if [ -e again ]; then printf '1..1\nok 1 a\n'; else touch again; printf '1..1\nnot ok 1 a\n'; fi",
    "wrong": r"printf '1..1\nnot ok 1 a\n'",
    "bails": r"printf '1..1\nBail out! it crashed\n'; exit 1",
    "right": GOOD,
}


class Project:
    """A project of meson's whose tests are lines of a shell."""

    def __init__(self, folder):
        self.folder, self.build = folder, folder / "build"
        lines = ["project('count')", "sh = find_program('sh')"]
        for name, script in (PROGRAMS | WINDOW).items():
            (folder / name).write_text(script)
            timeout = 1 if name == "hangs" else 300
            suite = ["app", "walk"] if name in WINDOW else []
            lines.append(f"test('{name}', sh, args: files('{name}'), protocol: 'tap', suite: {suite}, "
                         f"workdir: meson.current_build_dir(), timeout: {timeout})")
        (folder / "meson.build").write_text("\n".join(lines))
        subprocess.run(["meson", "setup", self.build, folder], check=True, capture_output=True)

    def test(self, *names, log="testlog"):
        subprocess.run(["meson", "test", "-C", self.build, "--no-rebuild", "--logbase", log, *names],
                       capture_output=True)
        return self.build / "meson-logs" / f"{log}.json"

    def count(self, *arguments):
        result = subprocess.run([sys.executable, COUNT, *arguments], capture_output=True, text=True)
        assert not result.stderr, result.stderr
        return result.returncode, result.stdout.splitlines()


@contextlib.contextmanager
def make_project():
    with tempfile.TemporaryDirectory() as folder:
        yield Project(pathlib.Path(folder))


def test_what_failed_counts_once(project):
    assert project.count(project.test("good", "skips")) == (0, ["3 passed, 0 failed"])
    code, lines = project.count(project.test(*PROGRAMS))
    assert code == 1 and lines[-1] == "11 passed, 6 failed", lines
    # One that says nothing is a test that failed, by meson's own count.
    # Newer mesons put the project's name before a program's.
    assert sorted(line.partition(": ")[0].rpartition(":")[2] for line in lines[:-1]) == [
        "crashes", "hangs", "leaks", "stops"], lines


def test_what_ran_again_counts_as_it_went_then(project):
    log = project.test("fails", *WINDOW)
    code, lines = project.count("--to-run-again", log)
    # Not what is no test of the window, what passed, and what crashed.
    names = lines[0].split()
    assert code == 0 and sorted(names) == ["wavers", "wrong"], lines
    again = project.test(*names, log="again")
    code, lines = project.count(log, "--again", again)
    assert code == 1 and lines[-1] == "4 passed, 3 failed", lines
    # Newer mesons name the suites first.
    assert sorted(re.sub(".*( / |:)(?=w)", "", line) for line in lines if "beside" in line) == [
        "wavers: failed beside other programs, by itself 0 of it failed",
        "wrong: failed beside other programs, by itself 1 of it failed"], lines


tap.main(make_project)
