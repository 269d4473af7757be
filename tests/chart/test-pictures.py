#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The charts against pictures of them: test-pictures.py POISE_CLI [--update]

A picture may differ as much as another font makes it differ, and not as much as
other figures do; the last test shows that the tolerance lies between the two.
With --update the pictures are made anew; look at them before you commit them. Set
FONTCONFIG_FILE=tests/chart/fonts.conf, as meson does."""

import contextlib
import datetime
import json
import os
import pathlib
import subprocess
import sys
import tempfile

try:
    from PIL import Image, ImageChops, ImageFilter, ImageStat
except ImportError:
    print("1..0 # SKIP python3-pil is not installed")
    sys.exit(0)

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import tap  # noqa: E402

PROGRAM = sys.argv[1]
PICTURES = pathlib.Path(__file__).parent / "pictures"
TODAY = datetime.date(2026, 11, 23)
WIDTH = 280
# The mean difference of two blurred pictures, of 255: up to 3.8 with DejaVu Sans where there is
# no Cantarell, 7.6 and more with other figures.
TOLERANCE = 5.0


def write_journal(folder, days, shift=0):
    """Every third day and not in every month; shares go up and down."""
    facets = ["purpose", "change", "people", "means", "decisions", "communication"]
    months = {}
    for back in range(days):
        day = TODAY - datetime.timedelta(days=back)
        if day.toordinal() % 3 == 0 or day.toordinal() // 30 % 5 == 0:
            continue
        share = abs((day.toordinal() + shift) % 56 - 28) / 28
        sentences = [{"start": i, "end": i + 1, "confidence": 0.9, "by": "tagger",
                      "mode": "leadership" if i / 4 < share else "management",
                      "facet": facets[(day.toordinal() + i * i) % 6]}
                     for i in range(day.toordinal() % 7)]
        tag = {"mode": "balanced" if sentences else "none", "confidence": 0.9, "by": "tagger",
               "sentences": sentences}
        if sentences:
            tag["share"] = round(share, 4)
        moment = f"{day}T18:00:00+00:00"
        months.setdefault(day.isoformat()[:7], []).append(
            {"id": f"018f3c1e-7b2a-7c44-9d0e-{back:012x}", "day": day.isoformat(),
             "created": moment, "modified": moment, "text": "0123456789", "tag": tag})
    (folder / "entries").mkdir(parents=True)
    for month, entries in months.items():
        (folder / "entries" / f"{month}.json").write_text(json.dumps(
            {"format": "poise-month", "version": 1, "month": month, "entries": entries}))


def draw(root, name, days, *arguments, shift=0):
    journal, path = root / name, root / f"{name}.png"
    write_journal(journal, days, shift)
    subprocess.run([PROGRAM, "--journal", journal, "balance", "--target", "40-60", "--first-weekday",
                    "monday", "--png", path, *arguments], check=True,
                   env={**os.environ, "POISE_NOW": f"{TODAY}T18:00:00+00:00"})
    picture = Image.open(path).convert("RGB")
    return picture.resize((WIDTH, picture.height * WIDTH // picture.width), Image.LANCZOS)


def difference(a, b):
    """Of what both show: another font may make a picture a little longer."""
    size = (WIDTH, min(a.height, b.height))
    a, b = (p.crop((0, 0, *size)).filter(ImageFilter.GaussianBlur(2)) for p in (a, b))
    return sum(ImageStat.Stat(ImageChops.difference(a, b)).mean) / 3


def compare(root, name, *arguments):
    picture = draw(root, name, *arguments)
    path = PICTURES / f"{name}.png"
    if "--update" in sys.argv:
        picture.quantize(64).save(path, optimize=True)
    expected = Image.open(path).convert("RGB")
    assert abs(picture.height - expected.height) <= expected.height // 20, (name, picture.height)
    found = difference(picture, expected)
    print(f"# {name}: {found:.2f} of {TOLERANCE}", flush=True)
    assert found <= TOLERANCE, (name, found)


@contextlib.contextmanager
def make_root():
    with tempfile.TemporaryDirectory() as folder:
        yield pathlib.Path(folder)


def test_twelve_weeks(root):
    compare(root, "twelve-weeks", 500)


def test_year(root):
    compare(root, "year", 900, "--weeks", "52")


def test_twenty_years_by_quarter(root):
    compare(root, "twenty-years", 7300, "--all")


def test_nothing(root):
    compare(root, "nothing", 0)


def test_the_tolerance_tells_figures_apart(root):
    expected = Image.open(PICTURES / "twelve-weeks.png").convert("RGB")
    for shift in (14, 28, 42):
        found = difference(draw(root, f"other-{shift}", 500, shift=shift), expected)
        print(f"# other figures: {found:.2f}", flush=True)
        assert found > TOLERANCE, (shift, found)


tap.main(make_root)
