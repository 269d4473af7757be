# SPDX-License-Identifier: GPL-3.0-or-later
"""What computers acknowledged, and what became of it."""

import collections
import dataclasses
import re
import threading

TEXT = re.compile(rb'"text"\s*:\s*"((?:[^"\\]|\\.)*)"')


@dataclasses.dataclass
class Figures:
    """Texts by what became of them; all but the first three should be none."""
    acknowledged: int = 0
    listed: int = 0       # on every computer
    in_trash: int = 0     # on every computer, or in the list of some and the trash of the others
    in_no_file: int = 0   # of any computer, whatever its name
    unlisted: int = 0     # neither deleted nor replaced, yet not in every list
    doubled: int = 0      # more than once in a list
    come_back: int = 0    # deleted, yet in a list
    differing: tuple = ()  # files that the computers hold differently
    left: tuple = ()      # copies, pending and damaged files that are left
    lost: tuple = ()      # for people to look at

    def is_right(self):
        return not (self.in_no_file or self.unlisted or self.doubled or self.come_back or
                    self.differing or self.left)

    def __add__(self, other):
        return Figures(*(getattr(self, field.name) + getattr(other, field.name)
                         for field in dataclasses.fields(self)))

    def __str__(self):
        same = "same bytes" if not self.differing else f"bytes differ: {', '.join(self.differing[:4])}"
        left = f"; left: {', '.join(self.left[:4])}" if self.left else ""
        lost = f"; as {self.lost[0]!r}" if self.lost else ""
        return (f"{self.acknowledged} acknowledged, {self.listed} listed, {self.in_trash} in trash, "
                f"{self.in_no_file} in no file, {self.unlisted} not listed, {self.doubled} doubled, "
                f"{self.come_back} come back, {same}{left}{lost}")


# The journal's head holds nothing that anybody wrote; one that was set aside is no loss.
LEFT = re.compile(r"conflict|pending|damaged|\.orig|\.tmp$", re.IGNORECASE)


class Ledger:
    """Texts are all different, so that each can be found again."""

    def __init__(self):
        self.current = {}       # id → text that a list must show
        self.replaced = set()   # texts that lost against others: they must be in a list or a trash
        self.deleted = set()    # texts that must be in a trash, or in a file at least
        self.backed_up = set()  # texts that a restore took away: they must be in a file
        self.guard = threading.Lock()

    def note(self, entry, text):
        assert entry, f"“{text}” was not acknowledged"
        with self.guard:
            self.current[entry] = text
        return entry

    def add(self, computer, text, *arguments):
        return self.note(computer.add(text, *arguments), text)

    def edit(self, computer, entry, text):
        """What it replaces was replaced willingly."""
        computer.edit(entry, text)
        with self.guard:
            self.current[entry] = text

    def edit_older(self, computer, entry, text):
        """What is to lose against a later edit, and must be kept."""
        computer.edit(entry, text)
        with self.guard:
            self.replaced.add(text)

    def delete(self, computer, entry):
        computer.run("delete", entry)
        with self.guard:
            self.deleted.add(self.current.pop(entry))

    def go_back(self, entries):
        """Entries that a restore took out of the list."""
        for entry in entries:
            self.backed_up.add(self.current.pop(entry))

    def texts(self):
        return set(self.current.values()) | self.replaced | self.deleted | self.backed_up

    def report(self, computers):
        lists = [collections.Counter(e["text"] for e in c.list_entries()) for c in computers]
        trashes = [{e["text"] for e in c.list_trash()} for c in computers]
        files = [c.files() for c in computers]
        readable = [c.readable_files() for c in computers]
        in_files = {t.decode() for f in readable for content in f.values() for t in TEXT.findall(content)}
        texts = self.texts()
        listed = {t for t in texts if all(t in one for one in lists)}
        kept = {t for t in texts - listed if all(t in one or t in trash for one, trash in zip(lists, trashes))}
        lost = texts - in_files
        unlisted = set(self.current.values()) - listed - lost
        names = sorted(set().union(*files))
        return Figures(
            acknowledged=len(texts), listed=len(listed), in_trash=len(kept), in_no_file=len(lost),
            unlisted=len(unlisted) + len(self.replaced - listed - kept - lost),
            doubled=sum(n > 1 for one in lists for n in one.values()),
            come_back=sum(t in one for one in lists for t in self.deleted),
            differing=tuple(n for n in names if any(f.get(n) != files[0].get(n) for f in files)),
            left=tuple(n for n in names if LEFT.search(n) and not n.startswith("journal.json.damaged")),
            lost=tuple(sorted(lost | unlisted)[:3]))
