/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "poise-cli.h"
#include "poise-filter.h"
#include "poise-tags.h"

static int
list_entries (PoiseCli *cli, const PoiseFilter *filter, gboolean json)
{
  g_autoptr (PoiseJournal) journal = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  GError *error = NULL;

  journal = poise_cli_read_journal (cli, &error);
  if (journal == NULL)
    return poise_cli_fail (error);
  entries = poise_journal_list_days (journal, filter->first, filter->last);
  for (guint i = 0; i < entries->len; i++)
    if (poise_filter_matches (filter, g_ptr_array_index (entries, i)))
      poise_cli_print_entry (g_ptr_array_index (entries, i), json, out);
  return CLI_DONE;
}

int
poise_cli_run_list (PoiseCli *cli, int argc, char **argv)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autofree char *mode = NULL;
  g_autofree char *facet = NULL;
  g_autofree char *tag = NULL;
  g_autofree char *words = NULL;
  g_autoptr (PoiseFilter) filter = poise_filter_new (NULL);
  gboolean json = FALSE;
  const GOptionEntry options[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &from, NULL, NULL },
    { "to", 0, 0, G_OPTION_ARG_STRING, &to, NULL, NULL },
    { "mode", 0, 0, G_OPTION_ARG_STRING, &mode, NULL, NULL },
    { "facet", 0, 0, G_OPTION_ARG_STRING, &facet, NULL, NULL },
    { "tag", 0, 0, G_OPTION_ARG_STRING, &tag, NULL, NULL },
    { "search", 0, 0, G_OPTION_ARG_STRING, &words, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!poise_cli_parse (&argc, &argv, options, 0, 0) ||
      !poise_cli_parse_days (from, to, &filter->first, &filter->last))
    return CLI_USAGE;
  filter->is_unsure = g_strcmp0 (mode, POISE_CLI_UNSURE) == 0;
  if (mode != NULL && !filter->is_unsure &&
      !(filter->has_mode = poise_mode_from_id (mode, &filter->mode)))
    return poise_cli_misuse (_ ("there is no mode “%s”"), mode);
  if (facet != NULL && !poise_facet_from_id (facet, &filter->facet))
    return poise_cli_misuse (_ ("there is no facet “%s”"), facet);
  if (tag != NULL && (filter->tag = poise_tags_clean (tag)) == NULL)
    return poise_cli_misuse (_ ("“%s” is no tag"), tag);
  poise_search_unref (filter->search);
  filter->search = poise_search_new (words);
  return list_entries (cli, filter, json);
}
