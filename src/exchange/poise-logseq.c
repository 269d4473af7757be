/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-logseq.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "poise-front-matter.h"
#include "poise-hashtags.h"

/* What Logseq notes for itself, beside a block. */
static const char *const silent_properties[] = {
  "id",    "collapsed", "background-color",       "created-at", "updated-at",
  "title", "heading",   "logseq.order-list-type", NULL
};

static gboolean
has_journals (PoiseSource *source)
{
  for (guint i = 0; i < source->files->len; i++)
    {
      const char *name = ((PoiseSourceFile *) g_ptr_array_index (source->files, i))->name;

      if (g_str_has_prefix (name, "journals/") || strstr (name, "/journals/") != NULL)
        return TRUE;
    }
  return FALSE;
}

/* `tags:: rota, depot` of a page or a block; the name, if it is such a line. */
static char *
get_property (const char *line, const char **value)
{
  const char *start = line + strspn (line, " \t-"), *end = strstr (start, "::");

  if (end == NULL || end == start || (end[2] != ' ' && end[2] != '\0'))
    return NULL;
  for (const char *p = start; p < end; p++)
    if (!g_ascii_isalnum (*p) && strchr ("-_.", *p) == NULL)
      return NULL;
  *value = end + 2 + strspn (end + 2, " ");
  return g_ascii_strdown (start, end - start);
}

static char *
clean_text (const char *text, JsonObject *extra)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GString *out = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *value = NULL;
      g_autofree char *name = get_property (lines[i], &value);

      if (name != NULL && g_strv_contains (silent_properties, name))
        continue;
      if (name != NULL && g_str_equal (name, "tags") &&
          !json_object_has_member (extra, POISE_EXTRA_TAGS))
        {
          g_autofree char *words = g_strdelimit (g_strdup (value), "[]#", ' ');

          poise_front_matter_read_tags (extra, words);
          continue;
        }
      g_string_append_printf (out, "%s\n", lines[i]);
    }
  return g_string_free (out, FALSE);
}

static void
read_page (const PoiseSourceFile *file, PoiseDateOrder order, PoiseImport *import)
{
  g_auto (PoiseDate) date = { 0 };
  gboolean is_own;
  PoiseDateStatus status = poise_date_parse_name (file->name, order, &date, &is_own);
  g_autofree char *text = NULL;
  g_autofree char *words = NULL;
  g_autoptr (JsonObject) extra = json_object_new ();

  if (status == POISE_DATE_NONE)
    {
      poise_import_fail (import, file->name, 0,
                         _ ("the name of this page of the journal is no day"));
      return;
    }
  if (status != POISE_DATE_READ)
    {
      poise_import_fail_date (import, file->name, 0, status);
      return;
    }
  text = poise_source_decode (file, import);
  words = clean_text (text, extra);
  poise_hashtags_collect (words, extra);
  /* Read as plain Markdown it is the same entry. */
  poise_import_add (
    import,
    &(PoiseImportDraft) {
      .format = "markdown", .id = file->name, .day = date.day, .text = words, .extra = extra });
}

/**
 * poise_logseq_read:
 * @source: a graph's folder, or its folder `journals`
 * @import: what is filled
 *
 * Reads the pages of Logseq's journal. Other pages are left out, and so is what
 * Logseq keeps of earlier states.
 */
void
poise_logseq_read (PoiseSource *source, PoiseImport *import)
{
  PoiseDateOrder order = poise_source_guess_order (source, import);
  gboolean is_graph = has_journals (source);

  for (guint i = 0; i < source->files->len; i++)
    {
      const PoiseSourceFile *file = g_ptr_array_index (source->files, i);

      if (!is_graph || g_str_has_prefix (file->name, "journals/") ||
          strstr (file->name, "/journals/") != NULL)
        read_page (file, order, import);
      else
        poise_import_leave_out (import, _ ("pages that do not belong to the journal"));
    }
}
