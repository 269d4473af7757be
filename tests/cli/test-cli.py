#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""poise-cli as its man page describes it: test-cli.py POISE_CLI"""

import contextlib
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import tap  # noqa: E402
from poise_cli import PROGRAM, Cli, make_cli  # noqa: E402

UUID7 = r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"


def test_each_command_helps(cli):
    names = re.findall(r"^  (\w+) ", cli.run("--help"), re.M)
    assert len(names) >= 10
    for name in names:
        for option in ("--help", "-h"):
            text = cli.run(name, option)
            assert text.startswith(f"Usage: poise-cli {name} ") and len(text.splitlines()) == 3, text
    assert not cli.folder.exists(), "nothing is done"


def test_nothing_steers_the_terminal(cli):
    entry = cli.add("MARK")
    month = cli.month()
    steering = "\\u001b]0;title\\u0007\\u009b2Jcleared"
    month.write_text(month.read_text().replace("MARK", steering))
    for command in (["list"], ["show", entry], ["show", entry, "--json"], ["list", "--json"],
                    ["list", "--search", "cleared"]):
        out = cli.run(*command)
        assert "cleared" in out and not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", out), command
    cli.run("show", "\x1b[2J", status=1)
    assert "\x1b" not in cli.messages


@contextlib.contextmanager
def window_settings(cli, *lines):
    """As if they were chosen in the window's preferences."""
    file = cli.folder.parent / "glib-2.0" / "settings" / "keyfile"
    file.parent.mkdir(parents=True)
    file.write_text("\n".join(["[io/github/poise_journal/Poise]", *lines]))
    os.environ.update(GSETTINGS_BACKEND="keyfile", XDG_CONFIG_HOME=str(cli.folder.parent))
    try:
        yield
    finally:
        os.environ["GSETTINGS_BACKEND"] = "memory"
        del os.environ["XDG_CONFIG_HOME"]


def test_the_day_begins_where_the_app_says(cli):
    with window_settings(cli, "day-start-hour=uint32 4"):
        for hour, day in (("03:30", "2026-11-22"), ("04:30", "2026-11-23")):
            entry = cli.add("Late", now=f"2026-11-23T{hour}:00+00:00")
            assert json.loads(cli.run("show", entry, "--json"))["day"] == day


def test_the_journal_and_the_weeks_are_the_windows(cli):
    chosen = cli.folder.parent / "chosen"
    with window_settings(cli, f"journal-folder='{chosen}'", "first-weekday='sunday'"):
        # Without --journal.
        subprocess.run([PROGRAM, "add", "In the folder that the window shows"], check=True,
                       stdout=subprocess.DEVNULL, env={**os.environ, "POISE_NOW": "2026-11-22T18:00:00+00:00"})
        out = subprocess.run([PROGRAM, "balance", "--weeks", "1", "--json"], check=True, capture_output=True,
                             env={**os.environ, "POISE_NOW": "2026-11-23T18:00:00+00:00"}).stdout
    assert [path.name for path in (chosen / "entries").iterdir()] == ["2026-11.json"]
    # 22 November 2026 is a Sunday.
    week = json.loads(out)
    assert week["week"] == "2026-11-22" and week["entries"] == 1, week


def test_undo_names_the_journal(cli):
    cli.add("Kept")
    source = cli.folder.parent / "in.txt"
    source.write_text("2026-11-01\n\nFrom elsewhere.\n")
    command = re.search(r"to undo this: (.*)", cli.run("import", "text", source)).group(1)
    words = shlex.split(command)
    assert words[:3] == ["poise-cli", "--journal", str(cli.folder)], command
    subprocess.run([PROGRAM, *words[1:]], check=True, stdout=subprocess.DEVNULL)
    assert [json.loads(line)["text"] for line in cli.run("list", "--json").splitlines()] == ["Kept"]


