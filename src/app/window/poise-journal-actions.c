/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-journal-actions.h"

#include <glib/gi18n.h>

#include "poise-backups-dialog.h"
#include "poise-store-recovery.h"
#include "poise-toast.h"

/* Belongs to the window, which it never outlives. */
typedef struct
{
  GtkWidget *window;
  PoiseContext *context;
  AdwToastOverlay *toasts;
  PoiseRetagBar *retag_bar;
} Actions;

static void
actions_free (Actions *self)
{
  g_object_unref (self->context);
  g_free (self);
}

/* ---- mended ---- */

static void
repaired_cb (AdwToastOverlay *toasts, guint n_entries)
{
  g_autofree char *text = g_strdup_printf (
    ngettext ("Repaired: %u entry is back", "Repaired: %u entries are back", n_entries), n_entries);

  poise_toast_show (toasts, text);
}

static void
copies_merged_cb (AdwToastOverlay *toasts, guint n_copies)
{
  g_autofree char *text =
    g_strdup_printf (ngettext ("Merged %u copy that a sync tool left",
                               "Merged %u copies that a sync tool left", n_copies),
                     n_copies);

  poise_toast_show (toasts, text);
}

/* ---- restored ---- */

static void
restored_cb (AdwToastOverlay *toasts, const char *undo)
{
  AdwToast *toast = poise_toast_new (_ ("Journal restored"), _ ("Undo"));

  adw_toast_set_action_name (toast, "win.undo-restore");
  /* It is the whole journal: there is time to look. */
  adw_toast_set_timeout (toast, 0);
  adw_toast_set_action_target (toast, "s", undo);
  adw_toast_overlay_add_toast (toasts, toast);
}

static void
restore_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Actions *self = data;
  AdwDialog *dialog = poise_backups_dialog_new (poise_context_get_store (self->context));

  g_signal_connect_object (dialog, "restored", G_CALLBACK (restored_cb), self->toasts,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, self->window);
}

static void
undone_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AdwToastOverlay) toasts = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *undo = poise_store_restore_finish (POISE_STORE (object), result, &error);

  poise_toast_show (toasts, undo != NULL ? _ ("The journal is as it was before") : error->message);
}

static void
undo_restore_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Actions *self = data;

  poise_store_restore_async (poise_context_get_store (self->context),
                             g_variant_get_string (parameter, NULL), NULL, undone_cb,
                             g_object_ref (self->toasts));
}

/* ---- tagged again ---- */

static void
retagged_cb (AdwToastOverlay *toasts, guint n)
{
  g_autofree char *title =
    g_strdup_printf (ngettext ("%u entry tagged again", "%u entries tagged again", n), n);
  AdwToast *toast = poise_toast_new (title, _ ("Undo"));

  adw_toast_set_action_name (toast, "win.undo-retag");
  adw_toast_overlay_add_toast (toasts, toast);
}

static void
undo_retag_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Actions *self = data;

  poise_retag_bar_undo (self->retag_bar);
}

/**
 * poise_journal_actions_add:
 * @window: the window
 * @context: what the pages work with
 * @toasts: where to say how it went
 * @notice: what repairs files
 * @retag_bar: what tags again
 *
 * Adds `win.undo-retag`, `win.restore`, which asks, and `win.undo-restore`, which
 * is told a point. A journal in memory, as the sample, has no backups.
 */
void
poise_journal_actions_add (AdwApplicationWindow *window,
                           PoiseContext *context,
                           AdwToastOverlay *toasts,
                           PoiseNotice *notice,
                           PoiseRetagBar *retag_bar)
{
  static const GActionEntry entries[] = {
    { .name = "undo-retag", .activate = undo_retag_cb },
    { .name = "restore", .activate = restore_cb },
    { .name = "undo-restore", .activate = undo_restore_cb, .parameter_type = "s" },
  };
  PoiseStore *store = poise_context_get_store (context);
  gboolean is_on_disk = poise_store_get_folder (store) != NULL;
  Actions *self = g_new0 (Actions, 1);

  self->window = GTK_WIDGET (window);
  self->context = g_object_ref (context);
  self->toasts = toasts;
  self->retag_bar = retag_bar;
  g_object_set_data_full (G_OBJECT (window), "poise-journal-actions", self,
                          (GDestroyNotify) actions_free);
  g_action_map_add_action_entries (G_ACTION_MAP (window), entries,
                                   is_on_disk ? G_N_ELEMENTS (entries) : 1, self);
  g_signal_connect_object (notice, "repaired", G_CALLBACK (repaired_cb), toasts, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "copies-merged", G_CALLBACK (copies_merged_cb), toasts,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (retag_bar, "done", G_CALLBACK (retagged_cb), toasts, G_CONNECT_SWAPPED);
}
