# SPDX-License-Identifier: GPL-3.0-or-later
"""Journals in git: each computer has a clone and pulls from the others."""

import subprocess

SETTINGS = {"user.name": "Poise", "user.email": "poise@example.org", "init.defaultBranch": "main",
            "merge.conflictStyle": "merge", "advice.diverging": "false"}


class Git:
    """With `driver`, months are merged by poise-cli; else git leaves its markers in them."""

    def __init__(self, computers, driver=False, style="merge"):
        self.computers = computers
        self.is_cut = False
        self.n_conflicts = 0
        first, *others = computers
        for computer in computers:
            self.configure(computer, style, driver)
        self.run(first, "init", "--quiet")
        (first.folder / ".gitignore").write_text(".lock\n")
        if driver:
            (first.folder / ".gitattributes").write_text("*.json merge=poise\n")
        self.commit(first)
        for other in others:
            self.run(other, "clone", "--quiet", first.folder, ".")

    def configure(self, computer, style, driver):
        settings = {**SETTINGS, "merge.conflictStyle": style}
        if driver:
            settings["merge.poise.driver"] = f"{computer.program} merge-file %O %A %B"
        for name, value in settings.items():
            self.run(computer, "config", "--global", name, value)

    def run(self, computer, *arguments, status=0):
        done = subprocess.run(["git", *arguments], cwd=computer.folder, capture_output=True, text=True,
                              env=computer.make_environment())
        assert status is None or done.returncode == status, (computer.name, arguments, done.stderr)
        return done

    def commit(self, computer):
        self.run(computer, "add", "--all")
        self.run(computer, "commit", "--quiet", "--allow-empty", "--message", f"From {computer.name}")

    def cut(self):
        self.is_cut = True

    def join(self):
        self.is_cut = False

    def stop(self):
        pass

    def settle(self):
        if self.is_cut:
            return
        for computer in self.computers:
            self.commit(computer)
        # Twice, so that the first has what the last one merged.
        for computer in [*self.computers, *self.computers[:-1]]:
            for other in self.computers:
                if other is not computer:
                    self.pull(computer, other)

    def pull(self, computer, other):
        """The person commits what git leaves as it is; Poise reads it so."""
        pulled = self.run(computer, "pull", "--quiet", "--no-rebase", "--no-edit", other.folder, "main",
                          status=None)
        if pulled.returncode != 0:
            self.n_conflicts += 1
            computer.run("check", "--repair", status=None)
            self.commit(computer)
