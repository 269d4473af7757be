/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A journal.json of any bytes: no crash, and a journal that is not of a newer
 * version can be written. */

#include <glib/gstdio.h>
#include <string.h>

#include "poise-error.h"
#include "poise-file-lock.h"
#include "poise-file.h"
#include "poise-folder-lock.h"
#include "poise-folder.h"
#include "poise-fuzz.h"
#include "poise-test.h"

static char *path;

static void
remove_folder (void)
{
  poise_test_remove_folder (path);
}

void
poise_fuzz (const char *data, gsize length)
{
  g_autoptr (GDateTime) now = poise_test_clock (NULL);
  g_autoptr (PoiseFolder) folder = NULL;
  g_autofree char *head = NULL;
  g_autoptr (GError) error = NULL;
  int lock;

  if (path == NULL)
    {
      path = poise_test_make_folder ();
      atexit (remove_folder);
    }
  folder = poise_folder_new (path);
  head = g_build_filename (path, "journal.json", NULL);
  g_assert_true (g_file_set_contents (head, data, (gssize) length, NULL));
  if (poise_folder_check_head (folder, &error) ||
      !g_error_matches (error, POISE_ERROR, POISE_ERROR_INVALID))
    {
      /* What begins as a sealed file needs its key. */
      g_assert_true (error == NULL || g_error_matches (error, POISE_ERROR, POISE_ERROR_NEWER) ||
                     poise_error_is_of_lock (error));
      return;
    }
  /* A damaged one is set aside; that is done for few, since it syncs a disk. */
  if (length % 64 != 0)
    return;
  lock = poise_folder_prepare (folder, now, NULL);
  g_assert_cmpint (lock, >=, 0);
  poise_file_unlock (lock);
  poise_test_remove_folder (path);
  g_mkdir (path, 0700);
}
