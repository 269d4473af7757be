/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A journal and its history, for the tests of undo and redo. */

#pragma once

#include "poise-history.h"

G_BEGIN_DECLS

typedef struct _PoiseTestHistory PoiseTestHistory;

struct _PoiseTestHistory
{
  char *path;
  PoiseFolder *folder;
  PoiseJournal *journal;
  PoiseStore *store;
  PoiseHistory *history;
  guint n_undone; /* how often an import was said to be undone */
  guint n_run;    /* how often something was told to be done, or done again */
  guint n_asked;  /* how often the clock was asked, as what begins does */
  /* Called once, as what was gone back to is about to be read. */
  void (*before_reading) (PoiseTestHistory *fixture);
};

void poise_test_history_set_up (PoiseTestHistory *fixture, gconstpointer unused);
void poise_test_history_tear_down (PoiseTestHistory *fixture, gconstpointer unused);
void poise_test_history_set_flag_cb (GObject *object, GAsyncResult *result, gpointer data);
void poise_test_history_flush (PoiseTestHistory *fixture);
void poise_test_history_wait_for (PoiseTestHistory *fixture, guint n);
void poise_test_history_wait (PoiseTestHistory *fixture);
guint poise_test_history_count (PoiseTestHistory *fixture);
void poise_test_history_says_cb (PoiseTestHistory *fixture);
void poise_test_history_run_cb (PoiseTestHistory *fixture);
void poise_test_history_ask (PoiseTestHistory *fixture);
void
poise_test_history_import_with (PoiseTestHistory *fixture, void (*add) (PoiseImportPlan *plan));
void poise_test_history_import (PoiseTestHistory *fixture);
void poise_test_history_vanish (PoiseTestHistory *fixture);
void poise_test_history_reappear (PoiseTestHistory *fixture);

G_END_DECLS
