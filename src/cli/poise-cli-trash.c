/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "poise-cli.h"
#include "poise-entry-json.h"
#include "poise-error.h"
#include "poise-trash.h"

static int
list_trash (GPtrArray *entries, gboolean json)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < entries->len; i++)
    poise_cli_print_entry (g_ptr_array_index (entries, i), json, out);
  return CLI_DONE;
}

static int
restore_entry (PoiseCli *cli, GPtrArray *entries, const char *id)
{
  GError *error = NULL;

  for (guint i = 0; i < entries->len; i++)
    {
      PoiseEntry *entry = g_ptr_array_index (entries, i);
      g_autoptr (PoiseEntry) revived = NULL;

      if (!g_str_equal (poise_entry_get_id (entry), id))
        continue;
      revived = poise_trash_revive (entry);
      if (!poise_cli_apply (cli, id, poise_entry_get_day (revived), revived, NULL, &error))
        return poise_cli_fail (error);
      return CLI_DONE;
    }
  g_set_error (&error, POISE_ERROR, POISE_ERROR_NOT_FOUND, _ ("there is no entry “%s”"), id);
  return poise_cli_fail (error);
}

static int
empty_trash (PoiseCli *cli)
{
  GError *error = NULL;
  guint n;

  if (!poise_trash_purge (cli->folder, NULL, cli->now, &n, &error))
    return poise_cli_fail (error);
  g_print (ngettext ("%u entry removed for good\n", "%u entries removed for good\n", n), n);
  return CLI_DONE;
}

int
poise_cli_run_trash (PoiseCli *cli, int argc, char **argv)
{
  gboolean json = FALSE, empty = FALSE;
  g_autofree char *restore = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  GError *error = NULL;
  const GOptionEntry options[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, NULL, NULL },
    { "empty", 0, 0, G_OPTION_ARG_NONE, &empty, NULL, NULL },
    { "restore", 0, 0, G_OPTION_ARG_STRING, &restore, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!poise_cli_parse (&argc, &argv, options, 0, 0) || (empty && restore != NULL))
    return CLI_USAGE;
  if (empty)
    return empty_trash (cli);
  entries = poise_folder_read_trash (cli->folder, NULL, &error);
  if (entries == NULL)
    return poise_cli_fail (error);
  return restore != NULL ? restore_entry (cli, entries, restore) : list_trash (entries, json);
}
