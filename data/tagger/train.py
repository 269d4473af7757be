#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Trains the tagger's model from the texts beside it.

    data/tagger/train.py BUILD OUTPUT [--texts DIR] [--writers A,B|--without A,B]

BUILD is a build folder: its programs poise-features and poise-fit are what
training and tagging share. The result is the file that
src/tagger/poise-model.h describes. Same texts, same packages, same bytes.

The model is multinomial logistic regression over sixteen classes (six facets
at two poles, four kinds of none); the probabilities of a mode are the sums of
its classes'. See README.md for what was tried.
"""

import argparse
import configparser
import os
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np  # noqa: E402
import scipy.optimize  # noqa: E402

sys.path.insert(0, str(Path(__file__).parent))
import lexicon  # noqa: E402

FACETS = ["purpose", "change", "people", "means", "decisions", "communication"]
OMISSIONS = ["plain", "others", "undone", "words"]
CLASSES = [("M", f) for f in FACETS] + [("L", f) for f in FACETS] + [("N", o) for o in OMISSIONS]
CLASS_INDEX = {c: i for i, c in enumerate(CLASSES)}
MODE_OF_CLASS = np.array([0] * 6 + [1] * 6 + [2] * 4)  # M, L, N

# How much each group of features counts: words, n-grams of characters, and
# what the lexicon knows of the words.
GROUP_WEIGHTS = (1.0, 0.7, 1.0)
# A feature of fewer texts tells more about these than about the rest.
MIN_TEXTS = 3
EPOCHS, RATE, PENALTY, MODE_PART = 8, 0.1, 1e-3, 0.85
# Sentences that were written one by one, to show something, count less than those
# of passages that were written first and labelled after. Contrasts, which have the same
# words under each label, count as much as these.
SINGLE_WEIGHT = 0.6
CONTRASTS = ".contrasts.tsv"
# How far modes that are rare are lifted: 1 makes all alike, 0 leaves them as they are.
BALANCE = 0.7
# Where the tagger is sure it shall be right so often, on writers it has not seen.
SURE_RIGHT = 0.9


class Language:
    """What is known of a language beside its texts: data/tagger/LL/rules.ini."""

    def __init__(self, folder):
        self.path = Path(folder) / "rules.ini"
        self.bytes = self.path.read_bytes()
        rules = configparser.ConfigParser(interpolation=None)
        rules.read_string(self.bytes.decode())
        self.name = rules["Language"]["Name"]
        # What WordNet knows of words is of use to English alone.
        self.has_wordnet = self.name.startswith("en-")
        # A language with many passages needs its single sentences less.
        self.single_weight = rules.getfloat("Training", "SingleWeight", fallback=SINGLE_WEIGHT)
        self.balance = rules.getfloat("Training", "Balance", fallback=BALANCE)


class Texts:
    """Labelled sentences: what each says, its class, its writer, its entry."""

    def __init__(self):
        self.text, self.label, self.writer, self.entry, self.entry_labels = [], [], [], [], {}
        self.is_real_like, self.counts_fully = [], []

    def add(self, text, label, writer, entry, is_real_like, counts_fully):
        self.text.append(text)
        self.label.append(label)
        self.writer.append(writer)
        self.entry.append(entry)
        self.is_real_like.append(is_real_like)
        self.counts_fully.append(counts_fully)


def read_file(texts, path):
    writer, entry = path.name.split(".")[0], None
    is_real_like = path.name.endswith(".passages.tsv")
    counts_fully = is_real_like or path.name.endswith(CONTRASTS)
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        fields = line.split("\t")
        if not line.strip():
            entry = None
        elif fields[0] == "=":
            entry = f"{path.name}:{number}"
            texts.entry_labels[entry] = fields[1]
        elif (fields[0], fields[1]) not in CLASS_INDEX:
            sys.exit(f"{path}:{number}: no such label: {fields[0]} {fields[1]}")
        else:
            texts.add(fields[-1], CLASS_INDEX[fields[0], fields[1]], writer, entry, is_real_like,
                      counts_fully)


def read_texts(folder, writers=None, without=()):
    """Reads the *.tsv of a folder in name order; a writer is a name up to its first dot."""
    texts = Texts()
    for path in sorted(Path(folder).glob("*.tsv")):
        writer = path.name.split(".")[0]
        if (writers is None or writer in writers) and writer not in without:
            read_file(texts, path)
    return texts


def extract(program, language, lexicon_bytes, texts):
    """Asks the built program for the features of each text: three groups of hashes."""
    lines = "\n".join(t.replace("\n", " ") for t in texts) + "\n"
    with tempfile.NamedTemporaryFile() as file:
        file.write(lexicon_bytes)
        file.flush()
        out = subprocess.run([program, language.path, file.name], input=lines.encode(), stdout=subprocess.PIPE,
                             check=True).stdout
    return [[np.array(group.split(), dtype=np.uint32) for group in line.split("|")]
            for line in out.decode().splitlines()]


class Matrix:
    """Sentences as rows of weighted features; each group's length is its weight or so."""

    def __init__(self, features, keep=None):
        rows, hashes, values = [], [], []
        for i, groups in enumerate(features):
            for group, weight in zip(groups, GROUP_WEIGHTS):
                rows.append(np.full(len(group), i))
                hashes.append(group)
                values.append(np.full(len(group), weight / np.sqrt(max(1, len(group)))))
        rows, hashes, values = (np.concatenate(a) for a in (rows, hashes, values))
        # A feature that stands twice counts twice.
        pairs, inverse = np.unique(rows.astype(np.uint64) << 32 | hashes, return_inverse=True)
        sums = np.bincount(inverse, weights=values)
        rows, hashes = (pairs >> 32).astype(np.int64), (pairs & 0xffffffff).astype(np.uint32)
        if keep is None:
            seen, counts = np.unique(hashes, return_counts=True)
            keep = seen[counts >= MIN_TEXTS]
        columns = np.minimum(np.searchsorted(keep, hashes), len(keep) - 1)
        known = keep[columns] == hashes
        self.hashes, self.n = keep, len(features)
        self.rows, self.columns = rows[known], columns[known].astype(np.int32)
        self.values = sums[known].astype(np.float32)

    def select(self, chosen):
        """The rows of a mask, renumbered."""
        part = Matrix.__new__(Matrix)
        number = np.cumsum(chosen) - 1
        inside = chosen[self.rows]
        part.hashes, part.n = self.hashes, int(chosen.sum())
        part.rows, part.columns = number[self.rows[inside]], self.columns[inside]
        part.values = self.values[inside]
        return part

    def get_starts(self):
        return np.searchsorted(self.rows, np.arange(self.n + 1)).astype(np.int32)

    def score(self, weights, bias):
        scores = np.zeros((self.n, len(CLASSES)))
        for k in range(len(CLASSES)):
            scores[:, k] = np.bincount(self.rows, self.values * weights[self.columns, k], self.n)
        return scores + bias


