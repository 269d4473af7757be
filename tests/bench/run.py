#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures Poise against the least it could cost and against its peers.

    run.py BUILD [--rounds N]

For build-aux/bench. Everything is measured in one run, alternating, so that
what else the machine does falls on all alike; processor time is taken where
it says what is meant, since other programs do not lengthen it. Prints a
table, and leaves table.md, growth.csv and growth.svg in BUILD/bench.
"""

import argparse
import csv
import os
import pathlib
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(HERE))
import make_journal  # noqa: E402

YEARS = (0, 1, 5, 20, 50)
FIGURES = ("first frame", "memory", "load", "search", "balance", "save", "cli add", "cli balance")
UNITS = {"memory": "MB"}


class Series:
    """Runs of one figure: its median and its spread."""

    def __init__(self):
        self.values = []

    def add(self, value):
        if value is not None:
            self.values.append(value)

    @property
    def median(self):
        return statistics.median(self.values) if self.values else None

    def __str__(self):
        if not self.values:
            return "—"
        return f"{self.median:.2f} ({min(self.values):.2f}–{max(self.values):.2f})"


class Bench:
    def __init__(self, build, rounds):
        self.build, self.rounds = build, rounds
        self.programs = build / "tests" / "bench"
        self.poise = build / "src" / "app" / "poise"
        self.cli = build / "src" / "cli" / "poise-cli"
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="poise-bench-"))
        self.series = {}
        self.languages = {}  # each with the megabytes of its texts
        self.environment = {
            **os.environ, "GSETTINGS_BACKEND": "memory", "LC_ALL": "C.UTF-8", "POISE_NOW": "2026-11-23T18:00:00+01:00"}

    def add(self, name, value):
        self.series.setdefault(name, Series()).add(value)

    def journal(self, years):
        return self.folder / f"poise-{years}"

    def make_data(self):
        for years in YEARS:
            entries = make_journal.make_entries(years)
            make_journal.write_poise(self.journal(years), entries)
            if years == 20:
                make_journal.write_rednotebook(self.folder / "rednotebook", entries)
                make_journal.write_text(self.folder / "text", entries)
                texts = [entry["text"] for entry in entries[-1800:]]
                (self.folder / "lines.txt").write_text(
                    "\n".join(text.replace("\n", " ") for text in texts) + "\n")
        self.megabytes = (self.folder / "lines.txt").stat().st_size / 1e6

    def make_language_texts(self):
        """Passages that each language's tagger learned from: here only its speed matters."""
        for folder in sorted(path.parent for path in (ROOT / "data" / "tagger").glob("*/rules.ini")):
            passages = [line.rpartition("\t")[2] for path in sorted(folder.glob("*.passages.tsv"))
                        for line in path.read_text().splitlines() if not line.startswith("=")]
            file = self.folder / f"{folder.name}.txt"
            file.write_text("\n".join(passages))
            self.languages[folder.name] = file.stat().st_size / 1e6

    def train_fasttext(self):
        """As good a model as our texts make: only its speed matters here."""
        if shutil.which("fasttext") is None:
            return
        with open(self.folder / "train.txt", "w") as out:
            for path in sorted((ROOT / "data" / "tagger" / "en").glob("*.tsv")):
                for line in path.read_text().splitlines():
                    parts = line.split("\t")
                    if parts[0] in "MLN" and len(parts) >= 3:
                        out.write(f"__label__{parts[0]} {parts[-1]}\n")
        self.run(["fasttext", "supervised", "-input", self.folder / "train.txt", "-output",
                  self.folder / "fasttext", "-thread", "1", "-wordNgrams", "2"])

    def run(self, command, years=None, **more):
        environment = {**self.environment, **more}
        if years is not None:
            environment["POISE_JOURNAL"] = str(self.journal(years))
        return subprocess.run([str(part) for part in command], env=environment, text=True,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL, timeout=300).stdout

    def time_command(self, name, command, years=None):
        """Wall and processor time, in milliseconds."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        start = time.monotonic()
        self.run(command, years)
        wall = (time.monotonic() - start) * 1e3
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.add(f"{name} wall", wall)
        self.add(name, (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1e3)

    def probe(self, script, program, years=None):
        out = self.folder / "probe.tsv"
        out.unlink(missing_ok=True)
        self.run([program], years, LD_PRELOAD=str(self.programs / "poise-probe.so"),
                 BENCH_SCRIPT=script, BENCH_OUT=str(out),
                 BENCH_START=str(time.clock_gettime_ns(time.CLOCK_MONOTONIC)))
        lines = out.read_text().splitlines() if out.exists() else []
        return [line.split("\t") for line in lines]

    # ---- one round of each ----

    def measure_frames(self):
        cases = [("floor", self.programs / "poise-floor", None)]
        cases += [(f"{years} y", self.poise, years) for years in YEARS]
        for name, program, years in cases:
            for row in self.probe("frame", program, years):
                if row[0] == "frame":
                    self.add(f"first frame wall {name}", float(row[1]))
                    self.add(f"first frame {name}", float(row[2]))

    def measure_memory(self):
        cases = [("floor", self.programs / "poise-floor", None)]
        cases += [(f"{years} y", self.poise, years) for years in YEARS]
        for name, program, years in cases:
            for row in self.probe("memory", program, years):
                if row[0] == "memory" and row[1] in ("Rss", "Pss"):
                    label = "memory" if row[1] == "Pss" else "resident"
                    self.add(f"{label} {name}", int(row[2]) / 1e3)

    def measure_tour(self):
        for row in self.probe("tour", self.poise, 20):
            if row[0] == "step":
                self.add(f"tour {row[1]}", float(row[2]))
                self.add(f"frame {row[1]}", float(row[3]))
                self.add(f"each {row[1]}", float(row[5]))

    def measure_resize(self):
        for name, program in (("floor", self.programs / "poise-floor"), ("Poise", self.poise)):
            for row in self.probe("resize", program, 20):
                if row[:2] == ["step", "resize"]:
                    self.add(f"resize layout {name}", float(row[6]))
                    self.add(f"resize frame {name}", float(row[7]))

    def measure_core(self):
        for years in YEARS[1:]:
            out = self.run([self.programs / "poise-measure", self.journal(years), 1, "read",
                            "parse", "load", "first-search", "search", "balance", "save", "tag"])
            for line in out.splitlines():
                name, nanoseconds = line.split("\t")
                self.add(f"{name} {years} y", int(nanoseconds) / 1e6)

    def measure_durable_write(self):
        """What no program that promises to have saved can do without: a month's file, safely."""
        folder = self.journal(20) / "entries"
        content = max(folder.iterdir()).read_bytes()
        start = time.monotonic()
        with open(folder / "durable", "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        os.rename(folder / "durable", folder / ".durable")
        directory = os.open(folder, os.O_RDONLY)
        os.fsync(directory)
        os.close(directory)
        self.add("durable write", (time.monotonic() - start) * 1e3)
        (folder / ".durable").unlink()

    def measure_cli(self):
        self.time_command("true", ["true"])
        self.measure_durable_write()
        for years in YEARS[1:]:
            self.time_command(f"cli add {years} y", [self.cli, "add", "I asked Ola to decide."],
                              years)
            self.time_command(f"cli balance {years} y", [self.cli, "balance", "--all"], years)

    def measure_peers(self):
        lines = self.folder / "lines.txt"
        self.time_command("cli tag", [self.cli, "tag", "--json", lines])
        for language in self.languages:
            self.time_command(f"cli tag {language}", [self.cli, "tag", "--json", self.folder / f"{language}.txt"])
        self.time_command("wc -w", ["wc", "-w", lines])
        if (self.folder / "fasttext.bin").exists():
            self.time_command("fasttext", ["fasttext", "predict", self.folder / "fasttext.bin",
                                           lines])
        self.time_command("grep -ri", ["grep", "-ri", "-l", "rota k", self.folder / "text"])
        self.measure_rednotebook_search()
        mapped = self.programs / "poise-mapped"
        for name, command, years in (
                ("floor", [self.programs / "poise-floor"], None),
                ("Poise", [self.poise], 20),
                ("RedNotebook", ["rednotebook", self.folder / "rednotebook"], None),
                ("Lifeograph", ["lifeograph"], None)):
            if mapped.exists() and (years or name == "floor" or shutil.which(command[0])):
                out = self.run([mapped, *command], years).strip()
                self.add(f"mapped {name}", float(out) if out else None)

    def measure_rednotebook_search(self):
        program = "/usr/share/rednotebook"
        if not pathlib.Path(program).exists():
            return
        out = self.run(["/usr/bin/python3", "-c", f"""
import sys, time
sys.path.insert(0, {program!r})
from rednotebook import storage
months = storage.load_all_months_from_disk({str(self.folder / 'rednotebook')!r})
start = time.process_time()
found = [day.search("rota k", []) for month in months.values() for day in month.days.values()]
print((time.process_time() - start) * 1000)
"""]).strip()
        self.add("RedNotebook search", float(out.splitlines()[-1]) if out else None)

    def run_all(self):
        self.make_data()
        self.make_language_texts()
        self.train_fasttext()
        for years in (None, *YEARS):  # what lies on the disk is in memory from here on
            self.probe("frame", self.poise if years is not None else self.programs / "poise-floor",
                       years)
        for _ in range(self.rounds):
            self.measure_frames()
            self.measure_core()
            self.measure_cli()
            self.measure_peers()
        for _ in range(max(1, self.rounds // 3)):
            self.measure_memory()
            self.measure_tour()
            self.measure_resize()
        shutil.rmtree(self.folder)


def ratio(a, b):
    return f"{a / b:.2f}" if a is not None and b else "—"


def show_each(series):
    return f"{series.median:.1f} ms a time"


def make_rows(bench):
    """Each row: what, Poise's figure, what it is held against, their ratio, the goal."""
    def get(name):
        return bench.series.get(name, Series())

    def against(what, poise, other, goal=""):
        return (what, str(get(poise)), f"{other}: {get(other)}",
                ratio(get(poise).median, get(other).median), goal)

    def speed(name, megabytes=bench.megabytes):
        median = get(name).median
        return f"{megabytes / median * 1e3:.1f} MB/s" if median else "—"

    rows = [against(f"first frame, {y} years, ms of the main thread", f"first frame {y} y",
                    "first frame floor", goal)
            for y, goal in ((0, "≤ 1.25"), (1, ""), (20, "≤ 1.35"))]
    rows += [against(f"first frame, {y} years, ms by the clock", f"first frame wall {y} y",
                     "first frame wall floor") for y in (0, 1, 20)]
    for label, what in (("memory", "proportional"), ("resident", "resident")):
        for years in (0, 1, 20):
            poise, floor = get(f"{label} {years} y").median, get(f"{label} floor").median
            rows.append((f"{what} memory, {years} years, MB", str(get(f"{label} {years} y")),
                         f"{label} floor: {get(f'{label} floor')}",
                         f"+{poise - floor:.0f} MB" if poise and floor else "—",
                         "≤ +60 MB" if years == 20 else ""))
    rows += [against("exec to mapped window, 20 years, ms", "mapped Poise", f"mapped {name}")
             for name in ("floor", "RedNotebook", "Lifeograph")]
    rows += [
        against("load 20 years, ms", "load 20 y", "parse 20 y", "≤ 2"),
        against("load 20 years, ms", "load 20 y", "read 20 y"),
        against("first search of 20 years, ms", "first-search 20 y", "grep -ri"),
        against("search of 20 years, ms", "search 20 y", "grep -ri", "< 8 ms"),
        against("search of 20 years, ms", "search 20 y", "RedNotebook search"),
        ("tagging", speed("cli tag"), f"fasttext predict: {speed('fasttext')}",
         ratio(get("fasttext").median, get("cli tag").median), "≥ 10 MB/s"),
        ("tagging", speed("cli tag"), f"wc -w: {speed('wc -w')}",
         ratio(get("wc -w").median, get("cli tag").median), ""),
        *[(f"tagging, {language}", speed(f"cli tag {language}", megabytes), f"fasttext predict: {speed('fasttext')}",
           "", "≥ 3 MB/s" if language in ("ja", "zh") else "≥ 10 MB/s")
          for language, megabytes in bench.languages.items()],
        against("month serialized, ms", "save 20 y", "save 1 y"),
        against("poise-cli add, 20 years, ms by the clock", "cli add 20 y wall", "true wall",
                "< 15 ms"),
        against("poise-cli add, 20 years, ms by the clock", "cli add 20 y wall", "durable write"),
        against("poise-cli add, 20 years, ms of processor time", "cli add 20 y", "true"),
        against("poise-cli balance --all, 20 years, ms", "cli balance 20 y", "true"),
    ]
    for name in [n[5:] for n in bench.series if n.startswith("tour ")]:
        rows.append((f"tour: {name}, longest ms of the main thread", str(get(f"tour {name}")),
                     f"longest frame: {get(f'frame {name}')}", show_each(get(f"each {name}")),
                     "≤ 16 ms"))
    what = "resizing Balance from 360 px to 4K, 20 years"
    rows += [
        against(f"{what}: longest layout, ms", "resize layout Poise", "resize layout floor",
                "≤ 16 ms"),
        against(f"{what}: mean frame, ms", "resize frame Poise", "resize frame floor", "≤ 1.1"),
    ]
    return rows


def print_table(rows, path):
    head = ("what", "Poise: median (least–most)", "against", "ratio", "goal")
    lines = [head, tuple("---" for _ in head), *rows]
    text = "\n".join("| " + " | ".join(row) + " |" for row in lines) + "\n"
    path.write_text(text)
    print(text, end="")


def write_growth(bench, folder):
    names = {"memory": "memory {} y", **{f: f + " {} y" for f in FIGURES}}
    years = YEARS[1:]
    table = {figure: [bench.series.get(names[figure].format(y), Series()).median for y in years]
             for figure in FIGURES}
    with open(folder / "growth.csv", "w", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["figure", "unit", *(f"{y} years" for y in years)])
        for figure, values in table.items():
            writer.writerow([figure, UNITS.get(figure, "ms"),
                             *("" if v is None else f"{v:.3f}" for v in values)])
    draw_growth(table, years, folder / "growth.svg")


def draw_growth(table, years, path):
    import matplotlib
    matplotlib.use("svg")
    from matplotlib import pyplot
    figure, axes = pyplot.subplots(2, 4, figsize=(12, 5), layout="constrained")
    for axis, (name, values) in zip(axes.flat, table.items()):
        axis.plot(years, [float("nan") if v is None else v for v in values], marker="o")
        axis.set_title(f"{name}, {UNITS.get(name, 'ms')}", fontsize=10)
        axis.set_ylim(bottom=0)
        axis.set_xticks(years)
        axis.set_xlabel("years", fontsize=8)
    figure.savefig(path)


def describe_machine():
    cpu = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo")
                if line.startswith("model name")), "unknown processor")
    memory = int(open("/proc/meminfo").readline().split()[1]) / 1e6
    return (f"{cpu}, {os.cpu_count()} cores, {memory:.0f} GB, load average "
            f"{os.getloadavg()[0]:.1f} at the start; no display: Xvfb, GSK_RENDERER=cairo")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=9, help="nine unless told")
    options = parser.parse_args()
    print(describe_machine() + "\n", flush=True)
    bench = Bench(options.build.resolve(), options.rounds)
    bench.run_all()
    folder = bench.build / "bench"
    folder.mkdir(exist_ok=True)
    print_table(make_rows(bench), folder / "table.md")
    write_growth(bench, folder)
    print(f"\nHow the figures grow: {folder}/growth.csv and growth.svg")


if __name__ == "__main__":
    main()
