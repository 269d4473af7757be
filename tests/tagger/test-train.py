#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Training again gives the same bytes: test-train.py SOURCE_ROOT BUILD POISE_CLI

On the texts of one writer, since all of them take a minute."""

import contextlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT, BUILD, CLI = map(pathlib.Path, sys.argv[1:4])
sys.path.insert(0, str(ROOT / "tests" / "support"))
import tap  # noqa: E402

WRITER = "ian"
TRAIN = ROOT / "data" / "tagger" / "train.py"


@contextlib.contextmanager
def make_folder():
    with tempfile.TemporaryDirectory() as folder:
        yield pathlib.Path(folder)


def train(output, *options):
    result = subprocess.run([sys.executable, TRAIN, BUILD, output, *options], capture_output=True,
                            text=True)
    if "ModuleNotFoundError" in result.stderr:
        raise tap.Skip(result.stderr.splitlines()[-1])
    assert result.returncode == 0, result.stderr
    return output.read_bytes()


def tag(model, texts):
    lines = "".join(json.dumps({"id": i, "text": t}) + "\n" for i, t in enumerate(texts))
    out = subprocess.run([CLI, "tag", "--jsonl", "--unit=sentence"], input=lines, text=True, check=True,
                         capture_output=True, env={**os.environ, "POISE_MODEL": str(model)}).stdout
    return [json.loads(line)["mode"] for line in out.splitlines()]


def test_same_texts_same_bytes(folder):
    first = train(folder / "one.model", "--writers", WRITER)
    # The texts, and nothing else, make the model.
    (folder / "texts").mkdir()
    english = ROOT / "data" / "tagger" / "en"
    for path in [english / "rules.ini", *english.glob(f"{WRITER}.*")]:
        (folder / "texts" / path.name).write_bytes(path.read_bytes())
    assert first == train(folder / "two.model", "--texts", folder / "texts")
    check_what_the_program_reads(folder / "two.model")
    with open(folder / "texts" / f"{WRITER}.more.tsv", "w", encoding="utf-8") as file:
        file.write("M\tmeans\tdepot\tCounted the pallets twice and signed for them.\n")
    assert first != train(folder / "three.model", "--texts", folder / "texts")


def check_what_the_program_reads(model):
    modes = {"M": "management", "L": "leadership", "N": "none"}
    rows = [line.split("\t") for path in (ROOT / "data" / "tagger" / "en").glob(f"{WRITER}.*")
            for line in path.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if row[0] in modes]
    found = tag(model, [row[-1] for row in rows])
    right = sum(modes[row[0]] == mode for row, mode in zip(rows, found))
    assert len(rows) > 300 and right > 0.95 * len(rows), (right, len(rows))


tap.main(make_folder)
