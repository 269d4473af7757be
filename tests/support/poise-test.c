/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-test.h"

#include <glib/gstdio.h>
#include <string.h>

/**
 * poise_test_make_folder:
 *
 * Returns: (transfer full): the path of a new, empty folder
 */
char *
poise_test_make_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *path = g_dir_make_tmp ("poise-test-XXXXXX", &error);

  g_assert_no_error (error);
  return path;
}

/**
 * poise_test_remove_folder:
 * @path: a folder with all that it holds
 */
void
poise_test_remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        poise_test_remove_folder (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

/**
 * poise_test_clock:
 * @unused: nothing; this is a #PoiseClockFunc
 *
 * Returns: (transfer full): always the same moment
 */
GDateTime *
poise_test_clock (gpointer unused)
{
  return g_date_time_new_utc (2026, 11, 23, 18, 0, 0);
}

/**
 * poise_test_entry:
 * @day: its day, `YYYY-MM-DD`
 * @text: what was written
 * @has_share: whether its tag has a share
 * @share: the share
 *
 * Returns: (transfer full): an entry with an id of its own
 */
PoiseEntry *
poise_test_entry (const char *day, const char *text, gboolean has_share, double share)
{
  g_autoptr (GDateTime) now = poise_test_clock (NULL);
  PoiseEntry *entry = poise_entry_new_now (poise_day_parse (day), now);
  g_autoptr (PoiseTag) tag = poise_tag_new ();

  tag->has_share = has_share;
  tag->share = share;
  poise_entry_set_text (entry, text);
  poise_entry_set_tag (entry, tag);
  return entry;
}

/**
 * poise_test_read:
 * @folder: a folder
 * @name: a file in it
 *
 * Returns: (transfer full) (nullable): the file's text
 */
char *
poise_test_read (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);
  return text;
}

/**
 * poise_test_write:
 * @folder: a folder
 * @name: a file in it
 * @text: what it shall hold
 */
void
poise_test_write (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);

  g_mkdir_with_parents (parent, 0700);
  g_assert_true (g_file_set_contents (path, text, (gssize) strlen (text), NULL));
}
