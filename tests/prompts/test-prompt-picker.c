/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The picker's promises, over ten simulated years of journals of several shapes. */

#include "poise-entry-kind.h"
#include "poise-prompt-picker.h"
#include "poise-test.h"

#define FIRST_DAY poise_day_new (2017, 1, 2)
#define N_DAYS 3652

/**
 * Shape:
 * @name: what the person is like
 * @writes_percent: on how many days of a hundred they write
 * @management_percent: how many of a hundred sentences show management
 * @facet: the facet that they write about, %POISE_FACET_NONE for all alike
 * @n_passed_over: how often they press “another” before they answer
 * @n_own: how many prompts of their own they have
 */
typedef struct
{
  const char *name;
  gint32 writes_percent;
  gint32 management_percent;
  PoiseFacet facet;
  guint n_passed_over;
  guint n_own;
} Shape;

static const Shape shapes[] = {
  { "daily, balanced", 100, 50, POISE_FACET_NONE, 0, 0 },
  { "daily, manages", 100, 95, POISE_FACET_NONE, 0, 0 },
  { "daily, leads", 100, 5, POISE_FACET_NONE, 0, 0 },
  { "daily, of people only", 100, 50, POISE_FACET_PEOPLE, 0, 0 },
  { "now and then", 30, 80, POISE_FACET_NONE, 0, 0 },
  { "daily, picky", 100, 50, POISE_FACET_NONE, 3, 0 },
  { "daily, own prompts", 100, 50, POISE_FACET_NONE, 0, 10 },
  { "never", 0, 50, POISE_FACET_NONE, 0, 0 },
};

typedef struct
{
  guint n_asked;
  guint modes[POISE_N_SENTENCE_MODES];
  guint facets[POISE_N_FACETS];
  guint n_own;
  guint n_look_back;
  guint n_distinct;
  guint shortest_rest;
} Statistics;

static PoiseTag *
make_tag (GRand *rand, const Shape *shape)
{
  PoiseTag *tag = poise_tag_new ();

  tag->has_share = TRUE;
  for (guint i = 0; i < 5; i++)
    {
      PoiseSentenceTag sentence = {
        .mode = g_rand_int_range (rand, 0, 100) < shape->management_percent ? POISE_MODE_MANAGEMENT
                                                                            : POISE_MODE_LEADERSHIP,
        .facet = shape->facet != POISE_FACET_NONE
                   ? shape->facet
                   : (PoiseFacet) g_rand_int_range (rand, 1, POISE_N_FACETS),
      };

      g_array_append_val (tag->sentences, sentence);
    }
  return tag;
}

static void
answer (PoiseJournal *journal,
        PoiseDay day,
        const PoisePrompt *prompt,
        GRand *rand,
        const Shape *shape)
{
  g_autofree char *name = poise_day_to_string (day);
  g_autoptr (PoiseEntry) entry = poise_test_entry (name, "x", FALSE, 0.0);
  g_autoptr (PoiseTag) tag = make_tag (rand, shape);

  poise_entry_set_tag (entry, tag);
  poise_entry_set_prompt (entry, prompt->id, poise_prompt_get_text (prompt));
  poise_journal_add (journal, entry);
}

static PoisePromptSet *
make_set (guint n_own)
{
  PoisePromptSet *set = poise_prompt_set_new ();

  for (guint i = 0; i < n_own; i++)
    {
      g_autofree char *id = g_strdup_printf ("own-%u", i);

      poise_prompt_set_insert (set, G_MAXUINT,
                               poise_prompt_new (id, POISE_FACET_NONE, POISE_MODE_NONE, id));
    }
  return set;
}

static void
count (Statistics *statistics, const PoisePrompt *prompt, GHashTable *last_asked, PoiseDay day)
{
  PoiseDay last = GPOINTER_TO_UINT (g_hash_table_lookup (last_asked, prompt->id));

  statistics->n_asked++;
  statistics->modes[prompt->pole]++;
  statistics->facets[prompt->facet]++;
  statistics->n_own += prompt->is_own;
  statistics->n_look_back += prompt->occasion == POISE_OCCASION_WEEK_END;
  if (last != 0)
    statistics->shortest_rest = MIN (statistics->shortest_rest, day - last);
  g_hash_table_insert (last_asked, prompt->id, GUINT_TO_POINTER (day));
}

