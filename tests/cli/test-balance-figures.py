#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The balance against an independent calculation: test-balance-figures.py POISE_CLI

Random journals, each with a range, a unit, a week's first day, a time zone and a
moment of its own; every figure has to be the same to the last digit that is
printed. Nothing here is taken from the C code: days are datetime.date, sums are
math.fsum()."""

import concurrent.futures
import contextlib
import datetime
import json
import math
import os
import pathlib
import random
import statistics
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import tap  # noqa: E402

PROGRAM = sys.argv[1]
# Every unit meets every moment and usual first weekday in 120.
N_JOURNALS = 240
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
FACETS = ["purpose", "change", "people", "means", "decisions", "communication"]
DAY = datetime.timedelta(days=1)
# Moments around which zones change their clocks, years and leap days end.
MOMENTS = [
    ("Europe/Berlin", "2026-03-29T03:30:00+02:00"), ("Europe/Berlin", "2026-10-25T02:30:00+01:00"),
    ("America/New_York", "2026-11-01T01:30:00-05:00"), ("Asia/Tehran", "2022-03-22T00:10:00+03:30"),
    ("Pacific/Apia", "2011-12-31T00:30:00+14:00"), ("UTC", "2026-12-31T23:59:59+00:00"),
    ("Pacific/Auckland", "2027-01-01T00:00:00+13:00"), ("America/St_Johns", "2024-02-29T12:00:00-03:30"),
    ("Asia/Kathmandu", "2021-01-03T23:30:00+05:45"), ("UTC", "2020-12-28T00:00:00+00:00"),
]


# ---- the calculation ----

def start_of(unit, day, first_weekday):
    if unit == "week":
        return day - (day.weekday() - first_weekday) % 7 * DAY
    if unit == "month":
        return day.replace(day=1)
    if unit == "quarter":
        return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    return day


def count(entries):
    """Sentences that show leadership, and all that are coded; an entry without any is one."""
    leadership = [sum(mode == "leadership" for mode, _ in e["coded"]) if e["coded"] else e["share"]
                  for e in entries]
    return math.fsum(leadership), sum(max(1, len(e["coded"])) for e in entries)


def likely(share, counts):
    """Within which the true share lies four times in five, for a person who judged nothing;
    @counts has how many sentences each entry adds."""
    z = statistics.NormalDist().inv_cdf(0.9)
    right, opposite, judged = 14.6, 1.2, 20
    slope = (right - opposite) / judged
    doubt = ((right + opposite) / judged - slope ** 2) / (judged + 1)
    n = sum(counts) ** 2 / sum(m * (1 + (m - 1) * 0.2 * slope ** 2) for m in counts)
    smooth = (share * n + 2) / (n + 4)
    error = math.hypot(math.sqrt(smooth * (1 - smooth) / (n + 1)),
                       (share - 0.5) / slope * math.sqrt(doubt)) / slope
    # Two normal distributions, of what was counted and of any week, are multiplied.
    precision = error ** -2 + 12
    middle = 0.5 + (share - 0.5) / slope * error ** -2 / precision
    half = z / math.sqrt(precision)
    return max(min(middle - half, share), 0.0), min(max(middle + half, share), 1.0)


def leadership_of(counts):
    return math.fsum(c[0] for c in counts) / sum(c[1] for c in counts)


def figures(entries, first, last, unit, first_weekday):
    rows, counts = {}, []
    day = first
    while day <= last:
        rows.setdefault(start_of(unit, day, first_weekday), [])
        day += DAY
    for entry in entries:
        if first <= entry["day"] <= last:
            rows[start_of(unit, entry["day"], first_weekday)].append(entry)
    result = []
    for start, written in sorted(rows.items()):
        counted = [e for e in written if e["share"] is not None]
        share = trend = low = high = None
        if counted:
            counts.append(count(counted))
            share = leadership_of(counts[-1:])
            trend = leadership_of(counts[-4:])
            low, high = likely(share, [count([e])[1] for e in counted])
        result.append({unit: start.isoformat(), "entries": len(written), "counted": len(counted),
                       "sentences": count(counted)[1], "share": share,
                       "trend": trend, "low": low, "high": high, "intention": None})
    return result


def facet_figures(entries, first, last, before):
    def list_counted(begin, end):
        return [e for e in entries if e["share"] is not None and begin <= e["day"] <= end]

    def part(counted, facet):
        coded = [c for e in counted for c in e["coded"]]
        return sum(f == facet for _, f in coded) / count(counted)[1] if counted else None

    now, then = list_counted(first, last), list_counted(*before) if before else []
    coded = [c for e in now for c in e["coded"]]
    return [{"facet": facet, "management": coded.count(("management", facet)),
             "leadership": coded.count(("leadership", facet)),
             "part": part(now, facet), "before": part(then, facet)}
            for facet in FACETS]


# ---- random journals ----

def invent_entry(rand, day):
    coded = [(rand.choice(["management", "leadership"]), rand.choice(FACETS))
             for _ in range(rand.randint(0, 5))]
    has_share = bool(coded) or rand.random() < 0.1
    # Few different values make ties in the last digit, many make long sums.
    share = rand.choice([rand.randint(0, 10000) / 10000, rand.choice([0.0, 0.5, 1.0, 0.3333, 0.0001])])
    return {"day": day, "coded": coded, "share": share if has_share else None}


def write_journal(rand, folder, entries):
    months = {}
    for n, entry in enumerate(entries):
        tag = {"mode": "none" if entry["share"] is None else "balanced", "confidence": 0.5,
               "by": "tagger", "sentences": [
                   {"start": i, "end": i + 1, "mode": mode, "facet": facet, "confidence": 0.9,
                    "by": "tagger"} for i, (mode, facet) in enumerate(entry["coded"])]}
        # What is not coded does not count.
        tag["sentences"].append({"start": len(entry["coded"]), "end": 9, "mode": "none",
                                 "confidence": 0.9, "by": "tagger"})
        if entry["share"] is not None:
            tag["share"] = entry["share"]
        moment = f"{entry['day']}T{rand.randint(0, 23):02}:00:00+00:00"
        months.setdefault(entry["day"].isoformat()[:7], []).append(
            {"id": f"018f3c1e-7b2a-7c44-9d0e-{n:012x}", "day": entry["day"].isoformat(),
             "created": moment, "modified": moment, "text": "0123456789", "tag": tag})
    (folder / "entries").mkdir(parents=True)
    for month, written in months.items():
        (folder / "entries" / f"{month}.json").write_text(json.dumps(
            {"format": "poise-month", "version": 1, "month": month, "entries": written}))


def invent_range(rand, entries, today, first_weekday):
    """The arguments, the days they mean, and the days before."""
    kind = rand.choice(["weeks", "all", "days"])
    if kind == "weeks":
        n = rand.choice([1, 2, 4, 12, 26, 52, 104])
        first = start_of("week", today, first_weekday) - 7 * (n - 1) * DAY
        return ["--weeks", str(n)], first, today, (first - 7 * n * DAY, first - DAY)
    if kind == "all":
        return ["--all"], min([e["day"] for e in entries if e["day"] <= today], default=today), today, None
    ends = sorted(today - rand.randint(-20, 500) * DAY for _ in range(2))
    length = ends[1] - ends[0] + DAY
    return (["--from", ends[0].isoformat(), "--to", ends[1].isoformat()], *ends,
            (ends[0] - length, ends[0] - DAY))


def rounded(row):
    """As it is printed: four decimals, half of the last one is rounded up."""
    return {name: math.floor(value * 1e4 + 0.5) / 1e4 if isinstance(value, float) else value
            for name, value in row.items()}


def check(seed, root):
    rand = random.Random(seed)
    zone, now = MOMENTS[seed % len(MOMENTS)]
    today = datetime.date.fromisoformat(now[:10])
    span = rand.choice([3, 30, 120, 800])
    entries = [invent_entry(rand, today - rand.randint(-9, span) * DAY)
               for _ in range(rand.choice([0, 1, 5, 60, 200]))]
    # Every combination of a unit with Monday, Sunday and Saturday, others now and then.
    unit = ["week", "week", "month", "quarter", "day", "facet"][seed % 6]
    first_weekday = [0, 6, 5, rand.randrange(7)][seed // 6 % 4]
    arguments, first, last, before = invent_range(rand, entries, today, first_weekday)
    folder = root / str(seed)
    write_journal(rand, folder, entries)
    result = subprocess.run(
        [PROGRAM, "--journal", folder, "balance", "--json", "--by", unit, "--first-weekday",
         WEEKDAYS[first_weekday], *arguments],
        capture_output=True, text=True, env={**os.environ, "POISE_NOW": now, "TZ": zone})
    assert result.returncode == 0 and not result.stderr, (seed, result.stderr)
    printed = [json.loads(line) for line in result.stdout.splitlines()]
    expected = facet_figures(entries, first, last, before) if unit == "facet" else \
        figures(entries, first, last, unit, first_weekday)
    assert printed == [rounded(row) for row in expected], (seed, arguments, unit)
    return sum(len(row) for row in printed)


@contextlib.contextmanager
def make_root():
    with tempfile.TemporaryDirectory() as folder:
        yield pathlib.Path(folder)


def test_figures_are_those_of_another_calculation(root):
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        counts = list(pool.map(lambda seed: check(seed, root), range(N_JOURNALS)))
    print(f"# {len(counts)} journals, {sum(counts)} figures", flush=True)


tap.main(make_root)
