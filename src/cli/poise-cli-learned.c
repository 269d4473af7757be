/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "poise-cli.h"
#include "poise-file.h"

static int
reset (const char *path)
{
  GError *error = NULL;

  return poise_file_remove (path, &error) ? CLI_DONE : poise_cli_fail (error);
}

static int
print_learned (const char *path)
{
  g_autoptr (PoiseLearner) learner = poise_learner_new ();
  g_autoptr (GBytes) bytes = NULL;
  GError *error = NULL;
  guint n;

  bytes = poise_file_read (path, &error);
  if (bytes == NULL && !g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return poise_cli_fail (error);
  g_clear_error (&error);
  if (bytes != NULL && !poise_learner_from_json (learner, g_bytes_get_data (bytes, NULL),
                                                 g_bytes_get_size (bytes), path, &error))
    return poise_cli_fail (error);
  n = poise_learner_get_n_corrections (learner);
  g_print (ngettext ("Learned from %u correction.\n", "Learned from %u corrections.\n", n), n);
  return CLI_DONE;
}

int
poise_cli_run_learned (PoiseCli *cli, int argc, char **argv)
{
  gboolean shall_reset = FALSE;
  g_autofree char *path = NULL;
  const GOptionEntry options[] = {
    { "reset", 0, 0, G_OPTION_ARG_NONE, &shall_reset, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!poise_cli_parse (&argc, &argv, options, 0, 0))
    return CLI_USAGE;
  path = g_build_filename (poise_folder_get_path (cli->folder), "learned.json", NULL);
  return shall_reset ? reset (path) : print_learned (path);
}
