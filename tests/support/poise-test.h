/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests share: a folder that goes away, a clock that stands, entries. */

#pragma once

#include <cairo.h>

#include "poise-change.h"
#include "poise-folder.h"
#include "poise-journal.h"

G_BEGIN_DECLS

/* Whether a sanitizer watches each step: what counts how often something comes is then slow, and
 * shows nothing that few times do not. */
#define POISE_TEST_IS_SANITIZED FALSE
#ifdef __has_feature
#if __has_feature(address_sanitizer)
#undef POISE_TEST_IS_SANITIZED
#define POISE_TEST_IS_SANITIZED TRUE
#endif
#endif

char *poise_test_make_folder (void);
void poise_test_remove_folder (const char *path);
GDateTime *poise_test_clock (gpointer unused);
PoiseEntry *poise_test_entry (const char *day, const char *text, gboolean has_share, double share);
char *poise_test_read (const char *folder, const char *name);
void poise_test_write (const char *folder, const char *name, const char *text);
void poise_test_ready_cb (GObject *object, GAsyncResult *result, gpointer data);
void poise_test_wait (GAsyncResult **result);

/**
 * PoiseTestOther:
 * @at: how a message of the storage begins that is logged as it writes
 * @folder: a folder
 * @name: a file in it
 * @text: what it writes there
 * @domain: (nullable): whose message it is, if not the storage's
 *
 * Another program, which knows no lock, and writes once.
 */
typedef struct
{
  const char *at;
  const char *folder;
  const char *name;
  const char *text;
  const char *domain;

  /*< private >*/
  guint handler;
  gboolean has_written;
} PoiseTestOther;

void poise_test_other_begin (PoiseTestOther *self);
void poise_test_other_end (PoiseTestOther *self);

/**
 * PoiseTestDraw:
 * @cr: where to draw
 * @data: what
 */
typedef void (*PoiseTestDraw) (cairo_t *cr, gpointer data);

char *poise_test_draw (PoiseTestDraw draw, gpointer data);

/**
 * PoiseTestJournal:
 * @path: a new folder
 * @folder: a journal in it
 * @now: the moment that poise_test_clock() tells
 */
typedef struct
{
  char *path;
  PoiseFolder *folder;
  GDateTime *now;
} PoiseTestJournal;

void poise_test_journal_set_up (PoiseTestJournal *self, gconstpointer unused);
void poise_test_journal_tear_down (PoiseTestJournal *self, gconstpointer unused);
gboolean poise_test_journal_apply (PoiseTestJournal *self, PoiseChange *change, GError **error);
void poise_test_journal_add (PoiseTestJournal *self, PoiseEntry *entry);
char *poise_test_journal_join (PoiseTestJournal *self);
char *poise_test_repair (PoiseFolder *folder,
                         const char *month,
                         GDateTime *now,
                         guint *n_entries,
                         GError **error);

G_END_DECLS
