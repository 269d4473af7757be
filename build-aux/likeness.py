# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether our passages can be told from real ones by function words and shape alone.

Logistic regression, held out by writer; the area under its curve is 0.5 where nobody could tell
them apart and 1 where everybody could. What gives ours away shows how to write the next ones."""

import re

import numpy as np
import scipy.optimize

WORDS = """a an the this that these those i me my we us our you your he him his she her it its they them their who
which what when where how why there here and but or so because if although though as than then also too just really
very quite pretty bit lot lots much many more most some any all both each every no not n't never always often still
yet already again now today yesterday tomorrow week day good great nice well of in on at to for from by with about
into over after before up out off down through back around is are was were be been being am 's 're 've 'll 'd do did
does have has had will would could should can might must get got go going went think feel know hope see need want
make made thing things something one other new""".split()
COLUMN = {word: i for i, word in enumerate(WORDS)}
TOKEN = re.compile(r"n't|'(?:s|re|ve|ll|d|m)\b|[a-z]+(?=n't)|[a-z]+|\d+|[^\sa-z\d]")
FOLDS, PENALTY = 11, 0.02


def tokenize(text):
    return TOKEN.findall(text.lower().replace("’", "'"))


SHAPES = {
    "words": lambda text, words: np.log1p(len(words)),
    "commas": lambda text, words: text.count(",") / np.sqrt(max(1, len(words))),
    "digits": lambda text, words: any(c.isdigit() for c in text),
    "exclamation": lambda text, words: "!" in text,
    "question": lambda text, words: "?" in text,
    "dash": lambda text, words: re.search(r"[–—]| - ", text) is not None,
    "colon": lambda text, words: re.search(r"[;:]", text) is not None,
    "quotes": lambda text, words: re.search('["“”]', text) is not None,
    "brackets": lambda text, words: "(" in text,
    "begins small": lambda text, words: text[:1].islower(),
    "no stop": lambda text, words: text.rstrip()[-1:].isalnum(),
    "capitals": lambda text, words: re.search(r"\b[A-Z]{2,}\b", text) is not None,
    "under 5 words": lambda text, words: len(words) < 5,
    "over 25 words": lambda text, words: len(words) > 25,
    "begins with I": lambda text, words: words[:1] == ["i"],
    "begins with we": lambda text, words: words[:1] == ["we"],
    "begins with -ing": lambda text, words: bool(words) and words[0].endswith("ing"),
    "begins with -ed": lambda text, words: bool(words) and words[0].endswith("ed"),
    "long words": lambda text, words: np.mean([len(w) for w in words]) if words else 0.0,
    "no first person": lambda text, words: not set(words) & {"i", "we", "my", "our", "me", "us"},
}
NAMES = WORDS + list(SHAPES)


def describe(text):
    tokens = tokenize(text)
    words = [token for token in tokens if token[0].isalpha() or token[0] == "'"]
    row = np.zeros(len(NAMES))
    for token in tokens:
        if token in COLUMN:
            row[COLUMN[token]] += 1
    row[:len(WORDS)] = np.minimum(row[:len(WORDS)], 2) / np.sqrt(max(1, len(tokens)))
    row[len(WORDS):] = [shape(text, words) for shape in SHAPES.values()]
    return row


def fit(x, y, weights):
    def loss(b):
        z = x @ b[:-1] + b[-1]
        error = weights * (1 / (1 + np.exp(-z)) - y) / weights.sum()
        value = (weights * (np.logaddexp(0, z) - y * z)).sum() / weights.sum()
        return (value + PENALTY / 2 * (b[:-1] @ b[:-1]),
                np.r_[x.T @ error + PENALTY * b[:-1], error.sum()])

    return scipy.optimize.minimize(loss, np.zeros(x.shape[1] + 1), jac=True, method="L-BFGS-B").x


def area_under_curve(scores, y):
    ranks = np.empty(len(y))
    ranks[np.argsort(scores, kind="stable")] = np.arange(1, len(y) + 1)
    n = y.sum()
    return (ranks[y == 1].sum() - n * (n + 1) / 2) / (n * (len(y) - n))


def compare(ours, real, n_named=8):
    """Of (text, writer) pairs: the area, and the names of what is too often and too seldom in ours."""
    y = np.array([0] * len(ours) + [1] * len(real))
    x = np.array([describe(text) for text, _ in ours + real])
    x = (x - x.mean(axis=0)) / (x.std(axis=0) + 1e-9)
    weights = np.where(y == 1, 0.5 / y.sum(), 0.5 / (len(y) - y.sum())) * len(y)
    fold = np.empty(len(y), dtype=int)
    for kind in (0, 1):
        writers = sorted({w for (_, w), k in zip(ours + real, y) if k == kind})
        number = {w: i % FOLDS for i, w in enumerate(writers)}
        for i, (_, writer) in enumerate(ours + real):
            if y[i] == kind:
                fold[i] = number[writer]
    scores = np.zeros(len(y))
    for k in range(FOLDS):
        b = fit(x[fold != k], y[fold != k], weights[fold != k])
        scores[fold == k] = x[fold == k] @ b[:-1] + b[-1]
    order = np.argsort(fit(x, y, weights)[:-1])
    return (area_under_curve(scores, y), [NAMES[i] for i in order[:n_named]],
            [NAMES[i] for i in order[::-1][:n_named]])
