#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A month as a new user lives it, evening by evening: test-cli-month.py POISE_CLI"""

import datetime
import json
import os
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import tap  # noqa: E402
from poise_cli import Cli, make_cli  # noqa: E402

DATA = pathlib.Path(os.environ["POISE_EXCHANGE_DATA"])
FIRST = datetime.date(2026, 11, 2)  # a Monday
N_DAYS = 30
NOTHING_WRITTEN = (5, 12, 13, 21)  # days of the month, from 0, on which the person did not write
MANAGEMENT = ("Wrote the rota for next week and checked the budget line by line.",
              "Went through the open tickets, closed nine and set deadlines for the rest.",
              "Put the procedure in writing and filled in the forms for the audit.")
LEADERSHIP = ("Asked Joel what he wants to become, and listened until he had said it.",
              "Told everybody why we do this at all, and what I hope it looks like in a year.",
              "Encouraged Amira to try her own way, and asked what she would change first.")


class Life:
    """A journal, and what it has to hold."""

    def __init__(self, cli):
        self.cli = cli
        self.texts = {}
        self.deleted = set()
        self.answered = {}  # the questions, by their entries
        self.zone = "+01:00"
        self.today = FIRST

    def run(self, *arguments, **options):
        return self.cli.run(*arguments, now=f"{self.today}T21:30:00{self.zone}", **options)

    def read(self, *arguments):
        return [json.loads(line) for line in self.run(*arguments, "--json").splitlines()]

    def show(self, entry):
        return json.loads(self.run("show", entry, "--json"))

    def write(self, text, *arguments):
        entry = self.run("add", *arguments, text).strip()
        assert entry not in self.texts
        self.texts[entry] = text
        return entry

    def answer(self, text):
        """Writes to the day's question, which is one that was not answered before."""
        prompt, again = self.read("prompt"), self.read("prompt")
        assert prompt == again, "a day has one question"
        assert prompt[0]["why"]
        # What was deleted is no answer any more.
        assert prompt[0]["id"] not in {self.answered.get(entry) for entry in self.texts}, (
            f"{prompt[0]['id']} again on {self.today}")
        entry = self.write(text, "--prompt", prompt[0]["id"])
        self.answered[entry] = prompt[0]["id"]
        assert self.show(entry)["prompt"] == {k: prompt[0][k] for k in ("id", "text")}

    def take_in(self, format, name):
        """Imports once for the eyes, once in earnest, once too often; gives the way back."""
        known = set(self.texts)
        seen = self.read("import", "--dry-run", format, DATA / name)[0]
        self.check()
        done = self.read("import", format, DATA / name)[0]
        assert done["imported"] and done["entries"] == seen["entries"] > 0
        assert self.read("import", format, DATA / name)[0]["entries"] == 0
        listed = {entry["id"]: entry["text"] for entry in self.read("list")}
        assert len(listed) == len(known) + done["entries"]
        self.texts.update({entry: text for entry, text in listed.items() if entry not in known})
        return done["undo"]

    # ---- what holds on every day ----

    def check(self):
        listed = self.read("list")
        assert {entry["id"]: entry["text"] for entry in listed} == self.texts
        assert len(listed) == len(self.texts)
        days = [entry["day"] for entry in listed]
        assert days == sorted(days, reverse=True)
        assert {entry["id"] for entry in self.read("trash")} == self.deleted
        assert self.run("check").endswith("0 problems\n")

    def check_backups(self):
        """The last seven days of change, and one for each month before."""
        points = [point["point"] for point in self.read("restore", "--list")]
        days = sorted({point[:10] for point in points}, reverse=True)
        assert not points or days[0] <= str(self.today)
        older = days[7:]
        assert len({day[:7] for day in older}) == len(older), days
        return len(days)

    def check_way_out_and_in(self):
        """What is exported and taken in elsewhere is the same journal, to the byte."""
        out = self.cli.folder.parent / "out.json"
        back = self.cli.folder.parent / "back.json"
        self.run("export", "--force", "poise", out)
        other = Cli(self.cli.folder.parent / f"other-{self.today}")
        other.run("import", "poise", out)
        other.run("export", "--force", "poise", back)
        assert out.read_bytes() == back.read_bytes()


def write_in_the_evening(life, i):
    if i in NOTHING_WRITTEN:
        return
    texts = LEADERSHIP if i >= 15 else MANAGEMENT
    life.answer(f"{texts[i % len(texts)]} Day {i}.")
    if i % 9 == 4:
        life.write(f"Another thought of day {i}: {texts[(i + 1) % len(texts)]}")
    if i - 1 in NOTHING_WRITTEN:
        yesterday = life.today - datetime.timedelta(days=1)
        life.write(f"What I did not write down yesterday. {texts[0]}", "--day", str(yesterday))


def add_own_questions(life):
    path = life.cli.folder.parent / "questions.json"
    path.write_text(json.dumps({"format": "poise-prompts", "version": 1, "own": [
        {"id": "own-laugh", "text": "What made you laugh?"},
        {"id": "own-thank", "text": "Whom did you thank?", "facet": "people"}]}))
    life.run("prompt", "--import", path)
    life.run("prompt", "--import", path)
    own = [p for p in life.read("prompt", "--list") if p["id"].startswith("own-")]
    assert [p["text"] for p in own] == ["What made you laugh?", "Whom did you thank?"]


def correct_one(life):
    entry = next(iter(life.texts))
    life.run("correct", entry, "balanced")
    tag = life.show(entry)["tag"]
    assert tag["mode"] == "balanced" and tag["by"] == "person"


def delete_two_restore_one(life):
    first, second = list(life.texts)[:2]
    kept = life.texts[second]
    for entry in (first, second):
        life.run("delete", entry)
        del life.texts[entry]
        life.deleted.add(entry)
    life.check()
    life.run("trash", "--restore", second)
    life.texts[second] = kept
    life.deleted.remove(second)


def import_and_think_better_of_it(life):
    before = dict(life.texts)
    undo = life.take_in("markdown", "markdown/single.md")
    life.check()
    life.run("restore", undo)
    life.texts = before


def travel(life):
    life.zone = "-08:00"


EVENTS = {
    3: lambda life: life.take_in("dayone", "dayone/journal.json"),
    6: add_own_questions,
    8: correct_one,
    10: lambda life: life.take_in("jrnl", "jrnl/journal.txt"),
    14: delete_two_restore_one,
    18: import_and_think_better_of_it,
    23: travel,
}


def get_share(life, first, last):
    weeks = [json.loads(line) for line in life.run(
        "balance", "--from", str(first), "--to", str(last), "--json").splitlines()]
    shares = [week["share"] for week in weeks if week["share"] is not None]
    return sum(shares) / len(shares)


def test_a_month(cli):
    life = Life(cli)
    for i in range(N_DAYS):
        life.today = FIRST + datetime.timedelta(days=i)
        write_in_the_evening(life, i)
        if i in EVENTS:
            EVENTS[i](life)
        life.check()
        life.check_backups()
        life.check_way_out_and_in()
    middle = FIRST + datetime.timedelta(days=14)
    before = get_share(life, FIRST, middle - datetime.timedelta(days=1))
    after = get_share(life, middle + datetime.timedelta(days=7), life.today)
    assert before < 0.4 and after > 0.6, (before, after)
    assert len(life.answered) == N_DAYS - len(NOTHING_WRITTEN)
    assert life.check_backups() > 7, "there were days enough for some to go"


tap.main(make_cli)
