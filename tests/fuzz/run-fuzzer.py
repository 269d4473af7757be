#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a fuzzer for a while and says how many executions there were:
run-fuzzer.py FUZZER SEEDS. POISE_FUZZ_SECONDS in the environment says how long
(5); build-aux/test --faults sets it. What it finds is not kept among the seeds."""

import os
import pathlib
import re
import subprocess
import sys
import tempfile

fuzzer, seeds = sys.argv[1:3]
seconds = int(os.environ.get("POISE_FUZZ_SECONDS", "5"))
print("1..1", flush=True)
with tempfile.TemporaryDirectory() as folder:
    result = subprocess.run(
        [fuzzer, f"-max_total_time={seconds}", "-max_len=65536", "-timeout=20", "-rss_limit_mb=4096",
         "-print_final_stats=1", f"-artifact_prefix={folder}/", folder, seeds],
        capture_output=True, text=True, errors="replace",
        # libFuzzer looks for leaks itself; GLib's own tables are not any.
        env={**os.environ, "TMPDIR": folder})
    runs = re.search(r"number_of_executed_units:\s*(\d+)", result.stderr)
    print(f"# {pathlib.Path(fuzzer).name}: {runs.group(1) if runs else 0} executions in {seconds} s")
    if result.returncode != 0 or not runs:
        # meson shows this stream, and not the other, of a test that failed.
        print(*result.stderr.splitlines()[-60:], sep="\n", file=sys.stderr)
        for crash in sorted(pathlib.Path(folder).glob("*-*")):
            if crash.name.split("-")[0] in ("crash", "leak", "timeout", "oom"):
                kept = pathlib.Path(tempfile.gettempdir()) / f"poise-{crash.name}"
                data = crash.read_bytes()
                kept.write_bytes(data)
                print(f"kept as {kept}: {data[:400]!r}", file=sys.stderr)
        print("not ok 1 fuzz")
        sys.exit(1)
print("ok 1 fuzz")
