/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-text-focus.h"

typedef struct
{
  GtkWidget *text; /* (weak) (nullable): the field that had the keyboard last */
  int start;       /* what was selected in it as it lost it, in characters */
  int end;
  int length;       /* of all that was in it then */
  gboolean is_left; /* and these are of that */
  gboolean has_focus;
  guint restore_id;
} Left;

static int
get_length (GtkWidget *text)
{
  return (int) gtk_entry_buffer_get_length (gtk_text_get_buffer (GTK_TEXT (text)));
}

static gboolean
restore_cb (gpointer data)
{
  Left *left = data;
  int start, end;

  left->restore_id = 0;
  if (left->text == NULL || !left->has_focus || !left->is_left)
    return G_SOURCE_REMOVE;
  left->is_left = FALSE;
  gtk_editable_get_selection_bounds (GTK_EDITABLE (left->text), &start, &end);
  /* Whoever clicks into it chooses a place; other words have other places. */
  if (start == 0 && end == left->length && end == get_length (left->text))
    gtk_editable_select_region (GTK_EDITABLE (left->text), left->start, left->end);
  return G_SOURCE_REMOVE;
}

static void
save (Left *left)
{
  /* It only came by, with all selected. */
  if (left->restore_id != 0)
    return;
  gtk_editable_get_selection_bounds (GTK_EDITABLE (left->text), &left->start, &left->end);
  left->length = get_length (left->text);
  left->is_left = TRUE;
}

/* It selects all after this, and is to do so before the next key. */
static void
restore_soon (Left *left)
{
  if (left->restore_id == 0)
    left->restore_id = g_idle_add_full (G_PRIORITY_HIGH, restore_cb, left, NULL);
}

static void
set_text (Left *left, GtkWidget *text)
{
  if (left->text != NULL)
    g_signal_handlers_disconnect_by_data (left->text, left);
  g_set_weak_pointer (&left->text, text);
  left->is_left = FALSE;
  if (text == NULL)
    return;
  /* A dialog that becomes a sheet, or is one no more, has all that is in it elsewhere. */
  g_signal_connect_swapped (text, "unmap", G_CALLBACK (save), left);
  g_signal_connect_swapped (text, "map", G_CALLBACK (restore_soon), left);
}

static void
focus_moved_cb (GtkWindow *window, GParamSpec *pspec, Left *left)
{
  GtkWidget *focus = gtk_window_get_focus (window);

  if (left->text != NULL && focus == left->text)
    restore_soon (left);
  else if (left->text != NULL && left->has_focus)
    save (left);
  left->has_focus = GTK_IS_TEXT (focus);
  if (left->has_focus && focus != left->text)
    set_text (left, focus);
}

static void
left_free (gpointer data, GClosure *closure)
{
  Left *left = data;

  g_clear_handle_id (&left->restore_id, g_source_remove);
  set_text (left, NULL);
  g_free (left);
}

/**
 * poise_text_focus_watch:
 * @window: a window
 *
 * Has a text field that gets the keyboard back select what it selected before. GTK selects all of
 * it: after a question that was cancelled, or a dialog that became a sheet, the next key would
 * replace what was typed. A field that one comes to from another one selects all, as everywhere.
 */
void
poise_text_focus_watch (GtkWindow *window)
{
  g_return_if_fail (GTK_IS_WINDOW (window));

  g_signal_connect_data (window, "notify::focus-widget", G_CALLBACK (focus_moved_cb),
                         g_new0 (Left, 1), left_free, 0);
}
