/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a locked journal of twenty years costs against a readable one. */

#include <time.h>

#include "poise-folder-read.h"
#include "poise-folder-write.h"
#include "poise-lock-open.h"
#include "poise-lock.h"
#include "poise-test.h"

#define N_DAYS 7300
#define N_WORDS 220
#define N_ROUNDS 7
#define LOAD_BUDGET 1.3
#define SAVE_BUDGET 1.5

static const char *const words[] = {
  "the",   "rota",  "Amira", "asked", "listened", "people", "wrote", "meeting", "plan", "Café",
  "about", "and",   "for",   "today", "week",     "them",   "I",     "checked", "said", "morning",
  "what",  "quote", "shift", "long",  "evening",  "ward",   "door",  "figure",  "new",  "idea.",
};

/* In processor time of the process, which other programs' load does not lengthen. */
static double
read_clock (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1000.0 + (double) now.tv_nsec / 1e6;
}

static PoiseEntry *
make_entry (GRand *rand, PoiseDay day)
{
  g_autofree char *name = poise_day_to_string (day);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < N_WORDS; i++)
    g_string_append_printf (text, "%s ",
                            words[g_rand_int_range (rand, 0, (gint32) G_N_ELEMENTS (words))]);
  return poise_test_entry (name, text->str, TRUE, 0.5);
}

static void
write_month (PoiseTestJournal *journal, const char *month, GPtrArray *changes)
{
  g_autoptr (GError) error = NULL;

  poise_folder_apply (journal->folder, month, changes, journal->now, &error);
  g_assert_no_error (error);
  g_ptr_array_set_size (changes, 0);
}

static void
fill (PoiseTestJournal *journal)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20);
  g_autoptr (GPtrArray) changes = poise_changes_new ();
  g_autofree char *month = NULL;

  for (PoiseDay i = 0; i < N_DAYS; i++)
    {
      g_autoptr (PoiseEntry) entry = make_entry (rand, poise_day_new (2026, 11, 23) - i);
      g_autofree char *its = poise_day_to_month (poise_entry_get_day (entry));

      if (month != NULL && !g_str_equal (month, its))
        write_month (journal, month, changes);
      g_free (month);
      month = g_steal_pointer (&its);
      g_ptr_array_add (changes, poise_change_new (poise_entry_get_id (entry), entry, NULL));
    }
  write_month (journal, month, changes);
}

static double
measure_load (PoiseTestJournal *journal)
{
  double start = read_clock ();
  g_autoptr (GPtrArray) entries = poise_folder_read_all (journal->folder, NULL, NULL);

  g_assert_cmpuint (entries->len, >=, N_DAYS);
  return read_clock () - start;
}

static double
measure_save (PoiseTestJournal *journal, guint round)
{
  g_autofree char *text = g_strdup_printf ("An entry of today, %u", round);
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-23", text, FALSE, 0.0);
  g_autoptr (GPtrArray) changes = poise_changes_new ();
  double start = read_clock ();

  g_ptr_array_add (changes, poise_change_new (poise_entry_get_id (entry), entry, NULL));
  write_month (journal, "2026-11", changes);
  return read_clock () - start;
}

/* The best is the program's; what is more, the machine's. */
static void
measure (PoiseTestJournal *journal, double *load, double *save)
{
  *load = *save = G_MAXDOUBLE;
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      *load = MIN (*load, measure_load (journal));
      *save = MIN (*save, measure_save (journal, round));
    }
}

static void
lock_journal (PoiseTestJournal *journal)
{
  char *recovery = NULL;
  double start = read_clock ();
  g_autoptr (PoiseKeyring) keyring = poise_lock_plan ("one", journal->now, &recovery, NULL);

  g_print ("making the keys      %8.1f ms\n", read_clock () - start);
  start = read_clock ();
  g_assert_true (poise_lock_close (journal->folder, keyring, journal->now, NULL, NULL));
  g_print ("sealing all files    %8.1f ms\n", read_clock () - start);
  poise_key_wipe (recovery);
}

static void
print_unlock (PoiseTestJournal *journal)
{
  double start = read_clock ();
  g_autoptr (PoiseKeyring) keyring = poise_lock_open (journal->folder, "one", NULL, NULL);

  g_assert_nonnull (keyring);
  g_print ("trying a passphrase  %8.1f ms\n", read_clock () - start);
}

int
main (int argc, char **argv)
{
  PoiseTestJournal journal = { 0 };
  double load, save, locked_load, locked_save;

  poise_test_journal_set_up (&journal, NULL);
  fill (&journal);
  measure (&journal, &load, &save);
  lock_journal (&journal);
  print_unlock (&journal);
  measure (&journal, &locked_load, &locked_save);
  g_print ("load of 20 years     %8.1f ms, locked %8.1f ms: %.2f (budget %.1f)\n", load,
           locked_load, locked_load / load, LOAD_BUDGET);
  g_print ("save                 %8.2f ms, locked %8.2f ms: %.2f (budget %.1f)\n", save,
           locked_save, locked_save / save, SAVE_BUDGET);
  poise_lock_forget (journal.folder);
  poise_test_journal_tear_down (&journal, NULL);
  return locked_load / load <= LOAD_BUDGET && locked_save / save <= SAVE_BUDGET ? 0 : 1;
}
