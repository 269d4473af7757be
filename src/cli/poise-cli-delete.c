/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-cli.h"
#include "poise-month-file.h"

/* A month of a newer version is read and never written: nothing can be taken out of it. */
static gboolean
can_delete (PoiseCli *cli, PoiseEntry *entry, GError **error)
{
  g_autofree char *month = poise_day_to_month (poise_entry_get_day (entry));
  g_autofree char *path = poise_folder_get_month_path (cli->folder, month);
  g_autoptr (PoiseMonth) content = poise_month_file_read (path, month, NULL);

  return content == NULL || content->version <= POISE_MONTH_VERSION ||
         poise_month_find (content, poise_entry_get_id (entry), NULL) == NULL ||
         poise_month_file_fail_newer (path, error);
}

int
poise_cli_run_delete (PoiseCli *cli, int argc, char **argv)
{
  const GOptionEntry options[] = { G_OPTION_ENTRY_NULL };
  g_autoptr (PoiseJournal) journal = NULL;
  PoiseEntry *entry;
  GError *error = NULL;

  if (!poise_cli_parse (&argc, &argv, options, 1, 1))
    return CLI_USAGE;
  journal = poise_cli_load_journal (cli, &error);
  if (journal == NULL || (entry = poise_cli_find_entry (journal, argv[1], &error)) == NULL ||
      !can_delete (cli, entry, &error) ||
      !poise_cli_apply (cli, argv[1], poise_entry_get_day (entry), NULL, NULL, &error))
    return poise_cli_fail (error);
  return CLI_DONE;
}
