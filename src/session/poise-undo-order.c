/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-undo-order.h"

/* As many as the history may hold of what was done and of what was undone. */
#define MAX_PLACES 40

/* Where the text was when the history did or undid something. */
typedef struct
{
  guint moment; /* the history's, by that */
  guint typed;  /* that when the text came to this */
  char *text;   /* the SHA-256 of it */
} Place;

struct _PoiseUndoOrder
{
  PoiseHistory *history;
  GArray *places;

  /* The history's moment when the text came to what it is: what was done later is undone, and what
   * was undone later is done again, before the text goes on. */
  guint undo_from;
  guint redo_from;
};

static void
place_clear (Place *place)
{
  g_free (place->text);
}

/**
 * poise_undo_order_new:
 * @history: what is done besides
 *
 * Returns: (transfer full): the order, of a text that is not open yet
 */
PoiseUndoOrder *
poise_undo_order_new (PoiseHistory *history)
{
  PoiseUndoOrder *self = g_new0 (PoiseUndoOrder, 1);

  self->history = g_object_ref (history);
  self->places = g_array_new (FALSE, FALSE, sizeof (Place));
  g_array_set_clear_func (self->places, (GDestroyNotify) place_clear);
  return self;
}

/**
 * poise_undo_order_free:
 * @self: (transfer full): an order
 */
void
poise_undo_order_free (PoiseUndoOrder *self)
{
  g_object_unref (self->history);
  g_array_unref (self->places);
  g_free (self);
}

/**
 * poise_undo_order_note_typed:
 * @self: an order
 *
 * The text was changed: that is what is undone next.
 */
void
poise_undo_order_note_typed (PoiseUndoOrder *self)
{
  self->undo_from = self->redo_from = poise_history_get_moment (self->history);
}

/**
 * poise_undo_order_note_opened:
 * @self: an order
 *
 * Another text was opened, in which nothing was typed.
 */
void
poise_undo_order_note_opened (PoiseUndoOrder *self)
{
  g_array_set_size (self->places, 0);
  poise_undo_order_note_typed (self);
}

/**
 * poise_undo_order_note_step:
 * @self: an order
 * @text: the text as it is
 *
 * The history has just done or undone something.
 */
void
poise_undo_order_note_step (PoiseUndoOrder *self, const char *text)
{
  Place place = { .moment = poise_history_get_moment (self->history), .typed = self->undo_from };

  place.text = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  if (self->places->len == MAX_PLACES)
    g_array_remove_index (self->places, 0);
  g_array_append_val (self->places, place);
}

/* What the text has to come back to for the history’s next step. */
static const Place *
find_place (PoiseUndoOrder *self, gboolean is_undo)
{
  guint moment = poise_history_get_next_moment (self->history, is_undo);

  for (guint i = self->places->len; i > 0; i--)
    if (g_array_index (self->places, Place, i - 1).moment == moment)
      return &g_array_index (self->places, Place, i - 1);
  return NULL;
}

static void
come_to (PoiseUndoOrder *self, const char *text, gboolean is_undo, guint *from)
{
  const Place *place = find_place (self, is_undo);
  g_autofree char *sum = NULL;

  if (place == NULL)
    return;
  sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  if (g_str_equal (sum, place->text))
    *from = place->typed;
}

/**
 * poise_undo_order_note_text_step:
 * @self: an order
 * @text: what the text came to
 *
 * The text's own undo or redo changed it. Where it is as it was when the history did something,
 * that comes next.
 */
void
poise_undo_order_note_text_step (PoiseUndoOrder *self, const char *text)
{
  poise_undo_order_note_typed (self);
  come_to (self, text, TRUE, &self->undo_from);
  come_to (self, text, FALSE, &self->redo_from);
}

/**
 * poise_undo_order_undo:
 * @self: an order
 *
 * Undoes what was done last, unless that was to type.
 *
 * Returns: whether there was such
 */
gboolean
poise_undo_order_undo (PoiseUndoOrder *self)
{
  return poise_history_undo_since (self->history, self->undo_from);
}

/**
 * poise_undo_order_redo:
 * @self: an order
 *
 * Does again what was undone last, unless that was typed.
 *
 * Returns: whether there was such
 */
gboolean
poise_undo_order_redo (PoiseUndoOrder *self)
{
  return poise_history_redo_since (self->history, self->redo_from);
}
