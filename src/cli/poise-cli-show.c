/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-cli.h"
#include "poise-entry-json.h"
#include "poise-entry-kind.h"
#include "poise-tag-label.h"

/* What it shows, or what it is where it is not counted. */
static const char *
name_entry (PoiseEntry *entry)
{
  PoiseTag *tag = poise_entry_get_tag (entry);
  const char *doubt;

  if (!poise_entry_is_counted (entry))
    return poise_entry_kind_get_label (poise_entry_get_kind (entry));
  if (tag == NULL)
    return "";
  doubt = poise_tag_label_get_entry_doubt (tag);
  return doubt != NULL ? doubt : poise_mode_get_label (tag->mode);
}

static void
print_text (PoiseEntry *entry)
{
  g_autofree char *day = poise_day_to_string (poise_entry_get_day (entry));
  const char *const *tags = poise_entry_get_tags (entry);

  g_print ("%s  %s\n", day, name_entry (entry));
  if (poise_entry_get_prompt_text (entry) != NULL)
    g_print ("> %s\n", poise_entry_get_prompt_text (entry));
  g_print ("\n%s\n", poise_entry_get_text (entry));
  for (guint i = 0; tags[i] != NULL; i++)
    g_print ("%s#%s", i == 0 ? "\n" : " ", tags[i]);
  if (*tags != NULL)
    g_print ("\n");
}

int
poise_cli_run_show (PoiseCli *cli, int argc, char **argv)
{
  gboolean json = FALSE;
  g_autoptr (PoiseJournal) journal = NULL;
  PoiseEntry *entry;
  GError *error = NULL;
  const GOptionEntry options[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!poise_cli_parse (&argc, &argv, options, 1, 1))
    return CLI_USAGE;
  journal = poise_cli_load_journal (cli, &error);
  if (journal == NULL)
    return poise_cli_fail (error);
  entry = poise_cli_find_entry (journal, argv[1], &error);
  if (entry == NULL)
    return poise_cli_fail (error);

  if (json)
    {
      g_autoptr (GString) out = g_string_new (NULL);
      PoiseJsonWriter writer;

      poise_json_writer_init (&writer, out);
      poise_entry_write_json (entry, &writer);
      poise_cli_print_line (out);
    }
  else
    print_text (entry);
  return CLI_DONE;
}
