/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-history-actions.h"

#include <glib/gi18n.h>

#include "poise-toast.h"

#define ACTIONS_KEY "poise-history-actions"

/* How long Undo is offered; the keys undo later, too. */
#define UNDO_SECONDS 10

/* Belongs to the window, which it never outlives. */
typedef struct
{
  PoiseContext *context;
  AdwToastOverlay *toasts;
  AdwToast *undo_toast; /* a weak pointer */
} Actions;

static void
actions_free (Actions *self)
{
  g_clear_weak_pointer (&self->undo_toast);
  g_object_unref (self->context);
  g_free (self);
}

static PoiseHistory *
get_history (Actions *self)
{
  return poise_context_get_history (self->context);
}

static void
delete_entries_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Actions *self = data;
  g_autofree const char **ids = g_variant_get_strv (parameter, NULL);
  g_autoptr (GPtrArray) entries =
    poise_journal_lookup_all (poise_context_get_journal (self->context), ids);
  g_autoptr (PoiseOperation) operation = NULL;

  if (entries->len == 0)
    return;
  operation = poise_operation_new_delete (entries);
  poise_history_run (get_history (self), operation);
}

static void
undo_operation_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  poise_history_undo (get_history (data), g_variant_get_uint32 (parameter));
}

static void
undo_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  poise_history_undo (get_history (data), 0);
}

static void
redo_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  poise_history_redo (get_history (data));
}

/* ---- what is said of it ---- */

static void
dismiss (Actions *self)
{
  if (self->undo_toast != NULL)
    adw_toast_dismiss (self->undo_toast);
}

static void
run_cb (GObject *window, PoiseOperation *operation, guint number)
{
  Actions *self = g_object_get_data (window, ACTIONS_KEY);
  const char *title = poise_operation_get_title (operation);
  AdwToast *toast;

  /* The last one is what a person wants to undo; earlier ones would be shown first. */
  dismiss (self);
  if (title == NULL)
    return;
  toast = poise_toast_new (title, _ ("Undo"));
  g_set_weak_pointer (&self->undo_toast, toast);

  adw_toast_set_timeout (toast, UNDO_SECONDS);
  adw_toast_set_action_name (toast, "win.undo-operation");
  adw_toast_set_action_target_value (toast, g_variant_new_uint32 (number));
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* What was deleted is seen to come back; a correction may stand anywhere. */
static void
undone_cb (GObject *window, PoiseOperation *operation)
{
  Actions *self = g_object_get_data (window, ACTIONS_KEY);

  dismiss (self);
  if (poise_operation_is_correction (operation))
    poise_toast_show (self->toasts, _ ("Correction undone"));
}

/**
 * poise_history_actions_add:
 * @window: the window
 * @context: what the pages work with
 * @toasts: where to offer Undo
 *
 * Adds `win.delete-entries`, which is told their ids, `win.undo`, `win.redo` and
 * `win.undo-operation`, which is told a number of the history's, and offers to
 * undo whatever the history runs.
 */
void
poise_history_actions_add (AdwApplicationWindow *window,
                           PoiseContext *context,
                           AdwToastOverlay *toasts)
{
  static const GActionEntry entries[] = {
    { .name = "delete-entries", .activate = delete_entries_cb, .parameter_type = "as" },
    { .name = "undo-operation", .activate = undo_operation_cb, .parameter_type = "u" },
    { .name = "undo", .activate = undo_cb },
    { .name = "redo", .activate = redo_cb },
  };
  PoiseHistory *history = poise_context_get_history (context);
  Actions *self = g_new0 (Actions, 1);

  self->context = g_object_ref (context);
  self->toasts = toasts;
  g_object_set_data_full (G_OBJECT (window), ACTIONS_KEY, self, (GDestroyNotify) actions_free);
  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (history, "run", G_CALLBACK (run_cb), window, G_CONNECT_SWAPPED);
  g_signal_connect_object (history, "undone", G_CALLBACK (undone_cb), window, G_CONNECT_SWAPPED);
}
