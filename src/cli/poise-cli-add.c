/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "poise-cli.h"
#include "poise-error.h"
#include "poise-prompt-set.h"
#include "poise-tags.h"

static int
add_entry (PoiseCli *cli,
           PoiseDay day,
           const PoisePrompt *prompt,
           const char *const *tags,
           const char *text)
{
  g_autoptr (PoiseEntry) entry = poise_entry_new_now (day, cli->now);
  g_autoptr (PoiseTagger) tagger = NULL;
  g_autoptr (PoiseTag) tag = NULL;
  GError *error = NULL;

  poise_entry_set_text (entry, text);
  if (poise_entry_is_blank (entry))
    {
      g_set_error (&error, POISE_ERROR, POISE_ERROR_INVALID, _ ("there is nothing to add"));
      return poise_cli_fail (error);
    }
  if (prompt != NULL)
    poise_entry_set_prompt (entry, prompt->id, poise_prompt_get_text (prompt));

  poise_entry_set_tags (entry, tags);

  /* An entry without a tag is still an entry: it can be tagged later. */
  tagger = poise_cli_load_tagger (cli, &error);
  if (tagger != NULL)
    tag = poise_tagger_tag (tagger, text);
  else
    poise_cli_warn ("%s", error->message);
  g_clear_error (&error);
  poise_entry_set_tag (entry, tag);

  if (!poise_cli_apply (cli, poise_entry_get_id (entry), day, entry, NULL, &error))
    return poise_cli_fail (error);
  g_print ("%s\n", poise_entry_get_id (entry));
  return CLI_DONE;
}

int
poise_cli_run_add (PoiseCli *cli, int argc, char **argv)
{
  g_autofree char *day_text = NULL;
  g_autofree char *prompt_id = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) words = NULL;
  g_auto (GStrv) tags = NULL;
  g_autoptr (PoisePromptSet) prompts = NULL;
  const PoisePrompt *prompt = NULL;
  PoiseDay day = cli->today;
  GError *error = NULL;
  const GOptionEntry options[] = {
    { "day", 0, 0, G_OPTION_ARG_STRING, &day_text, NULL, NULL },
    { "prompt", 0, 0, G_OPTION_ARG_STRING, &prompt_id, NULL, NULL },
    { "tag", 0, 0, G_OPTION_ARG_STRING_ARRAY, &words, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!poise_cli_parse (&argc, &argv, options, 0, 1) ||
      !poise_cli_parse_day ("--day", day_text, &day))
    return CLI_USAGE;
  prompts = prompt_id != NULL ? poise_cli_load_prompts (cli, &error) : poise_prompt_set_new ();
  if (prompts == NULL)
    return poise_cli_fail (error);
  prompt = poise_prompt_set_lookup (prompts, prompt_id);
  if (prompt_id != NULL && prompt == NULL)
    return poise_cli_misuse (_ ("there is no prompt “%s”"), prompt_id);

  tags = words != NULL ? poise_tags_clean_all ((const char *const *) words) : NULL;
  text = argc > 1 ? g_utf8_make_valid (argv[1], -1) : poise_cli_read_input (&error);
  return text != NULL ? add_entry (cli, day, prompt, (const char *const *) tags, text)
                      : poise_cli_fail (error);
}
