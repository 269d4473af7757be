# SPDX-License-Identifier: GPL-3.0-or-later
"""A sync tool that is only copying, at once and always the same way."""

from computer import write_whole

# How tools name what they do not merge: {0} is the file's name, {1} its ending, {2} a number.
SYNCTHING = "{0}.sync-conflict-20261123-10{2:04}-ABCDEFG{1}"
NEXTCLOUD = "{0} (conflicted copy 2026-11-23 10{2:04}){1}"
DROPBOX = "{0} (Ana's conflicted copy 2026-11-23 {2}){1}"
ONEDRIVE = "{0}-DESKTOP-A{2}{1}"
# As Syncthing names what two computers lost against a third in the same second: one of both stays.
ONE_NAME = "{0}.sync-conflict-20261123-101010-ABCDEFG{1}"


class Copies:
    """Of two versions of a file the one that was written last stays, the other becomes a copy with a
    name of its own. Where one computer deleted a file and another changed it, it stays."""

    def __init__(self, computers, pattern=SYNCTHING):
        self.computers = computers
        self.pattern = pattern
        self.base = {}
        self.is_cut = False
        self.n_copies = 0

    def cut(self):
        self.is_cut = True

    def join(self):
        self.is_cut = False

    def stop(self):
        pass

    def settle(self):
        if self.is_cut:
            return
        found = [computer.files() for computer in self.computers]
        for name in sorted(set(self.base).union(*found)):
            self.carry(name, [files.get(name) for files in found])

    def carry(self, name, versions):
        changed = {version for version in versions if version != self.base.get(name)}
        if not changed:
            return
        kept = sorted(changed - {None}, key=lambda version: self.find_age(name, version, versions))
        self.put(name, kept[-1] if kept else None)
        for loser in kept[:-1]:
            self.n_copies += 1
            stem, dot, ending = name.rpartition(".")
            copy = self.pattern.format(stem or ending, dot + ending if stem else "", self.n_copies)
            self.put(copy, loser)

    def find_age(self, name, version, versions):
        return max((computer.folder / name).stat().st_mtime_ns
                   for computer, its in zip(self.computers, versions) if its == version)

    def put(self, name, content):
        for computer in self.computers:
            path = computer.folder / name
            if content is None:
                path.unlink(missing_ok=True)
            elif not path.is_file() or path.read_bytes() != content:
                write_whole(path, content)
        if content is None:
            self.base.pop(name, None)
        else:
            self.base[name] = content
