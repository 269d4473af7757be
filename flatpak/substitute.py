# SPDX-License-Identifier: GPL-3.0-or-later
"""substitute.py MANIFEST SOURCE ARCHIVES RESULT: a manifest for a place without Flathub.

Writes the manifest with its modules in it and with other lines for where sources are:
Poise's is the folder SOURCE, a module's archive is the one in the folder ARCHIVES that
has the manifest's checksum. Nothing else is changed."""

import hashlib
import json
import pathlib
import sys


def find_archive(folder, checksum):
    for path in folder.iterdir():
        if path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == checksum:
            return path
    raise SystemExit(f"substitute.py: {folder} has no archive with the checksum {checksum}")


def main(manifest, source, archives, result):
    folder = pathlib.Path(manifest).parent
    content = json.loads(pathlib.Path(manifest).read_text())
    content["modules"] = [json.loads((folder / m).read_text()) if isinstance(m, str) else m
                          for m in content["modules"]]
    for module in content["modules"]:
        for line in module["sources"]:
            if line["type"] == "dir":
                line["path"] = source
            else:
                line["url"] = find_archive(pathlib.Path(archives), line["sha256"]).as_uri()
    pathlib.Path(result).write_text(json.dumps(content, indent=2))


main(*sys.argv[1:])
