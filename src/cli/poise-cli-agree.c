/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "poise-agreement-file.h"
#include "poise-cli.h"
#include "poise-learned-change.h"
#include "poise-tag-summary.h"

/* ---- what is asked, for a program ---- */

static void
print_json (GPtrArray *sentences)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < sentences->len; i++)
    {
      const PoiseAgreementSentence *sentence = g_ptr_array_index (sentences, i);
      g_autofree char *day = poise_day_to_string (poise_entry_get_day (sentence->entry));
      PoiseJsonWriter writer;

      poise_cli_begin_line (&writer, out);
      poise_json_writer_begin (&writer, NULL, '{');
      poise_json_writer_add_string (&writer, "id", poise_entry_get_id (sentence->entry));
      poise_json_writer_add_string (&writer, "day", day);
      poise_json_writer_add_int (&writer, "sentence", sentence->sentence);
      poise_json_writer_add_string (&writer, "text", sentence->words);
      poise_json_writer_add_string (&writer, "mode", poise_mode_to_id (sentence->mode));
      poise_json_writer_add_boolean (&writer, "unsure", sentence->is_unsure);
      poise_json_writer_end (&writer, '}');
      poise_cli_print_line (out);
    }
}

/* ---- asking ---- */

/* Returns: FALSE at the end of the input. */
static gboolean
ask (PoiseAgreementSentence *sentence, guint i, guint n)
{
  char line[64];

  g_print ("\n%u/%u  %s\n", i + 1, n, sentence->words);
  for (;;)
    {
      /* Translators: the keys m, l, n, s and q stay as they are. */
      g_print ("%s ", _ ("m management, l leadership, n neither, s skip, q quit:"));
      if (fflush (stdout) != 0 || fgets (line, sizeof line, stdin) == NULL)
        return FALSE;
      switch (g_ascii_tolower (line[0]))
        {
        case 'm':
          poise_agreement_judge (sentence, POISE_MODE_MANAGEMENT);
          return TRUE;
        case 'l':
          poise_agreement_judge (sentence, POISE_MODE_LEADERSHIP);
          return TRUE;
        case 'n':
          poise_agreement_judge (sentence, POISE_MODE_NONE);
          return TRUE;
        case 's':
          return TRUE;
        case 'q':
          return FALSE;
        default:
          break;
        }
    }
}

static void
print_result (GPtrArray *sentences, const PoiseAgreementScore *score)
{
  g_autofree char *words = poise_agreement_describe (score);
  g_autofree char *unsure = poise_agreement_describe_unsure (score);

  g_print ("\n%s\n", words);
  if (unsure != NULL)
    g_print ("%s\n", unsure);
  for (guint i = 0; i < sentences->len; i++)
    {
      const PoiseAgreementSentence *sentence = g_ptr_array_index (sentences, i);
      g_autofree char *both = NULL;

      if (!sentence->is_judged)
        continue;
      both = poise_agreement_describe_sentence (sentence);
      g_print ("\n%s\n  %s\n", sentence->words, both);
    }
}

/* ---- learning ---- */

static gboolean
correct (PoiseCli *cli,
         PoiseTagger *tagger,
         const PoiseAgreementSentence *judged,
         GPtrArray *lessons,
         GError **error)
{
  PoiseLearner *learner = poise_tagger_get_learner (tagger);
  g_autoptr (PoiseLearner) counts = poise_learner_new ();
  PoiseEntry *entry = judged->entry;
  g_autoptr (PoiseVersion) base = poise_version_new (entry);
  g_autoptr (PoiseTag) tag = poise_tag_copy (poise_entry_get_tag (entry));
  PoiseSentenceTag *sentence = &g_array_index (tag->sentences, PoiseSentenceTag, judged->sentence);
  const char *around = poise_tagger_find_language (poise_entry_get_text (entry));

  poise_tag_correct_sentence (
    sentence, judged->answer,
    poise_tagger_find_facet (tagger, judged->words, judged->answer, around));
  if (tag->by == POISE_TAG_SOURCE_TAGGER)
    {
      poise_tag_summarize (tag);
      poise_tagger_doubt (tagger, tag);
    }
  poise_entry_set_tag (entry, tag);
  poise_entry_touch (entry, cli->now);
  if (!poise_cli_apply (cli, poise_entry_get_id (entry), poise_entry_get_day (entry), entry, base,
                        error))
    return FALSE;
  if (learner == NULL)
    return TRUE;
  poise_learner_record (learner, counts);
  poise_tagger_learn (tagger, judged->words, judged->answer, around);
  poise_learner_record (learner, NULL);
  g_ptr_array_add (lessons,
                   poise_learned_lesson_new (POISE_LESSON_SENTENCE, judged->words, counts));
  return TRUE;
}

static gboolean
keep (PoiseCli *cli,
      PoiseTagger *tagger,
      GPtrArray *sentences,
      const PoiseAgreementScore *score,
      GError **error)
{
  PoiseLearner *learner = poise_tagger_get_learner (tagger);
  g_autoptr (PoiseLearner) base = learner != NULL ? poise_learner_copy (learner) : NULL;
  g_autoptr (GPtrArray) lessons = poise_learned_lessons_new ();
  gboolean is_kept = TRUE;

  for (guint i = 0; is_kept && i < sentences->len; i++)
    is_kept = !poise_agreement_is_correction (g_ptr_array_index (sentences, i)) ||
              correct (cli, tagger, g_ptr_array_index (sentences, i), lessons, error);
  /* What is corrected is asked no more: what it taught is kept, whatever becomes of the rest. */
  if (lessons->len > 0 &&
      !poise_cli_save_learned (cli, base, learner, lessons, is_kept ? error : NULL))
    return FALSE;
  return is_kept &&
         poise_agreement_file_write (cli->folder, cli->today, poise_tagger_get_name (tagger), score,
                                     cli->now, error);
}

static int
run (PoiseCli *cli, GPtrArray *sentences)
{
  g_autoptr (PoiseTagger) tagger = NULL;
  PoiseAgreementScore score;
  GError *error = NULL;
  guint i = 0;

  tagger = poise_cli_load_tagger (cli, &error);
  if (tagger == NULL)
    return poise_cli_fail (error);
  while (i < sentences->len && ask (g_ptr_array_index (sentences, i), i, sentences->len))
    i++;
  score = poise_agreement_score (sentences);
  if (score.n_sure + score.n_unsure == 0)
    return CLI_DONE;
  print_result (sentences, &score);
  return keep (cli, tagger, sentences, &score, &error) ? CLI_DONE : poise_cli_fail (error);
}

int
poise_cli_run_agree (PoiseCli *cli, int argc, char **argv)
{
  gboolean json = FALSE;
  const GOptionEntry options[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (PoiseJournal) journal = NULL;
  g_autoptr (GPtrArray) sentences = NULL;
  g_autoptr (GRand) random = g_rand_new ();
  GError *error = NULL;

  if (!poise_cli_parse (&argc, &argv, options, 0, 0))
    return CLI_USAGE;
  journal = poise_cli_read_journal (cli, &error);
  if (journal == NULL)
    return poise_cli_fail (error);
  sentences = poise_agreement_choose (journal, POISE_AGREEMENT_N, random);
  if (json)
    {
      print_json (sentences);
      return CLI_DONE;
    }
  if (sentences->len == 0)
    {
      g_print ("%s\n", _ ("There is no sentence to judge yet."));
      return CLI_DONE;
    }
  return run (cli, sentences);
}
