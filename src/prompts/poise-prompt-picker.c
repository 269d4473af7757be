/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-prompt-picker.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "poise-entry-kind.h"
#include "poise-form.h"
#include "poise-intention.h"

/* How much likelier the most neglected mode or facet is asked for than one
 * that was written about as much as the others. */
#define NEGLECT_GAIN 5.0
/* How much likelier an own prompt is asked than a built-in one: they are few. */
#define OWN_GAIN 8.0
/* Coded sentences that the picker needs before it speaks of neglect. */
#define MIN_SENTENCES 6

/* Those of the morning are fewer than the days after which others come back. */
#define MORNING_REST_DAYS 10

/* The first question of a new journal. */
#define FIRST_PROMPT "day-15"

/* How much of late was written about each facet and pole, counted as a balance counts. */
typedef struct
{
  double modes[POISE_N_SENTENCE_MODES];
  guint facets[POISE_N_FACETS];
  guint n;
} Memory;

typedef struct
{
  const PoisePrompt *prompt;
  double key; /* a tier, the higher the later, minus a draw in (0, 1) */
} Candidate;

static void
remember (Memory *memory, PoiseTag *tag)
{
  double leadership;
  guint n = tag != NULL ? poise_tag_count (tag, &leadership) : 0;

  if (n == 0)
    return;
  memory->n += n;
  memory->modes[POISE_MODE_LEADERSHIP] += leadership;
  memory->modes[POISE_MODE_MANAGEMENT] += n - leadership;
  for (guint i = 0; i < tag->sentences->len; i++)
    {
      const PoiseSentenceTag *sentence = &g_array_index (tag->sentences, PoiseSentenceTag, i);

      if (poise_sentence_tag_is_coded (sentence))
        memory->facets[sentence->facet]++;
    }
}

/* Only the days before count, so that a question stays the same while it is
 * answered. */
static Memory
recall (PoiseJournal *journal, PoiseDay day)
{
  PoiseDay first = day > POISE_PROMPT_MEMORY_DAYS ? day - POISE_PROMPT_MEMORY_DAYS : 1;
  g_autoptr (GPtrArray) entries = poise_journal_list_kind (journal, NULL, first, day - 1);
  Memory memory = { .n = 0 };

  for (guint i = 0; i < entries->len; i++)
    remember (&memory, poise_entry_get_tag (g_ptr_array_index (entries, i)));
  return memory;
}

static GHashTable *
find_resting (PoiseJournal *journal, PoiseDay day, PoiseOccasion occasion)
{
  gboolean is_morning = occasion == POISE_OCCASION_MORNING;
  PoiseDay n_days = is_morning ? MORNING_REST_DAYS : POISE_PROMPT_REST_DAYS;
  PoiseDay first = day > n_days ? day - n_days : 1;
  g_autoptr (GPtrArray) entries =
    poise_journal_list_kind (journal, is_morning ? POISE_ENTRY_MORNING : NULL, first, day - 1);
  GHashTable *resting = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < entries->len; i++)
    {
      const char *id = poise_entry_get_prompt_id (g_ptr_array_index (entries, i));

      if (id != NULL)
        g_hash_table_add (resting, g_strdup (id));
    }
  return resting;
}

/* 0 for what was written about at least as much as its part, 1 for what was
 * not written about at all. */
static double
get_neglect (double count, guint n, guint parts)
{
  return n < MIN_SENTENCES ? 0.0 : MAX (0.0, 1.0 - count * parts / n);
}

static double
get_mode_neglect (const PoisePrompt *prompt, const Memory *memory)
{
  return prompt->pole == POISE_MODE_NONE ? 0.0
                                         : get_neglect (memory->modes[prompt->pole], memory->n, 2);
}

static double
get_facet_neglect (const PoisePrompt *prompt, const Memory *memory)
{
  return prompt->facet == POISE_FACET_NONE
           ? 0.0
           : get_neglect (memory->facets[prompt->facet], memory->n, POISE_N_FACETS - 1);
}

static guint32
hash (guint32 seed, const char *id)
{
  guint32 h = 2166136261u ^ seed;

  for (const char *p = id; *p != '\0'; p++)
    h = (h ^ (guchar) *p) * 16777619u;
  h ^= h >> 16;
  h *= 0x7feb352du;
  h ^= h >> 15;
  h *= 0x846ca68bu;
  return h ^ (h >> 16);
}

