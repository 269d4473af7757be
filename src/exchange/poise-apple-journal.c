/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-apple-journal.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "poise-date-names.h"
#include "poise-html-text.h"

/* `<div class="pageHeader">Monday, 23 November 2026</div>` stands above the text. */
static char *
get_header (const char *html)
{
  g_autofree char *header = poise_html_get_element (html, "div", "pageHeader");

  return header != NULL ? poise_html_to_text (header) : NULL;
}

static void
count_pictures (const char *html, PoiseImport *import)
{
  static const char *const tags[] = { "<img", "<video", "<audio" };

  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    for (const char *p = strstr (html, tags[i]); p != NULL; p = strstr (p + 1, tags[i]))
      poise_import_leave_out (import, _ ("pictures, sounds and attachments"));
}

static char *
get_words (const char *html, const char *header)
{
  g_autofree char *body = poise_html_get_element (html, "body", NULL);
  g_autofree char *text = poise_html_to_text (body != NULL ? body : html);

  return g_strdup (header != NULL && g_str_has_prefix (text, header) ? text + strlen (header)
                                                                     : text);
}

static PoiseDateStatus
find_date (const char *name, const char *header, PoiseDateOrder order, PoiseDate *date)
{
  gboolean is_own;
  PoiseDateStatus status = poise_date_parse_name (name, order, date, &is_own);

  if ((status == POISE_DATE_READ && is_own) || header == NULL)
    return status;
  poise_date_clear (date);
  return poise_date_parse (header, order, date);
}

/* The heading is no part of the text, so another day in it would be lost. */
static void
check_header (const PoiseSourceFile *file,
              const char *header,
              const PoiseDate *date,
              PoiseImport *import)
{
  g_auto (PoiseDate) said = { 0 };

  poise_import_say_doubts (import, file->name, 0, date);
  if (header != NULL && poise_date_parse (header, import->order, &said) == POISE_DATE_READ &&
      said.day != date->day)
    poise_import_note (import, file->name, 0,
                       _ ("its name and its “%s” say different days; that of the name is taken"),
                       header);
}

static void
read_page (const PoiseSourceFile *file, PoiseDateOrder order, PoiseImport *import)
{
  g_autofree char *html = poise_source_decode (file, import);
  g_autofree char *header = get_header (html);
  g_autofree char *text = get_words (html, header);
  g_auto (PoiseDate) date = { 0 };
  PoiseDateStatus status = find_date (file->name, header, order, &date);

  if (status == POISE_DATE_NONE)
    {
      poise_import_fail (import, file->name, 0,
                         _ ("neither the name of this page nor its heading says a day"));
      return;
    }
  if (status != POISE_DATE_READ)
    {
      poise_import_fail_date (import, file->name, 0, status);
      return;
    }
  check_header (file, header, &date, import);
  count_pictures (html, import);
  poise_import_add (import, &(PoiseImportDraft) {
                              .format = "apple-journal",
                              .id = file->name,
                              .day = date.day,
                              .text = text,
                            });
}

/**
 * poise_apple_journal_read:
 * @source: the folder `AppleJournalEntries`, its zip, or a page of it
 * @import: what is filled
 *
 * Reads the pages of Apple's Journal. It says no times: entries stand at noon.
 */
void
poise_apple_journal_read (PoiseSource *source, PoiseImport *import)
{
  PoiseDateOrder order = poise_source_guess_order (source, import);

  for (guint i = 0; i < source->files->len && !poise_import_is_stopped (import); i++)
    {
      const PoiseSourceFile *file = g_ptr_array_index (source->files, i);

      /* The list of all pages. */
      if (!source->is_many || !g_str_has_suffix (file->name, "index.html"))
        read_page (file, order, import);
    }
}
