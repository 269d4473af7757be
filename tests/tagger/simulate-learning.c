/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How well Poise learns a writer's own use of the words.
 *
 *     simulate-learning LESSONS TEST
 *
 * Both are files of lines of mode, facet, domain and sentence, parted by tabs.
 * Each writer reads the lessons in one order of chance after the other and
 * corrects what the tagger says otherwise than they would; after so many
 * corrections the error on the test's sentences is counted: on those that the
 * writer labels otherwise than the codebook, and on all the others.
 */

#include <stdlib.h>
#include <string.h>

#include "poise-tagger.h"

#define N_ORDERS 8
#define ENTRY_SENTENCES 5

typedef struct
{
  PoiseMode mode;
  char *facet;
  char *domain;
  char *text;
} Example;

/* Says how a writer labels an example. */
typedef PoiseMode (*LabelFunc) (const Example *example, GRand *rand);

typedef struct
{
  const char *name;
  LabelFunc label;
} Writer;

static const guint checkpoints[] = { 0, 10, 30, 100 };

typedef struct
{
  double own_wrong;
  double own;
  double else_wrong;
  double others;
} Error;

static PoiseMode
label_by_codebook (const Example *example, GRand *rand)
{
  return example->mode;
}

static PoiseMode
label_messages_neither (const Example *example, GRand *rand)
{
  return example->mode == POISE_MODE_MANAGEMENT && g_str_equal (example->facet, "communication")
           ? POISE_MODE_NONE
           : example->mode;
}

static PoiseMode
label_coaching_management (const Example *example, GRand *rand)
{
  return example->mode == POISE_MODE_LEADERSHIP && g_str_equal (example->facet, "people")
           ? POISE_MODE_MANAGEMENT
           : example->mode;
}

static PoiseMode
label_directing_leadership (const Example *example, GRand *rand)
{
  return example->mode == POISE_MODE_MANAGEMENT && g_str_equal (example->facet, "people")
           ? POISE_MODE_LEADERSHIP
           : example->mode;
}

static PoiseMode
label_talk_neither (const Example *example, GRand *rand)
{
  return g_str_equal (example->facet, "communication") ? POISE_MODE_NONE : example->mode;
}

static PoiseMode
label_upkeep_neither (const Example *example, GRand *rand)
{
  return example->mode == POISE_MODE_MANAGEMENT && g_str_equal (example->facet, "change")
           ? POISE_MODE_NONE
           : example->mode;
}

static PoiseMode
label_by_chance (const Example *example, GRand *rand)
{
  return (PoiseMode) g_rand_int_range (rand, 0, POISE_N_SENTENCE_MODES);
}

static const Writer writers[] = {
  { "labels as the codebook does", label_by_codebook },
  { "routine messages are neither", label_messages_neither },
  { "talk of any kind is neither", label_talk_neither },
  { "coaching is management", label_coaching_management },
  { "directing people is leadership", label_directing_leadership },
  { "upkeep is neither", label_upkeep_neither },
  { "corrects at random", label_by_chance },
};

static void
example_free (Example *example)
{
  g_free (example->facet);
  g_free (example->domain);
  g_free (example->text);
  g_free (example);
}

static GPtrArray *
read_examples (const char *path)
{
  GPtrArray *examples = g_ptr_array_new_with_free_func ((GDestroyNotify) example_free);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (path, &text, NULL, &error))
    g_error ("%s", error->message);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], "\t", -1);
      PoiseMode mode;
      Example *example;

      if (g_strv_length (fields) != 4 || !poise_mode_from_id (fields[0], &mode))
        continue;
      example = g_new0 (Example, 1);
      example->mode = mode;
      example->facet = g_strdup (fields[1]);
      example->domain = g_strdup (fields[2]);
      example->text = g_strdup (fields[3]);
      g_ptr_array_add (examples, example);
    }
  return examples;
}

static PoiseMode
find_mode (PoiseTagger *tagger, const char *text)
{
  g_autoptr (PoiseTag) tag = poise_tagger_tag_sentence (tagger, text, NULL);

  return tag->mode;
}

/* A writer by chance is measured by the codebook: what is wrecked is wrecked. */
static void
count_errors (PoiseTagger *tagger, GPtrArray *test, const Writer *writer, Error *error)
{
  LabelFunc label = writer->label == label_by_chance ? label_by_codebook : writer->label;

  for (guint i = 0; i < test->len; i++)
    {
      const Example *example = g_ptr_array_index (test, i);
      PoiseMode wanted = label (example, NULL);
      gboolean wrong = find_mode (tagger, example->text) != wanted;

      if (wanted != example->mode)
        {
          error->own++;
          error->own_wrong += wrong;
        }
      else
        {
          error->others++;
          error->else_wrong += wrong;
        }
    }
}