/* Ten years of a life with the journal. What must hold on each day is looked
 * at here, what must hold on the whole is left to the caller. */
static Statistics
live (const Shape *shape)
{
  g_autoptr (PoisePromptSet) set = make_set (shape->n_own);
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (2017);
  g_autoptr (GHashTable) last_asked = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) passed_over = g_ptr_array_new ();
  Statistics statistics = { .shortest_rest = G_MAXUINT };

  for (PoiseDay day = FIRST_DAY; day < FIRST_DAY + N_DAYS; day++)
    {
      g_autoptr (GPtrArray) ranked = poise_prompt_picker_rank (set, journal, day, G_DATE_MONDAY);
      g_autoptr (GPtrArray) again = NULL;
      const PoisePrompt *asked = g_ptr_array_index (ranked, shape->n_passed_over);
      PoisePromptReason reason = poise_prompt_picker_get_reason (asked, journal, day);

      /* Yesterday's refusals are not asked at once. */
      for (guint i = 0; i <= shape->n_passed_over; i++)
        g_assert_false (g_ptr_array_find (passed_over, g_ptr_array_index (ranked, i), NULL));
      g_ptr_array_set_size (passed_over, 0);
      for (guint i = 0; i < shape->n_passed_over; i++)
        g_ptr_array_add (passed_over, g_ptr_array_index (ranked, i));

      if (shape->writes_percent == 0)
        g_assert_cmpint (reason, ==, POISE_PROMPT_FIRST);
      if (g_rand_int_range (rand, 0, 100) >= shape->writes_percent)
        {
          statistics.n_asked++;
          continue;
        }
      count (&statistics, asked, last_asked, day);
      answer (journal, day, asked, rand, shape);

      /* The answer does not change the day's question. */
      again = poise_prompt_picker_rank (set, journal, day, G_DATE_MONDAY);
      g_assert_true (g_ptr_array_index (again, 0) == g_ptr_array_index (ranked, 0));
    }
  statistics.n_distinct = g_hash_table_size (last_asked);
  return statistics;
}

static Statistics
live_and_tell (const Shape *shape)
{
  Statistics s = live (shape);
  g_autoptr (GString) facets = g_string_new (NULL);

  for (guint i = 1; i < POISE_N_FACETS; i++)
    g_string_append_printf (facets, " %s %u", poise_facet_to_id ((PoiseFacet) i), s.facets[i]);
  g_test_message ("%s: %u days, %u management, %u leadership, %u look back, %u own, "
                  "%u different, again after %u days at the earliest;%s",
                  shape->name, s.n_asked, s.modes[POISE_MODE_MANAGEMENT],
                  s.modes[POISE_MODE_LEADERSHIP], s.n_look_back, s.n_own, s.n_distinct,
                  s.shortest_rest == G_MAXUINT ? 0 : s.shortest_rest, facets->str);
  return s;
}

static guint
count_morning (void)
{
  guint n, n_morning = 0;
  const PoiseBuiltInPrompt *prompts = poise_prompt_list_built_in (&n);

  for (guint i = 0; i < n; i++)
    n_morning += prompts[i].occasion == POISE_OCCASION_MORNING;
  return n_morning;
}

static void
answer_in_the_morning (PoiseJournal *journal, PoiseDay day, const PoisePrompt *prompt)
{
  g_autofree char *text = poise_day_to_string (day);
  g_autoptr (PoiseEntry) entry = poise_test_entry (text, "I listen well.", FALSE, 0.0);

  poise_entry_set_kind (entry, POISE_ENTRY_MORNING);
  poise_entry_set_prompt (entry, prompt->id, prompt->text);
  poise_journal_add (journal, entry);
}

