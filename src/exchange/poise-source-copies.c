/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-source-copies.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "poise-likeness.h"

/* The name of the file of which programs for syncing and merging made a copy, or %NULL. */
static char *
get_original (const char *name)
{
  g_autoptr (GRegex) regex =
    g_regex_new ("\\.sync-conflict-\\d+-\\d+-\\w+|_conflict-\\d+-\\d+|\\.orig(?=\\.\\w+$)|"
                 " ?\\([^()]*(?:conflicted copy|Case Conflict|SFConflict)[^()]*\\)",
                 0, 0, NULL);
  g_autofree char *original = g_regex_replace_literal (regex, name, -1, 0, "", 0, NULL);

  return g_strcmp0 (original, name) != 0 ? g_steal_pointer (&original) : NULL;
}

/* The text of a file as it stands there; %NULL where it is none. */
static char *
get_plain_text (const PoiseSourceFile *file)
{
  gsize length;
  const char *data = g_bytes_get_data (file->bytes, &length);

  return g_utf8_validate_len (data, length, NULL) ? g_strndup (data, length) : NULL;
}

/* What was written on another computer meanwhile stands in the copy only. */
static gboolean
has_words_of (const PoiseSourceFile *file, const PoiseSourceFile *copy)
{
  g_autofree char *whole = get_plain_text (file);
  g_autofree char *part = get_plain_text (copy);

  return g_bytes_equal (file->bytes, copy->bytes) ||
         (whole != NULL && part != NULL && poise_likeness_has_lines (whole, part));
}

static void
drop_copies (PoiseSource *self, PoiseImport *import)
{
  g_autoptr (GHashTable) files = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->files->len; i++)
    {
      PoiseSourceFile *file = g_ptr_array_index (self->files, i);

      g_hash_table_insert (files, file->name, file);
    }
  for (guint i = self->files->len; i > 0 && !poise_import_is_stopped (import); i--)
    {
      const PoiseSourceFile *file = g_ptr_array_index (self->files, i - 1);
      g_autofree char *name = get_original (file->name);
      const PoiseSourceFile *original = name != NULL ? g_hash_table_lookup (files, name) : NULL;

      if (original == NULL || !has_words_of (original, file))
        continue;
      poise_import_leave_out (import, _ ("drafts and backup copies that other programs keep"));
      g_hash_table_remove (files, file->name);
      g_ptr_array_remove_index (self->files, i - 1);
    }
}

/* A folder of backups beside what it holds copies of. Returns: where its name begins, or %NULL;
 * @below: what lies in it */
static const char *
find_backups (const char *name, const char **below)
{
  static const char *const folders[] = { "backup", "backups", "bak", "trash" };
  const char *end;

  for (const char *p = name; (end = strchr (p, '/')) != NULL; p = end + 1)
    for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
      if ((gsize) (end - p) == strlen (folders[i]) &&
          g_ascii_strncasecmp (p, folders[i], strlen (folders[i])) == 0)
        {
          *below = end + 1;
          return p;
        }
  return NULL;
}

/* `14.md` says nothing without its folders, `2026-11-23.md` does. */
static gboolean
says_place (const char *name)
{
  guint n_digits = 0;

  for (const char *p = name; *p != '\0'; p++)
    n_digits += g_ascii_isdigit (*p);
  return strchr (name, '/') != NULL || n_digits >= strlen ("20261123");
}

/* Whether @names has the file that a backup is one of: the same below its folder, or below that of
 * one day's backups in it. */
static gboolean
has_original (GHashTable *names, const char *name)
{
  const char *below, *folder = find_backups (name, &below), *next;
  g_autofree char *above = g_strndup (name, (gsize) (folder - name));

  for (const char *p = below; p != NULL; p = next)
    {
      g_autofree char *beside = g_strconcat (above, p, NULL);

      if ((p == below || says_place (p)) && g_hash_table_contains (names, beside))
        return TRUE;
      next = strchr (p, '/');
      next = next != NULL ? next + 1 : NULL;
    }
  return FALSE;
}

static char *
sum_words (const PoiseSourceFile *file)
{
  g_autofree char *text = get_plain_text (file);
  g_autofree char *folded = text != NULL ? poise_likeness_fold (text) : NULL;

  return folded != NULL ? g_compute_checksum_for_string (G_CHECKSUM_SHA256, folded, -1)
                        : g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, file->bytes);
}

/* The words stand elsewhere, and the name says no day: two days may have the same. */
static gboolean
has_same_words (GHashTable *sums, const PoiseSourceFile *file)
{
  g_autofree char *base = g_path_get_basename (file->name);
  g_autofree char *sum = sum_words (file);

  return !says_place (base) && g_hash_table_contains (sums, sum);
}

static void
drop_backups (PoiseSource *self, PoiseImport *import)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) sums = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *below;
  gboolean has_backups = FALSE;

  for (guint i = 0; i < self->files->len; i++)
    {
      PoiseSourceFile *file = g_ptr_array_index (self->files, i);

      if (find_backups (file->name, &below) != NULL)
        has_backups = TRUE;
      else
        g_hash_table_add (names, file->name);
    }
  for (guint i = 0; i < self->files->len && has_backups && !poise_import_is_stopped (import); i++)
    {
      const PoiseSourceFile *file = g_ptr_array_index (self->files, i);

      if (g_hash_table_contains (names, file->name))
        g_hash_table_add (sums, sum_words (file));
    }
  for (guint i = self->files->len; i > 0 && has_backups && !poise_import_is_stopped (import); i--)
    {
      const PoiseSourceFile *file = g_ptr_array_index (self->files, i - 1);

      if (g_hash_table_contains (names, file->name) ||
          (!has_original (names, file->name) && !has_same_words (sums, file)))
        continue;
      poise_import_leave_out (import, _ ("drafts and backup copies that other programs keep"));
      g_ptr_array_remove_index (self->files, i - 1);
    }
}

/**
 * poise_source_drop_copies:
 * @self: a source
 * @import: where it is noted
 *
 * Takes out the files that programs for syncing and backups made of others, where the words stand
 * in those, or the same file does at its place.
 */
void
poise_source_drop_copies (PoiseSource *self, PoiseImport *import)
{
  g_return_if_fail (self != NULL);

  drop_copies (self, import);
  drop_backups (self, import);
}