def weigh(language, y, counts_fully):
    """How much each sentence counts: by where it comes from, and by how rare its mode is."""
    counts = np.bincount(MODE_OF_CLASS[y], minlength=3)
    by_mode = (len(y) / 3 / np.maximum(counts, 1)) ** language.balance
    return by_mode[MODE_OF_CLASS[y]] * np.where(counts_fully, 1.0, language.single_weight)


def fit(program, x, y, weights):
    """Weights and biases, by the built program (tests/support/poise-fit.c)."""
    header = struct.pack("=iiiifff", x.n, len(x.hashes), len(x.values), EPOCHS, RATE, PENALTY,
                         MODE_PART)
    arrays = (x.get_starts(), x.columns, x.values, y.astype(np.int32), weights.astype(np.float32))
    out = subprocess.run([program], input=header + b"".join(a.tobytes() for a in arrays),
                         stdout=subprocess.PIPE, check=True).stdout
    flat = np.frombuffer(out, dtype=np.float32)
    return flat[:-16].reshape(-1, 16), flat[-16:]


def mode_probabilities(scores, temperature=1.0):
    scores = scores / temperature
    p = np.exp(scores - scores.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    return np.stack([p[:, MODE_OF_CLASS == m].sum(axis=1) for m in range(3)], axis=1)


def fit_temperature(scores, y):
    """The temperature that makes held-out probabilities honest (Guo et al., 2017)."""
    def loss(t):
        p = mode_probabilities(scores, t)[np.arange(len(y)), MODE_OF_CLASS[y]]
        return -np.log(np.maximum(p, 1e-12)).mean()

    return scipy.optimize.minimize_scalar(loss, bounds=(0.3, 3.0), method="bounded").x


def choose_threshold(p, modes):
    """The lowest confidence from which on the tagger is right as often as it shall be."""
    sure, right = p.max(axis=1), p.argmax(axis=1) == modes
    for percent in range(50, 99):
        chosen = sure >= percent / 100
        if chosen.any() and right[chosen].mean() >= SURE_RIGHT:
            return percent / 100
    return 0.99


def split_by_writer(writers, folds):
    """Whole writers go to one fold, in name order, so that a split is always the same."""
    names = sorted(set(writers))
    fold_of = {name: i % folds for i, name in enumerate(names)}
    return np.array([fold_of[w] for w in writers])


def held_out_scores(program, language, x, y, texts, taught=None, folds=5):
    """Each fold's scores by a model of the other folds, or of what of them is in the mask."""
    scores = np.zeros((len(y), len(CLASSES)))
    fold = split_by_writer(texts.writer, folds)
    counts_fully = np.array(texts.counts_fully)
    for k in sorted(set(fold)):
        chosen = fold != k if taught is None else taught & (fold != k)
        if chosen.any():
            weights = weigh(language, y[chosen], counts_fully[chosen])
            scores[fold == k] = x.select(fold == k).score(
                *fit(program, x.select(chosen), y[chosen], weights))
    return scores


def build_slots(hashes):
    """The open addressing of src/tagger/poise-model.h, at most half full."""
    bits = max(1, int(np.ceil(np.log2(2 * len(hashes) + 1))))
    slots = np.zeros(1 << bits, dtype="<u4")
    for row, value in enumerate(int(h) for h in hashes):
        at = value & ((1 << bits) - 1)
        while slots[at]:
            at = (at + 1) & ((1 << bits) - 1)
        slots[at] = value >> 20 << 20 | row + 1
    return bits, slots


def serialize(language, hashes, weights, bias, temperature, threshold, lexicon_bytes):
    scale = int(32767 / max(1e-6, float(np.abs(weights).max())))
    bits, slots = build_slots(hashes)
    header = struct.pack(
        "<8s10I16s16i", b"POISEMDL", 3, bits, len(hashes), scale, round(threshold * 1000),
        round(temperature * 1000), round(GROUP_WEIGHTS[1] * 1000), round(GROUP_WEIGHTS[2] * 1000),
        len(lexicon_bytes), len(language.bytes), language.name.encode(), *np.rint(bias * scale).astype(int),
    )
    table = np.rint(weights * scale).astype("<i2")
    return header + slots.tobytes() + table.tobytes() + lexicon_bytes + language.bytes


def prepare(build, texts, language):
    """The program that fits, the lexicon's bytes, and the texts as a matrix with their classes."""
    features, program = (str(Path(build) / "tests" / name) for name in ("poise-features", "poise-fit"))
    stems = lexicon.build(features, language.path) if language.has_wordnet else {}
    words = lexicon.serialize(stems, lexicon.number(stems))
    rows = extract(features, language, words, texts.text)
    return program, words, Matrix(rows), np.array(texts.label)


def train(build, texts, language, report=print):
    """The bytes of a model of these texts."""
    program, words, x, y = prepare(build, texts, language)
    real_like = np.array(texts.is_real_like)
    scores = held_out_scores(program, language, x, y, texts)
    # Doubt is set by texts as people write them, where there are any.
    judged = real_like if real_like.any() else ~real_like
    temperature = fit_temperature(scores[judged], y[judged])
    p = mode_probabilities(scores[judged], temperature)
    threshold = choose_threshold(p, MODE_OF_CLASS[y[judged]])
    hit = p.argmax(axis=1) == MODE_OF_CLASS[y[judged]]
    report(f"{len(y)} sentences, {real_like.sum()} of them in passages, {len(set(texts.writer))} "
           f"writers, {len(x.hashes)} rows; passages held out by writer: accuracy {hit.mean():.3f}, "
           f"temperature {temperature:.2f}, sure from {threshold:.2f}: "
           f"{(p.max(axis=1) >= threshold).mean():.2f} of them")
    weights, bias = fit(program, x, y, weigh(language, y, np.array(texts.counts_fully)))
    return serialize(language, x.hashes, weights, bias, temperature, threshold, words)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("build")
    parser.add_argument("output")
    parser.add_argument("--texts", default=Path(__file__).parent / "en",
                        help="a language's folder: its rules.ini and its texts")
    parser.add_argument("--writers", help="only these, with commas")
    parser.add_argument("--without", default="", help="all but these, with commas")
    args = parser.parse_args()
    writers = args.writers.split(",") if args.writers else None
    texts = read_texts(args.texts, writers, args.without.split(","))
    Path(args.output).write_bytes(train(args.build, texts, Language(args.texts)))


if __name__ == "__main__":
    main()