static double
draw (const PoisePrompt *prompt, const Memory *memory, PoiseDay day)
{
  double weight = (1.0 + NEGLECT_GAIN * get_mode_neglect (prompt, memory)) *
                  (1.0 + NEGLECT_GAIN * get_facet_neglect (prompt, memory)) *
                  (prompt->is_own ? OWN_GAIN : 1.0);

  return pow ((hash (day, prompt->id) + 1.0) / 4294967298.0, 1.0 / weight);
}

static guint
get_tier (const PoisePrompt *prompt, PoiseDay day, GHashTable *resting)
{
  if (g_hash_table_contains (resting, prompt->id))
    return 2;
  return (hash (0, prompt->id) + day) % 2;
}

static int
compare_candidates_cb (gconstpointer a, gconstpointer b)
{
  double x = ((const Candidate *) a)->key;
  double y = ((const Candidate *) b)->key;

  return x < y ? -1 : x > y;
}

/* A form is begun when the person wants to. */
static gboolean
is_asked (const PoisePrompt *prompt)
{
  return !prompt->is_off && !poise_prompt_is_form (prompt);
}

static void
add_candidates (GArray *candidates,
                GPtrArray *prompts,
                PoiseOccasion occasion,
                const Memory *memory,
                GHashTable *resting,
                PoiseDay day)
{
  for (guint i = 0; i < prompts->len; i++)
    {
      const PoisePrompt *prompt = g_ptr_array_index (prompts, i);
      Candidate candidate = { prompt,
                              get_tier (prompt, day, resting) + 1.0 - draw (prompt, memory, day) };

      if (is_asked (prompt) && prompt->occasion == occasion)
        g_array_append_val (candidates, candidate);
    }
}

/* The own prompts of a tier take each other's places, so that they come in
 * the person's order. */
static void
order_own (GArray *candidates, GPtrArray *own, GHashTable *resting, PoiseDay day)
{
  for (guint tier = 0; tier < 3; tier++)
    {
      guint next = 0;

      for (guint i = 0; i < candidates->len; i++)
        {
          Candidate *candidate = &g_array_index (candidates, Candidate, i);

          if (!candidate->prompt->is_own || get_tier (candidate->prompt, day, resting) != tier)
            continue;
          while (!is_asked (g_ptr_array_index (own, next)) ||
                 get_tier (g_ptr_array_index (own, next), day, resting) != tier)
            next++;
          candidate->prompt = g_ptr_array_index (own, next++);
        }
    }
}

static GPtrArray *
rank (PoisePromptSet *set, PoiseJournal *journal, PoiseDay day, PoiseOccasion occasion)
{
  g_autoptr (GHashTable) resting = find_resting (journal, day, occasion);
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  GPtrArray *ranked = g_ptr_array_new ();
  Memory memory = recall (journal, day);
  GPtrArray *own = poise_prompt_set_get_own (set);

  add_candidates (candidates, own, occasion, &memory, resting, day);
  add_candidates (candidates, poise_prompt_set_get_built_in (set), occasion, &memory, resting, day);
  g_array_sort (candidates, compare_candidates_cb);
  if (occasion == POISE_OCCASION_DAY)
    order_own (candidates, own, resting, day);
  for (guint i = 0; i < candidates->len; i++)
    g_ptr_array_add (ranked, (PoisePrompt *) g_array_index (candidates, Candidate, i).prompt);
  return ranked;
}

/**
 * poise_prompt_picker_look_back:
 * @set: the prompts
 * @journal: the entries
 * @day: the day that asks
 *
 * Picks a question that looks back on the week.
 *
 * Returns: (transfer none) (nullable): the prompt; %NULL if all are off
 */
const PoisePrompt *
poise_prompt_picker_look_back (PoisePromptSet *set, PoiseJournal *journal, PoiseDay day)
{
  g_autoptr (GPtrArray) ranked = NULL;

  g_return_val_if_fail (POISE_IS_PROMPT_SET (set), NULL);
  g_return_val_if_fail (POISE_IS_JOURNAL (journal), NULL);
  g_return_val_if_fail (poise_day_is_valid (day), NULL);

  ranked = rank (set, journal, day, POISE_OCCASION_WEEK_END);
  return ranked->len > 0 ? g_ptr_array_index (ranked, 0) : NULL;
}

