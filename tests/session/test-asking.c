/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changes of questions, made and taken back, while others change them, too. */

#include "poise-operation.h"
#include "poise-test.h"

static void
add (PoisePromptSet *set, guint position, const char *id, const char *text)
{
  poise_prompt_set_insert (set, position,
                           poise_prompt_new (id, POISE_FACET_NONE, POISE_MODE_NONE, text));
}

static PoisePromptSet *
make_set (void)
{
  PoisePromptSet *set = poise_prompt_set_new ();

  add (set, G_MAXUINT, "own-a", "Who laughed?");
  add (set, G_MAXUINT, "own-b", "Who was thanked?");
  add (set, G_MAXUINT, "own-c", "What can wait?");
  return set;
}

static void
write_words (PoisePromptSet *set, const char *id, const char *text)
{
  poise_prompt_set_change (set, id, POISE_FACET_NONE, POISE_MODE_NONE, text);
}

/* The own questions' texts in their order. */
static char *
join_texts (PoisePromptSet *set)
{
  GPtrArray *own = poise_prompt_set_get_own (set);
  g_autoptr (GString) texts = g_string_new (NULL);

  for (guint i = 0; i < own->len; i++)
    g_string_append_printf (texts, "%s%s", i > 0 ? "|" : "",
                            ((PoisePrompt *) g_ptr_array_index (own, i))->text);
  return g_string_free (g_steal_pointer (&texts), FALSE);
}

static void
assert_texts (PoisePromptSet *set, const char *wanted)
{
  g_autofree char *texts = join_texts (set);

  g_assert_cmpstr (texts, ==, wanted);
}

static void
test_moved (void)
{
  g_autoptr (PoisePromptSet) set = make_set ();
  g_autoptr (PoiseAsking) asking = poise_asking_begin (set, "own-c");

  poise_prompt_set_move (set, "own-c", 0);
  poise_asking_end (asking);
  g_assert_true (poise_asking_moves (asking));
  /* Words that came from another computer stay. */
  write_words (set, "own-c", "What can wait until May?");
  poise_asking_put (asking, FALSE);
  assert_texts (set, "Who laughed?|Who was thanked?|What can wait until May?");
  poise_asking_put (asking, TRUE);
  assert_texts (set, "What can wait until May?|Who laughed?|Who was thanked?");

  /* There is no third place any more. */
  poise_prompt_set_remove (set, "own-a");
  poise_asking_put (asking, FALSE);
  assert_texts (set, "Who was thanked?|What can wait until May?");
  poise_prompt_set_remove (set, "own-c");
  poise_asking_put (asking, TRUE);
  assert_texts (set, "Who was thanked?");
}

static void
test_switched (void)
{
  g_autoptr (PoisePromptSet) set = make_set ();
  g_autoptr (PoiseAsking) asking = poise_asking_begin (set, "own-a");

  poise_prompt_set_switch (set, "own-a", FALSE);
  poise_asking_end (asking);
  g_assert_false (poise_asking_moves (asking));
  write_words (set, "own-a", "Who sang?");
  poise_prompt_set_move (set, "own-a", 2);
  poise_asking_put (asking, FALSE);
  g_assert_false (poise_prompt_set_lookup (set, "own-a")->is_off);
  assert_texts (set, "Who was thanked?|What can wait?|Who sang?");
}

static void
test_reworded (void)
{
  g_autoptr (PoisePromptSet) set = make_set ();
  g_autoptr (PoiseAsking) asking = poise_asking_begin (set, "own-a");

  write_words (set, "own-a", "Who sang?");
  poise_asking_end (asking);
  poise_asking_put (asking, FALSE);
  assert_texts (set, "Who laughed?|Who was thanked?|What can wait?");
  poise_asking_put (asking, TRUE);
  write_words (set, "own-a", "Who danced?");
  poise_asking_put (asking, FALSE);
  assert_texts (set, "Who danced?|Who was thanked?|What can wait?");
}

