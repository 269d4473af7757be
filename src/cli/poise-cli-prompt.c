/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "poise-cli.h"
#include "poise-error.h"
#include "poise-file.h"
#include "poise-prompt-file.h"
#include "poise-side-change.h"
#include "poise-prompt-picker.h"

static void
write_prompt (PoiseJsonWriter *writer, const PoisePrompt *prompt)
{
  poise_json_writer_add_string (writer, "id", prompt->id);
  poise_json_writer_add_string (writer, "facet", poise_facet_to_id (prompt->facet));
  poise_json_writer_add_string (writer, "mode", poise_mode_to_id (prompt->pole));
  poise_json_writer_add_string (writer, "text", poise_prompt_get_text (prompt));
}

static void
print_json (PoiseDay day, const PoisePrompt *prompt, const char *why)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *day_text = poise_day_to_string (day);
  PoiseJsonWriter writer;

  poise_cli_begin_line (&writer, out);
  poise_json_writer_begin (&writer, NULL, '{');
  poise_json_writer_add_string (&writer, "day", day_text);
  write_prompt (&writer, prompt);
  poise_json_writer_add_string (&writer, "why", why);
  poise_json_writer_end (&writer, '}');
  poise_cli_print_line (out);
}

static int
pick (PoiseCli *cli, PoisePromptSet *set, PoiseDay day, gboolean is_morning, gboolean json)
{
  GError *error = NULL;
  g_autoptr (PoiseJournal) journal = poise_cli_load_journal (cli, &error);
  g_autoptr (GPtrArray) ranked = NULL;
  g_autofree char *why = NULL;
  const PoisePrompt *prompt;

  if (journal == NULL)
    return poise_cli_fail (error);
  ranked = is_morning ? poise_prompt_picker_rank_morning (set, journal, day)
                      : poise_prompt_picker_rank (set, journal, day, cli->first_weekday);
  if (ranked->len == 0)
    {
      g_set_error (&error, POISE_ERROR, POISE_ERROR_NOT_FOUND,
                   _ ("every question is switched off"));
      return poise_cli_fail (error);
    }
  prompt = g_ptr_array_index (ranked, 0);
  why = poise_prompt_explain (prompt, poise_prompt_picker_get_reason (prompt, journal, day));
  if (json)
    print_json (day, prompt, why);
  else
    g_print ("%s\n%s\n", poise_prompt_get_text (prompt), why);
  return CLI_DONE;
}

static void
list_some (GPtrArray *prompts, gboolean json)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < prompts->len; i++)
    {
      const PoisePrompt *prompt = g_ptr_array_index (prompts, i);
      PoiseJsonWriter writer;

      if (!json)
        {
          g_print ("%s %-16s  %s\n", prompt->is_off ? "-" : "+", prompt->id,
                   poise_prompt_get_text (prompt));
          continue;
        }
      poise_cli_begin_line (&writer, out);
      poise_json_writer_begin (&writer, NULL, '{');
      write_prompt (&writer, prompt);
      poise_json_writer_add_boolean (&writer, "own", prompt->is_own);
      poise_json_writer_add_boolean (&writer, "on", !prompt->is_off);
      poise_json_writer_end (&writer, '}');
      poise_cli_print_line (out);
    }
}

static int
list (PoisePromptSet *set, gboolean json)
{
  list_some (poise_prompt_set_get_own (set), json);
  list_some (poise_prompt_set_get_built_in (set), json);
  return CLI_DONE;
}

static gboolean
save (PoiseCli *cli, const char *base, PoisePromptSet *set, GError **error)
{
  const PoiseFileKind *kind = poise_prompt_file_get_kind ();
  g_autofree char *json = poise_prompt_set_to_json (set);
  gpointer change = poise_side_change_new (base, json, cli->now);
  g_autoptr (GBytes) bytes = poise_file_kind_write (kind, cli->folder, change, cli->now, error);

  kind->free_change (change);
  return bytes != NULL;
}

static int
import (PoiseCli *cli, PoisePromptSet *set, const char *path)
{
  GError *error = NULL;
  g_autoptr (GBytes) bytes = poise_file_read (path, &error);
  g_autofree char *base = poise_prompt_set_to_json (set);
  guint n;

  if (bytes == NULL || !poise_prompt_set_import_json (set, g_bytes_get_data (bytes, NULL),
                                                      g_bytes_get_size (bytes), path, &n, &error))
    return poise_cli_fail (error);
  if (n > 0 && !save (cli, base, set, &error))
    return poise_cli_fail (error);
  g_print (ngettext ("%u question added\n", "%u questions added\n", n), n);
  return CLI_DONE;
}

static int export (PoiseCli *cli, PoisePromptSet *set, const char *path)
{
  GError *error = NULL;
  g_autofree char *json = poise_prompt_set_to_json (set);

  if (!poise_cli_write_file (cli, path, json, strlen (json), &error))
    return poise_cli_fail (error);
  return CLI_DONE;
}

int
poise_cli_run_prompt (PoiseCli *cli, int argc, char **argv)
{
  g_autofree char *day_text = NULL;
  g_autofree char *import_path = NULL;
  g_autofree char *export_path = NULL;
  g_autoptr (PoisePromptSet) set = NULL;
  gboolean json = FALSE, shall_list = FALSE, is_morning = FALSE;
  PoiseDay day = cli->today;
  GError *error = NULL;
  const GOptionEntry options[] = {
    { "day", 0, 0, G_OPTION_ARG_STRING, &day_text, NULL, NULL },
    { "morning", 0, 0, G_OPTION_ARG_NONE, &is_morning, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, NULL, NULL },
    { "list", 0, 0, G_OPTION_ARG_NONE, &shall_list, NULL, NULL },
    { "import", 0, 0, G_OPTION_ARG_FILENAME, &import_path, NULL, NULL },
    { "export", 0, 0, G_OPTION_ARG_FILENAME, &export_path, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!poise_cli_parse (&argc, &argv, options, 0, 0) ||
      !poise_cli_parse_day ("--day", day_text, &day) ||
      (day_text != NULL || is_morning) + shall_list + (import_path != NULL) +
          (export_path != NULL) >
        1)
    return CLI_USAGE;
  set = poise_cli_load_prompts (cli, &error);
  if (set == NULL)
    return poise_cli_fail (error);
  if (shall_list)
    return list (set, json);
  if (import_path != NULL)
    return import (cli, set, import_path);
  return export_path != NULL ? export (cli, set, export_path)
                             : pick (cli, set, day, is_morning, json);
}
