/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-entry-reveal.h"

/* How many frames a row may take to come to where it is to be seen. */
#define REVEAL_FRAMES 20

struct _PoiseEntryReveal
{
  GObject parent_instance;

  /* Owned */
  PoiseEntryModel *model;
  PoiseEntryRows *rows;
  PoiseEntry *revealed; /* what is being scrolled to, while it is */

  GtkGridView *list; /* a weak pointer */

  guint reveal_id;
  guint n_frames; /* since something is being scrolled to */
  gboolean to_top;
};

G_DEFINE_FINAL_TYPE (PoiseEntryReveal, poise_entry_reveal, G_TYPE_OBJECT)

/* Moves a row to the top, or as far as there is something to scroll. */
static gboolean
move_to_top (PoiseEntryReveal *self, GtkWidget *cell)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->list));
  double value = gtk_adjustment_get_value (adjustment);
  double last = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);
  graphene_rect_t bounds;
  double target;

  if (!gtk_widget_compute_bounds (cell, gtk_widget_get_ancestor (cell, GTK_TYPE_SCROLLED_WINDOW),
                                  &bounds))
    return FALSE;
  target = MIN (value + (double) bounds.origin.y, MAX (last, 0.0));
  if (ABS (target - value) < 1.0)
    return TRUE;
  gtk_adjustment_set_value (adjustment, target);
  return FALSE;
}

/* The list knows where a row is only after it was laid out, so this takes some frames. */
static gboolean
reveal_more (PoiseEntryReveal *self)
{
  GtkWidget *cell = poise_entry_rows_find_cell (self->rows, self->revealed);
  guint position;

  if (self->n_frames++ == REVEAL_FRAMES ||
      !poise_entry_model_find (self->model, self->revealed, &position))
    return FALSE;
  if (cell == NULL || self->n_frames == 1)
    gtk_grid_view_scroll_to (self->list, position, GTK_LIST_SCROLL_FOCUS, NULL);
  else if (!gtk_widget_is_focus (cell))
    gtk_widget_grab_focus (cell);
  else
    return self->to_top && !move_to_top (self, cell);
  return TRUE;
}

static gboolean
reveal_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  PoiseEntryReveal *self = data;

  if (reveal_more (self))
    return G_SOURCE_CONTINUE;
  g_clear_object (&self->revealed);
  self->reveal_id = 0;
  return G_SOURCE_REMOVE;
}

static void
poise_entry_reveal_dispose (GObject *object)
{
  PoiseEntryReveal *self = POISE_ENTRY_REVEAL (object);

  if (self->reveal_id != 0 && self->list != NULL)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->list), self->reveal_id);
  self->reveal_id = 0;
  g_clear_weak_pointer (&self->list);
  g_clear_object (&self->revealed);
  g_clear_object (&self->rows);
  g_clear_object (&self->model);

  G_OBJECT_CLASS (poise_entry_reveal_parent_class)->dispose (object);
}

static void
poise_entry_reveal_class_init (PoiseEntryRevealClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = poise_entry_reveal_dispose;
}

static void
poise_entry_reveal_init (PoiseEntryReveal *self)
{
}

/**
 * poise_entry_reveal_new:
 * @list: the list, in a scrolled window
 * @model: its entries
 * @rows: its rows
 *
 * Returns: (transfer full): what scrolls it
 */
PoiseEntryReveal *
poise_entry_reveal_new (GtkGridView *list, PoiseEntryModel *model, PoiseEntryRows *rows)
{
  PoiseEntryReveal *self = g_object_new (POISE_TYPE_ENTRY_REVEAL, NULL);

  g_set_weak_pointer (&self->list, list);
  self->model = g_object_ref (model);
  self->rows = g_object_ref (rows);
  return self;
}

/**
 * poise_entry_reveal_start:
 * @self: what scrolls the list
 * @entry: an entry of the list
 * @to_top: whether it shall be the first that is seen
 *
 * Begins to scroll to an entry.
 */
void
poise_entry_reveal_start (PoiseEntryReveal *self, PoiseEntry *entry, gboolean to_top)
{
  g_return_if_fail (POISE_IS_ENTRY_REVEAL (self) && self->list != NULL);
  g_return_if_fail (POISE_IS_ENTRY (entry));

  g_set_object (&self->revealed, entry);
  self->to_top = to_top;
  self->n_frames = 0;
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
  if (self->reveal_id == 0)
    self->reveal_id = gtk_widget_add_tick_callback (GTK_WIDGET (self->list), reveal_cb, self, NULL);
}
