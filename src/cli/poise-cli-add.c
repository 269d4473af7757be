/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#include "poise-cli.h"
#include "poise-entry-kind.h"
#include "poise-error.h"
#include "poise-form.h"
#include "poise-tags.h"

/* An entry without a tag is still an entry: it can be tagged later. */
static void
tag_entry (PoiseCli *cli, PoiseEntry *entry)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PoiseTagger) tagger = poise_cli_load_tagger (cli, &error);
  g_autoptr (PoiseTag) tag = NULL;

  if (tagger != NULL)
    tag = poise_tagger_tag (tagger, poise_entry_get_text (entry));
  else
    poise_cli_warn ("%s", error->message);
  poise_entry_set_tag (entry, tag);
}

/* An empty line goes on to the next question; one that is left empty is skipped. */
static void
answer_form (PoiseEntry *entry, const char *text)
{
  g_auto (GStrv) questions = poise_form_list_questions (entry);
  g_auto (GStrv) answers = g_strsplit (text, "\n\n", (int) g_strv_length (questions));

  for (guint i = 0; answers[i] != NULL; i++)
    g_strstrip (answers[i]);
  poise_form_answer (entry, (const char *const *) answers);
}

static int
add_entry (PoiseCli *cli, PoiseEntry *entry, gboolean is_form, const char *text)
{
  GError *error = NULL;

  if (is_form)
    answer_form (entry, text);
  else
    poise_entry_set_text (entry, text);
  if (poise_entry_is_blank (entry) || poise_form_is_unanswered (entry))
    {
      g_set_error (&error, POISE_ERROR, POISE_ERROR_INVALID, _ ("there is nothing to add"));
      return poise_cli_fail (error);
    }
  if (poise_entry_is_counted (entry))
    tag_entry (cli, entry);
  if (!poise_cli_apply (cli, poise_entry_get_id (entry), poise_entry_get_day (entry), entry, NULL,
                        &error))
    return poise_cli_fail (error);
  g_print ("%s\n", poise_entry_get_id (entry));
  return CLI_DONE;
}

/* Who sits at a terminal is told what to answer. */
static void
say_questions (PoiseEntry *entry)
{
  g_auto (GStrv) questions = poise_form_list_questions (entry);

  if (!isatty (STDIN_FILENO))
    return;
  g_printerr ("%s\n", _ ("Answer in this order; an empty line goes on to the next question, and "
                         "Ctrl+D ends."));
  for (guint i = 0; questions[i] != NULL; i++)
    g_printerr ("%u. %s\n", i + 1, questions[i]);
}

/* Gives an entry its question, or a form's. */
static gboolean
ask (PoiseEntry *entry, PoisePromptSet *prompts, const char *prompt_id, const char *form)
{
  const PoisePrompt *prompt = poise_prompt_set_lookup (prompts, prompt_id);
  g_autofree char *form_id = form != NULL ? poise_form_find (prompts, form) : NULL;

  if (prompt_id != NULL && prompt == NULL)
    poise_cli_misuse (_ ("there is no question “%s”"), prompt_id);
  else if (form != NULL && (form_id == NULL || !poise_form_begin (entry, prompts, form_id)))
    poise_cli_misuse (_ ("there is no form “%s”"), form);
  else
    {
      if (prompt != NULL)
        poise_entry_set_prompt (entry, prompt->id, poise_prompt_get_text (prompt));
      if (prompt != NULL && prompt->occasion == POISE_OCCASION_MORNING)
        poise_entry_set_kind (entry, POISE_ENTRY_MORNING);
      return TRUE;
    }
  return FALSE;
}

int
poise_cli_run_add (PoiseCli *cli, int argc, char **argv)
{
  g_autofree char *day_text = NULL;
  g_autofree char *prompt_id = NULL;
  g_autofree char *form = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) words = NULL;
  g_auto (GStrv) tags = NULL;
  g_autoptr (PoisePromptSet) prompts = NULL;
  g_autoptr (PoiseEntry) entry = NULL;
  PoiseDay day = cli->today;
  GError *error = NULL;
  const GOptionEntry options[] = {
    { "day", 0, 0, G_OPTION_ARG_STRING, &day_text, NULL, NULL },
    { "prompt", 0, 0, G_OPTION_ARG_STRING, &prompt_id, NULL, NULL },
    { "form", 0, 0, G_OPTION_ARG_STRING, &form, NULL, NULL },
    { "tag", 0, 0, G_OPTION_ARG_STRING_ARRAY, &words, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!poise_cli_parse (&argc, &argv, options, 0, 1) ||
      !poise_cli_parse_day ("--day", day_text, &day) || (prompt_id != NULL && form != NULL))
    return CLI_USAGE;
  prompts = prompt_id != NULL || form != NULL ? poise_cli_load_prompts (cli, &error)
                                              : poise_prompt_set_new ();
  if (prompts == NULL)
    return poise_cli_fail (error);
  entry = poise_entry_new_now (day, cli->now);
  if (!ask (entry, prompts, prompt_id, form))
    return CLI_USAGE;
  tags = words != NULL ? poise_tags_clean_all ((const char *const *) words) : NULL;
  poise_entry_set_tags (entry, (const char *const *) tags);
  if (form != NULL && argc == 1)
    say_questions (entry);
  text =
    argc > 1 ? poise_cli_make_valid (argv[1], strlen (argv[1])) : poise_cli_read_input (&error);
  return text != NULL ? add_entry (cli, entry, form != NULL, text) : poise_cli_fail (error);
}
