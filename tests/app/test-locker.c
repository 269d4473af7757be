/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window knows of a journal's lock when others lock it while it is open. */

#include "poise-locker.h"

#include "poise-lock-open.h"
#include "poise-lock-task.h"
#include "poise-test-lock.h"

typedef struct
{
  PoiseLocker *locker;
  PoiseContext *context;
  PoiseKeyring *keyring; /* (nullable) */
  guint n_troubles;
  guint n_releases;
} Open;

static void
count_cb (guint *n)
{
  ++*n;
}

static void
open_journal (PoiseTestJournal *fixture, Open *open)
{
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  g_autoptr (PoiseStore) store = poise_store_new (fixture->folder, journal, poise_test_clock, NULL);
  g_autoptr (GSettings) settings = g_settings_new ("io.github.poise_journal.Poise");
  g_autoptr (GAsyncResult) result = NULL;

  poise_test_lock_fill (fixture);
  open->locker = poise_locker_new (fixture->folder);
  g_assert_false (poise_locker_is_locked (open->locker));
  open->context = poise_context_new (store, NULL, settings);
  poise_locker_set_context (open->locker, open->context);
  g_signal_connect_swapped (open->locker, "release", G_CALLBACK (count_cb), &open->n_releases);
  poise_context_load_async (open->context, NULL, poise_test_ready_cb, &result);
  poise_test_wait (&result);
  g_assert_true (poise_context_load_finish (open->context, result, NULL));
}

static void
close_journal (Open *open)
{
  g_object_run_dispose (G_OBJECT (poise_context_get_store (open->context)));
  g_clear_object (&open->locker);
  g_clear_object (&open->context);
  g_clear_object (&open->keyring);
}

/* As another program does it: this one does not know the key. */
static void
lock_elsewhere (PoiseTestJournal *fixture, Open *open)
{
  poise_test_lock_journal (fixture);
  open->keyring = poise_keyring_find (poise_folder_get_path (fixture->folder));
  poise_test_lock_forget (fixture);
}

/* The store finds it out; @heard is called when it says so, after the locker. */
static void
read_again (Open *open, GCallback heard)
{
  PoiseStore *store = poise_context_get_store (open->context);
  g_autoptr (GAsyncResult) result = NULL;

  g_signal_connect_swapped (store, "problems-changed", heard, open);
  poise_store_load_async (store, NULL, poise_test_ready_cb, &result);
  poise_test_wait (&result);
  g_assert_false (poise_store_load_finish (store, result, NULL));
  g_assert_cmpuint (open->n_troubles, >, 0);
}

/* A look that begins later than all others, and sees the lock. */
static void
look_until_seen (PoiseTestJournal *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;

  poise_lock_find_locked_async (fixture->folder, NULL, poise_test_ready_cb, &result);
  poise_test_wait (&result);
  g_assert_true (poise_lock_find_locked_finish (fixture->folder, result, NULL));
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
heard_cb (Open *open)
{
  /* The disk is asked on a thread: it may not answer. */
  g_assert_true (open->n_troubles++ > 0 || !poise_locker_is_locked (open->locker));
}

static void
test_by_others (PoiseTestJournal *fixture, gconstpointer unused)
{
  Open open = { 0 };

  open_journal (fixture, &open);
  lock_elsewhere (fixture, &open);
  read_again (&open, G_CALLBACK (heard_cb));
  while (open.n_releases == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (poise_locker_is_locked (open.locker));
  g_assert_true (poise_locker_is_by_others (open.locker));
  close_journal (&open);
}

static void
close_cb (Open *open)
{
  open->n_troubles++;
  poise_locker_set_context (open->locker, NULL);
}

/* What is found out about a journal that was closed meanwhile is nobody's business any more. */
static void
test_closed_meanwhile (PoiseTestJournal *fixture, gconstpointer unused)
{
  Open open = { 0 };

  open_journal (fixture, &open);
  lock_elsewhere (fixture, &open);
  read_again (&open, G_CALLBACK (close_cb));
  look_until_seen (fixture);
  g_assert_false (poise_locker_is_locked (open.locker));
  close_journal (&open);
}

static void
unlock_cb (Open *open)
{
  if (open->n_troubles++ == 0)
    poise_locker_unlock (open->locker, open->keyring);
}

static void
test_unlocked_meanwhile (PoiseTestJournal *fixture, gconstpointer unused)
{
  Open open = { 0 };

  open_journal (fixture, &open);
  lock_elsewhere (fixture, &open);
  read_again (&open, G_CALLBACK (unlock_cb));
  look_until_seen (fixture);
  g_assert_false (poise_locker_is_locked (open.locker));
  g_assert_true (poise_locker_can_lock (open.locker));
  close_journal (&open);
}

static void
use_key_cb (Open *open)
{
  open->n_troubles++;
  poise_lock_use (poise_locker_get_folder (open->locker), open->keyring);
}

/* This program itself gave it its passphrase while others were looked for. */
static void
test_locked_here_meanwhile (PoiseTestJournal *fixture, gconstpointer unused)
{
  Open open = { 0 };

  open_journal (fixture, &open);
  lock_elsewhere (fixture, &open);
  read_again (&open, G_CALLBACK (use_key_cb));
  look_until_seen (fixture);
  g_assert_false (poise_locker_is_locked (open.locker));
  close_journal (&open);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  POISE_TEST_LOCK_ADD ("/locker/by-others", test_by_others);
  POISE_TEST_LOCK_ADD ("/locker/closed-meanwhile", test_closed_meanwhile);
  POISE_TEST_LOCK_ADD ("/locker/unlocked-meanwhile", test_unlocked_meanwhile);
  POISE_TEST_LOCK_ADD ("/locker/locked-here-meanwhile", test_locked_here_meanwhile);
  return g_test_run ();
}
