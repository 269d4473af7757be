/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Journals that are locked, for tests of what is in them. */

#pragma once

#include "poise-test.h"

G_BEGIN_DECLS

#define PASSPHRASE "correct horse"
/* In every text, and nowhere else. */
#define WORD "xylophone"

#define POISE_TEST_LOCK_ADD(name, function)                                                        \
  g_test_add (name, PoiseTestJournal, NULL, poise_test_journal_set_up, function,                   \
              poise_test_lock_tear_down)

typedef struct
{
  char *data;
  gsize length;
} PoiseTestBytes;

void poise_test_bytes_clear (PoiseTestBytes *bytes);
void poise_test_lock_assert_texts (PoiseTestJournal *fixture, const char *expected);
char *poise_test_lock_with (PoiseTestJournal *fixture, const char *passphrase);
void poise_test_lock_journal (PoiseTestJournal *fixture);
void poise_test_lock_forget (PoiseTestJournal *fixture);
void poise_test_lock_open_with (PoiseTestJournal *fixture, const char *passphrase);
void poise_test_lock_reopen (PoiseTestJournal *fixture);
void poise_test_lock_assert_wrong (PoiseTestJournal *fixture, const char *passphrase);
gboolean poise_test_lock_add_text (PoiseTestJournal *fixture,
                                   const char *day,
                                   const char *text,
                                   GError **error);
void poise_test_lock_add (PoiseTestJournal *fixture, const char *day, const char *text);
guint poise_test_lock_count_word (const char *folder, const char *word);
guint poise_test_lock_count_leaks (const char *folder);
void poise_test_lock_fill (PoiseTestJournal *fixture);
void poise_test_lock_tear_down (PoiseTestJournal *fixture, gconstpointer unused);
void poise_test_lock_copy_folder (const char *from, const char *to);
void
poise_test_lock_put (PoiseTestJournal *fixture, const char *name, const char *data, gsize length);
void poise_test_lock_take (PoiseTestJournal *fixture, const char *name, PoiseTestBytes *bytes);
void poise_test_lock_wait_days (PoiseTestJournal *fixture, int n);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PoiseTestBytes, poise_test_bytes_clear)

G_END_DECLS
