#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Four times the text takes four times the work: test-linear.py POISE_CLI

Work is instructions, which Valgrind counts; no clock is asked."""

import contextlib
import functools
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import tap  # noqa: E402

SMALL, FACTOR, MARGIN = 8_000, 4, 1.15

TEXTS = {
    "prose": "Moved Dina to the early van because the depot count was short. It rained all day. ",
    "one word": "a",
    "one line of words": "asked them what they wanted and listened then ",
    "stops without spaces": "1.A",
    "abbreviations": "Mr. Dr. e.g. ",
    "short lines": "x\n",
    "combining marks": "e\u0301\u0302\u0303",
    "emoji": "\U0001f469\u200d\U0001f467 \u2764\ufe0f! ",
    "bidi": "\u202eabc\u202c \u05e9\u05dc\u05d5\u05dd. ",
    "apostrophes": "n't 's ",
}


@contextlib.contextmanager
def make_counter(program):
    if shutil.which("valgrind") is None:
        raise tap.Skip("valgrind is not installed")
    with open(program, "rb") as file:
        if b"__asan_init" in file.read():
            raise tap.Skip("the sanitizer and Valgrind do not go together")
    with tempfile.TemporaryDirectory() as folder:
        yield Counter(program, pathlib.Path(folder))


class Counter:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder

    def count(self, *arguments, status=0, text=None):
        """What a command says, and how many instructions it takes."""
        result = subprocess.run(
            ["valgrind", "--tool=cachegrind", "--cache-sim=no", f"--cachegrind-out-file={self.folder}/out",
             self.program, "--journal", self.folder / "none", *arguments],
            input=text, capture_output=True, text=True)
        assert result.returncode == status, result.stderr
        return result.stdout, int(re.search(r"I +refs: +([\d,]+)", result.stderr).group(1).replace(",", ""))

    def tag(self, text):
        """To tag a text as a line of JSON."""
        said, n = self.count("tag", "--jsonl", text=json.dumps({"id": 1, "text": text}) + "\n")
        assert json.loads(said)["id"] == 1
        return n

    def read_open_quotations(self, n_rows):
        """To read a table in each row of which a quotation begins."""
        table = self.folder / "a.csv"
        table.write_text("date,text\n" + '2026-03-14,"a\n' * n_rows)
        said, n = self.count("import", "--dry-run", "--json", "csv", table, status=1)
        assert len(json.loads(said)["problems"]) == n_rows
        return n

    def read_open_texts(self, n_rows):
        """Likewise where the text, and not the date, comes first."""
        table = self.folder / "a.csv"
        table.write_text("text,date\n" + '"she said a,2026-03-14\n' * n_rows)
        said, n = self.count("import", "--dry-run", "--json", "csv", table, status=1)
        assert len(json.loads(said)["problems"]) == n_rows
        return n

    def read_far_quotations(self, n_rows):
        """Likewise where the last row closes the quotations of all."""
        table = self.folder / "a.csv"
        table.write_text("text,date\n" + '"a" b,2026-03-14\n' * n_rows + 'c",d,e\n')
        said, n = self.count("import", "--dry-run", "--json", "csv", table, status=1)
        assert len(json.loads(said)["problems"]) == n_rows + 1
        return n

    def read_open_tags(self, n_tags):
        """To read a text with brackets that are no tags."""
        diary = self.folder / "a.json"
        diary.write_text(json.dumps([{"date": "2026-03-14T21:30:00", "heading": "", "text":
                                      "<b>a</b> " + "<meh <style <b x=' " * n_tags}]))
        said, n = self.count("import", "--dry-run", "--json", "diarium", diary)
        assert json.loads(said)["entries"] == 1
        return n

    def read_open_fences(self, n_lines):
        """To read a text with fences of code that do not end."""
        note = self.folder / "a.md"
        note.write_text("## 2026-03-14\n" + "```a\n<!-- b\n~~~c\n" * n_lines)
        said, n = self.count("import", "--dry-run", "--json", "markdown", note)
        assert json.loads(said)["entries"] == 1
        return n

    def read_hashtags(self, n_tags):
        """To read a note of many tags in one line."""
        note = self.folder / "2026-03-14.md"
        note.write_text(" ".join(f"#tag{i:06}" for i in range(n_tags)))
        said, n = self.count("import", "--dry-run", "--json", "markdown", note)
        assert json.loads(said)["entries"] == 1
        return n


def check_reading(read):
    start = read(1)
    small, large = (read(n) - start for n in (500, 500 * FACTOR))
    print(f"# {large / small:.2f} times the work for {FACTOR} times the source", flush=True)
    assert large < FACTOR * MARGIN * small, (small, large)


def test_reading_a_broken_table_is_linear(counter):
    check_reading(counter.read_open_quotations)
    check_reading(counter.read_open_texts)
    check_reading(counter.read_far_quotations)


def test_reading_open_code_and_tags_is_linear(counter):
    check_reading(counter.read_open_tags)
    check_reading(counter.read_open_fences)


def test_reading_hashtags_is_linear(counter):
    check_reading(counter.read_hashtags)


def test_work_is_linear(counter):
    count = counter.tag
    start = count("")
    wrong = []
    for name, piece in TEXTS.items():
        small = count(piece * (SMALL // len(piece))) - start
        large = count(piece * (SMALL // len(piece)) * FACTOR) - start
        print(f"# {name}: {large / small:.2f} times the work for {FACTOR} times the text, "
              f"{large / (SMALL * FACTOR):.0f} instructions a character", flush=True)
        if large > FACTOR * MARGIN * small:
            wrong.append(name)
    assert not wrong, wrong


tap.main(functools.partial(make_counter, sys.argv[1]))