static void
test_added (void)
{
  g_autoptr (PoisePromptSet) set = make_set ();
  g_autoptr (PoiseAsking) asking = poise_asking_begin (set, "own-d");

  add (set, 1, "own-d", "Who came?");
  poise_asking_end (asking);
  g_assert_true (poise_asking_moves (asking));
  poise_asking_put (asking, FALSE);
  assert_texts (set, "Who laughed?|Who was thanked?|What can wait?");
  g_assert_cmpuint (poise_asking_find (asking), ==, 1);
  poise_asking_put (asking, TRUE);
  assert_texts (set, "Who laughed?|Who came?|Who was thanked?|What can wait?");
  poise_prompt_set_move (set, "own-d", 0);
  g_assert_cmpuint (poise_asking_find (asking), ==, 0);
  poise_prompt_set_move (set, "own-d", 1);
  /* What was rewritten elsewhere is more than what was added. */
  write_words (set, "own-d", "Who came late?");
  poise_asking_put (asking, FALSE);
  assert_texts (set, "Who laughed?|Who came late?|Who was thanked?|What can wait?");
}

/* What came in, was switched off elsewhere, and goes and comes back here stays off; and what was
 * removed elsewhere stays away. */
static void
test_added_and_changed_elsewhere (void)
{
  g_autoptr (PoisePromptSet) set = make_set ();
  g_autoptr (PoiseAsking) asking = poise_asking_begin (set, "own-d");

  add (set, 1, "own-d", "Who came?");
  poise_asking_end (asking);
  poise_prompt_set_switch (set, "own-d", FALSE);
  poise_asking_put (asking, FALSE);
  assert_texts (set, "Who laughed?|Who was thanked?|What can wait?");
  poise_asking_put (asking, TRUE);
  g_assert_true (poise_prompt_set_lookup (set, "own-d")->is_off);
  poise_prompt_set_remove (set, "own-d");
  poise_asking_put (asking, FALSE);
  poise_asking_put (asking, TRUE);
  assert_texts (set, "Who laughed?|Who was thanked?|What can wait?");
}

static void
test_removed (void)
{
  g_autoptr (PoisePromptSet) set = make_set ();
  g_autoptr (PoiseAsking) asking = poise_asking_begin (set, "own-b");

  poise_prompt_set_remove (set, "own-b");
  poise_asking_end (asking);
  g_assert_cmpuint (poise_asking_find (asking), ==, 1);
  poise_asking_put (asking, FALSE);
  assert_texts (set, "Who laughed?|Who was thanked?|What can wait?");
  poise_asking_put (asking, TRUE);
  /* Another computer's change was later than the deletion. */
  add (set, 0, "own-b", "Who was never thanked?");
  poise_asking_put (asking, FALSE);
  assert_texts (set, "Who was never thanked?|Who laughed?|What can wait?");
}

static void
count_cb (PoisePromptSet *set, guint *n)
{
  (*n)++;
}

/* One step, which the set says once, and which leaves what others made of the questions. */
static void
test_several_added (void)
{
  g_autoptr (PoisePromptSet) set = make_set ();
  g_autoptr (PoiseOperation) operation = NULL;
  guint n_changes = 0;

  add (set, G_MAXUINT, "own-d", "Who came?");
  add (set, G_MAXUINT, "own-e", "Who went?");
  operation = poise_operation_new_asking_added (set, 3);
  g_assert_false (poise_operation_is_of_entries (operation));
  g_assert_cmpuint (poise_asking_find (poise_operation_get_asking (operation)), ==, 3);
  g_signal_connect (set, "changed", G_CALLBACK (count_cb), &n_changes);
  poise_operation_run (operation, NULL);
  g_assert_cmpuint (n_changes, ==, 0);
  poise_operation_undo (operation, NULL);
  assert_texts (set, "Who laughed?|Who was thanked?|What can wait?");
  g_assert_cmpuint (n_changes, ==, 1);
  poise_operation_run (operation, NULL);
  assert_texts (set, "Who laughed?|Who was thanked?|What can wait?|Who came?|Who went?");
  g_assert_cmpuint (n_changes, ==, 2);
  write_words (set, "own-d", "Who came late?");
  poise_operation_undo (operation, NULL);
  assert_texts (set, "Who laughed?|Who was thanked?|What can wait?|Who came late?");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/asking/moved", test_moved);
  g_test_add_func ("/asking/switched", test_switched);
  g_test_add_func ("/asking/reworded", test_reworded);
  g_test_add_func ("/asking/added", test_added);
  g_test_add_func ("/asking/added-and-changed-elsewhere", test_added_and_changed_elsewhere);
  g_test_add_func ("/asking/removed", test_removed);
  g_test_add_func ("/asking/several-added", test_several_added);
  return g_test_run ();
}
