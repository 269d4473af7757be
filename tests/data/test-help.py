#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The user guide in every language: test-help.py SOURCE_ROOT BUILD_ROOT"""

import collections
import contextlib
import gettext
import pathlib
import re
import sys
import xml.etree.ElementTree

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import tap  # noqa: E402

ROOT, BUILD = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
LANGUAGES = (ROOT / "po" / "LINGUAS").read_text().split()
XHTML = "{http://www.w3.org/1999/xhtml}"
# What is translated as a whole.
BLOCKS = [XHTML + name for name in ("title", "h1", "h2", "p", "li", "th", "td")]
# Parts of a sentence that name something in the window.
NAMES = XHTML + "strong"


@contextlib.contextmanager
def make_pages():
    paths = {language: BUILD / "help" / f"guide.{language}.html" for language in LANGUAGES}
    pages = {language: xml.etree.ElementTree.parse(path).getroot()
             for language, path in paths.items()}
    pages["en"] = xml.etree.ElementTree.parse(BUILD / "help" / "guide.html").getroot()
    yield pages


def read_blocks(page):
    return [block for block in page.iter() if block.tag in BLOCKS]


def read_text(node):
    return "".join(node.itertext())


def strip_mnemonic(label):
    return re.sub(r"\(_\w\)", "", label).replace("_", "")


def test_each_language_has_a_page_that_says_so(pages):
    assert (ROOT / "help" / "LINGUAS").read_text().split() == LANGUAGES
    for language, page in pages.items():
        assert page.get("lang") == language.replace("_", "-"), language


def test_every_sentence_is_translated(pages):
    english = read_blocks(pages["en"])
    for language in LANGUAGES:
        blocks = read_blocks(pages[language])
        assert [b.tag for b in blocks] == [b.tag for b in english]
        same = [read_text(b) for b, e in zip(blocks, english)
                if read_text(b) == read_text(e) and len(read_text(e).split()) > 4]
        assert not same, (language, same)


def test_links_lead_to_a_heading(pages):
    for language, page in pages.items():
        links = [a.get("href") for a in page.iter(XHTML + "a")]
        headings = ["#" + h.get("id") for h in page.iter(XHTML + "h2")]
        assert links == headings and len(links) == len(set(links)) > 5, (language, links, headings)


def test_links_are_called_as_their_headings(pages):
    for language, page in pages.items():
        assert ([read_text(a) for a in page.iter(XHTML + "a")] ==
                [read_text(h) for h in page.iter(XHTML + "h2")]), language


def test_what_the_window_has_is_called_as_there(pages):
    # What has a context is another message than the word alone.
    template = re.sub(r'^msgctxt ".*"\nmsgid ".*"$', "", (ROOT / "po" / "de.po").read_text(),
                      flags=re.M)
    labels = {strip_mnemonic(label): label
              for label in re.findall(r'^msgid "(.+)"$', template, re.M)}
    english = read_blocks(pages["en"])
    names = {n.text for n in pages["en"].iter(NAMES)} & set(labels)
    assert len(names) > 10, names
    for language in LANGUAGES:
        catalogue = gettext.translation("poise", BUILD / "po", [language])
        for block, original in zip(read_blocks(pages[language]), english):
            wanted = collections.Counter(strip_mnemonic(catalogue.gettext(labels[n.text]))
                                         for n in original.iter(NAMES) if n.text in names)
            found = collections.Counter(n.text for n in block.iter(NAMES))
            assert wanted <= found, (language, wanted, found)


tap.main(make_pages)
