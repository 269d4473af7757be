/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the Write page's files share: poise-write-page.c, and which entry it shows. */

#pragma once

#include "poise-entry-actions.h"
#include "poise-intention-actions.h"
#include "poise-intention-row.h"
#include "poise-match-bar.h"
#include "poise-next-time-row.h"
#include "poise-prompt-card.h"
#include "poise-sentence-actions.h"
#include "poise-status-row.h"
#include "poise-tag-bar.h"
#include "poise-underlines.h"
#include "poise-write-page.h"

G_BEGIN_DECLS

struct _PoiseWritePage
{
  GtkWidget parent_instance;

  /* Template */
  GtkWidget *box;
  AdwBanner *two_texts;
  GtkWidget *day_box;
  GtkLabel *day_label;
  GtkWidget *later_button;
  GtkRevealer *welcome;
  PoisePromptCard *prompt_card;
  PoiseIntentionRow *intention_row;
  PoiseMatchBar *match_bar;
  GtkTextView *editor;
  GtkWidget *placeholder;
  GMenuModel *sentence_menu;
  PoiseNextTimeRow *next_time;
  PoiseTagBar *tags;
  PoiseStatusRow *status;

  /* Owned */
  PoiseContext *context;
  PoiseDocument *document;
  PoiseUnderlines *underlines;
  PoiseSentenceActions *sentence_actions;
  PoiseIntentionActions *intention_actions;
  PoiseEntryActions *entry_actions;
  GtkWidget *card; /* a child */

  PoiseDay day;
  gboolean is_echo;      /* buffer and document hand a text to each other */
  gboolean is_entering;  /* another entry is opened */
  gboolean is_short;     /* there is room for little but the text */
  gboolean is_focused;   /* only the text is shown */
  gboolean is_asked_for; /* a blank page that the person began: it gives way to nothing */
  gboolean is_composing; /* an input method makes a word that is not in the buffer yet */
  gboolean is_finishing; /* the reasons were opened from the text */
};

/* poise-write-page.c */
void poise_write_page_show_welcome (PoiseWritePage *self);

/* poise-write-page-entries.c */
void poise_write_page_follow_entries (PoiseWritePage *self);
void poise_write_page_bind_entries (GtkWidgetClass *widget_class);

G_END_DECLS
