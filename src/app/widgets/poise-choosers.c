/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-choosers.h"

#define CANCELLABLE_KEY "poise-choosers"

/**
 * poise_choosers_get_cancellable:
 * @window: a window
 *
 * Returns: (transfer none): what is given to whatever asks for a file in front of the window; once
 *   it is cancelled no file was chosen
 */
GCancellable *
poise_choosers_get_cancellable (GtkWindow *window)
{
  GCancellable *cancellable;

  g_return_val_if_fail (GTK_IS_WINDOW (window), NULL);

  cancellable = g_object_get_data (G_OBJECT (window), CANCELLABLE_KEY);
  if (cancellable == NULL)
    {
      cancellable = g_cancellable_new ();
      g_object_set_data_full (G_OBJECT (window), CANCELLABLE_KEY, cancellable, g_object_unref);
    }
  return cancellable;
}

/**
 * poise_choosers_add_printing:
 * @window: a window
 * @operation: what is about to be printed from it
 *
 * Has nothing come onto the paper after poise_choosers_close(), even where the dialog is another
 * program's.
 */
void
poise_choosers_add_printing (GtkWindow *window, GtkPrintOperation *operation)
{
  g_return_if_fail (GTK_IS_WINDOW (window));

  g_signal_connect_object (poise_choosers_get_cancellable (window), "cancelled",
                           G_CALLBACK (gtk_print_operation_cancel), operation, G_CONNECT_SWAPPED);
}

static gboolean
is_before (GtkWindow *candidate, GtkWindow *window)
{
  for (GtkWindow *w = gtk_window_get_transient_for (candidate); w != NULL;
       w = gtk_window_get_transient_for (w))
    if (w == window)
      return TRUE;
  return FALSE;
}

/* The newest first: it may stand before another. */
static void
close_windows_before (GtkWindow *window)
{
  GListModel *all = gtk_window_get_toplevels ();

  for (guint i = g_list_model_get_n_items (all); i > 0; i--)
    {
      g_autoptr (GtkWindow) candidate = g_list_model_get_item (all, i - 1);

      /* To close one may have closed others. */
      if (candidate != NULL && is_before (candidate, window))
        gtk_window_close (candidate);
    }
}

/**
 * poise_choosers_close:
 * @window: a window
 *
 * Closes all that is asked in front of it, as if the person had cancelled it.
 */
void
poise_choosers_close (GtkWindow *window)
{
  g_autoptr (GCancellable) cancellable = NULL;

  g_return_if_fail (GTK_IS_WINDOW (window));

  /* What is begun from now on has another one. */
  cancellable = g_object_steal_data (G_OBJECT (window), CANCELLABLE_KEY);
  if (cancellable != NULL)
    g_cancellable_cancel (cancellable);
  close_windows_before (window);
}
