/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-reasons-popover.h"

#include <glib/gi18n.h>

#include "poise-accessible.h"
#include "poise-sentence-row.h"
#include "poise-text-walk.h"

/* Reasons are looked at a few at a time; a book's worth would only stall. */
#define MAX_ROWS 40

struct _PoiseReasonsPopover
{
  GtkPopover parent_instance;

  /* Template */
  GtkDropDown *choice;
  GtkBox *sentences;
  GtkLabel *more;

  guint n_rows;
  gboolean is_filling;
};

enum
{
  SIGNAL_ENTRY_CORRECTED,
  SIGNAL_SENTENCE_CORRECTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PoiseReasonsPopover, poise_reasons_popover, GTK_TYPE_POPOVER)

static void
choice_changed_cb (PoiseReasonsPopover *self)
{
  if (!self->is_filling)
    g_signal_emit (self, signals[SIGNAL_ENTRY_CORRECTED], 0,
                   gtk_drop_down_get_selected (self->choice));
}

static void
sentence_corrected_cb (PoiseReasonsPopover *self, guint index, guint mode)
{
  g_signal_emit (self, signals[SIGNAL_SENTENCE_CORRECTED], 0, index, mode);
}

static void
poise_reasons_popover_class_init (PoiseReasonsPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/poise_journal/Poise/write/poise-reasons-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, PoiseReasonsPopover, choice);
  gtk_widget_class_bind_template_child (widget_class, PoiseReasonsPopover, sentences);
  gtk_widget_class_bind_template_child (widget_class, PoiseReasonsPopover, more);

  /**
   * PoiseReasonsPopover::entry-corrected:
   * @self: the popover
   * @mode: what the person says the entry shows
   */
  signals[SIGNAL_ENTRY_CORRECTED] =
    g_signal_new ("entry-corrected", POISE_TYPE_REASONS_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  /**
   * PoiseReasonsPopover::sentence-corrected:
   * @self: the popover
   * @index: the sentence's place in the tag
   * @mode: what the person says it shows
   */
  signals[SIGNAL_SENTENCE_CORRECTED] =
    g_signal_new ("sentence-corrected", POISE_TYPE_REASONS_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL,
                  NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
}

static void
poise_reasons_popover_init (PoiseReasonsPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  poise_accessible_name_drop_down (self->choice, _ ("What this entry shows"));
  g_signal_connect_object (self->choice, "notify::selected", G_CALLBACK (choice_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/* Rows are kept where they can be: one may be asking for the change. */
static void
set_n_rows (PoiseReasonsPopover *self, guint n)
{
  while (self->n_rows > n)
    {
      gtk_box_remove (self->sentences, gtk_widget_get_last_child (GTK_WIDGET (self->sentences)));
      self->n_rows--;
    }
  while (self->n_rows < n)
    {
      GtkWidget *row = poise_sentence_row_new (self->n_rows++);

      g_signal_connect_object (row, "corrected", G_CALLBACK (sentence_corrected_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (self->sentences, row);
    }
}

static void
show_sentences (PoiseReasonsPopover *self, PoiseTagger *tagger, const char *text, PoiseTag *tag)
{
  PoiseTextWalk walk = POISE_TEXT_WALK_INIT (text);
  GtkWidget *row;
  guint i = 0;

  set_n_rows (self, MIN (tag->sentences->len, MAX_ROWS));
  for (row = gtk_widget_get_first_child (GTK_WIDGET (self->sentences)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      const PoiseSentenceTag *sentence = &g_array_index (tag->sentences, PoiseSentenceTag, i++);
      g_autofree char *words = poise_text_walk_cut (&walk, sentence->start, sentence->end);

      poise_sentence_row_show_sentence (POISE_SENTENCE_ROW (row), tagger, words, sentence);
    }
}

static void
show_note (PoiseReasonsPopover *self, PoiseTag *tag)
{
  guint n = tag->sentences->len;
  g_autofree char *more = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->more), n > MAX_ROWS);
  if (n <= MAX_ROWS)
    return;
  more = g_strdup_printf (
    ngettext ("And %u more sentence.", "And %u more sentences.", n - MAX_ROWS), n - MAX_ROWS);
  gtk_label_set_text (self->more, more);
}

/**
 * poise_reasons_popover_show_tag:
 * @self: a popover
 * @tagger: (nullable): tells the reasons
 * @text: the entry's text
 * @tag: what is said of it
 *
 * Fills the popover, or brings it up to date.
 */
void
poise_reasons_popover_show_tag (PoiseReasonsPopover *self,
                                PoiseTagger *tagger,
                                const char *text,
                                PoiseTag *tag)
{
  g_return_if_fail (POISE_IS_REASONS_POPOVER (self));
  g_return_if_fail (text != NULL && tag != NULL);

  self->is_filling = TRUE;
  gtk_drop_down_set_selected (self->choice, tag->mode);
  self->is_filling = FALSE;
  show_sentences (self, tagger, text, tag);
  show_note (self, tag);
}
