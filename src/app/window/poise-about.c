/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-about.h"

#include <glib/gi18n.h>

#include "poise-release-notes.h"

#define WEBSITE "https://poise-journal.github.io"
#define ISSUES "https://github.com/poise-journal/poise/issues"
#define WORDNET_LICENSE "/io/github/poise_journal/Poise/licenses/WordNet.txt"

/* The notice has to be on every copy of what was made from WordNet. */
static void
add_wordnet (AdwAboutDialog *about)
{
  g_autoptr (GBytes) license =
    g_resources_lookup_data (WORDNET_LICENSE, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree char *markup = NULL;

  g_return_if_fail (license != NULL);

  markup =
    g_markup_escape_text (g_bytes_get_data (license, NULL), (gssize) g_bytes_get_size (license));
  adw_about_dialog_add_legal_section (about, "WordNet 3.0", "© 2006 Princeton University",
                                      GTK_LICENSE_CUSTOM, markup);
}

/* The ISC License, word for word. */
static const char isc[] =
  "Permission to use, copy, modify, and/or distribute this software for any purpose with or without "
  "fee is hereby granted, provided that the above copyright notice and this permission notice "
  "appear in all copies.\n\n"
  "THE SOFTWARE IS PROVIDED \"AS IS\" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS "
  "SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE "
  "AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT, INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES "
  "WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT, "
  "NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE "
  "OF THIS SOFTWARE.";

static void
add_legal_sections (AdwAboutDialog *about)
{
  adw_about_dialog_add_legal_section (
    about, "libstemmer",
    "© 2001 Martin Porter\n© 2004, 2005 Richard Boulton\n© 2006–2021 Olly Betts", GTK_LICENSE_BSD_3,
    NULL);
  adw_about_dialog_add_legal_section (about, "libsodium", "© 2013–2019 Frank Denis",
                                      GTK_LICENSE_CUSTOM, isc);
  adw_about_dialog_add_legal_section (about, "libyaml", "© 2006–2020 Kirill Simonov",
                                      GTK_LICENSE_MIT_X11, NULL);
  add_wordnet (about);
}

/**
 * poise_about_show:
 * @parent: (nullable): the window in which it is shown
 *
 * Shows what the program is.
 */
void
poise_about_show (GtkWindow *parent)
{
  g_autofree char *notes = poise_release_notes_get ();
  const char *developers[] = { _ ("The Poise developers"), NULL };
  AdwAboutDialog *about = g_object_new (
    ADW_TYPE_ABOUT_DIALOG, "application-name", _ ("Poise"), "application-icon", APPLICATION_ID,
    "version", PACKAGE_VERSION, "developer-name", developers[0], "developers", developers,
    "license-type", GTK_LICENSE_GPL_3_0, "comments",
    _ ("See how you spend yourself, on management and on leadership."), "website", WEBSITE,
    "issue-url", ISSUES, "release-notes-version", PACKAGE_VERSION, "release-notes", notes,
    /* Translators: your name and, if you like, your address, a line each. */
    "translator-credits", _ ("translator-credits"), NULL);

  add_legal_sections (about);
  adw_dialog_present (ADW_DIALOG (about), parent != NULL ? GTK_WIDGET (parent) : NULL);
}