/* Those of the morning are asked in the morning and never else, and rest for ten days. */
static void
test_morning (void)
{
  g_autoptr (PoisePromptSet) set = poise_prompt_set_new ();
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  g_autoptr (GHashTable) asked = g_hash_table_new (g_str_hash, g_str_equal);
  const PoisePrompt *last[10] = { NULL };

  g_assert_cmpuint (count_morning (), >=, 12);
  for (PoiseDay day = FIRST_DAY; day < FIRST_DAY + 100; day++)
    {
      g_autoptr (GPtrArray) ranked = poise_prompt_picker_rank_morning (set, journal, day);
      g_autoptr (GPtrArray) others = poise_prompt_picker_rank (set, journal, day, G_DATE_MONDAY);
      const PoisePrompt *first = g_ptr_array_index (ranked, 0);

      g_assert_cmpuint (ranked->len, ==, count_morning ());
      for (guint i = 0; i < others->len; i++)
        g_assert_false (g_ptr_array_find (ranked, g_ptr_array_index (others, i), NULL));
      for (guint i = 0; i < G_N_ELEMENTS (last); i++)
        g_assert_true (last[i] != first);
      last[day % G_N_ELEMENTS (last)] = first;
      g_hash_table_add (asked, first->id);
      g_assert_cmpuint (poise_prompt_picker_get_reason (first, journal, day), ==,
                        POISE_PROMPT_MORNING);
      answer_in_the_morning (journal, day, first);
    }
  g_assert_cmpuint (g_hash_table_size (asked), ==, count_morning ());
}

static void
test_ten_years (void)
{
  guint n;
  Statistics s[G_N_ELEMENTS (shapes)];

  poise_prompt_list_built_in (&n);
  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      s[i] = live_and_tell (&shapes[i]);
      g_assert_cmpuint (s[i].shortest_rest, >, POISE_PROMPT_REST_DAYS);
    }

  /* Nobody is asked the same few questions. */
  g_assert_cmpuint (s[0].n_distinct, ==, n - count_morning ());
  /* What is neglected is asked for more, and the balanced are asked evenly. */
  g_assert_cmpuint (s[1].modes[POISE_MODE_LEADERSHIP], >,
                    s[1].modes[POISE_MODE_MANAGEMENT] * 3 / 2);
  g_assert_cmpuint (s[2].modes[POISE_MODE_MANAGEMENT], >,
                    s[2].modes[POISE_MODE_LEADERSHIP] * 3 / 2);
  g_assert_cmpuint (s[4].modes[POISE_MODE_LEADERSHIP], >, s[4].modes[POISE_MODE_MANAGEMENT] * 2);
  g_assert_cmpuint (s[0].modes[POISE_MODE_LEADERSHIP] * 10, <,
                    s[0].modes[POISE_MODE_MANAGEMENT] * 12);
  g_assert_cmpuint (s[0].modes[POISE_MODE_MANAGEMENT] * 10, <,
                    s[0].modes[POISE_MODE_LEADERSHIP] * 12);
  for (guint i = 1; i < POISE_N_FACETS; i++)
    if (i != POISE_FACET_PEOPLE)
      g_assert_cmpuint (s[3].facets[i], >, s[3].facets[POISE_FACET_PEOPLE]);
  /* Each week that was written in ends with a look back. */
  g_assert_cmpuint (s[0].n_look_back, ==, N_DAYS / 7);
  /* Own prompts are few, and are asked about as often as they may be. */
  g_assert_cmpuint (s[6].n_own, >, 10 * N_DAYS / 100);
}

static void
test_another_goes_round (void)
{
  g_autoptr (PoisePromptSet) set = make_set (3);
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) ranked = poise_prompt_picker_rank (set, journal, FIRST_DAY, G_DATE_MONDAY);

  for (guint i = 0; i < ranked->len; i++)
    g_assert_true (g_hash_table_add (seen, g_ptr_array_index (ranked, i)));
  g_assert_cmpuint (ranked->len, >, 120);
}

static void
test_easy_one_to_begin_with (void)
{
  g_autoptr (PoisePromptSet) set = poise_prompt_set_new ();
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  const PoisePrompt *easy = poise_prompt_set_lookup (set, "day-15");
  guint n_easy = 0;

  for (PoiseDay day = FIRST_DAY; day < FIRST_DAY + 20; day++)
    {
      g_autoptr (GPtrArray) ranked = poise_prompt_picker_rank (set, journal, day, G_DATE_MONDAY);

      g_assert_true (g_ptr_array_index (ranked, 0) == easy);
    }
  g_assert_cmpstr (poise_prompt_get_text (easy), ==, "What happened today?");
  answer (journal, FIRST_DAY, easy, rand, &shapes[0]);
  for (PoiseDay day = FIRST_DAY + 1; day < FIRST_DAY + 20; day++)
    {
      g_autoptr (GPtrArray) ranked = poise_prompt_picker_rank (set, journal, day, G_DATE_MONDAY);

      n_easy += g_ptr_array_index (ranked, 0) == easy;
    }
  g_assert_cmpuint (n_easy, ==, 0);
}

