#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The texts that the tagger learns from: test-texts.py SOURCE_ROOT

Written by hand means that no two say nearly the same, and that no frame of a
sentence comes back with other words in it."""

import collections
import contextlib
import itertools
import pathlib
import re
import sys

ROOT = pathlib.Path(sys.argv[1])
sys.path[:0] = [str(ROOT / "tests" / "support"), str(ROOT / "data" / "tagger")]
import tap  # noqa: E402

# Texts that share this part of their words are one text (Jaccard's index).
NEAR, NEAR_WORDS = 0.7, 4
# Passages are written as people write: a heading, a greeting or a date comes back in them.
REPEATED_WORDS = 9
# A frame is what is left when all words of content are one gap.
FRAME_WORDS, FRAME_LIMIT = 4, 6
OPENING_WORDS, OPENING_LIMIT = 4, 15
UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
FRAME = set("""the a an and or but so to of in on at for with from by as i we me us my our he she they them it his
    her their you your not no never n't was were is are be been had have has did do that this then than if when
    because who what which up out off over about into after before until""".split())


@contextlib.contextmanager
def make_texts():
    try:
        import train
    except ImportError as error:
        raise tap.Skip(str(error))
    yield train.read_texts(ROOT / "data" / "tagger" / "en"), train


def tokenize(text):
    """Its words; where no spaces part them, what each two characters say."""
    words = re.findall(r"[\w']+", text.lower())
    return [part for word in words
            for part in (map("".join, itertools.pairwise(word)) if UNSPACED.search(word) else [word])]


def list_near(texts):
    """Pairs that are near each other share two of their rarest words."""
    words = [set(tokenize(text)) for text in texts]
    in_texts = collections.Counter(word for row in words for word in row)
    with_two = collections.defaultdict(list)
    for i, row in enumerate(words):
        # So many of a text's words may be missing in the other, and two more.
        rare = sorted(row, key=lambda w: (in_texts[w], w))[:int((1 - NEAR) * len(row)) + 2]
        for two in itertools.combinations(rare, 2) if len(row) >= NEAR_WORDS else ():
            with_two[two].append(i)
    pairs = {pair for chosen in with_two.values() for pair in itertools.combinations(chosen, 2)}
    return [(texts[a], texts[b]) for a, b in sorted(pairs)
            if len(words[a] & words[b]) >= NEAR * len(words[a] | words[b])]


def find_frame(text):
    frame = [word if word in FRAME else "…" for word in tokenize(text)]
    frame = [word for word, _ in itertools.groupby(frame)]
    return " ".join(frame) if sum(word != "…" for word in frame) >= FRAME_WORDS else None


def list_frequent(items, limit):
    return [(item, n) for item, n in collections.Counter(items).most_common() if n > limit]


def list_single(texts):
    """The sentences that were written one by one."""
    return [text for text, real_like in zip(texts.text, texts.is_real_like) if not real_like]


def list_compared(texts):
    return [text for text, real_like in zip(texts.text, texts.is_real_like)
            if not real_like or len(tokenize(text)) >= REPEATED_WORDS]


def test_frames(argument):
    texts, _ = argument
    frames = [frame for frame in map(find_frame, list_single(texts)) if frame]
    assert not list_frequent(frames, FRAME_LIMIT), list_frequent(frames, FRAME_LIMIT)
    # It would find some.
    swapped = [f"I gave {name} the {thing} for the week" for name in ("Ana", "Bo")
               for thing in ("kettle", "rota", "van", "key")]
    assert list_frequent(map(find_frame, swapped), FRAME_LIMIT)


def test_openings(argument):
    texts, _ = argument
    rows = [row for row in map(tokenize, list_single(texts)) if len(row) > OPENING_WORDS]
    frequent = list_frequent((" ".join(row[:OPENING_WORDS]) for row in rows), OPENING_LIMIT)
    assert not frequent, frequent


def test_near_duplicates(argument):
    texts, _ = argument
    compared = list_compared(texts)
    near = list_near(compared)
    assert not near, near
    # It would find some.
    long = next(text for text in compared if len(tokenize(text)) >= REPEATED_WORDS)
    assert list_near([*compared[:500], long, long.replace(" ", " , ")])
    for rules in (ROOT / "data" / "tagger").glob("*/rules.ini"):
        if rules.parent.name == "en":
            continue
        near = list_near(list_compared(argument[1].read_texts(rules.parent)))
        assert not near, near


def test_mix(argument):
    """As many as the codebook's hard cases need, of each class and in many hands."""
    texts, train = argument
    classes = collections.Counter(train.CLASSES[label] for label in texts.label)
    assert len(set(texts.writer)) >= 8 and min(classes.values()) >= 100, classes
    real_like = [i for i, is_real_like in enumerate(texts.is_real_like) if is_real_like]
    none = sum(train.CLASSES[texts.label[i]][0] == "N" for i in real_like)
    # As much of nothing as there is in what people really write, or a little more.
    assert len(real_like) >= 10000 and 0.5 <= none / len(real_like) <= 0.7, none
    assert len({texts.entry[i] for i in real_like}) >= 700
    assert len({texts.writer[i] for i in real_like}) >= 25


tap.main(make_texts)
