/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-journal-actions.h"

#include <glib/gi18n.h>

#include "poise-backups-dialog.h"
#include "poise-toast.h"

struct _PoiseJournalActions
{
  PoiseWindowActions parent_instance;

  PoiseRetagBar *retag_bar; /* a weak pointer */
};

G_DEFINE_FINAL_TYPE (PoiseJournalActions, poise_journal_actions, POISE_TYPE_WINDOW_ACTIONS)

static PoiseStore *
get_store (gpointer self)
{
  return poise_context_get_store (poise_window_actions_get_context (self));
}

/* ---- repaired ---- */

static void
repaired_cb (PoiseWindowActions *self, guint n_entries)
{
  g_autofree char *text = NULL;

  /* Of a file that holds none. */
  if (n_entries == 0)
    text = g_strdup (_ ("Repaired"));
  else
    text = g_strdup_printf (
      ngettext ("Repaired: %u entry is back", "Repaired: %u entries are back", n_entries),
      n_entries);
  poise_toast_show (poise_window_actions_get_toasts (self), text);
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

static PoiseHistory *
get_history (gpointer self)
{
  return poise_context_get_history (poise_window_actions_get_context (self));
}

static void
restored_cb (PoiseJournalActions *self, PoiseWayBack *way)
{
  g_autoptr (PoiseRestored) restored = poise_restored_new (way);
  g_autoptr (PoiseOperation) operation =
    poise_operation_new_restore (restored, _ ("Journal restored"));

  poise_history_run (get_history (self), operation);
}

static void
show_backups (PoiseJournalActions *self)
{
  AdwDialog *dialog = poise_backups_dialog_new (get_store (self));

  g_signal_connect_object (dialog, "restored", G_CALLBACK (restored_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, poise_window_actions_get_window (POISE_WINDOW_ACTIONS (self)));
}

static void
restore_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  show_backups (data);
}

/* ---- read again ---- */

static void
retagged_cb (PoiseWindowActions *self, guint n)
{
  g_autofree char *title =
    g_strdup_printf (ngettext ("%u entry read again", "%u entries read again", n), n);
  AdwToast *toast = poise_toast_new (title, _ ("Undo"));

  adw_toast_set_action_name (toast, "win.undo-retag");
  adw_toast_overlay_add_toast (poise_window_actions_get_toasts (self), toast);
}

static void
undo_retag_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PoiseJournalActions *self = data;

  if (self->retag_bar != NULL)
    poise_retag_bar_undo (self->retag_bar);
}

static void
poise_journal_actions_constructed (GObject *object)
{
  static const GActionEntry entries[] = {
    { .name = "undo-retag", .activate = undo_retag_cb },
    { .name = "restore", .activate = restore_cb },
  };
  PoiseWindowActions *self = POISE_WINDOW_ACTIONS (object);
  gboolean is_on_disk = poise_store_get_folder (get_store (self)) != NULL;

  G_OBJECT_CLASS (poise_journal_actions_parent_class)->constructed (object);
  poise_window_actions_add (self, entries, is_on_disk ? G_N_ELEMENTS (entries) : 1);
  g_signal_connect_object (get_store (self), "copies-merged", G_CALLBACK (copies_merged_cb),
                           poise_window_actions_get_toasts (self), G_CONNECT_SWAPPED);
  /* Where something was written since, going back would take it out: the dialog says so. */
  g_signal_connect_object (get_history (self), "refused", G_CALLBACK (show_backups), self,
                           G_CONNECT_SWAPPED);
}

static void
poise_journal_actions_dispose (GObject *object)
{
  g_clear_weak_pointer (&POISE_JOURNAL_ACTIONS (object)->retag_bar);

  G_OBJECT_CLASS (poise_journal_actions_parent_class)->dispose (object);
}

static void
poise_journal_actions_class_init (PoiseJournalActionsClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = poise_journal_actions_constructed;
  G_OBJECT_CLASS (klass)->dispose = poise_journal_actions_dispose;
}

static void
poise_journal_actions_init (PoiseJournalActions *self)
{
}

/**
 * poise_journal_actions_new:
 * @window: the window
 * @context: what the pages work with
 * @toasts: where to say how it went
 * @problem_banner: what repairs files
 *
 * Adds `win.undo-retag` and `win.restore`, which asks. A journal in memory, as the sample, has
 * no backups.
 *
 * Returns: (transfer full): the actions, as long as it lives
 */
PoiseJournalActions *
poise_journal_actions_new (AdwApplicationWindow *window,
                           PoiseContext *context,
                           AdwToastOverlay *toasts,
                           PoiseProblemBanner *problem_banner)
{
  PoiseJournalActions *self = g_object_new (POISE_TYPE_JOURNAL_ACTIONS, "window", window, "context",
                                            context, "toasts", toasts, NULL);

  /* It stays, and so do the toasts, when the journal is locked. */
  g_signal_connect_object (problem_banner, "repaired", G_CALLBACK (repaired_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * poise_journal_actions_set_retag_bar:
 * @self: the actions
 * @retag_bar: what tags again; it stays when the journal is locked
 *
 * Says whose runs `win.undo-retag` takes back, once.
 */
void
poise_journal_actions_set_retag_bar (PoiseJournalActions *self, PoiseRetagBar *retag_bar)
{
  g_return_if_fail (POISE_IS_JOURNAL_ACTIONS (self) && self->retag_bar == NULL);

  g_set_weak_pointer (&self->retag_bar, retag_bar);
  g_signal_connect_object (retag_bar, "done", G_CALLBACK (retagged_cb), self, G_CONNECT_SWAPPED);
}
