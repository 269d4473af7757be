/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-focus.h"

/* libadwaita shows the new layout in the next frame but one. */
#define N_FRAMES 8

typedef struct
{
  GWeakRef focus;
  guint n_frames;
} Kept;

static void
kept_free (Kept *kept)
{
  g_weak_ref_clear (&kept->focus);
  g_free (kept);
}

/* Not by gtk_widget_grab_focus(), which selects what is in a text field. */
static gboolean
frame_cb (GtkWidget *bin, GdkFrameClock *clock, gpointer data)
{
  Kept *kept = data;
  g_autoptr (GtkWidget) focus = g_weak_ref_get (&kept->focus);
  GtkRoot *root = gtk_widget_get_root (bin);

  if (focus == NULL || root == NULL || gtk_widget_get_root (focus) != root ||
      ++kept->n_frames > N_FRAMES)
    return G_SOURCE_REMOVE;
  if (kept->n_frames == 1 || !gtk_widget_get_mapped (focus))
    return G_SOURCE_CONTINUE;
  gtk_root_set_focus (root, focus);
  return G_SOURCE_REMOVE;
}

/* Frames are those of @widget. */
static void
give_soon (GtkWidget *widget, GtkWidget *focus)
{
  Kept *kept = g_new0 (Kept, 1);

  g_weak_ref_init (&kept->focus, focus);
  gtk_widget_add_tick_callback (widget, frame_cb, kept, (GDestroyNotify) kept_free);
}

/**
 * poise_focus_give:
 * @widget: what had the focus before
 *
 * Gives the keyboard back, now, or as soon as a layout is made that changes just now.
 */
void
poise_focus_give (GtkWidget *widget)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (gtk_widget_get_mapped (widget))
    gtk_widget_grab_focus (widget);
  else if (gtk_widget_get_realized (widget))
    give_soon (widget, widget);
}

/**
 * poise_focus_keep:
 * @bin: what has breakpoints: an [class@Adw.BreakpointBin] or a window of libadwaita's
 *
 * Leaves the keyboard where it is when a breakpoint changes the layout and what has the focus can
 * still have it. While the new layout is made nothing in it can, and GTK gives it to what comes
 * after. (A dialog takes care of its own.) Handler of its `notify::current-breakpoint`.
 */
void
poise_focus_keep (GtkWidget *bin)
{
  GtkRoot *root;
  GtkWidget *focus;

  g_return_if_fail (GTK_IS_WIDGET (bin));

  root = gtk_widget_get_root (bin);
  focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  if (focus != NULL && gtk_widget_is_ancestor (focus, bin))
    give_soon (bin, focus);
}
