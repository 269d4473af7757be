#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes believable journals, the same ones on every machine.

    make_journal.py --years N [--form poise|rednotebook|text] [--words N] FOLDER

An entry a day of about 220 words, ending on 22 November 2026, made from a
seed. The texts are made of sentences with gaps; the tags are those that the
sentences were written for, so that no change of the tagger changes the data.
"""

import argparse
import datetime
import json
import pathlib
import random
import uuid

LAST_DAY = datetime.date(2026, 11, 22)

PEOPLE = ("Farida Ola Henrik Mei Tomás Aisha Jonas Priya Bruno Nadia Samuel Ines Kofi Greta "
          "Wiremu Dana Luca Shreya Oskar Amara Pavel Lotte Yusuf Carmen").split()
THINGS = ("rota;budget;stock list;handover;supplier contract;fire drill;quarterly report;new "
          "booking system;complaints folder;training plan;delivery schedule;reading programme;"
          "grant application;night shift;exhibition;spring order;safety audit;open day").split(";")
PLACES = "ward;workshop;staff room;depot;library;kitchen;office;hall;yard;clinic".split(";")
MOODS = ("tired but glad;uneasy;lighter than yesterday;flat;proud, a little;cross with myself;"
         "calm;restless;grateful").split(";")
TASKS = ("check the figures;lock the side door;call the supplier back;write it up;count the "
         "boxes;move the meeting;sort the post;draft the letter").split(";")

# What a person did, by what it shows: mode, facet, sentences with gaps.
SENTENCES = [
    ("management", "purpose", [
        "Set three targets for the {thing} with {who} and wrote the dates beside them.",
        "I planned the week around the {thing}, {n} jobs in order, and pinned it in the {place}.",
        "Agreed with {who} that the {thing} is done by Friday at {time}, no later."]),
    ("management", "people", [
        "Put {who} on the {thing} and {other} on the {place} so that both were covered by {time}.",
        "I told {who} exactly how to {task} and stood by until it was done."]),
    ("management", "means", [
        "Went through the {thing} line by line and found {n} pounds that nobody had claimed.",
        "I moved {n} hours from the {place} to the {thing} because we were short again."]),
    ("management", "decisions", [
        "Decided by the book: {who} gets the slot, since the {thing} was handed in first.",
        "I checked the {thing} against the plan and sent it back with {n} corrections."]),
    ("management", "communication", [
        "Sent round a note about the {thing}: who does what, by when, and whom to tell.",
        "I gave {who} the numbers for the {place} in two lines and asked for theirs by {time}."]),
    ("leadership", "purpose", [
        "Told the {place} why the {thing} matters to the people who come to us, and let them talk.",
        "I asked {who} what we would be proud of in ten years, and {other} answered first."]),
    ("leadership", "change", [
        "We tried the {thing} the other way round, as {who} had been saying since spring.",
        "I dropped the old {thing} altogether and said we would learn as we go."]),
    ("leadership", "people", [
        "Asked {who} to run the {thing} alone, and kept my hands in my pockets.",
        "I spent half an hour with {other} about where they want to be, not about the {thing}."]),
    ("leadership", "communication", [
        "Listened to {who} for a long time before I said anything about the {thing}.",
        "I owned up in front of the {place} that the {thing} was my mistake, and it cleared the air."]),
    ("none", None, [
        "It rained until {time} and the {place} smelled of wet coats.",
        "Slept badly, woke at {time}, and lay there thinking of {who}.",
        "Lunch with {who} and {other}; we talked about football and somebody's new kitchen.",
        "Feeling {mood} this evening, hard to say why.",
        "The train was {n} minutes late, so I read most of the way.",
        "{who} was off sick again and {other} sent a card.",
        "My sister rang about Sunday; I said I would bring the pudding.",
        "I should {task} tomorrow, and probably will not.",
        "The radio said snow by the weekend, which I'll believe when I see it.",
        "Nothing much from the {place} today, for once."]),
]
WEIGHTS = [2, 2, 2, 1, 2, 1, 1, 2, 2, 14]

PROMPTS = [("change-07", "What did you leave as it was today, and why?"),
           ("people-03", "Who grew a little because of you today?"),
           ("purpose-02", "What was today for?"),
           ("means-05", "Where did the time go?")]


def make_sentence(rng):
    mode, facet, forms = rng.choices(SENTENCES, WEIGHTS)[0]
    who, other = rng.sample(PEOPLE, 2)
    text = rng.choice(forms).format(
        who=who, other=other, thing=rng.choice(THINGS), place=rng.choice(PLACES),
        mood=rng.choice(MOODS), task=rng.choice(TASKS), n=rng.randint(2, 90),
        time=f"{rng.randint(5, 22)}:{rng.choice(['00', '15', '30', '45'])}")
    return text, mode, facet


def make_text(rng, n_words):
    """A text and its sentences with their places, in characters."""
    text, sentences, words = "", [], 0
    while words < n_words:
        sentence, mode, facet = make_sentence(rng)
        if text:
            text += "\n\n" if rng.random() < 0.2 else " "
        sentences.append((len(text), len(text) + len(sentence), mode, facet))
        text += sentence
        words += len(sentence.split())
    return text, sentences


def make_tag(rng, sentences):
    tagged, totals = [], {"management": 0.0, "leadership": 0.0}
    for start, end, mode, facet in sentences:
        confidence = round(rng.uniform(0.55, 0.99), 4)
        tagged.append({"start": start, "end": end, "mode": mode, "facet": facet,
                       "confidence": confidence, "by": "tagger"})
        if facet is None:
            del tagged[-1]["facet"]
        else:
            totals[mode] += (end - start) * confidence
    coded = sum(totals.values())
    share = round(totals["leadership"] / coded, 4) if coded else None
    mode = ("none" if share is None else "leadership" if share >= 2 / 3 else
            "management" if share <= 1 / 3 else "balanced")
    tag = {"mode": mode, "share": share, "confidence": round(rng.uniform(0.6, 0.95), 4),
           "by": "tagger", "model": "en-1", "sentences": tagged}
    if share is None:
        del tag["share"]
    return tag


def make_id(rng, moment):
    """A UUID of version 7."""
    value = int(moment.timestamp() * 1000) << 80 | rng.getrandbits(80)
    return str(uuid.UUID(int=value & ~(0xf << 76) & ~(0x3 << 62) | 7 << 76 | 2 << 62))


def make_entry(rng, day, n_words):
    zone = datetime.timezone(datetime.timedelta(hours=2 if 3 < day.month < 11 else 1))
    begun = datetime.datetime(day.year, day.month, day.day, 17 + rng.randrange(6),
                              rng.randrange(60), rng.randrange(60), tzinfo=zone)
    changed = begun + datetime.timedelta(seconds=rng.randint(120, 2400))
    text, sentences = make_text(rng, max(20, int(rng.gauss(n_words, n_words / 4))))
    prompt = rng.choice(PROMPTS)
    return {"id": make_id(rng, begun), "day": day.isoformat(), "created": begun.isoformat(),
            "modified": changed.isoformat(), "prompt": {"id": prompt[0], "text": prompt[1]},
            "text": text, "tag": make_tag(rng, sentences)}


def make_entries(years, words=220):
    """The entries of a journal, oldest first; a younger journal is no part of an older one."""
    rng = random.Random(f"poise {years}")
    n_days = round(years * 365.25)
    return [make_entry(rng, LAST_DAY - datetime.timedelta(days=back), words)
            for back in reversed(range(n_days))]


def group_by_month(entries):
    months = {}
    for entry in entries:
        months.setdefault(entry["day"][:7], []).append(entry)
    return months


def on_one_line(value):
    return "{ " + ", ".join(f"{json.dumps(k)}: {json.dumps(v, ensure_ascii=False)}"
                            for k, v in value.items()) + " }"


def write_entry(entry):
    """As poise_entry_write_json() does it."""
    lines = [f'      "{name}": {json.dumps(entry[name], ensure_ascii=False)}'
             for name in ("id", "day", "created", "modified")]
    lines.append(f'      "prompt": {on_one_line(entry["prompt"])}')
    lines.append(f'      "text": {json.dumps(entry["text"], ensure_ascii=False)}')
    tag = [f'        "{name}": {json.dumps(value)}' for name, value in entry["tag"].items()
           if name != "sentences"]
    sentences = ",\n".join(f"          {on_one_line(s)}" for s in entry["tag"]["sentences"])
    tag.append(f'        "sentences": [\n{sentences}\n        ]')
    lines.append('      "tag": {\n' + ",\n".join(tag) + "\n      }")
    return "    {\n" + ",\n".join(lines) + "\n    }"


def write_poise(folder, entries):
    (folder / "entries").mkdir(parents=True, mode=0o700)
    (folder / "trash").mkdir(mode=0o700)
    folder.chmod(0o700)
    (folder / "journal.json").write_text('{\n  "format": "poise-journal",\n  "version": 1,\n'
                                         '  "created": "2006-11-23T18:00:00+01:00"\n}\n')
    for month, members in group_by_month(entries).items():
        body = ",\n".join(write_entry(entry) for entry in members)
        path = folder / "entries" / f"{month}.json"
        path.write_text(f'{{\n  "format": "poise-month",\n  "version": 1,\n  "month": "{month}",\n'
                        f'  "entries": [\n{body}\n  ]\n}}\n', encoding="utf-8")
        path.chmod(0o600)


def write_rednotebook(folder, entries):
    """A YAML file a month: day of the month → text."""
    folder.mkdir(parents=True)
    for month, members in group_by_month(entries).items():
        days = "".join(f'{int(e["day"][8:])}: {{text: {json.dumps(e["text"], ensure_ascii=True)}}}\n'
                       for e in members)
        (folder / f"{month}.txt").write_text(days, encoding="utf-8")


def write_text(folder, entries):
    """A plain file a day: what grep and wc read."""
    folder.mkdir(parents=True)
    for entry in entries:
        (folder / f'{entry["day"]}.txt').write_text(entry["text"] + "\n", encoding="utf-8")


FORMS = {"poise": write_poise, "rednotebook": write_rednotebook, "text": write_text}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--years", type=float, default=1)
    parser.add_argument("--words", type=int, default=220)
    parser.add_argument("--form", choices=FORMS, default="poise")
    parser.add_argument("folder", type=pathlib.Path)
    options = parser.parse_args()
    FORMS[options.form](options.folder, make_entries(options.years, options.words))


if __name__ == "__main__":
    main()
