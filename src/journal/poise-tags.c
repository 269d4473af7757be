/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-tags.h"

#include <stdlib.h>

#include "poise-entry-kind.h"

/**
 * poise_tags_clean:
 * @word: what was typed, or stands in another program's file
 *
 * Makes a tag: one line, without a `#` before it.
 *
 * Returns: (transfer full) (nullable): the tag, or %NULL if nothing is left
 */
char *
poise_tags_clean (const char *word)
{
  GString *tag = g_string_new (NULL);
  gboolean is_space = FALSE;

  g_return_val_if_fail (word != NULL, NULL);

  for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || g_unichar_iscntrl (c))
        is_space = tag->len > 0;
      else if (c != '#' || tag->len > 0)
        {
          if (is_space)
            g_string_append_c (tag, ' ');
          is_space = FALSE;
          g_string_append_unichar (tag, c);
        }
    }
  return g_string_free (tag, tag->len == 0);
}

/**
 * poise_tags_clean_all:
 * @words: (array zero-terminated=1): what was typed, or stands in another program's
 *   file
 *
 * Returns: (transfer full): the tags that poise_tags_clean() makes of them, each
 *   once; of those that differ in case the first
 */
GStrv
poise_tags_clean_all (const char *const *words)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GStrvBuilder) tags = g_strv_builder_new ();

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *tag = poise_tags_clean (words[i]);

      if (tag != NULL && g_hash_table_add (seen, g_utf8_casefold (tag, -1)))
        g_strv_builder_add (tags, tag);
    }
  return g_strv_builder_end (tags);
}

/**
 * poise_tags_contain:
 * @tags: (array zero-terminated=1): tags
 * @tag: a tag
 *
 * Returns: whether @tag is one of them; case does not matter
 */
gboolean
poise_tags_contain (const char *const *tags, const char *tag)
{
  g_autofree char *wanted = NULL;

  for (guint i = 0; tags[i] != NULL; i++)
    {
      g_autofree char *folded = NULL;

      if (g_str_equal (tags[i], tag))
        return TRUE;
      if (wanted == NULL)
        wanted = g_utf8_casefold (tag, -1);
      folded = g_utf8_casefold (tags[i], -1);
      if (g_str_equal (folded, wanted))
        return TRUE;
    }
  return FALSE;
}

/**
 * poise_tags_add:
 * @tags: (array zero-terminated=1): tags
 * @tag: a tag
 * @position: where it is to stand; beyond the last, behind them
 *
 * Returns: (transfer full): @tags with @tag, which stands there once
 */
GStrv
poise_tags_add (const char *const *tags, const char *tag, guint position)
{
  g_autoptr (GStrvBuilder) all = g_strv_builder_new ();
  gboolean is_there = poise_tags_contain (tags, tag);
  guint i;

  for (i = 0; tags[i] != NULL; i++)
    {
      if (i == position && !is_there)
        g_strv_builder_add (all, tag);
      g_strv_builder_add (all, tags[i]);
    }
  if (i <= position && !is_there)
    g_strv_builder_add (all, tag);
  return g_strv_builder_end (all);
}

/**
 * poise_tags_remove:
 * @tags: (array zero-terminated=1): tags
 * @tag: a tag
 *
 * Returns: (transfer full): @tags without @tag
 */
GStrv
poise_tags_remove (const char *const *tags, const char *tag)
{
  g_autoptr (GStrvBuilder) rest = g_strv_builder_new ();

  for (guint i = 0; tags[i] != NULL; i++)
    if (!g_str_equal (tags[i], tag))
      g_strv_builder_add (rest, tags[i]);
  return g_strv_builder_end (rest);
}

static int
compare_cb (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (*(const char *const *) a, *(const char *const *) b);
}

/**
 * poise_tags_list:
 * @journal: a journal
 *
 * Returns: (transfer full): every tag of its entries, once, by the alphabet; of
 *   those that differ in case the newest entry's
 */
GStrv
poise_tags_list (PoiseJournal *journal)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) folded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  guint n = poise_journal_get_n_entries (journal);
  GStrv list;

  for (guint i = 0; i < n; i++)
    {
      const char *const *tags = poise_entry_get_tags (poise_journal_peek (journal, i));

      for (guint j = 0; tags[j] != NULL; j++)
        if (g_hash_table_add (seen, (char *) tags[j]) &&
            g_hash_table_add (folded, g_utf8_casefold (tags[j], -1)))
          g_strv_builder_add (names, tags[j]);
    }
  list = g_strv_builder_end (names);
  qsort (list, g_strv_length (list), sizeof *list, compare_cb);
  return list;
}

/**
 * poise_tags_narrow:
 * @journal: a journal
 * @tag: (nullable): a tag
 *
 * Events have no tags and stay.
 *
 * Returns: (transfer full): a journal of those entries only that have @tag; with
 *   none, @journal itself
 */
PoiseJournal *
poise_tags_narrow (PoiseJournal *journal, const char *tag)
{
  PoiseJournal *narrowed;
  g_autoptr (GPtrArray) entries = NULL;
  guint n = poise_journal_get_n_entries (journal);

  if (tag == NULL)
    return g_object_ref (journal);
  narrowed = poise_journal_new ();
  entries = g_ptr_array_new ();
  for (guint i = 0; i < n; i++)
    {
      PoiseEntry *entry = poise_journal_peek (journal, i);

      if (g_strcmp0 (poise_entry_get_kind (entry), POISE_ENTRY_EVENT) == 0 ||
          poise_tags_contain (poise_entry_get_tags (entry), tag))
        g_ptr_array_add (entries, entry);
    }
  poise_journal_add_all (narrowed, entries);
  return narrowed;
}
