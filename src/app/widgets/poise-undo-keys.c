/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-undo-keys.h"

/* Whether the keys are for what is typed. A field does not say what it could undo, and keeps the
 * keys where that is nothing. */
static gboolean
is_typed_into (GtkWidget *focus, gboolean is_undo)
{
  if (GTK_IS_TEXT_VIEW (focus))
    {
      GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (focus));

      return is_undo ? gtk_text_buffer_get_can_undo (buffer)
                     : gtk_text_buffer_get_can_redo (buffer);
    }
  return GTK_IS_EDITABLE (focus) && *gtk_editable_get_text (GTK_EDITABLE (focus)) != '\0';
}

static gboolean
key_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  PoiseUndoKeysFunc step = (PoiseUndoKeysFunc) data;
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  gboolean is_undo = g_variant_get_boolean (arguments);

  return (focus == NULL || !is_typed_into (focus, is_undo)) && step (widget, is_undo);
}

static void
add_key (GtkEventController *keys, GdkModifierType state, gboolean is_undo, PoiseUndoKeysFunc step)
{
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new_with_arguments (gtk_keyval_trigger_new (GDK_KEY_z, state),
                                     gtk_callback_action_new (key_cb, (gpointer) step, NULL), "b",
                                     is_undo));
}

/**
 * poise_undo_keys_add:
 * @widget: a dialog
 * @step: undoes or does again
 *
 * Has the keys undo what was done in @widget, where they are not for what is typed in it.
 */
void
poise_undo_keys_add (GtkWidget *widget, PoiseUndoKeysFunc step)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  /* Before a field. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  add_key (keys, GDK_CONTROL_MASK, TRUE, step);
  add_key (keys, GDK_CONTROL_MASK | GDK_SHIFT_MASK, FALSE, step);
  gtk_widget_add_controller (widget, keys);
}
