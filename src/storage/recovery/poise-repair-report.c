/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-repair-report.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* More days than this are not named. */
#define MAX_DAYS 5

/**
 * poise_repair_report_new:
 * @path: a file that is damaged
 * @kept: where it is kept as it was
 *
 * Returns: (transfer full): a report of its repair, of which nothing is known yet
 */
PoiseRepairReport *
poise_repair_report_new (const char *path, const char *kept)
{
  PoiseRepairReport *self = g_new0 (PoiseRepairReport, 1);

  self->path = g_strdup (path);
  self->kept = g_strdup (kept);
  self->lost_days = g_array_new (FALSE, FALSE, sizeof (PoiseDay));
  return self;
}

/**
 * poise_repair_report_free:
 * @self: (transfer full): a report
 */
void
poise_repair_report_free (PoiseRepairReport *self)
{
  g_free (self->path);
  g_free (self->kept);
  g_free (self->backup_day);
  g_array_unref (self->lost_days);
  g_free (self);
}

/* ---- what is left between the entries ---- */

static GPtrArray *
find_all (const char *text, const char *pattern)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  g_regex_match (regex, text, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    g_ptr_array_add (found, g_match_info_fetch (match, 1));
  return found;
}

static gboolean
holds_day (GArray *days, PoiseDay day)
{
  for (guint i = 0; i < days->len; i++)
    if (g_array_index (days, PoiseDay, i) == day)
      return TRUE;

  return FALSE;
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  PoiseDay one = *(const PoiseDay *) a;
  PoiseDay other = *(const PoiseDay *) b;

  return one < other ? -1 : one > other;
}

static void
take_days (PoiseRepairReport *self, GPtrArray *days)
{
  for (guint i = 0; i < days->len; i++)
    {
      PoiseDay day = poise_day_parse (g_ptr_array_index (days, i));

      if (day != POISE_DAY_INVALID && !holds_day (self->lost_days, day))
        g_array_append_val (self->lost_days, day);
    }
  g_array_sort (self->lost_days, compare_days);
}

/* Another version of an entry that was found is not one that is missing. */
static guint
count_known (GPtrArray *ids, GHashTable *found_ids)
{
  guint n = 0;

  for (guint i = 0; i < ids->len; i++)
    n += g_hash_table_contains (found_ids, g_ptr_array_index (ids, i));
  return n;
}

/* Neither text nor what lays JSON out: a hole that a disk left, or another file's bytes. */
static guint
count_odd_bytes (const char *rest, gsize length)
{
  guint n = 0;

  while (length > 0)
    {
      const char *end;
      gboolean is_text = g_utf8_validate_len (rest, length, &end);

      for (const char *p = rest; p < end; p++)
        n += (guchar) *p < ' ' && *p != '\n' && *p != '\r' && *p != '\t';
      if (is_text)
        break;
      n++;
      length -= (gsize) (end - rest) + 1;
      rest = end + 1;
    }
  return n;
}

/**
 * poise_repair_report_take_rest:
 * @self: a report
 * @rest: what stands in the file beside the entries that were found
 * @length: how many bytes these are
 * @found_ids: (element-type utf8): the ids of those entries
 *
 * Looks at which entries begin there, so that at least these are not back, and on which days. An
 * entry of which nothing is left cannot be known.
 */
void
poise_repair_report_take_rest (PoiseRepairReport *self,
                               const char *rest,
                               gsize length,
                               GHashTable *found_ids)
{
  g_autofree char *text = g_utf8_make_valid (rest, (gssize) length);
  g_autoptr (GPtrArray) ids = find_all (text, "\"id\"\\s*:\\s*\"([0-9a-f-]{36})\"");
  g_autoptr (GPtrArray) days = find_all (text, "\"day\"\\s*:\\s*\"(\\d{4}-\\d\\d-\\d\\d)\"");
  g_autoptr (GPtrArray) texts = find_all (text, "\"(text)\"\\s*:");
  guint n = MAX (MAX (ids->len, days->len), texts->len > 0);

  self->is_empty = self->n_salvaged == 0 && n == 0 && strstr (text, "\"poise-month\"") == NULL;
  self->n_odd_bytes = count_odd_bytes (rest, length);
  self->n_lost = n - MIN (n, count_known (ids, found_ids));
  if (self->n_lost > 0)
    take_days (self, days);
}

