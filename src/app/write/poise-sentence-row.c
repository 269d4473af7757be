/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-sentence-row.h"

#include <glib/gi18n.h>

#include "poise-explanation.h"
#include "poise-mode-choice.h"
#include "poise-tag-label.h"

struct _PoiseSentenceRow
{
  GtkWidget parent_instance;

  /* Template */
  GtkWidget *box;
  GtkLabel *words;
  GtkLabel *verdict;
  GtkLabel *in_favour;
  GtkLabel *against;
  PoiseModeChoice *choice;

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
chosen_cb (PoiseSentenceRow *self, int mode)
{
  g_signal_emit (self, signals[SIGNAL_CORRECTED], 0, self->index, mode);
}

static void
poise_sentence_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), POISE_TYPE_SENTENCE_ROW);

  G_OBJECT_CLASS (poise_sentence_row_parent_class)->dispose (object);
}

static void
poise_sentence_row_class_init (PoiseSentenceRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = poise_sentence_row_dispose;
  g_type_ensure (POISE_TYPE_MODE_CHOICE);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/poise_journal/Poise/write/poise-sentence-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PoiseSentenceRow, box);
  gtk_widget_class_bind_template_child (widget_class, PoiseSentenceRow, words);
  gtk_widget_class_bind_template_child (widget_class, PoiseSentenceRow, verdict);
  gtk_widget_class_bind_template_child (widget_class, PoiseSentenceRow, in_favour);
  gtk_widget_class_bind_template_child (widget_class, PoiseSentenceRow, against);
  gtk_widget_class_bind_template_child (widget_class, PoiseSentenceRow, choice);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);

  /**
   * PoiseSentenceRow::corrected:
   * @self: the row
   * @index: the sentence's place in the tag
   * @mode: what the person says it shows, or -1 to let Poise decide
   */
  signals[SIGNAL_CORRECTED] =
    g_signal_new ("corrected", POISE_TYPE_SENTENCE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_INT);
}

static void
poise_sentence_row_init (PoiseSentenceRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  poise_mode_choice_set_name (self->choice, _ ("What this sentence shows"));
}

/* Only scripts that have capitals have italics. */
static gboolean
has_italics (gunichar c)
{
  return g_unichar_toupper (c) != g_unichar_tolower (c);
}

static PangoAttribute *
make_mark (const PoiseReason *reason, const char *start)
{
  if (reason->effect > 0.0)
    return pango_attr_weight_new (PANGO_WEIGHT_BOLD);
  return has_italics (g_utf8_get_char (start)) ? pango_attr_style_new (PANGO_STYLE_ITALIC) : NULL;
}

/* Words that speak for it are bold, words against it slanted; the lines below
 * name them too. */
static PangoAttrList *
mark_words (const char *words, const GArray *reasons)
{
  PangoAttrList *marks = pango_attr_list_new ();

  for (guint i = 0; i < reasons->len; i++)
    {
      const PoiseReason *reason = &g_array_index (reasons, PoiseReason, i);
      const char *start = g_utf8_offset_to_pointer (words, reason->start);
      PangoAttribute *mark = make_mark (reason, start);

      if (mark == NULL)
        continue;
      mark->start_index = (guint) (start - words);
      mark->end_index =
        (guint) (g_utf8_offset_to_pointer (start, (glong) (reason->end - reason->start)) - words);
      pango_attr_list_insert (marks, mark);
    }
  return marks;
}

static void
show_line (GtkLabel *label, const char *line)
{
  gtk_widget_set_visible (GTK_WIDGET (label), line != NULL);
  gtk_label_set_text (label, line != NULL ? line : "");
}

static void
show_color (PoiseSentenceRow *self, const PoiseSentenceTag *sentence)
{
  GtkWidget *verdict = GTK_WIDGET (self->verdict);
  const char *class = !poise_sentence_tag_is_coded (sentence)   ? "dimmed"
                      : sentence->mode == POISE_MODE_LEADERSHIP ? "leadership"
                                                                : "management";

  gtk_widget_remove_css_class (verdict, "dimmed");
  gtk_widget_remove_css_class (verdict, "leadership");
  gtk_widget_remove_css_class (verdict, "management");
  gtk_widget_add_css_class (verdict, class);
}

/**
 * poise_sentence_row_new:
 * @index: the sentence's place in its tag
 *
 * Returns: (transfer floating): a row, still without a sentence
 */
GtkWidget *
poise_sentence_row_new (guint index)
{
  PoiseSentenceRow *self = g_object_new (POISE_TYPE_SENTENCE_ROW, NULL);

  self->index = index;
  return GTK_WIDGET (self);
}

/**
 * poise_sentence_row_show_sentence:
 * @self: a row
 * @tagger: (nullable): tells the reasons
 * @words: the sentence's words
 * @sentence: what is said of it
 * @around: (nullable): poise_tagger_find_language() of what it stands in
 */
void
poise_sentence_row_show_sentence (PoiseSentenceRow *self,
                                  PoiseTagger *tagger,
                                  const char *words,
                                  const PoiseSentenceTag *sentence,
                                  const char *around)
{
  g_autoptr (PoiseExplanation) why = NULL;
  g_autoptr (PangoAttrList) marks = NULL;

  g_return_if_fail (POISE_IS_SENTENCE_ROW (self));
  g_return_if_fail (words != NULL && sentence != NULL);

  why = poise_explanation_new (tagger, words, sentence, around);
  marks = mark_words (words, why->reasons);
  gtk_label_set_text (self->words, words);
  gtk_label_set_attributes (self->words, marks);
  gtk_label_set_text (self->verdict, why->verdict);
  show_color (self, sentence);
  show_line (self->in_favour, why->in_favour);
  show_line (self->against, why->against);
  poise_mode_choice_show (self->choice, sentence->mode, sentence->by,
                          poise_tag_label_get_doubt (sentence));
}

/**
 * poise_sentence_row_get_choice:
 * @self: a row
 *
 * Returns: (transfer none): what takes the keyboard
 */
GtkWidget *
poise_sentence_row_get_choice (PoiseSentenceRow *self)
{
  g_return_val_if_fail (POISE_IS_SENTENCE_ROW (self), NULL);

  return poise_mode_choice_get_drop_down (self->choice);
}

/**
 * poise_sentence_row_flush:
 * @self: a row
 *
 * As poise_mode_choice_flush().
 */
void
poise_sentence_row_flush (PoiseSentenceRow *self)
{
  g_return_if_fail (POISE_IS_SENTENCE_ROW (self));

  poise_mode_choice_flush (self->choice);
}
