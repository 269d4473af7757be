/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-sentence-row.h"

#include <glib/gi18n.h>

#include "poise-reason-words.h"

struct _PoiseSentenceRow
{
  GtkWidget parent_instance;

  /* Template */
  GtkWidget *box;
  GtkLabel *words;
  GtkLabel *why;
  GtkDropDown *choice;

  guint index;
};

enum
{
  SIGNAL_CORRECTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PoiseSentenceRow, poise_sentence_row, GTK_TYPE_WIDGET)

static void
choice_changed_cb (PoiseSentenceRow *self)
{
  g_signal_emit (self, signals[SIGNAL_CORRECTED], 0, self->index,
                 gtk_drop_down_get_selected (self->choice));
}

static void
poise_sentence_row_dispose (GObject *object)
{
  g_clear_pointer (&POISE_SENTENCE_ROW (object)->box, gtk_widget_unparent);

  G_OBJECT_CLASS (poise_sentence_row_parent_class)->dispose (object);
}

static void
poise_sentence_row_class_init (PoiseSentenceRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = poise_sentence_row_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/poise_journal/Poise/write/poise-sentence-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PoiseSentenceRow, box);
  gtk_widget_class_bind_template_child (widget_class, PoiseSentenceRow, words);
  gtk_widget_class_bind_template_child (widget_class, PoiseSentenceRow, why);
  gtk_widget_class_bind_template_child (widget_class, PoiseSentenceRow, choice);

  /**
   * PoiseSentenceRow::corrected:
   * @self: the row
   * @index: the sentence's place in the tag
   * @mode: what the person says it shows
   */
  signals[SIGNAL_CORRECTED] =
    g_signal_new ("corrected", POISE_TYPE_SENTENCE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
}

static void
poise_sentence_row_init (PoiseSentenceRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * poise_sentence_row_new:
 * @tagger: (nullable): tells the reasons
 * @text: the entry's text
 * @sentence: a sentence of it
 * @index: its place in the tag
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
poise_sentence_row_new (PoiseTagger *tagger,
                        const char *text,
                        const PoiseSentenceTag *sentence,
                        guint index)
{
  PoiseSentenceRow *self = g_object_new (POISE_TYPE_SENTENCE_ROW, NULL);
  g_autofree char *words = g_utf8_substring (text, sentence->start, sentence->end);
  g_autofree char *why = poise_reason_words_for_sentence (tagger, text, sentence);

  self->index = index;
  gtk_label_set_text (self->words, words);
  gtk_label_set_text (self->why, why);
  gtk_drop_down_set_selected (self->choice, sentence->mode);
  g_signal_connect_swapped (self->choice, "notify::selected", G_CALLBACK (choice_changed_cb), self);
  return GTK_WIDGET (self);
}