static void
shuffle (GPtrArray *array, GRand *rand)
{
  for (guint i = array->len - 1; i > 0; i--)
    {
      guint k = (guint) g_rand_int_range (rand, 0, (int) i + 1);
      gpointer swap = array->pdata[i];

      array->pdata[i] = array->pdata[k];
      array->pdata[k] = swap;
    }
}

/* Corrects what is wrong in an entry; the rest of an entry that was looked at
 * is right. */
static void
read_entry (PoiseTagger *tagger,
            PoiseLearner *learner,
            GPtrArray *lessons,
            guint first,
            const Writer *writer,
            GRand *rand,
            GPtrArray *test,
            Error *errors,
            guint *next)
{
  const Example *examples[ENTRY_SENTENCES];
  PoiseMode wanted[ENTRY_SENTENCES];
  gboolean wrong[ENTRY_SENTENCES];
  gboolean any = FALSE;

  for (guint i = 0; i < ENTRY_SENTENCES; i++)
    {
      examples[i] = lessons->pdata[(first + i) % lessons->len];
      wanted[i] = writer->label (examples[i], rand);
      wrong[i] = find_mode (tagger, examples[i]->text) != wanted[i];
      any = any || wrong[i];
    }
  for (guint i = 0; any && i < ENTRY_SENTENCES; i++)
    if (wrong[i])
      {
        if (*next < G_N_ELEMENTS (checkpoints) &&
            poise_learner_get_n_corrections (learner) == checkpoints[*next])
          count_errors (tagger, test, writer, &errors[(*next)++]);
        poise_tagger_learn (tagger, examples[i]->text, wanted[i], NULL);
      }
    else
      {
        g_autoptr (PoiseTag) tag = poise_tagger_tag_sentence (tagger, examples[i]->text, NULL);

        poise_tagger_accept (tagger, examples[i]->text, tag);
      }
}

static void
run_order (PoiseTagger *tagger,
           GPtrArray *lessons,
           GPtrArray *test,
           const Writer *writer,
           guint32 seed,
           Error errors[G_N_ELEMENTS (checkpoints)])
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (PoiseLearner) learner = poise_learner_new ();
  guint next = 0;

  poise_tagger_set_learner (tagger, learner);
  shuffle (lessons, rand);
  for (guint i = 0; next < G_N_ELEMENTS (checkpoints) && i < 2 * lessons->len; i += ENTRY_SENTENCES)
    read_entry (tagger, learner, lessons, i, writer, rand, test, errors, &next);
  for (; next < G_N_ELEMENTS (checkpoints); next++)
    count_errors (tagger, test, writer, &errors[next]);
  poise_tagger_set_learner (tagger, NULL);
}

typedef enum
{
  PART_ALL,
  PART_OWN,
  PART_ELSE,
} Part;

static void
print_row (const char *name, const char *part_name, const Error *errors, Part part)
{
  g_print ("| %s | %s |", name, part_name);
  for (guint c = 0; c < G_N_ELEMENTS (checkpoints); c++)
    {
      double wrong = (part != PART_ELSE ? errors[c].own_wrong : 0.0) +
                     (part != PART_OWN ? errors[c].else_wrong : 0.0);
      double n =
        (part != PART_ELSE ? errors[c].own : 0.0) + (part != PART_OWN ? errors[c].others : 0.0);

      g_print (" %.1f %% |", 100.0 * wrong / n);
    }
  g_print ("\n");
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) lessons = NULL;
  g_autoptr (GPtrArray) test = NULL;
  g_autoptr (PoiseTagger) tagger = NULL;

  if (argc != 3)
    return EXIT_FAILURE;
  tagger = poise_tagger_new_default (NULL);
  g_assert_nonnull (tagger);
  lessons = read_examples (argv[1]);
  test = read_examples (argv[2]);
  g_print ("| writer | sentences | 0 | 10 | 30 | 100 |\n| --- | --- | --- | --- | --- | --- |\n");
  for (guint w = 0; w < G_N_ELEMENTS (writers); w++)
    {
      Error errors[G_N_ELEMENTS (checkpoints)] = { 0 };

      for (guint32 seed = 1; seed <= N_ORDERS; seed++)
        run_order (tagger, lessons, test, &writers[w], seed, errors);
      print_row (writers[w].name, "all", errors, PART_ALL);
      if (errors[0].own > 0.0)
        {
          print_row ("", "where they differ", errors, PART_OWN);
          print_row ("", "where they do not", errors, PART_ELSE);
        }
    }
  return EXIT_SUCCESS;
}