static void
test_off_is_never_asked (void)
{
  g_autoptr (PoisePromptSet) set = poise_prompt_set_new ();
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  GPtrArray *prompts = poise_prompt_set_get_built_in (set);
  g_autoptr (GPtrArray) none = NULL;

  for (guint i = 1; i < prompts->len; i++)
    poise_prompt_set_switch (set, ((PoisePrompt *) g_ptr_array_index (prompts, i))->id, FALSE);
  for (PoiseDay day = FIRST_DAY; day < FIRST_DAY + 100; day++)
    {
      g_autoptr (GPtrArray) ranked = poise_prompt_picker_rank (set, journal, day, G_DATE_MONDAY);

      g_assert_cmpuint (ranked->len, ==, 1);
      g_assert_true (g_ptr_array_index (ranked, 0) == g_ptr_array_index (prompts, 0));
    }
  poise_prompt_set_switch (set, ((PoisePrompt *) g_ptr_array_index (prompts, 0))->id, FALSE);
  none = poise_prompt_picker_rank (set, journal, FIRST_DAY, G_DATE_MONDAY);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_null (poise_prompt_picker_look_back (set, journal, FIRST_DAY));
}

static void
test_own_keep_their_order (void)
{
  g_autoptr (PoisePromptSet) set = make_set (6);
  g_autoptr (PoiseJournal) journal = poise_journal_new ();

  for (PoiseDay day = FIRST_DAY; day < FIRST_DAY + 100; day++)
    {
      g_autoptr (GPtrArray) ranked = poise_prompt_picker_rank (set, journal, day, G_DATE_MONDAY);
      guint n_falls = 0;
      const char *last = "";

      for (guint i = 0; i < ranked->len; i++)
        {
          const PoisePrompt *prompt = g_ptr_array_index (ranked, i);

          if (!prompt->is_own)
            continue;
          n_falls += g_strcmp0 (prompt->id, last) < 0;
          last = prompt->id;
        }
      /* Today's half in order, then tomorrow's. */
      g_assert_cmpuint (n_falls, <=, 1);
    }
}

static void
test_week_end (void)
{
  g_autoptr (PoisePromptSet) set = poise_prompt_set_new ();
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  PoiseDay sunday = poise_day_new (2026, 11, 29);
  g_autoptr (GPtrArray) empty = poise_prompt_picker_rank (set, journal, sunday, G_DATE_MONDAY);
  g_autoptr (GPtrArray) written = NULL;
  g_autoptr (GPtrArray) other = NULL;
  const PoisePrompt *prompt = g_ptr_array_index (empty, 0);

  /* There is nothing to look back on. */
  g_assert_cmpint (prompt->occasion, ==, POISE_OCCASION_DAY);
  answer (journal, sunday - 6, prompt, rand, &shapes[0]);
  written = poise_prompt_picker_rank (set, journal, sunday, G_DATE_MONDAY);
  prompt = g_ptr_array_index (written, 0);
  g_assert_cmpint (prompt->occasion, ==, POISE_OCCASION_WEEK_END);
  g_assert_cmpint (poise_prompt_picker_get_reason (prompt, journal, sunday), ==,
                   POISE_PROMPT_LOOK_BACK);
  /* Where weeks begin on Sunday, this is no end. */
  other = poise_prompt_picker_rank (set, journal, sunday, G_DATE_SUNDAY);
  prompt = g_ptr_array_index (other, 0);
  g_assert_cmpint (prompt->occasion, ==, POISE_OCCASION_DAY);
}

