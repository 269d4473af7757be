/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "poise-cli.h"
#include "poise-learned-change.h"

/* What the person says of an entry teaches the tagger too. That it could not
 * be noted down leaves the correction as it is. */
static void
learn (PoiseCli *cli, PoiseEntry *entry, PoiseMode mode)
{
  g_autoptr (PoiseTagger) tagger = poise_cli_load_tagger (cli, NULL);
  const char *text = poise_entry_get_text (entry);
  g_autoptr (PoiseTag) tag = NULL;
  g_autoptr (PoiseLearner) base = NULL;
  g_autoptr (PoiseLearner) counts = poise_learner_new ();
  g_autoptr (GPtrArray) lessons = poise_learned_lessons_new ();
  g_autoptr (GError) error = NULL;

  if (tagger == NULL || poise_tagger_get_learner (tagger) == NULL)
    return;
  base = poise_learner_copy (poise_tagger_get_learner (tagger));
  tag = poise_tagger_tag (tagger, text);
  poise_learner_record (poise_tagger_get_learner (tagger), counts);
  poise_tagger_learn_entry (tagger, text, tag, mode);
  g_ptr_array_add (lessons, poise_learned_lesson_new (POISE_LESSON_ENTRY, text, counts));
  if (!poise_cli_save_learned (cli, base, poise_tagger_get_learner (tagger), lessons, &error))
    poise_cli_warn ("%s", error->message);
}

static int
correct (PoiseCli *cli, const char *id, PoiseMode mode)
{
  g_autoptr (PoiseJournal) journal = NULL;
  g_autoptr (PoiseTag) corrected = NULL;
  g_autoptr (PoiseVersion) base = NULL;
  PoiseEntry *entry;
  GError *error = NULL;

  journal = poise_cli_load_journal (cli, &error);
  if (journal == NULL || (entry = poise_cli_find_entry (journal, id, &error)) == NULL)
    return poise_cli_fail (error);

  base = poise_version_new (entry);
  corrected = poise_tag_with_mode (poise_entry_get_tag (entry), mode);
  poise_entry_set_tag (entry, corrected);
  poise_entry_touch (entry, cli->now);
  if (!poise_cli_apply (cli, id, poise_entry_get_day (entry), entry, base, &error))
    return poise_cli_fail (error);
  learn (cli, entry, mode);
  return CLI_DONE;
}

int
poise_cli_run_correct (PoiseCli *cli, int argc, char **argv)
{
  const GOptionEntry options[] = { G_OPTION_ENTRY_NULL };
  PoiseMode mode;

  if (!poise_cli_parse (&argc, &argv, options, 2, 2))
    return CLI_USAGE;
  if (!poise_mode_from_id (argv[2], &mode))
    return poise_cli_misuse (_ ("there is no mode “%s”"), argv[2]);
  return correct (cli, argv[1], mode);
}
