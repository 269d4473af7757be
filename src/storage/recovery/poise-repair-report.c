/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-repair-report.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* More days than this are not named. */
#define MAX_DAYS 5

static void
lost_entry_free (gpointer data)
{
  PoiseLostEntry *lost = data;

  g_free (lost->id);
  g_free (lost);
}

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
  self->lost = g_ptr_array_new_with_free_func (lost_entry_free);
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
  g_ptr_array_unref (self->lost);
  g_free (self);
}

/* ---- what is left between the entries ---- */

/* An entry begins with its id and its day; one of the two may be gone. */
#define BEGINNING                                                                                  \
  "\"id\"\\s*:\\s*\"([0-9a-f-]{36})\"(?:\\s*,\\s*\"day\"\\s*:\\s*\"([0-9-]{10})\")?"               \
  "|\"day\"\\s*:\\s*\"([0-9-]{10})\""

static void
add_lost (PoiseRepairReport *self, const char *id, const char *day)
{
  PoiseLostEntry *lost = g_new0 (PoiseLostEntry, 1);

  lost->id = g_strdup (id);
  lost->day = day != NULL ? poise_day_parse (day) : POISE_DAY_INVALID;
  g_ptr_array_add (self->lost, lost);
}

static void
find_lost (PoiseRepairReport *self, const char *text)
{
  g_autoptr (GRegex) regex = g_regex_new (BEGINNING, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  g_regex_match (regex, text, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *id = g_match_info_fetch (match, 1);
      g_autofree char *day = g_match_info_fetch (match, 2);
      g_autofree char *day_alone = g_match_info_fetch (match, 3);

      add_lost (self, id, *id != '\0' ? day : day_alone);
    }
  if (self->lost->len == 0 && strstr (text, "\"text\":") != NULL)
    add_lost (self, "", "");
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

  find_lost (self, text);
  self->is_empty =
    self->n_salvaged == 0 && self->lost->len == 0 && strstr (text, "\"poise-month\"") == NULL;
  self->n_odd_bytes = count_odd_bytes (rest, length);
  /* Another version of an entry that was found is not one that is missing. */
  poise_repair_report_take_back (self, found_ids);
}

/**
 * poise_repair_report_take_back:
 * @self: a report
 * @ids: (element-type utf8): ids of entries that are there
 *
 * What came back in another way, as what this computer kept apart, is not missing.
 */
void
poise_repair_report_take_back (PoiseRepairReport *self, GHashTable *ids)
{
  for (guint i = self->lost->len; i > 0; i--)
    if (g_hash_table_contains (ids, ((PoiseLostEntry *) g_ptr_array_index (self->lost, i - 1))->id))
      g_ptr_array_remove_index (self->lost, i - 1);
}

/* ---- in words ---- */

static int
compare_days (gconstpointer a, gconstpointer b)
{
  PoiseDay one = (*(PoiseLostEntry *const *) a)->day;
  PoiseDay other = (*(PoiseLostEntry *const *) b)->day;

  return one < other ? -1 : one > other;
}

/* Each day once, in their order. */
static char *
join_days (const PoiseRepairReport *self)
{
  GString *joined = g_string_new (NULL);
  PoiseDay last = POISE_DAY_INVALID;
  guint n = 0;

  g_ptr_array_sort (self->lost, compare_days);
  for (guint i = 0; i < self->lost->len && n <= MAX_DAYS; i++)
    {
      PoiseDay day = ((PoiseLostEntry *) g_ptr_array_index (self->lost, i))->day;
      g_autofree char *words = day != last ? poise_day_to_words (day) : NULL;

      if (words == NULL)
        continue;
      g_string_append_printf (joined, "%s%s", n > 0 ? ", " : "", n < MAX_DAYS ? words : "…");
      last = day;
      n++;
    }
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
                self->lost->len),
      name, self->lost->len);
  return g_strdup_printf (
    ngettext ("In “%s”, only a part could be read of at least %u entry, which is not back (%s).",
              "In “%s”, only a part could be read of at least %u entries, which are not back (%s).",
              self->lost->len),
    name, self->lost->len, days);
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
  if (self->lost->len > 0)
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
