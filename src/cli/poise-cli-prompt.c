/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-cli.h"
#include "poise-prompts.h"

static void
print_json (PoiseDay day, const PoisePrompt *prompt, const char *why)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *day_text = poise_day_to_string (day);
  PoiseJsonWriter writer;

  poise_cli_begin_line (&writer, out);
  poise_json_writer_begin (&writer, NULL, '{');
  poise_json_writer_add_string (&writer, "day", day_text);
  poise_json_writer_add_string (&writer, "id", prompt->id);
  poise_json_writer_add_string (&writer, "facet", poise_facet_to_id (prompt->facet));
  poise_json_writer_add_string (&writer, "mode", poise_mode_to_id (prompt->pole));
  poise_json_writer_add_string (&writer, "text", poise_prompt_get_text (prompt));
  poise_json_writer_add_string (&writer, "why", why);
  poise_json_writer_end (&writer, '}');
  poise_cli_print_line (out);
}

int
poise_cli_run_prompt (PoiseCli *cli, int argc, char **argv)
{
  g_autofree char *day_text = NULL;
  g_autofree char *why = NULL;
  g_autoptr (PoiseJournal) journal = NULL;
  gboolean json = FALSE;
  PoiseDay day = cli->today;
  PoisePromptReason reason;
  const PoisePrompt *prompt;
  GError *error = NULL;
  const GOptionEntry options[] = {
    { "day", 0, 0, G_OPTION_ARG_STRING, &day_text, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!poise_cli_parse (&argc, &argv, options, 0, 0) ||
      !poise_cli_parse_day ("--day", day_text, &day))
    return CLI_USAGE;
  journal = poise_cli_load_journal (cli, &error);
  if (journal == NULL)
    return poise_cli_fail (error);

  prompt = poise_prompts_pick (journal, day, 0, &reason);
  why = poise_prompt_explain (prompt, reason);
  if (json)
    print_json (day, prompt, why);
  else
    g_print ("%s\n%s\n", poise_prompt_get_text (prompt), why);
  return CLI_DONE;
}
