/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-match-bar.h"

#include <glib/gi18n.h>

#include "poise-buffer-text.h"
#include "poise-marks.h"
#include "poise-reveal.h"

struct _PoiseMatchBar
{
  GtkWidget parent_instance;

  /* Template */
  GtkRevealer *revealer;
  GtkLabel *label;

  /* Owned */
  GtkTextView *view;
  PoiseSearch *search; /* NULL where nothing is looked for */
  GtkTextTag *match;
  GtkTextTag *current;
};

G_DEFINE_FINAL_TYPE (PoiseMatchBar, poise_match_bar, GTK_TYPE_WIDGET)

static GtkTextBuffer *
get_buffer (PoiseMatchBar *self)
{
  return gtk_text_view_get_buffer (self->view);
}

static void
unmark (PoiseMatchBar *self, GtkTextTag *tag)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (get_buffer (self), &start, &end);
  gtk_text_buffer_remove_tag (get_buffer (self), tag, &start, &end);
}

static GArray *
find (PoiseMatchBar *self)
{
  g_autofree char *text = poise_buffer_text_get (get_buffer (self));

  return poise_search_find (self->search, text);
}

static void
mark (PoiseMatchBar *self, const PoiseSpan *span, GtkTextTag *tag)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_offset (get_buffer (self), &start, (int) span->start);
  gtk_text_buffer_get_iter_at_offset (get_buffer (self), &end, (int) span->end);
  gtk_text_buffer_apply_tag (get_buffer (self), tag, &start, &end);
}

static void
mark_all (PoiseMatchBar *self, GArray *spans)
{
  unmark (self, self->match);
  for (guint i = 0; i < spans->len; i++)
    mark (self, &g_array_index (spans, PoiseSpan, i), self->match);
}

static void
go_to (PoiseMatchBar *self, GArray *spans, guint index)
{
  const PoiseSpan *span = &g_array_index (spans, PoiseSpan, index);
  /* Translators: which of the places found in an entry is shown, as “2 of 5”. */
  g_autofree char *words = g_strdup_printf (_ ("%u of %u"), index + 1, spans->len);
  GtkTextIter start;

  unmark (self, self->current);
  mark (self, span, self->current);
  gtk_text_buffer_get_iter_at_offset (get_buffer (self), &start, (int) span->start);
  gtk_text_buffer_place_cursor (get_buffer (self), &start);
  gtk_text_view_scroll_to_mark (self->view, gtk_text_buffer_get_insert (get_buffer (self)), 0.1,
                                FALSE, 0, 0);
  gtk_label_set_text (self->label, words);
  gtk_accessible_announce (GTK_ACCESSIBLE (self->view), words,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_LOW);
}

/* The match behind or before the cursor; with 0, the one there or behind. */
static int
find_index (PoiseMatchBar *self, GArray *spans, int direction)
{
  GtkTextIter cursor;
  guint offset;
  int n_before = 0, n_until = 0;

  gtk_text_buffer_get_iter_at_mark (get_buffer (self), &cursor,
                                    gtk_text_buffer_get_insert (get_buffer (self)));
  offset = (guint) gtk_text_iter_get_offset (&cursor);
  for (guint i = 0; i < spans->len; i++)
    {
      n_before += g_array_index (spans, PoiseSpan, i).start < offset;
      n_until += g_array_index (spans, PoiseSpan, i).start <= offset;
    }
  return direction > 0 ? n_until : direction < 0 ? n_before - 1 : n_before;
}

static void
poise_match_bar_dispose (GObject *object)
{
  PoiseMatchBar *self = POISE_MATCH_BAR (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), POISE_TYPE_MATCH_BAR);
  g_clear_pointer (&self->search, poise_search_unref);
  g_clear_object (&self->view);

  G_OBJECT_CLASS (poise_match_bar_parent_class)->dispose (object);
}

static void
poise_match_bar_class_init (PoiseMatchBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = poise_match_bar_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/poise_journal/Poise/write/poise-match-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, PoiseMatchBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, PoiseMatchBar, label);
  gtk_widget_class_bind_template_callback (widget_class, poise_match_bar_close);
}

static void
poise_match_bar_init (PoiseMatchBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * poise_match_bar_set_view:
 * @self: a bar
 * @view: the text that it marks
 *
 * Says what it marks, once.
 */
void
poise_match_bar_set_view (PoiseMatchBar *self, GtkTextView *view)
{
  g_return_if_fail (POISE_IS_MATCH_BAR (self) && self->view == NULL);

  self->view = g_object_ref (view);
  self->match =
    gtk_text_buffer_create_tag (get_buffer (self), "match", "background", POISE_MARK_BACKGROUND,
                                "foreground", POISE_MARK_FOREGROUND, NULL);
  self->current =
    gtk_text_buffer_create_tag (get_buffer (self), "current-match", "background",
                                POISE_MARK_CURRENT, "foreground", POISE_MARK_FOREGROUND, NULL);
}

/**
 * poise_match_bar_set_search:
 * @self: a bar
 * @search: (nullable): what is looked for
 *
 * Marks what is found, and shows the bar if something is.
 */
void
poise_match_bar_set_search (PoiseMatchBar *self, PoiseSearch *search)
{
  g_autoptr (GArray) spans = NULL;

  g_return_if_fail (POISE_IS_MATCH_BAR (self));

  if (search == NULL && self->search == NULL)
    return;
  if (search != NULL)
    poise_search_ref (search);
  g_clear_pointer (&self->search, poise_search_unref);
  self->search = search;
  unmark (self, self->match);
  unmark (self, self->current);
  if (search != NULL)
    {
      spans = find (self);
      mark_all (self, spans);
    }
  poise_reveal (GTK_WIDGET (self->revealer), spans != NULL && spans->len > 0);
}

/**
 * poise_match_bar_close:
 * @self: a bar
 *
 * Takes the marks away and goes back to the text.
 *
 * Returns: %TRUE if something was marked
 */
gboolean
poise_match_bar_close (PoiseMatchBar *self)
{
  g_return_val_if_fail (POISE_IS_MATCH_BAR (self), FALSE);

  if (!gtk_revealer_get_reveal_child (self->revealer))
    return FALSE;
  poise_match_bar_set_search (self, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  return TRUE;
}

/**
 * poise_match_bar_step:
 * @self: a bar
 * @direction: 1 for the next match, -1 for the one before, 0 for the one at
 *   the cursor or behind it
 *
 * Goes to a match. The text may have been changed since it was marked.
 *
 * Returns: %TRUE if there is a further match in that direction
 */
gboolean
poise_match_bar_step (PoiseMatchBar *self, int direction)
{
  g_autoptr (GArray) spans = NULL;
  int index;

  g_return_val_if_fail (POISE_IS_MATCH_BAR (self), FALSE);

  if (self->search == NULL)
    return FALSE;
  spans = find (self);
  index = find_index (self, spans, direction);
  if (index < 0 || index >= (int) spans->len)
    return FALSE;
  mark_all (self, spans);
  go_to (self, spans, (guint) index);
  return TRUE;
}
