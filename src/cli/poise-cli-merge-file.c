/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "poise-cli.h"
#include "poise-error.h"
#include "poise-file-replace.h"
#include "poise-file.h"
#include "poise-three-way.h"

/* Git gives three files of the journal, and no word of where they belong. */
static int
fail (GError *error)
{
  if (!g_error_matches (error, POISE_ERROR, POISE_ERROR_LOCKED))
    return poise_cli_fail (error);
  g_error_free (error);
  poise_cli_warn (
    "%s", _ ("git cannot merge the files of a locked journal; take one side whole "
             "(git checkout --ours or --theirs), put the other beside it under another name, and "
             "Poise merges them when it opens the journal"));
  return CLI_FAILED;
}

/* Git's merge driver: what is merged goes into OURS; 1 says that git shall call it a conflict. */
int
poise_cli_run_merge_file (PoiseCli *cli, int argc, char **argv)
{
  const GOptionEntry options[] = { G_OPTION_ENTRY_NULL };
  g_autoptr (GBytes) base = NULL;
  g_autoptr (GBytes) ours = NULL;
  g_autoptr (GBytes) theirs = NULL;
  g_autoptr (GBytes) merged = NULL;
  gboolean is_whole = FALSE;
  GError *error = NULL;

  if (!poise_cli_parse (&argc, &argv, options, 3, 3))
    return CLI_USAGE;
  if ((base = poise_file_read (argv[1], &error)) == NULL ||
      (ours = poise_file_read (argv[2], &error)) == NULL ||
      (theirs = poise_file_read (argv[3], &error)) == NULL ||
      (merged = poise_three_way_merge (base, ours, theirs, &is_whole, &error)) == NULL ||
      !poise_file_replace (argv[2], g_bytes_get_data (merged, NULL), g_bytes_get_size (merged),
                           &error))
    return fail (error);
  return is_whole ? CLI_DONE : CLI_FAILED;
}