/**
 * poise_prompt_picker_rank_morning:
 * @set: the prompts
 * @journal: the entries
 * @day: the day that asks
 *
 * Puts the prompts of the morning that are on into the order in which @day asks them, as
 * poise_prompt_picker_rank() does with the others.
 *
 * Returns: (transfer container) (element-type PoisePrompt): the prompts; they
 *   live until @set changes
 */
GPtrArray *
poise_prompt_picker_rank_morning (PoisePromptSet *set, PoiseJournal *journal, PoiseDay day)
{
  g_return_val_if_fail (POISE_IS_PROMPT_SET (set), NULL);
  g_return_val_if_fail (POISE_IS_JOURNAL (journal), NULL);
  g_return_val_if_fail (poise_day_is_valid (day), NULL);

  return rank (set, journal, day, POISE_OCCASION_MORNING);
}

static GPtrArray *
create_suggestions (void)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) poise_prompt_free);
  guint n;
  const PoiseBuiltInPrompt *suggestions = poise_intention_suggestions (&n);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (all, poise_prompt_new (suggestions[i].id, suggestions[i].facet,
                                            suggestions[i].pole, suggestions[i].text));
  return all;
}

/**
 * poise_prompt_picker_suggest:
 * @journal: the entries
 * @day: the first day of a week
 *
 * Puts what one could mean to do in a week into an order, by the same draw as the questions: what
 * was neglected in the last %POISE_PROMPT_MEMORY_DAYS days tends to come first. The order depends
 * on nothing but the arguments, and on no entry of @day or later.
 *
 * Returns: (transfer full) (element-type PoisePrompt): the suggestions
 */
GPtrArray *
poise_prompt_picker_suggest (PoiseJournal *journal, PoiseDay day)
{
  g_autoptr (GPtrArray) all = create_suggestions ();
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  g_autoptr (GHashTable) resting = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *ranked = g_ptr_array_new_with_free_func ((GDestroyNotify) poise_prompt_free);
  Memory memory;

  g_return_val_if_fail (POISE_IS_JOURNAL (journal), ranked);
  g_return_val_if_fail (poise_day_is_valid (day), ranked);

  memory = recall (journal, day);
  add_candidates (candidates, all, POISE_OCCASION_DAY, &memory, resting, day);
  g_array_sort (candidates, compare_candidates_cb);
  for (guint i = 0; i < candidates->len; i++)
    g_ptr_array_add (ranked, poise_prompt_copy (g_array_index (candidates, Candidate, i).prompt));
  return ranked;
}

static gboolean
is_time_to_look_back (PoiseJournal *journal, PoiseDay day, GDateWeekday first_weekday)
{
  PoiseDay week = poise_day_get_week (day, first_weekday);
  g_autoptr (GPtrArray) entries = NULL;

  if (day != week + 6)
    return FALSE;
  entries = poise_journal_list_kind (journal, NULL, week, day - 1);
  return entries->len > 0;
}

static gboolean
is_first (PoiseJournal *journal, PoiseDay day)
{
  guint n = poise_journal_get_n_entries (journal);

  /* The newest come first. */
  return n == 0 || poise_entry_get_day (poise_journal_peek (journal, n - 1)) >= day;
}

static void
put_first (GPtrArray *ranked)
{
  for (guint i = 0; i < ranked->len; i++)
    {
      const PoisePrompt *prompt = g_ptr_array_index (ranked, i);

      if (!g_str_equal (prompt->id, FIRST_PROMPT))
        continue;
      g_ptr_array_remove_index (ranked, i);
      g_ptr_array_insert (ranked, 0, (PoisePrompt *) prompt);
      return;
    }
}

/**
 * poise_prompt_picker_rank:
 * @set: the prompts
 * @journal: the entries
 * @day: the day that asks
 * @first_weekday: the day on which weeks begin
 *
 * Puts the prompts that are on into the order in which @day asks them: the
 * day's prompt, then what “another” gives. The order depends on nothing but
 * the arguments, and on no entry of @day or later.
 *
 * It is weighted sampling without replacement (Efraimidis and Spirakis, 2006),
 * the draws being hashes of the day: the more its mode and facet were
 * neglected in the last %POISE_PROMPT_MEMORY_DAYS days, the earlier a prompt
 * tends to come. Those that were answered in the last %POISE_PROMPT_REST_DAYS
 * days come last. Of the others, one half is asked on even days and one on odd
 * days, so that what was passed over today does not come straight back
 * tomorrow. Own prompts keep their order among each other. The last day of a
 * week in which something was written asks for a look back first, and a day
 * before which nothing was written for an easy one.
 *
 * Returns: (transfer container) (element-type PoisePrompt): the prompts; they
 *   live until @set changes
 */
