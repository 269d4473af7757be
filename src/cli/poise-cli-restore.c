/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "poise-backup.h"
#include "poise-cli.h"
#include "poise-restore.h"

static void
print_backup (const PoiseBackup *backup, gboolean json, GString *out)
{
  PoiseJsonWriter writer;

  if (!json)
    {
      g_print (ngettext ("%s  %u month changed since\n", "%s  %u months changed since\n",
                         backup->n_months),
               backup->name, backup->n_months);
      return;
    }
  poise_cli_begin_line (&writer, out);
  poise_json_writer_begin (&writer, NULL, '{');
  poise_json_writer_add_string (&writer, "point", backup->name);
  poise_json_writer_add_int (&writer, "months", backup->n_months);
  poise_json_writer_end (&writer, '}');
  poise_cli_print_line (out);
}

static int
list_backups (PoiseCli *cli, gboolean json)
{
  GError *error = NULL;
  g_autoptr (GPtrArray) backups = poise_backup_list (cli->folder, &error);
  g_autoptr (GString) out = g_string_new (NULL);

  if (backups == NULL)
    return poise_cli_fail (error);
  for (guint i = 0; i < backups->len; i++)
    print_backup (g_ptr_array_index (backups, i), json, out);
  return CLI_DONE;
}

int
poise_cli_run_restore (PoiseCli *cli, int argc, char **argv)
{
  gboolean list = FALSE, json = FALSE;
  g_autofree char *undo = NULL;
  g_autofree char *command = NULL;
  guint n_months;
  GError *error = NULL;
  const GOptionEntry options[] = {
    { "list", 0, 0, G_OPTION_ARG_NONE, &list, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!poise_cli_parse (&argc, &argv, options, 0, 1) || list != (argc == 1))
    return CLI_USAGE;
  if (list)
    return list_backups (cli, json);
  undo = poise_restore_run (cli->folder, argv[1], cli->now, &n_months, &error);
  if (undo == NULL)
    return poise_cli_fail (error);
  command = poise_cli_describe_restore (cli, undo);
  /* Translators: %s is a command. */
  g_print (ngettext ("%u month restored; to undo this: %s\n",
                     "%u months restored; to undo this: %s\n", n_months),
           n_months, command);
  return CLI_DONE;
}