/* ---- in words ---- */

static char *
join_days (const PoiseRepairReport *self)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < MIN (self->lost_days->len, MAX_DAYS); i++)
    {
      g_autofree char *day = poise_day_to_words (g_array_index (self->lost_days, PoiseDay, i));

      g_string_append_printf (joined, "%s%s", i > 0 ? ", " : "", day);
    }
  if (self->lost_days->len > MAX_DAYS)
    g_string_append (joined, ", …");
  return g_string_free (joined, FALSE);
}

static char *
describe_backup (const PoiseRepairReport *self, const char *name)
{
  PoiseDay day = poise_day_parse (self->backup_day);
  g_autofree char *words =
    day != POISE_DAY_INVALID ? poise_day_to_words (day) : g_strdup (self->backup_day);

  if (self->is_side)
    return g_strdup_printf (
      /* Translators: “%s” is the name of a file, then a day. */
      _ (
        "“%s” holds again what its newest backup has. What was changed from %s on may be missing."),
      name, words);
  return g_strdup_printf (
    /* Translators: “%s” is the name of a file, then the number of entries, then a day. */
    ngettext ("Nothing could be read in “%s”. Its newest backup has %u entry, which is back. What "
              "was written or changed from %s on may be missing.",
              "Nothing could be read in “%s”. Its newest backup has %u entries, which are back. "
              "What was written or changed from %s on may be missing.",
              self->n_backed_up),
    name, self->n_backed_up, words);
}

static char *
describe_parts (const PoiseRepairReport *self, const char *name)
{
  g_autofree char *days = join_days (self);

  if (*days == '\0')
    return g_strdup_printf (
      /* Translators: “%s” is the name of a file. */
      ngettext ("In “%s”, only a part could be read of at least %u entry, which is not back.",
                "In “%s”, only a part could be read of at least %u entries, which are not back.",
                self->n_lost),
      name, self->n_lost);
  return g_strdup_printf (
    ngettext ("In “%s”, only a part could be read of at least %u entry, which is not back (%s).",
              "In “%s”, only a part could be read of at least %u entries, which are not back (%s).",
              self->n_lost),
    name, self->n_lost, days);
}

/**
 * poise_repair_report_describe_loss:
 * @self: a report
 *
 * Says what a repair did not get back of a file, as far as that can be known.
 *
 * Returns: (transfer full) (nullable): one or two sentences, or %NULL where nothing is missing
 */
char *
poise_repair_report_describe_loss (const PoiseRepairReport *self)
{
  g_autofree char *name = g_path_get_basename (self->path);

  if (self->backup_day != NULL)
    return describe_backup (self, name);
  if (self->n_lost > 0)
    return describe_parts (self, name);
  if (self->is_sealed || self->is_empty)
    return g_strdup_printf (
      _ ("Nothing could be read in “%s”, and no backup of it was found. What it held is missing."),
      name);
  if (self->n_odd_bytes > 0)
    return g_strdup_printf (
      ngettext ("In “%s”, %u byte between the entries is no text. Whether an entry stood there "
                "cannot be known.",
                "In “%s”, %u bytes between the entries are no text. Whether an entry stood there "
                "cannot be known.",
                self->n_odd_bytes),
      name, self->n_odd_bytes);
  return NULL;
}

/**
 * poise_repair_report_describe_kept:
 * @self: a report
 *
 * Returns: (transfer full): where the damaged file is
 */
char *
poise_repair_report_describe_kept (const PoiseRepairReport *self)
{
  return g_strdup_printf (_ ("The file as it was is kept as “%s”."), self->kept);
}