GPtrArray *
poise_prompt_picker_rank (PoisePromptSet *set,
                          PoiseJournal *journal,
                          PoiseDay day,
                          GDateWeekday first_weekday)
{
  GPtrArray *ranked;

  g_return_val_if_fail (POISE_IS_PROMPT_SET (set), NULL);
  g_return_val_if_fail (POISE_IS_JOURNAL (journal), NULL);
  g_return_val_if_fail (poise_day_is_valid (day), NULL);

  ranked = rank (set, journal, day, POISE_OCCASION_DAY);
  if (is_first (journal, day) && poise_prompt_set_get_own (set)->len == 0)
    put_first (ranked);
  if (is_time_to_look_back (journal, day, first_weekday))
    {
      const PoisePrompt *look_back = poise_prompt_picker_look_back (set, journal, day);

      if (look_back != NULL)
        g_ptr_array_insert (ranked, 0, (PoisePrompt *) look_back);
    }
  return ranked;
}

/**
 * poise_prompt_picker_get_reason:
 * @prompt: a prompt
 * @journal: the entries
 * @day: the day that asks
 *
 * Returns: why @day asks @prompt
 */
PoisePromptReason
poise_prompt_picker_get_reason (const PoisePrompt *prompt, PoiseJournal *journal, PoiseDay day)
{
  Memory memory;
  double mode, facet;

  g_return_val_if_fail (prompt != NULL, POISE_PROMPT_ANY);
  g_return_val_if_fail (POISE_IS_JOURNAL (journal), POISE_PROMPT_ANY);

  if (prompt->occasion == POISE_OCCASION_WEEK_END)
    return POISE_PROMPT_LOOK_BACK;
  if (prompt->occasion == POISE_OCCASION_MORNING)
    return POISE_PROMPT_MORNING;
  if (is_first (journal, day) && g_str_equal (prompt->id, FIRST_PROMPT))
    return POISE_PROMPT_FIRST;
  memory = recall (journal, day);
  mode = get_mode_neglect (prompt, &memory);
  facet = get_facet_neglect (prompt, &memory);
  if (facet > 0.5 && facet >= mode)
    return POISE_PROMPT_NEGLECTED_FACET;
  if (mode > 0.3)
    return POISE_PROMPT_NEGLECTED_MODE;
  if (prompt->is_own)
    return POISE_PROMPT_OWN;
  return memory.n < MIN_SENTENCES ? POISE_PROMPT_UNKNOWN : POISE_PROMPT_ANY;
}

static char *
explain_facet (const PoisePrompt *prompt)
{
  const char *pole = prompt->pole != POISE_MODE_NONE
                       ? poise_facet_get_pole_label (prompt->facet, prompt->pole)
                       : poise_facet_get_label (prompt->facet);

  /* Translators: %s is what a facet's pole looks like, as “making change”. */
  return g_strdup_printf (_ ("You have written little about %s lately."), pole);
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
      return explain_facet (prompt);
    case POISE_PROMPT_NEGLECTED_MODE:
      return g_strdup (prompt->pole == POISE_MODE_LEADERSHIP
                         ? _ ("Your last weeks show more management than leadership.")
                         : _ ("Your last weeks show more leadership than management."));
    case POISE_PROMPT_OWN:
      return g_strdup (_ ("This is one of your own questions."));
    case POISE_PROMPT_LOOK_BACK:
      return g_strdup (_ ("Now and then it is good to look back on a week."));
    case POISE_PROMPT_MORNING:
      return g_strdup (_ ("Before the day begins, it is good to look at what you are good at. Your "
                          "answer is not counted in the balance."));
    case POISE_PROMPT_FIRST:
      return g_strdup (_ ("An easy one to begin with."));
    case POISE_PROMPT_UNKNOWN:
      return g_strdup (_ ("The date chose this one. Once you have written for some days, what you "
                          "write about least is asked for more often."));
    case POISE_PROMPT_ANY:
    default:
      return g_strdup (_ ("The date chose this one."));
    }
}