def test_copies_are_merged_by_who_only_reads(cli):
    cli.add("Here")
    copy = cli.month().with_name("2026-11 copy.json")
    text = cli.month().read_text().replace("Here", "Only there").replace('"id": "', '"id": "f')
    copy.write_text(text)
    assert "Only there" in cli.run("list") and not copy.exists() and cli.messages == ""
    copy.write_text(text[:len(text) // 2])
    cli.run("export", "text", str(cli.folder.parent / "out.txt"))
    assert copy.name in cli.messages and copy.exists()


def test_add_show_delete(cli):
    entry = cli.add("--prompt", "change-07", "Asked Ana what she thinks, and listened.")
    assert re.fullmatch(UUID7, entry), entry
    shown = json.loads(cli.run("show", entry, "--json"))
    assert shown["day"] == "2026-11-23" and shown["prompt"]["id"] == "change-07"
    assert shown["tag"]["by"] == "tagger" and shown["tag"]["mode"] == "leadership"
    assert "Asked Ana" in cli.run("show", entry)
    cli.run("delete", entry)
    assert cli.run("list") == ""
    cli.run("show", entry, status=1)
    assert entry in (cli.folder / "trash" / "2026-11.json").read_text()


def test_add_reads_standard_input(cli):
    entry = cli.add(text="Erste Zeile\nÄrger ☕\n")
    assert json.loads(cli.run("show", entry, "--json"))["text"] == "Erste Zeile\nÄrger ☕\n"


def test_add_invalid_utf8(cli):
    entry = cli.add(text=b"good \xff\xfe bad\n")
    assert "2 bytes are no text" in cli.messages, cli.messages
    assert "good" in json.loads(cli.run("show", entry, "--json"))["text"]
    cli.add(b"caf\xe9")
    assert "1 byte is no text" in cli.messages, cli.messages


def test_add_nothing(cli):
    cli.run("add", "  \n ", status=1)
    assert cli.messages.startswith("poise-cli: ")
    assert not cli.month().exists()


def test_add_megabyte(cli):
    text = "Wrote the rota and told them. " * 35000
    entry = cli.add(text=text)
    assert len(json.loads(cli.run("show", entry, "--json"))["text"]) == len(text)


def test_usage(cli):
    for arguments in (["nonsense"], ["add", "--day", "2026-02-30", "x"], ["show"], ["list", "x"],
                      ["correct", "x"], ["correct", "x", "y"], ["add", "--prompt", "no", "x"],
                      ["list", "--mode", "no"], ["list", "--facet", "no"], ["tag", "--unit=word"],
                      ["balance", "--weeks", "0"], ["balance", "--weeks", "-1"],
                      ["balance", "--json", "--csv"],
                      ["balance", "--all", "--weeks", "2"], ["balance", "--by", "hour"],
                      ["balance", "--first-weekday", "mon"], ["balance", "--target", "60-40"],
                      ["balance", "--from", "2026-02-30"],
                      *([command, "--from", "2026-11-02", "--to", "2026-11-01", *more] for command, *more in
                        (["balance"], ["list"], ["export", "text", "-"])),
                      ["balance", "--png", "a", "--pdf", "b"], ["list", "--no"]):
        cli.run(*arguments, status=2)
        assert cli.messages.startswith("poise-cli: "), cli.messages


def test_from_the_build_folder(cli):
    """What `meson devenv` sets is what this test has; without it the message names the way."""
    cli.run("tag", text="Wrote the rota.")
    if any(path.exists() for path in pathlib.Path("/").glob("usr/*/share/poise/en.model")):
        raise tap.Skip("Poise is installed")
    cli.run("tag", text="Wrote the rota.", status=1, without=["POISE_MODEL"])
    assert "meson devenv" in cli.messages and "models" in cli.messages, cli.messages
    # What the person says of an entry needs none.
    entry = cli.add("Wrote the rota.", without=["POISE_MODEL"])
    cli.run("correct", entry, "management", without=["POISE_MODEL"])


def test_help_and_version(cli):
    for command in ("add", "balance", "check", "correct", "delete", "list", "prompt", "show", "tag"):
        assert f"  {command} " in cli.run("--help")
    assert re.match(r"poise-cli \d", cli.run("--version"))


def test_list_filters(cli):
    first = cli.add("--day", "2026-11-01", "Checked the stock against the list and sent back eleven boxes.")
    second = cli.add("--day", "2026-11-20", "Asked Ana what she dreams of and listened. Café.")
    lines = cli.run("list").splitlines()
    assert [line[:36] for line in lines] == [second, first]
    assert cli.run("list", "--from", "2026-11-02").startswith(second)
    assert cli.run("list", "--to", "2026-11-02").startswith(first)
    assert cli.run("list", "--mode", "management").startswith(first)
    assert cli.run("list", "--search", "cafe -stock").startswith(second)
    objects = [json.loads(line) for line in cli.run("list", "--json").splitlines()]
    assert [o["id"] for o in objects] == [second, first]
    facet = objects[0]["tag"]["sentences"][0]["facet"]
    assert second in cli.run("list", "--facet", facet)


def test_a_line_ends_with_a_word(cli):
    """As in the window; what goes on is said to."""
    short = "One line.\nAnd\tanother, which makes sixty signs with it here."
    for text, shown in ((short, short.replace("\n", " ").replace("\t", " ")),
                        (short + " More.", short.replace("\n", " ").replace("\t", " ") + "…"),
                        ("Asked Amira what she would change here, and listened to every reason she had.",
                         "Asked Amira what she would change here, and listened to…"),
                        # Without spaces there is no word to end with.
                        ("排班" * 40, "排班" * 30 + "…")):
        entry = cli.add(text)
        assert cli.run("list").endswith(f"  {shown}\n"), cli.run("list")
        cli.run("delete", entry)
        assert f"  {shown}\n" in cli.run("trash"), cli.run("trash")


def test_list_unsure(cli):
    """What is unsure is no mode, and is not “neither”."""
    cli.add("--day", "2026-11-01", "Checked the stock against the list and sent back eleven boxes.")
    doubtful = cli.add("--day", "2026-11-20", "It was a day.")
    path = cli.month()
    month = json.loads(path.read_text())
    entry = next(e for e in month["entries"] if e["id"] == doubtful)
    entry["tag"].update(mode="none", unsure=True)
    entry["tag"].pop("share", None)
    path.write_text(json.dumps(month))
    (line,) = cli.run("list", "--mode", "unsure").splitlines()
    assert line.split()[:3] == [doubtful, "2026-11-20", "unsure"], line
    assert cli.run("list", "--mode", "none") == ""


def test_tags(cli):
    work = cli.add("--tag", "work", "--tag", "#Küche", "--tag", "WORK",
                   "Checked the stock against the list and sent back eleven boxes.")
    other = cli.add("Asked Ana what she would change here, and listened.")
    assert json.loads(cli.run("show", work, "--json"))["tags"] == ["work", "Küche"]
    assert "tags" not in json.loads(cli.run("show", other, "--json"))
    assert cli.run("show", work).endswith("\n#work #Küche\n")
    assert cli.run("list", "--tag", "#küche").startswith(work) and other not in cli.run("list", "--tag", "work")
    assert cli.run("list", "--tag", "club") == ""
    assert [json.loads(line)["tags"] for line in cli.run("list", "--json", "--tag", "work").splitlines()] == [
        ["work", "Küche"]]
    share = json.loads(cli.run("balance", "--tag", "work", "--json").splitlines()[-1])
    assert share["entries"] == 1 and share["share"] == 0.0, share
    assert json.loads(cli.run("balance", "--json").splitlines()[-1])["entries"] == 2
    none = json.loads(cli.run("balance", "--tag", "club", "--all", "--json").splitlines()[-1])
    assert none["entries"] == 0 and none["share"] is None
    for command in ("list", "balance"):
        cli.run(command, "--tag", "#", status=2)
        assert "“#” is no tag" in cli.messages, cli.messages


def test_correct(cli):
    entry = cli.add("Checked the stock against the list and sent back eleven boxes.")
    cli.run("correct", entry, "balanced")
    tag = json.loads(cli.run("show", entry, "--json"))["tag"]
    assert tag["mode"] == "balanced" and tag["by"] == "person" and tag["share"] == 0.5
    cli.run("correct", "nobody", "balanced", status=1)


def test_agree(cli):
    cli.run("agree")
    cli.add("Checked the stock against the list and sent back eleven boxes. "
            "Asked Ana what she would change here, and listened.")
    asked = [json.loads(line) for line in cli.run("agree", "--json").splitlines()]
    assert len(asked) == 2 and {a["mode"] for a in asked} == {"management", "leadership"}, asked
    assert all(a["text"].endswith(".") for a in asked)
    # Skipping and leaving keep nothing.
    cli.run("agree", text="s\nq\n")
    assert not (cli.folder / "agreement.json").exists()
    # One thing said of both, and one answer that is none.
    said = cli.run("agree", text="what?\nl\nl\n")
    assert "Agreed on 1 of 2 sentences" in said and "You: Leadership · Poise: Management" in said, said
    check, = json.loads((cli.folder / "agreement.json").read_text())["checks"]
    assert check["day"] == "2026-11-23" and check["counts"]["management"]["leadership"] == 1
    sentences = json.loads(cli.month().read_text())["entries"][0]["tag"]["sentences"]
    assert [(s["mode"], s["by"]) for s in sentences] == [("leadership", "person"), ("leadership", "tagger")]
    assert json.loads(cli.run("learned", "--json"))["corrections"] == 1
    # What the person said is not asked again.
    assert len(cli.run("agree", "--json").splitlines()) == 1


def test_what_agree_taught_stays(cli):
    """Whatever becomes of the result: a sentence that was judged is not asked again."""
    cli.add("Checked the stock against the list and sent back eleven boxes.")
    (cli.folder / "agreement.json").write_text(json.dumps({"format": "poise-agreement", "version": 99}))
    cli.run("agree", text="l\n", status=1)
    assert "newer version" in cli.messages, cli.messages
    assert json.loads(cli.run("learned", "--json"))["corrections"] == 1


def test_balance(cli):
    cli.add("Checked the stock against the list and sent back eleven boxes.")
    weeks = [json.loads(line) for line in cli.run("balance", "--json").splitlines()]
    assert len(weeks) == 12 and weeks[-1]["week"] == "2026-11-23"
    assert weeks[-1]["entries"] == 1 and weeks[-1]["share"] < 0.34 and weeks[0]["share"] is None
    csv = cli.run("balance", "--csv", "--weeks", "2").splitlines()
    assert csv[0] == "week,entries,counted,sentences,share,trend,low,high,intention" and len(csv) == 3
    assert csv[1].endswith(",0,0,0,,,,,")
    assert "1 entry" in cli.run("balance")
    facets = [json.loads(line) for line in cli.run("balance", "--by", "facet", "--json").splitlines()]
    assert len(facets) == 6 and sum(f["part"] for f in facets) == 1 and facets[0]["before"] is None
    assert cli.run("balance", "--by", "facet", "--csv").startswith("facet,management,leadership,")
    days = cli.run("balance", "--by", "day", "--csv", "--from", "2026-11-20", "--to", "2026-11-23")
    assert len(days.splitlines()) == 5
    one = cli.run("balance", "--by", "day", "--csv", "--to", "2026-06-30").splitlines()
    assert len(one) == 2 and one[1].startswith("2026-06-30,0,"), one
    later = cli.run("balance", "--by", "day", "--csv", "--from", "2027-01-01").splitlines()
    assert len(later) == 2 and later[1].startswith("2027-01-01,0,"), later


def test_balance_pictures(cli):
    cli.add("Checked the stock against the list and sent back eleven boxes.")
    for name, magic in (("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")):
        path = cli.folder / f"a.{name}"
        cli.run("balance", "--all", "--target", "40-60", f"--{name}", path)
        assert path.read_bytes().startswith(magic)
    assert "<svg" in (cli.folder / "a.svg").read_text()
    nowhere = cli.folder / "no" / "a.png"
    cli.run("balance", "--png", nowhere, status=1)
    assert str(nowhere) in cli.messages and not nowhere.exists()


def write_days(cli, days):
    """Days with the number of sentences that show management and leadership."""
    for month in {day[:7] for day, _, _ in days}:
        entries = []
        for n, (day, management, leadership) in enumerate(days):
            modes = ["management"] * management + ["leadership"] * leadership
            moment = f"{day}T18:00:00Z"
            if day.startswith(month):
                entries.append({
                    "id": f"018f3c1e-7b2a-7c44-9d0e-{n:012x}", "day": day, "created": moment,
                    "modified": moment, "text": "x" * 30,
                    "tag": {"mode": "balanced", "share": 0.5, "confidence": 1, "by": "tagger", "sentences": [
                        {"start": i, "end": i + 1, "mode": mode, "facet": "people", "confidence": 1,
                         "by": "tagger"} for i, mode in enumerate(modes)]}})
        cli.month(month).parent.mkdir(parents=True, exist_ok=True)
        cli.month(month).write_text(json.dumps(
            {"format": "poise-month", "version": 1, "month": month, "entries": entries}))


def test_compare(cli):
    write_days(cli, [(f"2026-10-{n:02}", 4, 1) for n in range(1, 32)] +
               [(f"2026-11-{n:02}", 1, 4) for n in range(1, 24)])
    printed = json.loads(cli.run("compare", "--date", "2026-11-01", "--json"))
    assert printed["finding"] == "more-leadership" and printed["weeks"] == 4, printed
    assert printed["after"]["to"] == "2026-11-23" and printed["before"]["from"] == "2026-10-09", printed
    assert printed["change"] == 0.6 and 0 < printed["low"] < 0.6 < printed["high"] < 1, printed
    assert printed["before"]["facets"]["people"] == 1, printed
    words = cli.run("compare", "--date", "2026-11-01", "--weeks", "2")
    assert "More leadership than before." in words and "Leadership went from 20% to 80%." in words, words
    assert "too little" in cli.run("compare", "--date", "2026-11-20")
    for wrong in ([], ["--date", "2026-11-24"], ["--date", "now"], ["--date", "2026-11-01", "--weeks", "-1"],
                  ["--date", "2026-11-01", "--weeks", "0"],
                  ["--date", "2026-11-01", "--mark", " "], ["--date", "2026-11-01", "--mark", "\nfoo"]):
        cli.run("compare", *wrong, status=2)


def test_events_are_entries_that_are_not_counted(cli):
    write_days(cli, [("2026-11-02", 1, 1)])
    cli.run("compare", "--date", "2026-11-02", "--mark", "New team")
    event, = (e for e in map(json.loads, cli.run("list", "--json").splitlines()) if e.get("kind") == "event")
    assert (event["text"], event["day"]) == ("New team", "2026-11-02") and "tag" not in event, event
    assert sum(json.loads(line)["entries"] for line in cli.run("balance", "--json").splitlines()) == 1
    cli.run("balance", "--svg", str(cli.folder / "with.svg"))
    cli.run("retag")
    assert json.loads(cli.run("show", event["id"], "--json"))["text"] == "New team"
    assert "tag" not in json.loads(cli.run("show", event["id"], "--json"))
    for name in ("poise", "csv", "markdown"):
        path = str(cli.folder.parent / f"out-{name}")
        cli.run("export", name, path)
        other = Cli(cli.folder.parent / f"other-{name}")
        other.run("import", name, path)
        again = json.loads(other.run("show", event["id"], "--json"))
        assert again["kind"] == "event" and "tag" not in again, (name, again)
    cli.run("delete", event["id"])
    cli.run("balance", "--svg", str(cli.folder / "without.svg"))
    assert (cli.folder / "with.svg").read_text() != (cli.folder / "without.svg").read_text()


def test_a_morning_question_is_not_counted(cli):
    asked = json.loads(cli.run("prompt", "--morning", "--json"))
    assert asked["id"].startswith("strength-") and asked["why"], asked
    assert not json.loads(cli.run("prompt", "--json"))["id"].startswith("strength-")
    day = cli.add("Asked Amira what she would change here, and listened.")
    answer = cli.add("--prompt", asked["id"], "I asked the team what they need, and listened.")
    kept = json.loads(cli.run("show", answer, "--json"))
    assert kept["kind"] == "morning" and kept["prompt"]["text"] == asked["text"] and "tag" not in kept, kept
    assert "Morning question" in cli.run("show", answer)
    lines = dict(line.split("  ", 1) for line in cli.run("list").splitlines())
    assert "morning " in lines[answer] and "morning" not in lines[day], lines
    assert sum(json.loads(line)["entries"] for line in cli.run("balance", "--json").splitlines()) == 1
    cli.run("retag")
    assert "tag" not in json.loads(cli.run("show", answer, "--json"))
    assert json.loads(cli.run("prompt", "--day", "2026-11-24", "--morning", "--json"))["id"] != asked["id"]
    for name in ("poise", "csv", "markdown"):
        path = str(cli.folder.parent / f"out-{name}")
        cli.run("export", name, path)
        other = Cli(cli.folder.parent / f"other-{name}")
        other.run("import", name, path)
        again = json.loads(other.run("show", answer, "--json"))
        assert again["kind"] == "morning" and "tag" not in again, (name, again)
    cli.run("prompt", "--morning", "--list", status=2)


def test_add_begins_a_form(cli):
    """Answers in the order of the questions, an empty line between them."""
    event = cli.run("add", "--form", "after-event", text="I asked Amira what she needs.\n\n\n\nI ask first.\n").strip()
    kept = json.loads(cli.run("show", event, "--json"))
    assert kept["prompt"] == {"id": "form-after-event", "text": "After an Event"}, kept
    assert kept["text"] == ("# What I did, and what came of it\nI asked Amira what she needs.\n\n"
                            "# What else explains it\n\n# What I do next time\nI ask first."), kept
    # Headings are never coded.
    spans = [(s["start"], kept["text"][s["start"]:s["end"]].strip()) for s in kept["tag"]["sentences"] if s["mode"] != "none"]
    assert spans and not any(words.startswith("#") for _, words in spans), spans
    cli.run("add", "--form", "after-event", text="\n\n\n", status=1)
    cli.run("add", "--form", "nothing", "x", status=2)
    cli.run("add", "--form", "after-event", "--prompt", "day-01", "x", status=2)
    own = cli.folder.parent / "own.json"
    own.write_text(json.dumps({"format": "poise-prompts", "version": 1, "off": [], "own": [
        {"id": "own-1", "text": "One to one\nWhat moved?\nWhat next?"}]}))
    cli.run("prompt", "--import", str(own))
    for name in ("One to one", "own-1", "form-own-1"):
        kept = json.loads(cli.run("show", cli.run("add", "--form", name, "A lot.").strip(), "--json"))
        assert kept["text"] == "# What moved?\nA lot.\n\n# What next?\n", kept


def test_review_tells_of_intentions(cli):
    cli.add("--day", "2026-11-02", "Asked Amira what she would change here, and listened.")
    cli.run("intention", "set", "If somebody asks me, then I ask back.", "--facet", "communication", "--mode", "leadership")
    cli.run("intention", "partly", "It rained.")
    printed = json.loads(cli.run("review", "--month", "2026-11", "--json"))
    meant, = printed["intentions"]
    assert meant["text"] == "If somebody asks me, then I ask back.", meant
    assert (meant["outcome"], meant["because"], meant["facet"], meant["mode"]) == (
        "partly", "It rained.", "communication", "leadership"), meant
    assert meant["day"] == meant["closed"] == "2026-11-23", meant
    assert json.loads(cli.run("review", "--month", "2026-10", "--json"))["intentions"] == []


def test_review(cli):
    write_days(cli, [(f"2026-10-{n:02}", 2, 1) for n in range(1, 25)])
    cli.add("--day", "2026-10-30", "The week was long. I asked Amira to lead the move herself.")
    printed = json.loads(cli.run("review", "--month", "2026-10", "--json"))
    assert (printed["from"], printed["to"], printed["entries"]) == ("2026-10-01", "2026-10-31", 25), printed
    assert len(printed["questions"]) == 3 and printed["reviews"] == [] and printed["picks"], printed
    assert json.loads(cli.run("review", "--quarter", "2026-Q4", "--json"))["to"] == "2026-11-23"
    words = cli.run("review", "--month", "2026-10")
    assert words.startswith("# Balance\nFrom 1 October 2026"), words
    out = cli.folder.parent / "out"
    cli.run("review", "--month", "2026-10", "--html", out, status=1)
    review = cli.run("review", "--month", "2026-10", "--keep", text="# Balance\nThen Amira led.\n").strip()
    kept = json.loads(cli.run("show", review, "--json"))
    assert kept["kind"] == "review" and kept["prompt"]["id"] == "review-2026-10" and "tag" not in kept, kept
    assert json.loads(cli.run("review", "--month", "2026-10", "--json"))["reviews"] == [review]
    assert json.loads(cli.run("review", "--quarter", "2026-Q4", "--json"))["reviews"] == []
    assert json.loads(cli.run("balance", "--by", "month", "--json").splitlines()[-1])["entries"] == 0
    cli.run("review", "--month", "2026-10", "--html", out)
    assert "Amira" in cli.messages and "Amira" in out.read_text()
    cli.run("review", "--month", "2026-10", "--initials", "Amira", "--html", out)
    assert "Then A. led." in out.read_text() and "Amira" not in out.read_text()
    cli.run("review", "--month", "2026-10", "--initials", "Amira", "--pdf", out)
    assert out.read_bytes().startswith(b"%PDF")
    assert "capital letters" not in cli.messages
    cli.run("review", "--month", "2026-11", "--keep", text="# Balance\nPartly (Karl was ill). 田中さんと話した。\n")
    cli.run("review", "--month", "2026-11", "--html", out)
    assert "these may be names, and stay as they are: Karl;" in cli.messages, cli.messages
    assert "can’t find names in a script without capital letters" in cli.messages, cli.messages
    for wrong in ([], ["--month", "2026-Q4"], ["--quarter", "2026-10"], ["--month", "2026-12"],
                  ["--month", "2026-10", "--json", "--keep"], ["--month", "2026-10", "--quarter", "2026-Q4"]):
        cli.run("review", *wrong, status=2)


def test_prompt(cli):
    prompt = json.loads(cli.run("prompt", "--day", "2026-11-24", "--json"))
    assert prompt["day"] == "2026-11-24" and prompt["text"].endswith("?") and prompt["why"]
    assert prompt["text"] in cli.run("prompt", "--day", "2026-11-24")


def test_own_prompts(cli):
    given = cli.folder.parent / "given.json"
    given.write_text(json.dumps({"format": "poise-prompts", "version": 1, "own": [
        {"id": "own-1", "text": "Whom did you thank?", "facet": "people", "mode": "leadership"}]}))
    assert "1 question added" in cli.run("prompt", "--import", str(given))
    assert "0 questions added" in cli.run("prompt", "--import", str(given))
    listed = [json.loads(line) for line in cli.run("prompt", "--list", "--json").splitlines()]
    assert len(listed) > 120 and len({p["id"] for p in listed}) == len(listed)
    assert listed[0]["text"] == "Whom did you thank?" and listed[0]["own"] and listed[0]["on"]
    assert "+ own-1" in cli.run("prompt", "--list")
    out = cli.folder.parent / "out.json"
    cli.run("prompt", "--export", str(out))
    assert out.read_bytes() == (cli.folder / "prompts.json").read_bytes()
    entry = cli.add("--prompt", "own-1", "Joel.")
    assert json.loads(cli.run("show", entry, "--json"))["prompt"]["text"] == "Whom did you thank?"
    out.write_text("{")
    cli.run("prompt", "--import", str(out), status=1)
    assert str(out) in cli.messages
    cli.run("prompt", "--list", "--day", "2026-11-24", status=2)


def test_tag_jsonl(cli):
    lines = [{"id": 1, "text": "Wrote the rota. It rained."}, {"id": "b", "text": ""},
             {"id": None, "text": "Mr. Roe left. \x00\u202e"}]
    text = "\n".join(json.dumps(line) for line in lines) + "\n\n"
    out = [json.loads(line) for line in cli.run("tag", "--jsonl", text=text).splitlines()]
    assert [o["id"] for o in out] == [1, "b", None]
    assert json.loads(cli.run("tag", "--jsonl", text="\ufeff" + text).splitlines()[0]) == out[0]
    assert len(out[0]["sentences"]) == 2 and out[1]["sentences"] == []
    sentence = out[0]["sentences"][0]
    assert (sentence["start"], sentence["end"]) == (0, 15)
    assert set(sentence["p"]) == {"management", "leadership", "none"}
    assert abs(sum(sentence["p"].values()) - 1) < 0.001
    one = cli.run("tag", "--jsonl", "--unit=sentence", text=text).splitlines()
    assert all(len(json.loads(line)["sentences"]) == 1 for line in one)
    assert all(json.loads(line)["mode"] != "balanced" for line in one)


def test_tag_jsonl_malformed(cli):
    text = 'no json\n{"id": 2}\n{"id": 3, "text": "Wrote the rota."}\n'
    out = cli.run("tag", "--jsonl", text=text, status=1).splitlines()
    assert len(out) == 1 and json.loads(out[0])["id"] == 3
    assert "line 1" in cli.messages and "line 2" in cli.messages


def test_tag_files(cli):
    path = cli.folder.parent / "a.txt"
    path.write_text("Checked the stock against the list and sent back eleven boxes.")
    assert "management" in cli.run("tag", path)
    assert json.loads(cli.run("tag", "--json", "--reasons", path))["sentences"][0]["reasons"]
    out = cli.run("tag", "--json", path.with_name("none.txt"), path, status=1)
    assert json.loads(out)["file"] == str(path), out


def test_tag_is_the_same_in_every_locale(cli):
    text = '{"id": 1, "text": "Wrote the rota; İstanbul, 3,5 hours."}\n'
    here = cli.run("tag", "--jsonl", text=text)
    old = os.environ["LC_ALL"]
    os.environ["LC_ALL"] = "de_DE.UTF-8"
    try:
        assert cli.run("tag", "--jsonl", text=text) == here
    finally:
        os.environ["LC_ALL"] = old


def test_check_and_repair(cli):
    entry = cli.add("Wrote the rota.")
    assert "in order" in cli.run("check")
    whole = cli.month().read_text()
    cli.month().write_text(whole[:-6])
    assert "2026-11.json" in cli.run("check", status=1)
    other = cli.add("Written while the month was damaged.")
    assert cli.month().read_text() == whole[:-6]
    out = cli.run("check", "--repair")
    assert "repaired" in out and "not back" not in out, out
    assert entry in cli.run("list") and other in cli.run("list")
    assert len(list(cli.month().parent.glob("2026-11.json.damaged-*"))) == 1
    cli.run("check")


def test_repair_counts_what_is_left(cli):
    """A write that was cut short left a copy that a merge finds by itself."""
    cli.add("Wrote the rota.")
    month = cli.month()
    old = month.read_text()
    cli.add("Another.")
    month.with_name("2026-11 (conflicted copy).json").write_text(old)
    month.with_name(".2026-11.json.poise-old-00000001").write_text(old)
    assert "2 copies merged" in cli.run("check", "--repair")
    assert "in order" in cli.run("check")


def test_repair_counts_what_it_cannot_merge(cli):
    cli.add("Wrote the rota.")
    cli.month().with_name(".2026-11.json.poise-old-00000001").write_text("{ damaged")
    assert "1 problem" in cli.run("check", "--repair", status=1)


def test_repair_knows_questions(cli):
    cli.add("--prompt", "change-07", "Asked Ana what she thinks, and listened.")
    text = cli.month().read_text()
    cli.month().write_text(text[:text.rindex("}")])
    assert "repaired" in cli.run("check", "--repair")
    assert "in order" in cli.run("check")


def test_newer_version_is_not_touched(cli):
    cli.add("Wrote the rota.")
    newer = cli.month().read_text().replace('"version": 1', '"version": 2')
    cli.month().write_text(newer)
    cli.add("Another.")
    assert cli.month().read_text() == newer
    assert "newer version" in cli.messages or "newer version" in cli.run("check", status=1)
    assert len(cli.run("list").splitlines()) == 2


def test_delete_in_a_newer_month_fails(cli):
    entry = cli.run("add", "Of a newer Poise").strip()
    newer = cli.month().read_text().replace('"version": 1', '"version": 2')
    cli.month().write_text(newer)
    cli.run("delete", entry, status=1)
    assert "newer version" in cli.messages, cli.messages
    assert cli.month().read_text() == newer
    assert cli.run("trash") == ""


def test_missing_journal_is_empty(cli):
    assert cli.run("list") == "" and f"“{cli.folder}” does not exist" in cli.messages
    assert cli.run("check", status=1) == "" and f"“{cli.folder}” does not exist" in cli.messages
    for command in (["balance"], ["compare", "--date=2026-11-01"], ["agree"]):
        cli.run(*command)
        assert f"“{cli.folder}” does not exist" in cli.messages, command
    assert not cli.folder.exists()


def test_clock_set_back(cli):
    entry = cli.add("First.")
    cli.run("correct", entry, "balanced", now="2020-01-01T00:00:00+00:00")
    shown = json.loads(cli.run("show", entry, "--json"))
    assert shown["tag"]["mode"] == "balanced" and shown["modified"] > shown["created"]


def test_learned(cli):
    assert "0 corrections" in cli.run("learned")
    entry = cli.add("Told Dina which van to take and when to be back. It rained.")
    cli.run("correct", entry, "leadership")
    learned = json.loads(cli.run("learned", "--json"))
    assert learned["corrections"] == 1
    assert all(lesson["weight"] > 0 for lesson in learned["lessons"])
    # The kind of behaviour that the entry shows, and its words, speak for what was said.
    assert "management" in {lesson.get("mode") for lesson in learned["lessons"]}
    assert any(lesson.get("words") == "Dina" and lesson["towards"] == "leadership"
               for lesson in learned["lessons"]), learned
    assert "1 correction" in cli.run("learned")
    cli.run("learned", "--reset")
    assert json.loads(cli.run("learned", "--json")) == {"corrections": 0, "lessons": []}


def test_retag(cli):
    entry = cli.add("Checked the rota twice and put Dina on the early van.")
    corrected = cli.add("Counted the pallets twice and signed for them.")
    cli.run("correct", corrected, "none")
    assert cli.run("retag", "--json") == "", "all is of this model"
    month = json.loads(cli.month().read_text())
    for item in month["entries"]:
        if item["id"] == entry:
            item["tag"] = {**item["tag"], "mode": "leadership", "share": 1.0, "model": "en-0"}
    cli.month().write_text(json.dumps(month))
    before = cli.month().read_text()
    change = json.loads(cli.run("retag", "--dry-run", "--json"))
    assert cli.month().read_text() == before, "only said"
    assert json.loads(cli.run("retag", "--json")) == change
    assert change["id"] == entry and change["before"]["model"] == "en-0"
    shown = {e["id"]: e for e in map(json.loads, cli.run("list", "--json").splitlines())}
    assert shown[entry]["tag"]["mode"] == change["after"]["mode"] == "management"
    assert shown[corrected]["tag"]["mode"] == "none", "what a person said stays"


def test_tag_says_why(cli):
    text = "She moved Dina to the early van. Checked the rota twice and put Dina on the early van."
    theirs, ours = json.loads(cli.run("tag", "--json", "--reasons", text=text))["sentences"]
    assert theirs["mode"] == "none" and theirs["omission"] == "others"
    assert ours["mode"] == "management"
    for sentence in (theirs, ours):
        for reason in sentence["reasons"]:
            assert text[reason["start"]:reason["end"]] == reason["words"]
        assert sentence["why"]
    assert theirs["why"] in cli.run("tag", "--reasons", text=text)


def test_words_of_damaged_files(cli):
    """A repair gets back what is whole; that there are other words stays said."""
    cli.add("Whole")
    month = cli.month().read_text()
    cli.month().write_text(month[:month.index("Whole") + 2])
    # What this computer wrote it brings back; as another one has it, that kept nothing apart.
    shutil.move(cli.folder, cli.folder.with_name("elsewhere"))
    shutil.copytree(cli.folder.with_name("elsewhere"), cli.folder)
    out = cli.run("check", "--repair", status=1)
    assert "at least 1 entry, which is not back" in out, out
    assert "1 text that is in no entry" in cli.run("check", status=1)
    cli.add("Wh")
    assert "in no entry" not in cli.run("check")


def leave_conflict(path, theirs):
    """As git does where nothing of a file is as it was."""
    path.write_text(f"<<<<<<< HEAD\n{path.read_text()}=======\n{theirs}>>>>>>> theirs\n")


def change_json(text, change):
    value = json.loads(text)
    change(value)
    return json.dumps(value, indent=2) + "\n"


def test_conflicts_of_git_beside_the_months(cli):
    """Each program reads both sides, whether or not anything was merged."""
    entry = cli.add("Told Dina to take the early van. It rained.")
    cli.run("correct", entry, "leadership")
    cli.run("agree", text="m\nm\n")
    prompts = cli.folder / "prompts.json"
    prompts.write_text(json.dumps({"format": "poise-prompts", "version": 1, "own": [
        {"id": "own-1", "text": "Mine?", "facet": "people", "mode": "leadership"}]}, indent=2) + "\n")
    cli.run("intention", "set", "Mine")
    names = ["agreement.json", "intentions.json", "journal.json", "learned.json", "prompts.json"]
    n = json.loads(cli.run("learned", "--json"))["corrections"]
    changes = {"agreement.json": lambda it: it["checks"][0].update(id="other"),
               "intentions.json": lambda it: it["intentions"][0].update(id="other", text="Theirs"),
               "journal.json": lambda it: it.update(created="2026-01-01T00:00:00+00:00"),
               "learned.json": lambda it: it["parts"][0].update(by="other", lessons=[]),
               "prompts.json": lambda it: it["own"][0].update(id="own-2", text="Theirs?")}
    for name in names:
        path = cli.folder / name
        leave_conflict(path, change_json(path.read_text(), changes[name]))
    said = cli.run("check", status=1)
    assert said.count("conflict markers") == 5 and "5 problems" in said, said
    assert json.loads(cli.run("learned", "--json"))["corrections"] == 2 * n > 0
    listed = cli.run("prompt", "--list")
    assert "Mine?" in listed and "Theirs?" in listed
    assert "0 problems" in cli.run("check", "--repair")
    texts = {name: (cli.folder / name).read_text() for name in names}
    assert not any("<<<<" in text or ">>>>" in text for text in texts.values())
    assert len(json.loads(texts["agreement.json"])["checks"]) == 2
    assert len(json.loads(texts["intentions.json"])["intentions"]) == 2
    assert "2026-01-01" in texts["journal.json"] and not list(cli.folder.glob("*damaged*"))
    assert json.loads(cli.run("learned", "--json"))["corrections"] == 2 * n


def test_copies_with_conflicts_of_git(cli):
    """Somebody has the journal in git, and a sync tool copies what git left."""
    cli.add("Here")
    month = cli.month()
    text = month.read_text()
    copy = month.with_name("2026-11 copy.json")
    copy.write_text(text.replace("Here", "Ours").replace('"id": "', '"id": "a'))
    leave_conflict(copy, text.replace("Here", "Theirs").replace('"id": "', '"id": "b'))
    questions = cli.folder / "prompts copy.json"

    def make(name):
        own = {"id": name, "text": f"{name}?", "facet": "people", "mode": "leadership"}
        return json.dumps({"format": "poise-prompts", "version": 1, "own": [own]}, indent=2) + "\n"

    questions.write_text(make("mine"))
    leave_conflict(questions, make("theirs"))
    listed = cli.run("list")
    assert "Here" in listed and "Ours" in listed and "Theirs" in listed, (listed, cli.messages)
    asked = cli.run("prompt", "--list")
    assert "mine?" in asked and "theirs?" in asked
    assert not copy.exists() and not questions.exists()


def test_an_entry_corrected_twice_counts_once(cli):
    entry = cli.add("Told Dina to take the early van. It rained.")
    for mode in ("leadership", "management", "none"):
        cli.run("correct", entry, mode)
        assert json.loads(cli.run("learned", "--json"))["corrections"] == 1
    path = cli.folder / "learned.json"
    copy = path.with_name("learned copy.json")
    copy.write_text(change_json(path.read_text(), lambda it: it["parts"][0].update(by="other")))
    cli.run("list")
    assert len(json.loads(path.read_text())["parts"]) == 2 and not copy.exists()
    assert json.loads(cli.run("learned", "--json"))["corrections"] == 1


def test_copies_of_what_was_agreed(cli):
    cli.add("Told Dina to take the early van. It rained.")
    cli.run("agree", text="m\nm\n")
    path = cli.folder / "agreement.json"
    copy = path.with_name("agreement.sync-conflict-20261123-180000-ABCDEFG.json")
    copy.write_text(change_json(path.read_text(), lambda it: it["checks"][0].update(id="other")))
    cli.run("list")
    assert len(json.loads(path.read_text())["checks"]) == 2
    assert not copy.exists() and cli.messages == ""


def test_intention(cli):
    """One at a time, from its choice to what became of it."""
    assert "no intention" in cli.run("intention")
    cli.run("intention", "done", status=1)
    assert not (cli.folder / "intentions.json").exists(), "looking changes nothing"
    suggested = [json.loads(line) for line in cli.run("intention", "--suggest", "--json").splitlines()]
    assert len(suggested) == 36 and all(s["text"].startswith("If ") for s in suggested)
    cli.run("intention", "set", suggested[0]["id"])
    now = json.loads(cli.run("intention", "--json"))
    assert {key: now[key] for key in ("text", "facet", "mode")} == {
        key: suggested[0][key] for key in ("text", "facet", "mode")} and now["outcome"] == "open"
    cli.run("intention", "set", "If it rains, then I ask Ana.", "--facet", "people", "--mode", "leadership",
            now="2026-11-24T18:00:00+00:00")
    kept = cli.run("intention", "partly", "It rained twice", "--keep", now="2026-11-29T18:00:00+00:00")
    assert "If it rains" in kept and "over" not in kept, "it is meant for the next week"
    assert "over" in cli.run("intention", now="2026-12-06T18:00:00+00:00")
    all_of = [json.loads(line) for line in cli.run("intention", "--list", "--json").splitlines()]
    assert [i["outcome"] for i in all_of] == ["dropped", "partly", "open"]
    assert all_of[1]["because"] == "It rained twice" and all_of[1]["text"] == all_of[2]["text"]
    weeks = [json.loads(line) for line in cli.run("balance", "--weeks", "2", "--json",
                                                  now="2026-12-01T18:00:00+00:00").splitlines()]
    assert [week["intention"] for week in weeks] == ["partly", "open"], weeks
    assert "partly done" in cli.run("balance", "--weeks", "2", now="2026-12-01T18:00:00+00:00")
    assert "resume" in cli.run("intention", "pause")
    assert "resume" not in cli.run("intention", "resume")
    assert "no intention" in cli.run("intention", "drop")
    for wrong in (["set"], ["set", " "], ["dance"], ["drop", "it"], ["set", "x", "--mode", "balanced"],
                  ["--list", "--suggest"]):
        cli.run("intention", *wrong, status=2)
        assert "balanced" not in wrong or "leadership or none" in cli.messages, cli.messages
    out = cli.folder.parent / "given.json"
    cli.run("intention", "--export", str(out))
    assert cli.run("intention", "--import", str(out)) == "0 intentions added\n"
    (cli.folder / "intentions.json").unlink()
    assert cli.run("intention", "--import", str(out)) == "3 intentions added\n"
    out.write_text("[]")
    cli.run("intention", "--import", str(out), status=1)


def test_damaged_files_beside_the_months(cli):
    """Where there is no backup of them they are named, and stay as they are."""
    cli.add("Asked Amira what she would change here, and listened.")
    cli.run("check")
    for name, format in (("agreement", "agreement"), ("intentions", "intentions"), ("learned", "learned"),
                         ("prompts", "prompts")):
        path = cli.folder / f"{name}.json"
        before = path.read_bytes() if path.exists() else None
        damaged = f'{{"format": "poise-{format}", "version": 1, "a'
        path.write_text(damaged)
        for command in (["check"], ["check", "--repair"]):
            assert f"{name}.json" in cli.run(*command, status=1), (name, command)
        assert path.read_text() == damaged, name
        path.unlink() if before is None else path.write_bytes(before)
    cli.run("check")
    path = cli.folder / "intentions.json"
    path.write_text("{")
    cli.run("intention", "set", "If a, then b.", status=1)
    assert "intentions.json" in cli.messages and path.read_text() == "{"


@contextlib.contextmanager
def use_state(folder):
    """What this computer keeps apart lies there."""
    before = os.environ["XDG_STATE_HOME"]
    os.environ["XDG_STATE_HOME"] = str(folder)
    try:
        yield
    finally:
        os.environ["XDG_STATE_HOME"] = before


def test_damaged_files_beside_the_months_are_repaired(cli):
    """From the newest backup that can be read, with what this computer wrote since as long as that is kept
    apart; the damaged file is kept."""
    state = cli.folder.parent / "state"
    with use_state(state):
        repair_beside_the_months(cli, state)


def repair_beside_the_months(cli, state):
    for name in ("one", "two"):
        (cli.folder.parent / name).write_text(json.dumps({"format": "poise-prompts", "version": 1, "own": [
            {"id": name, "text": f"What of {name}?"}]}))
    made = {"intentions": (["intention", "set", "If a, then b."], ["intention", "set", "If c, then d."]),
            "prompts": (["prompt", "--import", cli.folder.parent / "one"], ["prompt", "--import", cli.folder.parent / "two"])}
    for name, (first, second) in made.items():
        path = cli.folder / f"{name}.json"
        cli.run(*first)
        before = path.read_text()
        cli.run(*second)
        after = path.read_text()
        copies = list(cli.folder.glob(f"backups/*/{name}.json"))
        assert [copy.read_text() for copy in copies] == [before], name
        for n, expected in enumerate((after, before), 1):
            path.write_text(after[:-9])
            assert f"{name}.json" in cli.run("check", status=1)
            assert "on may be missing" in cli.run("check", "--repair"), name
            assert path.read_text() == expected, name
            assert len(list(cli.folder.glob(f"{name}.json.damaged-*"))) == n
            shutil.rmtree(state)
    cli.run("check")


def test_intentions_of_two_computers(cli):
    cli.run("intention", "set", "Mine")
    path = cli.folder / "intentions.json"
    copy = path.with_name("intentions.sync-conflict-20261123-180000-ABCDEFG.json")
    copy.write_text(change_json(path.read_text(), lambda it: it["intentions"][0].update(
        id="other", text="Theirs", day="2020-01-01")))
    assert "Mine" in cli.run("intention")
    assert not copy.exists() and "Theirs" in cli.run("intention", "--list")
    assert "no intention" in cli.run("intention", "done"), "the other one is dropped"


tap.main(make_cli)
