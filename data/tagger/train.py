#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Trains the tagger's model from the texts beside it.

    data/tagger/train.py FEATURES OUTPUT [--texts DIR] [--name NAME]

FEATURES is the built program poise-features, so that training and tagging
look at the very same features. The result is the flat file that
src/tagger/poise-model.h describes. Same texts, same packages, same bytes.

The model is multinomial logistic regression over sixteen classes (six facets
at two poles, four kinds of none), fitted by L-BFGS; the probabilities of a
mode are the sums of its classes'. See README.md for what was tried.
"""

import argparse
import os
import struct
import subprocess
import sys
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np  # noqa: E402
import scipy.optimize  # noqa: E402
import scipy.sparse  # noqa: E402

FACETS = ["purpose", "change", "people", "means", "decisions", "communication"]
OMISSIONS = ["plain", "others", "undone", "words"]
CLASSES = [("M", f) for f in FACETS] + [("L", f) for f in FACETS] + [("N", o) for o in OMISSIONS]
CLASS_INDEX = {c: i for i, c in enumerate(CLASSES)}
# How much the n-grams of characters count beside words and word pairs.
GRAM_WEIGHT = 1.5
MODE_OF_CLASS = np.array([0] * 6 + [1] * 6 + [2] * 4)  # M, L, N


class Texts:
    """Labelled sentences: what each says, its class, and the file it came from."""

    def __init__(self):
        self.text, self.label, self.group, self.entry = [], [], [], []

    def add(self, text, label, group, entry):
        self.text.append(text)
        self.label.append(label)
        self.group.append(group)
        self.entry.append(entry)


def read_texts(folder):
    """Reads sentences.*.tsv and entries.*.tsv below a folder, in name order."""
    texts = Texts()
    for path in sorted(Path(folder).rglob("*.tsv")):
        entry = None
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            fields = line.split("\t")
            if not line.strip():
                entry = None
            elif fields[0] == "=":
                entry = f"{path.stem}:{number}"
            else:
                label, facet, text = fields[0], fields[1], fields[-1]
                if (label, facet) not in CLASS_INDEX:
                    sys.exit(f"{path}:{number}: no such label: {label} {facet}")
                texts.add(text, CLASS_INDEX[label, facet], path.stem, entry)
    return texts


def extract(program, texts):
    """Asks the built program for the features of each text."""
    lines = "\n".join(t.replace("\n", " ") for t in texts) + "\n"
    out = subprocess.run([program], input=lines.encode(), stdout=subprocess.PIPE, check=True)
    pairs = []
    for line in out.stdout.decode().splitlines():
        words, grams = line.split("|")
        pairs.append(tuple(np.array(g.split(), dtype=np.uint32) for g in (words, grams)))
    return pairs


def to_matrix(pairs, bits):
    """One row a sentence; each group of features has length 1 or so."""
    rows, columns, values = [], [], []
    for i, groups in enumerate(pairs):
        for group, weight in zip(groups, (1.0, GRAM_WEIGHT)):
            if len(group):
                columns.append(group & ((1 << bits) - 1))
                rows.append(np.full(len(group), i))
                values.append(np.full(len(group), weight / np.sqrt(len(group))))
    shape = (len(pairs), 1 << bits)
    data = (np.concatenate(values), (np.concatenate(rows), np.concatenate(columns)))
    return scipy.sparse.csr_matrix(data, shape=shape)


def softmax(scores):
    scores = np.exp(scores - scores.max(axis=1, keepdims=True))
    return scores / scores.sum(axis=1, keepdims=True)


def fit(x, y, penalty, mode_part=0.5, weight=None):
    """Fits weights and biases: the loss is a mix of the log loss of the mode
    (what counts) and of the class (what explains), with an L2 penalty."""
    n_classes = len(CLASSES)
    used = np.unique(x.indices)
    x = x[:, used].tocsr()
    xt = x.T.tocsr()
    n, d = x.shape
    weight = np.ones(n) if weight is None else weight
    weight = weight / weight.sum()
    target = np.zeros((n, n_classes))
    target[np.arange(n), y] = 1
    same_mode = (MODE_OF_CLASS[None, :] == MODE_OF_CLASS[y][:, None]).astype(float)

    def loss(flat):
        w, b = flat[: d * n_classes].reshape(d, n_classes), flat[d * n_classes :]
        p = softmax(x @ w + b)
        p_class = np.maximum(p[np.arange(n), y], 1e-12)
        p_mode = np.maximum((p * same_mode).sum(axis=1), 1e-12)
        value = -(weight * ((1 - mode_part) * np.log(p_class) + mode_part * np.log(p_mode))).sum()
        within = p * same_mode / p_mode[:, None]
        gradient = p - (1 - mode_part) * target - mode_part * within
        gradient *= weight[:, None]
        gw = xt @ gradient + penalty * w
        value += 0.5 * penalty * (w * w).sum()
        return value, np.concatenate([gw.ravel(), gradient.sum(axis=0)])

    start = np.zeros((d + 1) * n_classes)
    result = scipy.optimize.minimize(
        loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 150, "maxcor": 8}
    )
    w = result.x[: d * n_classes].reshape(d, n_classes)
    return used, w, result.x[d * n_classes :]


def class_scores(x, used, w, b):
    return x[:, used] @ w + b


def mode_probabilities(scores, temperature=1.0):
    p = softmax(scores / temperature)
    return np.stack([p[:, MODE_OF_CLASS == m].sum(axis=1) for m in range(3)], axis=1)


def balance_weights(y):
    """Each mode counts alike, whatever the texts' mix."""
    modes = MODE_OF_CLASS[y]
    counts = np.bincount(modes, minlength=3)
    return 1.0 / counts[modes]


