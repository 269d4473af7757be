/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-cli.h"

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
      !poise_cli_apply (cli, argv[1], poise_entry_get_day (entry), NULL, NULL, &error))
    return poise_cli_fail (error);
  return CLI_DONE;
}
