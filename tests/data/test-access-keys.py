#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether an access key leads to one thing only, in every language:
test-access-keys.py SOURCE_ROOT BUILD_ROOT"""

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
# Of one file, but never seen together.
APART = ({"_Next", "_Done"}, {"_Choose…", "_How Did It Go?"})


@contextlib.contextmanager
def make_catalogues():
    catalogues = {language: gettext.translation("poise", BUILD / "po", [language])
                  for language in (ROOT / "po" / "LINGUAS").read_text().split()}
    yield {"en": gettext.NullTranslations(), **catalogues}


def read_files():
    for path in sorted((ROOT / "src" / "app").rglob("*.ui")):
        yield path.name, xml.etree.ElementTree.parse(path).getroot()


def is_label(node):
    return node.get("translatable") == "yes" and re.search(r"_\w", node.text or "")


def read_menus(name, menu, menus):
    """The labels of each menu; what a submenu holds is seen without the menu."""
    for node in menu:
        if node.tag == "section":
            read_menus(name, node, menus)
            continue
        menus[name] += filter(is_label, node.findall("attribute"))
        if node.tag == "submenu":
            read_menus(f"{name}, submenu {len(menus)}", node, menus)


def check(groups, catalogues):
    clashes = []
    for group, labels in groups.items():
        for language, catalogue in catalogues.items():
            keys = collections.defaultdict(set)
            for label in labels:
                context = label.get("context")
                text = catalogue.pgettext(context, label.text) if context else catalogue.gettext(label.text)
                keys[re.search(r"_(\w)", text)[1].lower()].add(label.text)
            clashes += [f"{group}, {language}, {key}: {found}" for key, found in keys.items()
                        if len(found) > 1 and found not in APART]
    assert not clashes, "\n".join(clashes)


def test_items_of_a_menu_have_keys_of_their_own(catalogues):
    menus = collections.defaultdict(list)
    for name, root in read_files():
        for menu in root.iter("menu"):
            read_menus(f"{name}, {menu.get('id')}", menu, menus)
    assert len(menus) > 5, menus
    check(menus, catalogues)


def test_labels_of_a_page_have_keys_of_their_own(catalogues):
    pages = {name: [node for template in root.findall("template") for node in template.iter("property") if is_label(node)]
             for name, root in read_files()}
    assert sum(map(len, pages.values())) > 50, pages
    check(pages, catalogues)


tap.main(make_catalogues)
