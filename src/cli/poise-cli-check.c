/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "poise-cli.h"
#include "poise-error.h"
#include "poise-salvage.h"
#include "poise-sync.h"

static gboolean
repair (PoiseCli *cli, const char *month, const char *path)
{
  g_autofree char *kept = NULL;
  g_autoptr (GError) error = NULL;
  guint n;

  kept = poise_salvage_repair (cli->folder, month, cli->now, &n, &error);
  if (kept == NULL)
    {
      /* Not damaged: it only holds entries that are kept as they are. */
      if (!g_error_matches (error, POISE_ERROR, POISE_ERROR_NOT_FOUND))
        poise_cli_warn ("%s", error->message);
      return FALSE;
    }
  g_print (ngettext ("%s: repaired, %u entry salvaged; the damaged file is kept as %s\n",
                     "%s: repaired, %u entries salvaged; the damaged file is kept as %s\n", n),
           path, n, kept);
  return TRUE;
}

static guint
print_problems (GPtrArray *problems)
{
  for (guint i = 0; i < problems->len; i++)
    {
      const PoiseProblem *problem = g_ptr_array_index (problems, i);

      g_print ("%s: %s\n", problem->path, problem->error->message);
    }
  return problems->len;
}

/* An id stands in one month only; ids are kept with their month. */
static guint
count_twins (GPtrArray *entries, const char *month, GHashTable *ids)
{
  guint n_twins = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      const char *id = poise_entry_get_id (g_ptr_array_index (entries, i));
      const char *other = g_hash_table_lookup (ids, id);

      if (other == NULL)
        g_hash_table_insert (ids, g_strdup (id), g_strdup (month));
      else if (!g_str_equal (other, month))
        {
          g_print (
            _ ("%s and %s both hold an entry “%s”; the one that was changed last is shown\n"),
            other, month, id);
          n_twins++;
        }
    }
  return n_twins;
}

static gboolean
can_repair (GPtrArray *problems)
{
  for (guint i = 0; i < problems->len; i++)
    if (poise_problem_can_be_repaired (g_ptr_array_index (problems, i)))
      return TRUE;

  return FALSE;
}

static guint
check_month (PoiseCli *cli, const char *month, gboolean shall_repair, GHashTable *ids)
{
  g_autoptr (GPtrArray) problems = poise_problems_new ();
  g_autoptr (GPtrArray) entries = poise_folder_read_month (cli->folder, month, problems);
  g_autofree char *path = poise_folder_get_month_path (cli->folder, month);

  if (print_problems (problems) == 0)
    g_print (ngettext ("%s: in order, %u entry\n", "%s: in order, %u entries\n", entries->len),
             path, entries->len);
  if (shall_repair && can_repair (problems) && repair (cli, month, path))
    {
      g_ptr_array_set_size (problems, 0);
      g_ptr_array_unref (poise_folder_read_month (cli->folder, month, problems));
    }
  return problems->len + count_twins (entries, month, ids);
}

static guint
check_trash (PoiseCli *cli)
{
  g_autoptr (GPtrArray) problems = poise_problems_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = poise_folder_read_trash (cli->folder, problems, &error);

  if (entries == NULL)
    {
      g_print ("%s\n", error->message);
      return 1;
    }
  return print_problems (problems);
}

static guint
check_copies (PoiseCli *cli, gboolean shall_repair)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) names = poise_sync_list (cli->folder, &error);
  guint n_merged;

  if (names == NULL)
    {
      g_print ("%s\n", error->message);
      return 1;
    }
  for (guint i = 0; i < names->len; i++)
    g_print (_ ("%s: a copy that a sync tool left; --repair merges it\n"),
             (char *) g_ptr_array_index (names, i));
  if (!shall_repair || names->len == 0)
    return names->len;
  n_merged = poise_sync_merge (cli->folder, cli->now, NULL, &error);
  if (error != NULL)
    g_print ("%s\n", error->message);
  g_print (ngettext ("%u copy merged\n", "%u copies merged\n", n_merged), n_merged);
  return names->len - n_merged;
}

static guint
check_head (PoiseCli *cli)
{
  g_autoptr (GError) error = NULL;

  if (poise_folder_check_head (cli->folder, &error) ||
      g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return 0;
  g_print ("%s\n", error->message);
  return 1;
}

int
poise_cli_run_check (PoiseCli *cli, int argc, char **argv)
{
  gboolean shall_repair = FALSE;
  g_autoptr (GPtrArray) months = NULL;
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GError *error = NULL;
  guint n_problems = 0;
  const GOptionEntry options[] = {
    { "repair", 0, 0, G_OPTION_ARG_NONE, &shall_repair, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!poise_cli_parse (&argc, &argv, options, 0, 0))
    return CLI_USAGE;
  if (poise_cli_warn_missing (cli))
    return CLI_FAILED;
  if (!poise_folder_recover (cli->folder, cli->now, &error) ||
      (months = poise_folder_list_months (cli->folder, &error)) == NULL)
    return poise_cli_fail (error);
  n_problems += check_head (cli);
  n_problems += check_copies (cli, shall_repair);
  for (guint i = 0; i < months->len; i++)
    n_problems += check_month (cli, g_ptr_array_index (months, i), shall_repair, ids);
  n_problems += check_trash (cli);
  g_print (ngettext ("%u problem\n", "%u problems\n", n_problems), n_problems);
  return n_problems == 0 ? CLI_DONE : CLI_FAILED;
}
