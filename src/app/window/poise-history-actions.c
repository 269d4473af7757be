/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-history-actions.h"

#include <glib/gi18n.h>

#include "poise-toast.h"

/* How long Undo is offered; the keys undo later, too. */
#define UNDO_SECONDS 10

struct _PoiseHistoryActions
{
  PoiseWindowActions parent_instance;

  /* Weak pointers */
  AdwToast *undo_toast;
  AdwToast *said_toast; /* that something was undone */
};

G_DEFINE_FINAL_TYPE (PoiseHistoryActions, poise_history_actions, POISE_TYPE_WINDOW_ACTIONS)

static PoiseHistory *
get_history (gpointer self)
{
  return poise_context_get_history (poise_window_actions_get_context (self));
}

static void
delete_entries_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PoiseContext *context = poise_window_actions_get_context (data);
  g_autofree const char **ids = g_variant_get_strv (parameter, NULL);
  g_autoptr (GPtrArray) entries =
    poise_journal_lookup_all (poise_context_get_journal (context), ids);
  g_autoptr (PoiseOperation) operation = NULL;

  if (entries->len == 0)
    return;
  operation = poise_operation_new_delete (entries);
  poise_history_run (get_history (data), operation);
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
dismiss (AdwToast *toast)
{
  if (toast != NULL)
    adw_toast_dismiss (toast);
}

static void
say (PoiseHistoryActions *self, const char *words)
{
  AdwToast *toast = poise_toast_new (words, NULL);

  dismiss (self->said_toast);
  g_set_weak_pointer (&self->said_toast, toast);
  adw_toast_overlay_add_toast (poise_window_actions_get_toasts (POISE_WINDOW_ACTIONS (self)),
                               toast);
}

static void
run_cb (PoiseHistoryActions *self, PoiseOperation *operation, guint number)
{
  const char *title = poise_operation_get_title (operation);
  AdwToast *toast;

  /* The last one is what a person wants to undo; earlier ones would be shown first. And what was
   * undone may be there again. */
  dismiss (self->undo_toast);
  dismiss (self->said_toast);
  if (title == NULL)
    return;
  toast = poise_toast_new (title, _ ("Undo"));
  g_set_weak_pointer (&self->undo_toast, toast);

  /* A restored journal is the whole of it: there is time to look. */
  adw_toast_set_timeout (toast, poise_operation_is_restore (operation) ? 0 : UNDO_SECONDS);
  adw_toast_set_action_name (toast, "win.undo-operation");
  adw_toast_set_action_target_value (toast, g_variant_new_uint32 (number));
  adw_toast_overlay_add_toast (poise_window_actions_get_toasts (POISE_WINDOW_ACTIONS (self)),
                               toast);
}

static char *
describe_corrections_undone (guint n)
{
  if (n == 1)
    return g_strdup (_ ("Correction undone"));
  return g_strdup_printf (ngettext ("%u correction undone", "%u corrections undone", n), n);
}

/* Where the keys have undone it among what is typed, it may not be in sight. */
static char *
describe_undone_from_text (PoiseOperation *operation, GtkWidget *window)
{
  const char *title = poise_operation_get_title (operation);

  if (title == NULL || poise_operation_says (operation) ||
      !GTK_IS_TEXT_VIEW (gtk_root_get_focus (GTK_ROOT (window))))
    return NULL;
  /* Translators: %s says what was done, as “Entry deleted”. */
  return g_strdup_printf (_ ("Undone: %s"), title);
}

/* What was deleted is seen to come back; a correction may stand anywhere, and questions are
 * seen in their dialog only. */
static char *
describe_undone (PoiseOperation *operation, GtkWidget *window)
{
  guint n = poise_operation_get_n_corrections (operation);

  if (n > 0)
    return describe_corrections_undone (n);
  if (poise_operation_get_asking (operation) == NULL)
    return describe_undone_from_text (operation, window);
  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window)) == NULL
           ? g_strdup (_ ("Change of a question undone"))
           : NULL;
}

static void
undone_cb (PoiseHistoryActions *self, PoiseOperation *operation)
{
  GtkWidget *window = poise_window_actions_get_window (POISE_WINDOW_ACTIONS (self));
  g_autofree char *words = describe_undone (operation, window);

  dismiss (self->undo_toast);
  dismiss (self->said_toast);
  if (words != NULL)
    say (self, words);
}

static void
poise_history_actions_constructed (GObject *object)
{
  static const GActionEntry entries[] = {
    { .name = "delete-entries", .activate = delete_entries_cb, .parameter_type = "as" },
    { .name = "undo-operation", .activate = undo_operation_cb, .parameter_type = "u" },
    { .name = "undo", .activate = undo_cb },
    { .name = "redo", .activate = redo_cb },
  };

  G_OBJECT_CLASS (poise_history_actions_parent_class)->constructed (object);
  poise_window_actions_add (POISE_WINDOW_ACTIONS (object), entries, G_N_ELEMENTS (entries));
  g_signal_connect_object (get_history (object), "run", G_CALLBACK (run_cb), object,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_history (object), "undone", G_CALLBACK (undone_cb), object,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_history (object), "says", G_CALLBACK (say), object,
                           G_CONNECT_SWAPPED);
}

static void
poise_history_actions_dispose (GObject *object)
{
  PoiseHistoryActions *self = POISE_HISTORY_ACTIONS (object);

  g_clear_weak_pointer (&self->undo_toast);
  g_clear_weak_pointer (&self->said_toast);

  G_OBJECT_CLASS (poise_history_actions_parent_class)->dispose (object);
}

static void
poise_history_actions_class_init (PoiseHistoryActionsClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = poise_history_actions_constructed;
  G_OBJECT_CLASS (klass)->dispose = poise_history_actions_dispose;
}

static void
poise_history_actions_init (PoiseHistoryActions *self)
{
}

/**
 * poise_history_actions_new:
 * @window: the window
 * @context: what the pages work with
 * @toasts: where to offer Undo
 *
 * Adds `win.delete-entries`, which is told their ids, `win.undo`, `win.redo` and
 * `win.undo-operation`, which is told a number of the history's, and offers to
 * undo whatever the history runs.
 *
 * Returns: (transfer full): the actions, as long as it lives
 */
PoiseHistoryActions *
poise_history_actions_new (AdwApplicationWindow *window,
                           PoiseContext *context,
                           AdwToastOverlay *toasts)
{
  return g_object_new (POISE_TYPE_HISTORY_ACTIONS, "window", window, "context", context, "toasts",
                       toasts, NULL);
}
