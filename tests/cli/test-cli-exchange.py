#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""poise-cli import and export: test-cli-exchange.py POISE_CLI [--slow]

--slow says that the program watches its memory, which costs it a hundredfold:
then the large file is a tenth as long."""

import json
import os
import pathlib
import re
import sys
import time
import zipfile

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import tap  # noqa: E402
from poise_cli import make_cli  # noqa: E402

MANY = 10_000 if "--slow" in sys.argv else 100_000
DATA = pathlib.Path(os.environ["POISE_EXCHANGE_DATA"])


def count(cli):
    return len(cli.run("list").splitlines())


def test_lists(cli):
    for command in ("import", "export"):
        lines = cli.run(command, "--list").splitlines()
        formats = [json.loads(line) for line in cli.run(command, "--list", "--json").splitlines()]
        assert [line.split()[0] for line in lines] == [f["format"] for f in formats], lines
        assert all(f["label"] and f["hint"] for f in formats)
    names = {json.loads(line)["format"] for line in cli.run("import", "--list", "--json").splitlines()}
    assert names == {"almanah", "apple-journal", "csv", "daylio", "dayone", "dayone-classic", "dayone-text",
                     "diarium", "joplin", "journey", "jrnl", "jrnl-json", "lifeograph", "logseq", "markdown",
                     "mini-diary", "org", "poise", "rednotebook", "text"}, names


def test_lists_are_told(cli):
    """What README and the guide name is what there is."""
    root = pathlib.Path(__file__).parents[2]
    readme = next(line for line in (root / "README.md").read_text().splitlines()
                  if line.startswith("**Coming and going.**")).lower()
    guide = next(line for line in (root / "help" / "guide.html").read_text().splitlines()
                 if line.startswith("<p><strong>Import…</strong>")).lower()
    for line in cli.run("import", "--list", "--json").splitlines():
        label = re.sub(r" \(.*| 1$", "", json.loads(line)["label"]).lower()
        assert label in readme and label in guide, label


def test_import_twice(cli):
    path = DATA / "dayone" / "journal.json"
    out = cli.run("import", "dayone", path)
    assert out.startswith("2 entries imported\non 2 days, from 2026-03-15 to 2026-03-29\n"), out
    assert count(cli) == 2
    before = cli.month("2026-03").read_bytes()
    out = cli.run("import", "dayone", path)
    assert "0 entries imported\n2 are in the journal already\n" in out, out
    assert cli.month("2026-03").read_bytes() == before


def test_import_each_twice(cli):
    n = 0
    for format, name, entries in (("almanah", "oldest.db", 1), ("dayone", "export.zip", 3),
                                  ("lifeograph", "version-3.diary", 3), ("rednotebook", "journal", 6)):
        n += entries
        out = cli.run("import", format, DATA / format / name)
        assert re.match(rf"{entries} entr(y|ies) imported", out), out
        assert count(cli) == n, format
        out = cli.run("import", format, DATA / format / name)
        assert out.startswith("0 entries imported\n"), out
        assert count(cli) == n, format


def test_a_newer_save_of_a_diary_brings_nothing_twice(cli):
    cli.run("import", "lifeograph", DATA / "lifeograph" / "version-1.diary")
    before = count(cli)
    out = cli.run("import", "lifeograph", DATA / "lifeograph" / "version-2.diary")
    assert out.startswith("0 entries imported\n") and count(cli) == before, out


def test_encrypted_diaries_say_the_way_out(cli):
    cli.run("import", "almanah", DATA / "almanah" / "diary.db.encrypted", status=1)
    assert "gpg --decrypt diary.db.encrypted" in cli.messages, cli.messages
    cli.run("import", "lifeograph", DATA / "lifeograph" / "encrypted.diary", status=1)
    assert "take its password off" in cli.messages, cli.messages
    assert not cli.folder.exists()


def test_imported_entries_are_tagged_and_keep_what_came_along(cli):
    cli.run("import", "dayone", DATA / "dayone" / "journal.json")
    entries = [json.loads(line) for line in cli.run("list", "--json").splitlines()]
    assert all(entry["tag"]["by"] == "tagger" for entry in entries)
    assert entries[1]["tags"] == ["team", "1:1"] and entries[1]["starred"] is True
    assert entries[1]["weather"]["temperatureCelsius"] == 11
    assert entries[1]["imported"] == {"format": "dayone", "id": "5B9C1F0A5E0B4B0C8A7D2B3E6C1D9F00"}


def test_tags_come_out_again(cli):
    cli.add("--tag", "work", "--tag", "old friends", "Words.")
    out = cli.folder.parent
    for format, name, line in (("text", "a.txt", "Tags: work, old friends\n\nWords."),
                               ("markdown", "a.md", '"tags":'),
                               ("markdown-folder", "a", 'tags: ["work","old friends"]'),
                               ("csv", "a.csv", '"work, old friends"'),
                               ("html", "a.html", "<span>#work</span> <span>#old friends</span>"),
                               ("poise", "a.json", '"tags": ["work","old friends"]')):
        cli.run("export", format, out / name)
        files = [out / name] if (out / name).is_file() else list((out / name).rglob("*.md"))
        assert line in files[0].read_text(), (format, files[0].read_text())


def test_across_formats(cli):
    cli.run("import", "jrnl", DATA / "jrnl" / "journal.txt")
    result = json.loads(cli.run("import", "--json", "--partial", "jrnl-json",
                                DATA / "jrnl-json" / "journal.json"))
    assert result["entries"] == 0 and result["present"] == 1, result


def test_dry_run(cli):
    out = cli.run("import", "--dry-run", "jrnl", DATA / "jrnl" / "journal.txt")
    assert out.startswith("4 entries would be imported\non 2 days, "), out
    assert not cli.folder.exists()
    cli.add("An entry")
    target = cli.folder.parent / "out.md"
    assert cli.run("export", "--dry-run", "markdown", target) == "1 entry would be exported\n"
    assert not target.exists()


def test_undo(cli):
    cli.add("Written before.")
    before = cli.month().read_bytes()
    out = cli.run("import", "jrnl", DATA / "jrnl" / "journal.txt")
    assert count(cli) == 5
    undo = re.search(r" restore (\S+)", out)
    cli.run("restore", undo[1])
    assert cli.month().read_bytes() == before
    cli.run("import", "jrnl", DATA / "jrnl" / "journal.txt")
    assert count(cli) == 5


def test_damaged_is_refused_unless_partial(cli):
    path = DATA / "dayone" / "damaged.json"
    assert cli.run("import", "dayone", path, status=1) == ""
    assert "damaged.json:2: " in cli.messages and "damaged.json:6: " in cli.messages
    assert "nothing is imported; --partial imports the 1 entry" in cli.messages, cli.messages
    assert not cli.folder.exists()
    result = json.loads(cli.run("import", "--json", "dayone", path, status=1))
    assert result["imported"] is False and result["entries"] == 1
    assert {"file": "damaged.json", "line": 4,
            "message": "the entry that begins here is no JSON"} in result["problems"], result
    assert "1 entry imported" in cli.run("import", "--partial", "dayone", path)
    assert count(cli) == 1


def test_one_bad_file_keeps_no_other_out(cli):
    out = cli.run("import", "markdown", DATA / "markdown" / "dated-folders", status=1)
    assert out.startswith("5 entries imported\n"), out
    assert "2025/2025-02-30.md: there is no such day" in cli.messages, cli.messages
    assert "mend it and import again" in cli.messages and count(cli) == 5


def break_member(zip_path, name):
    """Other bytes in the middle of a file of the archive."""
    with zipfile.ZipFile(zip_path) as archive:
        info = archive.getinfo(name)
    data = bytearray(zip_path.read_bytes())
    begin = info.header_offset + 30 + len(name) + info.compress_size // 2
    data[begin:begin + 10] = b"?" * 10
    zip_path.write_bytes(data)


def make_notes(folder, damage, n=200):
    """A folder and an archive of two notes, one of them damaged."""
    words = " ".join(f"Roberta told {n} of {n * n % 997} why." for n in range(n))
    notes = {"2026-03-14.md": words, "2026-03-15.md": "Filled in the rota."}
    plain, packed = folder / "notes", folder / "notes.zip"
    plain.mkdir(exist_ok=True)
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in notes.items():
            (plain / name).write_text(text)
            archive.writestr(name, text)
    if damage:
        (plain / "2026-03-14.md").write_bytes(("été " + words).encode() + b" r\xe9")
        break_member(packed, "2026-03-14.md")
    return plain, packed


def test_what_is_half_read_waits_until_it_is_mended(cli):
    for index in range(2):
        with make_cli() as other:
            source = make_notes(other.folder.parent, True)[index]
            out = other.run("import", "markdown", source, status=1)
            assert out.startswith("1 entry imported\n"), out
            assert "2026-03-14.md" in other.messages and "mend it and import again" in other.messages
            source = make_notes(other.folder.parent, False)[index]
            out = other.run("import", "markdown", source)
            assert out.startswith("1 entry imported\n") and "1 is in the journal already" in out, out
            assert "told 199 of" in other.run("list", "--json")
            assert "�" not in other.run("list", "--json")
        with make_cli() as other:
            # libarchive gives the words before its last block.
            source = make_notes(other.folder.parent, True, 20000)[index]
            out = other.run("import", "--dry-run", "--partial", "markdown", source)
            assert out.startswith("2 entries would be imported\n"), "what can be read is not lost"
        with make_cli() as other:
            source = make_notes(other.folder.parent, True)[index]
            if index == 0:
                (source / "2026-03-15.md").unlink()
                other.run("import", "markdown", source, status=1)
                assert "--partial imports the 1 entry" in other.messages, other.messages


def test_what_the_person_says_of_a_source(cli):
    path = DATA / "csv" / "unknown-encoding.csv"
    cli.run("import", "csv", path, status=1)
    assert "--encoding" in cli.messages and not cli.folder.exists(), cli.messages
    cli.run("import", "--encoding", "nonsense", "csv", path, status=2)
    cli.run("import", "--encoding", "windows-1251", "csv", path)
    assert "Печь холодная" in cli.run("list", "--json")
    path = DATA / "text" / "utf16-without-mark.txt"
    cli.run("import", "--encoding", "UTF-16LE", "text", path)
    assert "شربنا الشاي" in cli.run("list", "--json")
    path = DATA / "markdown" / "03-04-2025.md"
    cli.run("import", "markdown", path, status=1)
    assert "--date-order" in cli.messages, cli.messages
    cli.run("import", "--date-order", "sometimes", "markdown", path, status=2)
    assert "from 2025-04-03 to" in cli.run("import", "--dry-run", "--date-order", "dmy", "markdown", path)
    assert "from 2025-03-04 to" in cli.run("import", "--dry-run", "--date-order", "mdy", "markdown", path)


def test_corrected_sources_are_another_version(cli):
    """In every format, also where it gives its entries no ids."""
    def texts(before, after):
        for words in (before, after):
            yield "jrnl", "a.txt", f"[2025-07-02 09:00] {words}\n"
            yield "text", "a.txt", f"2025-07-02\n{words}\n"
            yield "csv", "a.csv", f"date,text\n2025-07-02,{words}\n"
            yield "org", "a.org", f"* 2025-07-02 Wednesday\n** 09:00 {words}\n"
            yield "dayone-text", "a.txt", f"\tDate:\t2 July 2025 at 09:00\n\n{words}\n"
            yield "markdown", "2025-07-02.md", words
            yield "mini-diary", "a.json", json.dumps({"entries": {"2025-07-02": {"text": words}}})
            yield "diarium", "a.json", json.dumps([{"date": "2025-07-02T09:00:00", "text": words}])
    cases = list(texts("Fired the kiln with Betina", "Fired the kiln with Bettina"))
    for first, second in zip(cases[:len(cases) // 2], cases[len(cases) // 2:]):
        with make_cli() as other:
            for (format, name, text), imported in ((first, 1), (second, 0)):
                path = other.folder.parent / name
                path.write_text(text)
                result = json.loads(other.run("import", "--json", format, path))
                assert result["entries"] == imported, (format, result)
            assert result["changed"] == 1, (format, result)
            # What was left out can be looked up, and is told by its first words to who reads.
            left, = result["changed_entries"]
            assert left["day"] == "2025-07-02" and "Bettina" in left["text"], (format, left)
            assert "  2025-07-02  Fired the kiln with Bettina\n" in other.run("import", format, path), format


def test_files_of_the_same_name_are_not_the_same(cli):
    """Two folders with a note a day, in the formats whose entries are called by a file or a day."""
    work, home = "Talked with Ben about the rota.", "Planted beans, then swam in the lake."

    def write(folder, words):
        day = {"2026-05-01": {"title": "", "text": words}}
        texts = {"markdown": ("daily/2026-03-14.md", words), "logseq": ("journals/2026_03_15.md", f"- {words}"),
                 "text": ("2026-03-16.txt", words), "rednotebook": ("data/2026-04.txt", f"14: {{text: '{words}'}}"),
                 "mini-diary": ("a.json", json.dumps({"metadata": {}, "entries": day}))}
        for format, (name, text) in texts.items():
            path = folder / format / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
            yield format, path if format == "mini-diary" else folder / format

    def bring_in(folder, words):
        counts = set()
        for format, path in write(folder, words):
            result = json.loads(cli.run("import", "--json", format, path))
            counts.add((result["entries"], result["present"], result["changed"]))
        return counts

    folder = cli.folder.parent
    assert bring_in(folder / "a", work) == {(1, 0, 0)}
    assert bring_in(folder / "b", home) == {(1, 0, 0)}
    written = [json.loads(line) for line in cli.run("list", "--json").splitlines()]
    assert len({entry["id"] for entry in written}) == 10
    for source, words in (("a", work), ("b", home)):
        assert bring_in(folder / source, words) == {(0, 1, 0)}
    assert bring_in(folder / "b", home + " It was cold.") == {(0, 0, 1)}, "edited in its source"
    # What was rewritten in Poise does not come back.
    for path in (cli.folder / "entries").glob("*.json"):
        path.write_text(path.read_text().replace(home, "A walk."))
    assert bring_in(folder / "b", home) == {(0, 0, 1)}
    # The ids follow from the sources alone.
    with make_cli() as other:
        for source, words in (("a", work), ("b", home)):
            for format, path in write(folder / source, words):
                other.run("import", format, path)
        again = [json.loads(line) for line in other.run("list", "--json").splitlines()]
        assert {entry["id"] for entry in again} == {entry["id"] for entry in written}


def test_long_texts_become_a_book(cli):
    path = cli.folder.parent / "long.txt"
    path.write_text("2025-07-02\n" + "A short line\n" * (MANY // 2))
    cli.run("import", "text", path)
    started = time.monotonic()
    cli.run("export", "pdf", cli.folder.parent / "long.pdf")
    # With the square of the lines it took more than a minute.
    assert time.monotonic() - started < 30


def test_many_entries(cli):
    path = cli.folder.parent / "big.txt"
    with path.open("w") as file:
        for i in range(MANY):
            year, rest = divmod(i, 12 * 28)
            print(f"[{1725 + year:04}-{rest // 28 + 1:02}-{rest % 28 + 1:02} 10:00] Entry {i}.", file=file)
    assert f"{MANY} entries would be imported" in cli.run("import", "--dry-run", "jrnl", path)
    with path.open("a") as file:
        file.write("[2026-02-30 10:00] No such day.\n")
    cli.run("import", "jrnl", path, status=1)
    assert f"big.txt:{MANY + 1}: there is no such day" in cli.messages, cli.messages


def test_messages(cli):
    cli.run("import", "dayone", "/nowhere/at/all.json", status=1)
    assert "all.json" in cli.messages
    empty = cli.folder.parent / "empty"
    empty.mkdir()
    cli.run("import", "markdown", empty, status=1)
    assert str(empty) in cli.messages and ".md" in cli.messages, cli.messages
    for arguments in (["import"], ["import", "dayone"], ["import", "nonsense", "x"],
                      ["import", "--list", "x"], ["export", "nonsense", "x"], ["export", "csv"],
                      ["export", "--from", "soon", "csv", "x"], ["export", "markdown-folder", "-"]):
        cli.run(*arguments, status=2)


def test_export_and_import_again(cli):
    entry = cli.add("--day", "2026-11-20", "Asked Ana, \"quoted\", and listened.\n\nThen, planned.")
    cli.add("--day", "2026-11-21", "Second.")
    # Last, since what is learned from it is not exported and changes later tags.
    cli.run("correct", entry, "management")
    was = [json.loads(line) for line in cli.run("list", "--json").splitlines()]
    for exporter, importer in (("poise", "poise"), ("markdown", "markdown"),
                               ("markdown-folder", "markdown"), ("csv", "csv")):
        path = cli.folder.parent / f"out-{exporter}"
        assert cli.run("export", exporter, path) == "2 entries exported\n"
        assert path.stat().st_mode & 0o077 == 0 or path.is_dir()
        with make_cli() as other:
            other.run("import", importer, path)
            now = [json.loads(line) for line in other.run("list", "--json").splitlines()]
        assert now == was, (exporter, now, was)


def test_dates_in_a_text_are_no_entries_of_their_own(cli):
    """What an exported text says of other days stays where it is."""
    text = ("Wrote:\n\n15.03.2026 abends\n\n 15.03.2026 abends\n\n2026-11-22\n\n  2026-11-23\n\n"
            "Mar. 17, 2026 - a title\n14 March 2026 8 h\n14.10.1066\n1066-10-14 12:00:00 +00:00")
    cli.add("--day", "2026-11-20", text)
    cli.add("--day", "1066-10-14", "A battle.")
    path = cli.folder.parent / "out.txt"
    cli.run("export", "text", path)
    with make_cli() as other:
        other.run("import", "text", path)
        entries = [json.loads(line) for line in other.run("list", "--json").splitlines()]
        assert {entry["day"]: entry["text"] for entry in entries} == {
            "1066-10-14": "A battle.", "2026-11-20": text}, entries
    # Only what would be a heading otherwise is indented.
    assert "\n15.03.2026 abends\n\n 15.03.2026 abends\n\n 2026-11-22\n\n   2026-11-23\n" in path.read_text()


def get_intentions(cli):
    """But for when each was changed here."""
    listed = [json.loads(line) for line in cli.run("intention", "--list", "--json").splitlines()]
    return [{name: value for name, value in intention.items() if name != "modified"} for intention in listed]


def test_intentions_come_along(cli):
    """In what is exported to be imported again, and in a journal’s folder: with what is never brought
    back, and the pause."""
    entry = cli.add("--day", "2026-11-20", "Asked Ana, and listened.")
    cli.run("intention", "set", "Ask first.", "--facet", "people", "--mode", "leadership")
    cli.run("intention", "not", "it rained", "--keep")
    path = cli.folder / "intentions.json"
    kept = json.loads(path.read_text())
    path.write_text(json.dumps({**kept, "quiet": [{"id": entry}]}))
    cli.run("intention", "pause")
    was = get_intentions(cli)
    assert [intention["outcome"] for intention in was] == ["not", "open"], was
    out = cli.folder.parent / "out.json"
    cli.run("export", "poise", out)
    for source in (out, cli.folder):
        with make_cli() as other:
            assert "1 entry imported\n" in other.run("import", "--dry-run", "poise", source).replace("would be ", "")
            assert not (other.folder / "intentions.json").exists()
            said = other.run("import", "poise", source)
            assert "with 2 intentions\n" in said and "the intentions stay" in said, said
            assert get_intentions(other) == was
            now = json.loads((other.folder / "intentions.json").read_text())
            assert [quiet["id"] for quiet in now["quiet"]] == [entry] and now["pause"]["since"] == "2026-11-23", now
            before = (other.folder / "intentions.json").read_bytes()
            assert json.loads(other.run("import", "--json", "poise", source))["intentions"] == 0
            assert (other.folder / "intentions.json").read_bytes() == before
    # Who means something already goes on with that, without a pause.
    with make_cli() as other:
        other.run("intention", "set", "Sleep.")
        assert json.loads(other.run("import", "--json", "poise", out))["intentions"] == 2
        assert sorted(i["outcome"] for i in get_intentions(other)) == ["dropped", "not", "open"]
        assert "Sleep." in other.run("intention")
        assert not json.loads((other.folder / "intentions.json").read_text()).get("pause", {}).get("since")
    # A part of the journal may be for somebody else.
    assert "Ask first." not in cli.run("export", "--from", "2026-11-01", "poise", "-")
    # Damaged ones keep no entry out.
    out.write_text(out.read_text().replace("poise-intentions", "something-else"))
    with make_cli() as other:
        other.run("import", "--partial", "poise", out)
        assert count(other) == 1 and get_intentions(other) == []


def test_book_and_page(cli):
    entry = cli.add("--day", "2026-11-20", "Asked Ana & listened. <b>Then</b> planned the rota.")
    # There is a chart where something counts, whatever the model makes of this text.
    cli.run("correct", entry, "management")
    book, page = cli.folder.parent / "book.pdf", cli.folder.parent / "page.html"
    cli.run("export", "pdf", book)
    assert book.read_bytes().startswith(b"%PDF-") and book.stat().st_size > 5000
    cli.run("export", "html", page)
    text = page.read_text()
    assert "Asked Ana &amp; listened. &lt;b&gt;Then&lt;/b&gt;" in text and "<svg" in text
    assert '<html dir="ltr">' in text
    cli.run("export", "--from", "2030-01-01", "pdf", book, status=1)
    assert "no entry" in cli.messages


def test_export_takes_no_place_of_the_journal(cli):
    cli.add("--day", "2026-11-20", "Hello.")
    month = cli.folder / "entries" / "2026-11.json"
    before = month.read_bytes()
    cli.run("export", "--force", "poise", month, status=1)
    assert "among the journal’s own files" in cli.messages and month.read_bytes() == before


def test_no_command_writes_over_the_journal(cli):
    cli.add("--day", "2026-11-20", "Hello.")
    cli.run("intention", "set", "I ask Ola first")
    cli.run("review", "--month", "2026-11", "--keep", text="A month of asking.")
    month = cli.folder / "entries" / "2026-11.json"
    before = month.read_bytes()
    out = cli.folder.parent / "out"
    for command in (("intention", "--export"), ("prompt", "--export"), ("balance", "--svg"),
                    ("review", "--month", "2026-11", "--html")):
        cli.run(*command, month, status=1)
        assert "among the journal’s own files" in cli.messages and month.read_bytes() == before, command
        cli.run(*command, out)
        assert out.stat().st_mode & 0o777 == 0o600, command
        out.unlink()


def test_export_range_and_output(cli):
    for day in ("2026-11-20", "2026-11-21", "2026-11-22"):
        cli.add("--day", day, f"Written on {day}.")
    out = cli.run("export", "--from", "2026-11-21", "--to", "2026-11-21", "text", "-")
    assert "2026-11-21" in out and "2026-11-20" not in out and "2026-11-22" not in out
    path = cli.folder.parent / "book.txt"
    path.write_text("mine")
    cli.run("export", "text", path, status=1)
    assert "--force" in cli.messages and path.read_text() == "mine"
    cli.run("export", "--force", "text", path)
    assert "Written on" in path.read_text()
    weeks = cli.run("export", "csv-weeks", "-").splitlines()
    assert weeks[0] == "week,entries,counted,sentences,share,trend,low,high,intention", weeks
    assert weeks[1].startswith("2026-11-16,3,"), weeks


tap.main(make_cli)
