/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-reasons-view.h"

#include <glib/gi18n.h>

#include "poise-document-corrections.h"
#include "poise-mode-choice.h"
#include "poise-sentence-row.h"
#include "poise-tag-label.h"
#include "poise-text-walk.h"

/* Reasons are looked at a few at a time; a book's worth at once would only stall. */
#define N_ROWS 40

struct _PoiseReasonsView
{
  AdwBin parent_instance;

  /* Template */
  GtkScrolledWindow *scrolled;
  GtkWidget *unreadable;
  PoiseModeChoice *choice;
  GtkBox *sentences;
  GtkButton *more;

  /* Owned */
  PoiseDocument *document;
  PoiseTagger *tagger;
  char *entry; /* (nullable): the id of what they are about */

  guint n_rows;
  guint max_rows;
  gboolean is_corrected; /* a sentence */
};

G_DEFINE_FINAL_TYPE (PoiseReasonsView, poise_reasons_view, ADW_TYPE_BIN)

static void
correct (PoiseReasonsView *self, int sentence, int mode)
{
  if (!poise_reasons_view_is_of_open_entry (self))
    return;
  if (mode >= 0)
    poise_document_correct (self->document, sentence, (PoiseMode) mode);
  else
    poise_document_uncorrect (self->document, sentence);
}

static void
entry_chosen_cb (PoiseReasonsView *self, int mode)
{
  correct (self, -1, mode);
}

static void
sentence_corrected_cb (PoiseReasonsView *self, guint index, int mode)
{
  self->is_corrected = TRUE;
  correct (self, (int) index, mode);
}

/* Rows are kept where they can be: one may be asking for the change. */
static void
set_n_rows (PoiseReasonsView *self, guint n)
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
show_sentences (PoiseReasonsView *self, PoiseTag *tag)
{
  const char *text = poise_document_get_text (self->document);
  const char *around = poise_tagger_find_language (text);
  PoiseTextWalk walk = POISE_TEXT_WALK_INIT (text);
  GtkWidget *row;
  guint i = 0;

  set_n_rows (self, MIN (tag->sentences->len, self->max_rows));
  for (row = gtk_widget_get_first_child (GTK_WIDGET (self->sentences)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      const PoiseSentenceTag *sentence = &g_array_index (tag->sentences, PoiseSentenceTag, i++);
      g_autofree char *words = poise_text_walk_cut (&walk, sentence->start, sentence->end);

      poise_sentence_row_show_sentence (POISE_SENTENCE_ROW (row), self->tagger, words, sentence,
                                        around);
    }
}

static void
show_more_button (PoiseReasonsView *self, guint n)
{
  guint n_more = n - self->n_rows;
  g_autofree char *label = g_strdup_printf (
    ngettext ("Show %u _More Sentence", "Show %u _More Sentences", n_more), n_more);

  gtk_widget_set_visible (GTK_WIDGET (self->more), n_more > 0);
  gtk_button_set_label (self->more, label);
}

/* What is open must speak of the tag that is corrected through it. */
static void
show_tag (PoiseReasonsView *self)
{
  PoiseTag *tag = poise_document_get_tag (self->document);

  if (!poise_reasons_view_is_of_open_entry (self) || !poise_document_is_tagged (self->document))
    return;
  gtk_widget_set_visible (self->unreadable, poise_tag_is_unreadable (tag));
  poise_mode_choice_show (self->choice, tag->mode, tag->by, poise_tag_label_get_entry_doubt (tag));
  show_sentences (self, tag);
  show_more_button (self, tag->sentences->len);
}

static PoiseSentenceRow *
get_row (PoiseReasonsView *self, guint index)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->sentences));

  for (guint i = 0; row != NULL && i < index; i++)
    row = gtk_widget_get_next_sibling (row);
  return POISE_SENTENCE_ROW (row);
}

static void
more_cb (PoiseReasonsView *self)
{
  guint first = self->n_rows;

  self->max_rows = first + 5 * N_ROWS;
  show_tag (self);
  gtk_widget_grab_focus (poise_sentence_row_get_choice (get_row (self, first)));
}

static gboolean
undo_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  return poise_document_undo (POISE_REASONS_VIEW (widget)->document);
}

static gboolean
redo_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  return poise_document_redo (POISE_REASONS_VIEW (widget)->document);
}

