/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window's files share: poise-window.c, its pages, what happens as the
 * journal is locked and unlocked, and closing. */

#pragma once

#include "poise-balance-page.h"
#include "poise-exchange-actions.h"
#include "poise-history-actions.h"
#include "poise-journal-actions.h"
#include "poise-journal-page.h"
#include "poise-problem-banner.h"
#include "poise-retag-bar.h"
#include "poise-window-state.h"
#include "poise-window.h"
#include "poise-write-page.h"

G_BEGIN_DECLS

struct _PoiseWindow
{
  AdwApplicationWindow parent_instance;

  /* Template */
  GtkWidget *view;
  GtkStack *title;
  AdwSplitButton *new_button;
  GtkWidget *leave_button;
  GtkMenuButton *menu_button;
  GMenuModel *primary_menu;
  AdwViewSwitcherBar *bottom_bar;
  AdwViewStack *pages;
  AdwToastOverlay *toasts;
  AdwBin *write_place;
  AdwBin *journal_place;
  AdwBin *balance_place;
  PoiseProblemBanner *problem_banner;
  AdwBin *retag_place;

  /* Borrowed from its place; NULL until the journal is read */
  PoiseRetagBar *retag_bar;

  /* Borrowed from their places; the last two are NULL until they are shown, all while there is no
   * context */
  PoiseWritePage *write_page;
  PoiseJournalPage *journal_page;
  PoiseBalancePage *balance_page;

  /* Owned */
  GSettings *settings;
  PoiseContext *context; /* (nullable): none while the journal is locked */
  PoiseExchangeActions *exchange_actions;
  PoiseHistoryActions *history_actions;
  PoiseJournalActions *journal_actions;

  GListModel *overlaid; /* the children of toasts */

  PoiseWindowPlace place; /* where the person was when the journal was locked */
  guint make_id;
  gboolean is_constructed;
  gboolean is_covered;
  gboolean is_sample;
  gboolean is_narrow;
  gboolean wants_morning;      /* the morning question is asked once the journal is there */
  gboolean was_import_stopped; /* and nobody was told yet */
  gboolean has_destination;    /* the person went somewhere: the last place is not restored */
  gboolean focus_mode;
};

/* poise-window-pages.c */
void poise_window_make_write_page (PoiseWindow *self);
void poise_window_fill_page (PoiseWindow *self);
void poise_window_make_pages_soon (PoiseWindow *self);
void poise_window_install_page_actions (GtkWidgetClass *widget_class);

/* poise-window-toasts.c */
void poise_window_watch_toasts (PoiseWindow *self);

/* poise-window-context.c */
void poise_window_attach (PoiseWindow *self);
void poise_window_enable_actions (PoiseWindow *self);

/* poise-window-closing.c */
void poise_window_stop_imports (PoiseWindow *self);
void poise_window_tell_of_stopped_import (PoiseWindow *self);
void poise_window_install_closing (PoiseWindowClass *klass);

G_END_DECLS
