# SPDX-License-Identifier: GPL-3.0-or-later
"""What simpler taggers reach with the same training texts, for build-aux/evaluate.

Each takes the training texts with their modes and the texts to judge, and
returns a mode each."""

import collections
import math
import re
import subprocess
import tempfile
from pathlib import Path

# What a textbook's chapters on management and on leadership are full of.
WORD_LISTS = {
    "management": "plan planned schedule scheduled rota roster budget order ordered check checked "
                  "count counted list form report reported deadline assign assigned organize "
                  "organized stock paid rule policy procedure target hours shift supplies invoice "
                  "approved booked signed inspected measured tracked",
    "leadership": "vision inspire inspired listen listened coach coached mentor mentored encourage "
                  "encouraged trust trusted purpose change changed idea ideas believe believed "
                  "dream values feel felt thank thanked praise praised grow growth courage why "
                  "together proud story hope support supported",
}


def tokenize(text):
    return re.findall(r"[\w']+", text.lower())


def judge_by_majority(texts, modes, unseen):
    return [collections.Counter(modes).most_common(1)[0][0]] * len(unseen)


def judge_by_words(texts, modes, unseen):
    """The mode more of whose words there are; none if there are none, or as many."""
    lists = {mode: set(words.split()) for mode, words in WORD_LISTS.items()}

    def judge(text):
        n = {mode: sum(w in words for w in tokenize(text)) for mode, words in lists.items()}
        if n["management"] == n["leadership"]:
            return "none"
        return max(n, key=n.get)

    return [judge(text) for text in unseen]


def judge_by_fasttext(texts, modes, unseen):
    """fastText's own classifier with word pairs and character n-grams."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "train.txt"
        data.write_text("".join(f"__label__{m} {' '.join(tokenize(t))}\n"
                                for t, m in zip(texts, modes)))
        subprocess.run(["fasttext", "supervised", "-input", data, "-output", f"{folder}/model",
                        "-wordNgrams", "2", "-minn", "3", "-maxn", "5", "-dim", "50", "-epoch", "25",
                        "-lr", "0.5", "-thread", "1", "-bucket", "200000"],
                       check=True, capture_output=True)
        lines = "".join(f"{' '.join(tokenize(t)) or '.'}\n" for t in unseen)
        out = subprocess.run(["fasttext", "predict", f"{folder}/model.bin", "-"], input=lines,
                             check=True, capture_output=True, text=True).stdout
    return [line.removeprefix("__label__") for line in out.splitlines()]


def count_terms(text):
    words = tokenize(text)
    pairs = (f"{a} {b}" for a, b in zip(words, words[1:]))
    return collections.Counter([*words, *pairs])


def judge_by_liblinear(texts, modes, unseen):
    """TF-IDF of words and word pairs, logistic regression by LIBLINEAR."""
    names = sorted(set(modes))
    counts = [count_terms(t) for t in texts]
    in_texts = collections.Counter(term for c in counts for term in c)
    number = {term: i for i, term in enumerate(sorted(t for t in in_texts if in_texts[t] > 1), 1)}

    def to_line(label, terms):
        row = {number[t]: (1 + math.log(n)) * math.log(len(texts) / in_texts[t])
               for t, n in terms.items() if t in number}
        length = math.sqrt(sum(v * v for v in row.values())) or 1.0
        return f"{label} " + " ".join(f"{i}:{row[i] / length:.6f}" for i in sorted(row)) + "\n"

    with tempfile.TemporaryDirectory() as folder:
        train, test, model, out = (f"{folder}/{n}" for n in ("train", "test", "model", "out"))
        Path(train).write_text("".join(to_line(names.index(m) + 1, c) for m, c in zip(modes, counts)))
        Path(test).write_text("".join(to_line(1, count_terms(t)) for t in unseen))
        subprocess.run(["liblinear-train", "-q", "-s", "0", "-c", "8", train, model], check=True)
        subprocess.run(["liblinear-predict", test, model, out], check=True, capture_output=True)
        return [names[int(float(line)) - 1] for line in Path(out).read_text().split()]


BASELINES = {
    "majority class": judge_by_majority,
    "word lists": judge_by_words,
    "fastText": judge_by_fasttext,
    "TF-IDF, LIBLINEAR": judge_by_liblinear,
}