static void
poise_reasons_view_dispose (GObject *object)
{
  PoiseReasonsView *self = POISE_REASONS_VIEW (object);

  g_clear_object (&self->document);
  g_clear_object (&self->tagger);
  /* An AdwBin would keep a pointer to a child that the template takes away. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), POISE_TYPE_REASONS_VIEW);

  G_OBJECT_CLASS (poise_reasons_view_parent_class)->dispose (object);
}

static void
poise_reasons_view_finalize (GObject *object)
{
  g_free (POISE_REASONS_VIEW (object)->entry);

  G_OBJECT_CLASS (poise_reasons_view_parent_class)->finalize (object);
}

static void
poise_reasons_view_class_init (PoiseReasonsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = poise_reasons_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = poise_reasons_view_finalize;
  /* A popover keeps its keys from the window. */
  gtk_widget_class_add_binding (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, undo_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, redo_cb,
                                NULL);
  g_type_ensure (POISE_TYPE_MODE_CHOICE);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/poise_journal/Poise/write/poise-reasons-view.ui");
  gtk_widget_class_bind_template_child (widget_class, PoiseReasonsView, scrolled);
  gtk_widget_class_bind_template_child (widget_class, PoiseReasonsView, unreadable);
  gtk_widget_class_bind_template_child (widget_class, PoiseReasonsView, choice);
  gtk_widget_class_bind_template_child (widget_class, PoiseReasonsView, sentences);
  gtk_widget_class_bind_template_child (widget_class, PoiseReasonsView, more);
  gtk_widget_class_bind_template_callback (widget_class, entry_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, more_cb);
}

static void
poise_reasons_view_init (PoiseReasonsView *self)
{
  self->max_rows = N_ROWS;
  gtk_widget_init_template (GTK_WIDGET (self));
  poise_mode_choice_set_name (self->choice, _ ("What this entry shows"));
}

/**
 * poise_reasons_view_new:
 * @document: what is open
 * @tagger: (nullable): tells the reasons
 *
 * Returns: (transfer floating): the reasons
 */
GtkWidget *
poise_reasons_view_new (PoiseDocument *document, PoiseTagger *tagger)
{
  PoiseReasonsView *self = g_object_new (POISE_TYPE_REASONS_VIEW, NULL);

  self->document = g_object_ref (document);
  self->entry = g_strdup (poise_entry_get_id (poise_document_get_entry (document)));
  g_set_object (&self->tagger, tagger);
  g_signal_connect_object (document, "notify::tag", G_CALLBACK (show_tag), self, G_CONNECT_SWAPPED);
  show_tag (self);
  return GTK_WIDGET (self);
}

/**
 * poise_reasons_view_is_of_open_entry:
 * @self: the reasons
 *
 * Returns: whether what they are about is still what is open
 */
gboolean
poise_reasons_view_is_of_open_entry (PoiseReasonsView *self)
{
  PoiseEntry *entry;

  g_return_val_if_fail (POISE_IS_REASONS_VIEW (self), FALSE);

  entry = self->document != NULL ? poise_document_get_entry (self->document) : NULL;
  return entry != NULL && g_strcmp0 (self->entry, poise_entry_get_id (entry)) == 0;
}

/**
 * poise_reasons_view_set_max_height:
 * @self: reasons in a popover
 * @height: how many pixels there are
 */
void
poise_reasons_view_set_max_height (PoiseReasonsView *self, int height)
{
  g_return_if_fail (POISE_IS_REASONS_VIEW (self));

  gtk_scrolled_window_set_max_content_height (self->scrolled, height);
}

/**
 * poise_reasons_view_go_to:
 * @self: the reasons
 * @sentence: a sentence's place in the tag
 *
 * Gives the keyboard to that sentence's choice, and shows all that is said of the sentence.
 */
void
poise_reasons_view_go_to (PoiseReasonsView *self, int sentence)
{
  PoiseSentenceRow *row;

  g_return_if_fail (POISE_IS_REASONS_VIEW (self));

  if (sentence >= (int) self->max_rows)
    {
      self->max_rows = (guint) sentence + N_ROWS;
      show_tag (self);
    }
  row = get_row (self, (guint) sentence);
  gtk_widget_grab_focus (poise_sentence_row_get_choice (row));
  gtk_viewport_scroll_to (GTK_VIEWPORT (gtk_scrolled_window_get_child (self->scrolled)),
                          GTK_WIDGET (row), NULL);
}

/**
 * poise_reasons_view_finish:
 * @self: the reasons
 *
 * The person is done: sentences that they left as they were are right, too, if they
 * corrected some. Of an entry that is no longer open nothing is said.
 */
void
poise_reasons_view_finish (PoiseReasonsView *self)
{
  g_return_if_fail (POISE_IS_REASONS_VIEW (self));

  poise_mode_choice_flush (self->choice);
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->sentences)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    poise_sentence_row_flush (POISE_SENTENCE_ROW (row));
  if (self->is_corrected && poise_reasons_view_is_of_open_entry (self))
    poise_document_accept (self->document);
  self->is_corrected = FALSE;
}
