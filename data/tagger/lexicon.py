# SPDX-License-Identifier: GPL-3.0-or-later
"""What WordNet knows of words, as the lexicon of src/tagger/poise-lexicon.h.

A stem's classes come from its most used word: for the first sense as a verb,
as a noun and as an adjective, the lexicographer's file ("acts of
communication"), the sense itself, and what it is a kind of, three steps up.
"""

import subprocess
from pathlib import Path

import numpy as np

WORDNET = Path("/usr/share/wordnet")
PARTS = (("noun", "n"), ("verb", "v"), ("adj", "a"))
STEPS = 3
# Hypernyms, instances of, and the heads of adjectives' clusters.
UPWARDS = ("@", "@i", "&")


def read_senses():
    """(part of speech, offset) → (lexicographer's file, what it is a kind of)."""
    senses = {}
    for name, part in PARTS:
        for line in (WORDNET / f"data.{name}").read_text(encoding="latin-1").splitlines():
            if line.startswith("  "):
                continue
            fields = line.split(" | ")[0].split()
            at = 4 + 2 * int(fields[3], 16)
            pointers = [fields[i:i + 4] for i in range(at + 1, at + 1 + 4 * int(fields[at]), 4)]
            up = [(p[2].replace("s", "a"), p[1]) for p in pointers if p[0] in UPWARDS]
            senses[part, fields[0]] = int(fields[1]), up[:1]
    return senses


def read_words():
    """(word, part of speech) → (first sense's offset, how often it was tagged)."""
    words = {}
    for name, part in PARTS:
        for line in (WORDNET / f"index.{name}").read_text(encoding="latin-1").splitlines():
            fields = line.split()
            if line.startswith("  ") or not fields[0].isalpha():
                continue
            n_senses = int(fields[2])
            words[fields[0], part] = fields[-n_senses], int(fields[-n_senses - 1])
    return words


def read_exceptions():
    """Irregular form → word, as "took" → "take"."""
    forms = {}
    for name in ("noun", "verb"):
        for line in (WORDNET / f"{name}.exc").read_text(encoding="latin-1").splitlines():
            form, word = line.split()[:2]
            if form.isalpha():
                forms.setdefault(form, word)
    return forms


def find_classes(word, words, senses):
    classes = []
    for part in ("v", "n", "a"):
        if (word, part) not in words:
            continue
        sense = part, words[word, part][0]
        classes.append((part, senses[sense][0]))
        for _ in range(STEPS + 1):
            classes.append(sense)
            if not senses[sense][1]:
                break
            sense = senses[sense][1][0]
    return classes


def hash_stems(program, rules, words):
    out = subprocess.run([program, rules, "--stems"], input="\n".join(words).encode() + b"\n",
                         stdout=subprocess.PIPE, check=True).stdout
    return [int(line) for line in out.split()]


def build(program, rules):
    """Stem's hash → its classes."""
    words, senses = read_words(), read_senses()
    exceptions = read_exceptions()
    plain = sorted({word for word, _ in words})
    stems, most = {}, {}
    for word, stem in zip(plain, hash_stems(program, rules, plain)):
        used = max(words[word, p][1] for p in "vna" if (word, p) in words)
        if used > most.get(stem, -1):
            most[stem], stems[stem] = used, find_classes(word, words, senses)
    forms = sorted(exceptions)
    for form, stem in zip(forms, hash_stems(program, rules, forms)):
        classes = find_classes(exceptions[form], words, senses)
        if classes:
            stems[stem] = classes
    return stems


def number(stems):
    """Class → its number, the commonest first; those past 16 bits have none."""
    counts = {}
    for classes in stems.values():
        for each in classes:
            counts[each] = counts.get(each, 0) + 1
    ranked = sorted(counts, key=lambda c: (-counts[c], str(c)))[:65536]
    return {each: i for i, each in enumerate(ranked)}


def serialize(stems, numbers):
    hashes, starts, listed = [], [0], []
    for stem in sorted(stems):
        known = [numbers[c] for c in stems[stem] if c in numbers]
        if not known:
            continue
        hashes.append(stem)
        listed.extend(known)
        starts.append(len(listed))
    counts = np.array([len(hashes), len(listed)], dtype="<u4")
    data = b"".join(np.array(a, dtype=t).tobytes() for a, t in
                    ((counts, "<u4"), (hashes, "<u4"), (starts, "<u4"), (listed, "<u2")))
    return data + b"\0" * (-len(data) % 4)