static void
test_reasons_in_words (void)
{
  g_autoptr (PoisePromptSet) set = make_set (1);
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  const Shape manager = { "", 100, 100, POISE_FACET_NONE, 0, 0 };
  const PoisePrompt *change = poise_prompt_set_lookup (set, "change-03");
  const PoisePrompt *own = poise_prompt_set_lookup (set, "own-0");
  g_autofree char *words = NULL;

  g_assert_cmpint (poise_prompt_picker_get_reason (own, journal, FIRST_DAY), ==, POISE_PROMPT_OWN);
  for (PoiseDay day = FIRST_DAY; day < FIRST_DAY + 28; day++)
    answer (journal, day, change, rand, &manager);
  words =
    poise_prompt_explain (change, poise_prompt_picker_get_reason (change, journal, FIRST_DAY + 28));
  g_assert_cmpstr (words, ==, "Your last weeks show more management than leadership.");
  g_assert_cmpint (poise_prompt_picker_get_reason (change, journal, FIRST_DAY + 99), ==,
                   POISE_PROMPT_UNKNOWN);
}

/* An entry of one sure sentence of leadership and two unsure ones of management. */
static void
add_unsure (PoiseJournal *journal, PoiseDay day, gboolean is_corrected)
{
  g_autofree char *name = poise_day_to_string (day);
  g_autoptr (PoiseEntry) entry = poise_test_entry (name, "x", FALSE, 0.0);
  g_autoptr (PoiseTag) tag = poise_tag_new ();
  g_autoptr (PoiseTag) corrected = NULL;

  for (guint i = 0; i < 3; i++)
    {
      PoiseSentenceTag sentence = { .mode = i > 0 ? POISE_MODE_MANAGEMENT : POISE_MODE_LEADERSHIP,
                                    .facet = POISE_FACET_PEOPLE,
                                    .unsure = i > 0 };

      g_array_append_val (tag->sentences, sentence);
    }
  tag->has_share = TRUE;
  tag->share = 1.0;
  corrected = poise_tag_with_mode (tag, POISE_MODE_MANAGEMENT);
  poise_entry_set_tag (entry, is_corrected ? corrected : tag);
  poise_journal_add (journal, entry);
}

/* What is not counted in the balance is no reason; what the person said of an entry is one. */
static void
test_reasons_are_true (void)
{
  g_autoptr (PoisePromptSet) set = poise_prompt_set_new ();
  const PoisePrompt *leads = poise_prompt_set_lookup (set, "change-03");

  g_assert_cmpint (leads->pole, ==, POISE_MODE_LEADERSHIP);
  for (guint is_corrected = 0; is_corrected < 2; is_corrected++)
    {
      g_autoptr (PoiseJournal) journal = poise_journal_new ();
      PoisePrompt asked = *leads;

      asked.facet = POISE_FACET_PEOPLE;
      for (PoiseDay day = FIRST_DAY; day < FIRST_DAY + 20; day++)
        add_unsure (journal, day, is_corrected);
      g_assert_cmpint (poise_prompt_picker_get_reason (&asked, journal, FIRST_DAY + 20), ==,
                       is_corrected ? POISE_PROMPT_NEGLECTED_MODE : POISE_PROMPT_ANY);
      asked.pole = POISE_MODE_MANAGEMENT;
      g_assert_cmpint (poise_prompt_picker_get_reason (&asked, journal, FIRST_DAY + 20), ==,
                       is_corrected ? POISE_PROMPT_ANY : POISE_PROMPT_NEGLECTED_MODE);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/prompt-picker/morning", test_morning);
  g_test_add_func ("/prompt-picker/ten-years", test_ten_years);
  g_test_add_func ("/prompt-picker/another-goes-round", test_another_goes_round);
  g_test_add_func ("/prompt-picker/easy-one-to-begin-with", test_easy_one_to_begin_with);
  g_test_add_func ("/prompt-picker/off-is-never-asked", test_off_is_never_asked);
  g_test_add_func ("/prompt-picker/own-keep-their-order", test_own_keep_their_order);
  g_test_add_func ("/prompt-picker/week-end", test_week_end);
  g_test_add_func ("/prompt-picker/reasons-in-words", test_reasons_in_words);
  g_test_add_func ("/prompt-picker/reasons-are-true", test_reasons_are_true);
  return g_test_run ();
}
