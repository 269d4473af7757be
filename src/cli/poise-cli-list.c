/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "poise-cli.h"
#include "poise-search.h"

typedef struct
{
  PoiseDay from;
  PoiseDay to;
  gboolean has_mode;
  PoiseMode mode;
  PoiseFacet facet;
  PoiseSearch *search;
} Filter;

static gboolean
passes (const Filter *filter, PoiseEntry *entry)
{
  PoiseTag *tag = poise_entry_get_tag (entry);

  if (filter->has_mode && (tag != NULL ? tag->mode : POISE_MODE_NONE) != filter->mode)
    return FALSE;
  if (filter->facet != POISE_FACET_NONE &&
      (tag == NULL || !poise_tag_has_facet (tag, filter->facet)))
    return FALSE;
  return poise_search_matches (filter->search, poise_entry_get_text (entry));
}

static int
list_entries (PoiseCli *cli, const Filter *filter, gboolean json)
{
  g_autoptr (PoiseJournal) journal = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  GError *error = NULL;

  journal = poise_cli_load_journal (cli, &error);
  if (journal == NULL)
    return poise_cli_fail (error);
  entries = poise_journal_list_days (journal, filter->from, filter->to);
  for (guint i = 0; i < entries->len; i++)
    if (passes (filter, g_ptr_array_index (entries, i)))
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
  g_autofree char *words = NULL;
  g_autoptr (PoiseSearch) search = NULL;
  gboolean json = FALSE;
  Filter filter = { .from = 1, .to = G_MAXUINT32 };
  const GOptionEntry options[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &from, NULL, NULL },
    { "to", 0, 0, G_OPTION_ARG_STRING, &to, NULL, NULL },
    { "mode", 0, 0, G_OPTION_ARG_STRING, &mode, NULL, NULL },
    { "facet", 0, 0, G_OPTION_ARG_STRING, &facet, NULL, NULL },
    { "search", 0, 0, G_OPTION_ARG_STRING, &words, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!poise_cli_parse (&argc, &argv, options, 0, 0) ||
      !poise_cli_parse_day ("--from", from, &filter.from) ||
      !poise_cli_parse_day ("--to", to, &filter.to))
    return CLI_USAGE;
  if (mode != NULL && !(filter.has_mode = poise_mode_from_id (mode, &filter.mode)))
    return poise_cli_misuse (_ ("there is no mode “%s”"), mode);
  if (facet != NULL && !poise_facet_from_id (facet, &filter.facet))
    return poise_cli_misuse (_ ("there is no facet “%s”"), facet);
  filter.search = search = poise_search_new (words);
  return list_entries (cli, &filter, json);
}
