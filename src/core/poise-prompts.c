/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-prompts.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* How much likelier the most neglected mode or facet is asked for than one
 * that was written about as much as the others. */
#define NEGLECT_GAIN 3.0
/* Coded sentences that the picker needs before it speaks of neglect. */
#define MIN_SENTENCES 6

/* How much of late was written about each facet and pole. */
typedef struct
{
  guint modes[POISE_N_SENTENCE_MODES];
  guint facets[POISE_N_FACETS];
  guint n;
} Memory;

typedef struct
{
  const PoisePrompt *prompt;
  PoisePromptReason reason;
  double key;
} Candidate;

/**
 * poise_prompts_lookup:
 * @id: (nullable): a prompt's id
 *
 * Returns: (transfer none) (nullable): the prompt of that id
 */
const PoisePrompt *
poise_prompts_lookup (const char *id)
{
  guint n;
  const PoisePrompt *prompts = poise_prompts_list (&n);

  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (prompts[i].id, id) == 0)
      return &prompts[i];

  return NULL;
}

/**
 * poise_prompt_get_text:
 * @prompt: a prompt
 *
 * Returns: (transfer none): the question, translated
 */
const char *
poise_prompt_get_text (const PoisePrompt *prompt)
{
  g_return_val_if_fail (prompt != NULL, NULL);

  return _ (prompt->text);
}

static void
remember (Memory *memory, PoiseTag *tag)
{
  for (guint i = 0; tag != NULL && i < tag->sentences->len; i++)
    {
      const PoiseSentenceTag *sentence = &g_array_index (tag->sentences, PoiseSentenceTag, i);

      if (sentence->mode == POISE_MODE_NONE)
        continue;
      memory->modes[sentence->mode]++;
      memory->facets[sentence->facet]++;
      memory->n++;
    }
}

/* 0 for what was written about at least as much as its part, 1 for what was
 * not written about at all. */
static double
get_neglect (guint count, guint n, guint parts)
{
  return n < MIN_SENTENCES ? 0.0 : MAX (0.0, 1.0 - (double) count * parts / n);
}

/* A number in (0, 1) that only the day and the prompt decide. */
static double
draw (PoiseDay day, const char *id)
{
  guint32 h = 2166136261u ^ day;

  for (const char *p = id; *p != '\0'; p++)
    h = (h ^ (guchar) *p) * 16777619u;
  h ^= h >> 16;
  h *= 0x7feb352du;
  h ^= h >> 15;
  h *= 0x846ca68bu;
  h ^= h >> 16;
  return (h + 1.0) / 4294967298.0;
}

static Candidate
weigh (const PoisePrompt *prompt, const Memory *memory, PoiseDay day)
{
  double mode = get_neglect (memory->modes[prompt->pole], memory->n, 2);
  double facet = get_neglect (memory->facets[prompt->facet], memory->n, POISE_N_FACETS - 1);
  double weight = (1.0 + NEGLECT_GAIN * mode) * (1.0 + NEGLECT_GAIN * facet);
  Candidate candidate = { prompt, POISE_PROMPT_ANY, pow (draw (day, prompt->id), 1.0 / weight) };

  if (facet > 0.5 && facet >= mode)
    candidate.reason = POISE_PROMPT_NEGLECTED_FACET;
  else if (mode > 0.3)
    candidate.reason = POISE_PROMPT_NEGLECTED_MODE;
  return candidate;
}

static int
compare_candidates_cb (gconstpointer a, gconstpointer b)
{
  double x = ((const Candidate *) a)->key;
  double y = ((const Candidate *) b)->key;

  return x > y ? -1 : x < y;
}

static Memory
recall (PoiseJournal *journal, PoiseDay day, GHashTable *rested)
{
  Memory memory = { .n = 0 };
  PoiseDay first = day > POISE_PROMPT_REST_DAYS ? day - POISE_PROMPT_REST_DAYS : 1;
  g_autoptr (GPtrArray) entries = poise_journal_list_days (journal, first, day - 1);

  for (guint i = 0; i < entries->len; i++)
    {
      PoiseEntry *entry = g_ptr_array_index (entries, i);
      const PoisePrompt *used = poise_prompts_lookup (poise_entry_get_prompt_id (entry));

      if (used != NULL)
        g_hash_table_add (rested, (char *) used->id);
      if (poise_entry_get_day (entry) + POISE_PROMPT_MEMORY_DAYS >= day)
        remember (&memory, poise_entry_get_tag (entry));
    }
  return memory;
}

/**
 * poise_prompts_pick:
 * @journal: the entries
 * @day: the day that asks
 * @index: 0 for the day's prompt, 1 for another, and so on; goes round
 * @reason: (out) (optional): why this one
 *
 * Picks a prompt. Only the days before @day count, so that the question stays
 * the same while it is answered. The order of a day's candidates is weighted
 * sampling without replacement (Efraimidis and Spirakis, 2006), the draws
 * being hashes of the day: the more its mode and facet were neglected in the
 * last four weeks, the earlier a prompt tends to come. Those that were
 * answered in the last %POISE_PROMPT_REST_DAYS days come last.
 *
 * Returns: (transfer none): the prompt
 */
const PoisePrompt *
poise_prompts_pick (PoiseJournal *journal, PoiseDay day, guint index, PoisePromptReason *reason)
{
  g_autoptr (GHashTable) rested = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  const PoisePrompt *prompts;
  const Candidate *picked;
  Memory memory;
  guint n;

  g_return_val_if_fail (POISE_IS_JOURNAL (journal), NULL);
  g_return_val_if_fail (poise_day_is_valid (day), NULL);

  memory = recall (journal, day, rested);
  prompts = poise_prompts_list (&n);
  for (guint i = 0; i < n; i++)
    {
      Candidate candidate = weigh (&prompts[i], &memory, day);

      if (g_hash_table_contains (rested, prompts[i].id))
        candidate.key -= 1.0;
      g_array_append_val (candidates, candidate);
    }
  g_array_sort (candidates, compare_candidates_cb);
  picked = &g_array_index (candidates, Candidate, index % n);
  if (reason != NULL)
    *reason = picked->reason;
  return picked->prompt;
}

/**
 * poise_prompt_explain:
 * @prompt: a prompt
 * @reason: why it was picked
 *
 * Returns: (transfer full): the reason in a few translated words
 */
char *
poise_prompt_explain (const PoisePrompt *prompt, PoisePromptReason reason)
{
  g_return_val_if_fail (prompt != NULL, NULL);

  switch (reason)
    {
    case POISE_PROMPT_NEGLECTED_FACET:
      /* Translators: %s is what a facet's pole looks like, as “making change”. */
      return g_strdup_printf (_ ("You have written little about %s lately."),
                              poise_facet_get_pole_label (prompt->facet, prompt->pole));
    case POISE_PROMPT_NEGLECTED_MODE:
      return g_strdup (prompt->pole == POISE_MODE_LEADERSHIP
                         ? _ ("Your last weeks show more management than leadership.")
                         : _ ("Your last weeks show more leadership than management."));
    case POISE_PROMPT_ANY:
    default:
      return g_strdup (_ ("A question for today; nothing was neglected lately."));
    }
}