def fit_temperature(scores, y):
    """The temperature that makes held-out probabilities honest (Guo et al., 2017)."""
    modes = MODE_OF_CLASS[y]

    def loss(t):
        p = mode_probabilities(scores, t)[np.arange(len(y)), modes]
        return -np.log(np.maximum(p, 1e-12)).mean()

    return scipy.optimize.minimize_scalar(loss, bounds=(0.3, 3.0), method="bounded").x


def split_by_group(groups, folds):
    """Whole writers go to one fold, in name order, so that a split is always the same."""
    names = sorted(set(groups))
    fold_of = {name: i % folds for i, name in enumerate(names)}
    return np.array([fold_of[g] for g in groups])


def held_out_scores(x, y, groups, penalty, folds=5):
    scores = np.zeros((len(y), len(CLASSES)))
    fold = split_by_group(groups, folds)
    for k in range(folds):
        train, test = fold != k, fold == k
        model = fit(x[train], y[train], penalty, weight=balance_weights(y[train]))
        scores[test] = class_scores(x[test], *model)
    return scores


def write_model(path, used, w, b, bits, temperature, threshold, name):
    scale = int(32767 / np.abs(w).max())
    table = np.zeros((1 << bits, len(CLASSES)), dtype="<i2")
    table[used] = np.rint(w * scale)
    header = struct.pack(
        "<8sIIIIII16s16i",
        b"POISEMDL", 1, bits, scale, round(threshold * 1000), round(temperature * 1000),
        round(GRAM_WEIGHT * 1000),
        name.encode(), *np.rint(b * scale).astype(int),
    )
    Path(path).write_bytes(header + table.tobytes())


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("features")
    parser.add_argument("output")
    parser.add_argument("--texts", default=Path(__file__).parent / "en")
    parser.add_argument("--name", default="en-1")
    parser.add_argument("--bits", type=int, default=17)
    parser.add_argument("--penalty", type=float, default=3e-6)
    args = parser.parse_args()

    texts = read_texts(args.texts)
    x = to_matrix(extract(args.features, texts.text), args.bits)
    y = np.array(texts.label)
    scores = held_out_scores(x, y, texts.group, args.penalty)
    temperature = fit_temperature(scores, y)
    hit = mode_probabilities(scores).argmax(axis=1) == MODE_OF_CLASS[y]
    used, w, b = fit(x, y, args.penalty, weight=balance_weights(y))
    write_model(args.output, used, w, b, args.bits, temperature, 0.45, args.name)
    print(f"{len(y)} sentences, {len(set(texts.group))} writers, {len(used)} rows in use")
    print(f"held out by writer: accuracy {hit.mean():.3f}, temperature {temperature:.2f}")


if __name__ == "__main__":
    main()
