/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-lock-dialog.h"

#include <glib/gi18n.h>

#include "poise-buttons.h"
#include "poise-lock-task.h"
#include "poise-passphrase-group.h"
#include "poise-recovery-page.h"
#include "poise-store-recovery.h"

/* More names than this would fill the page. */
#define MAX_READABLE 3

struct _PoiseLockDialog
{
  AdwDialog parent_instance;

  /* Template */
  AdwNavigationView *view;
  PoisePassphraseGroup *passphrase;
  GtkLabel *message;
  GtkWidget *plan;
  GtkWidget *spinner;
  PoiseRecoveryPage *recovery;
  GtkLabel *readable;
  GtkWidget *done;

  /* Owned */
  PoiseStore *store;
  PoiseKeyring *keyring; /* (nullable): what it will be locked by */
  GCancellable *listing; /* (nullable): what is still readable */

  gboolean is_planning;
};

enum
{
  SIGNAL_LOCKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PoiseLockDialog, poise_lock_dialog, ADW_TYPE_DIALOG)

static void
show (PoiseLockDialog *self)
{
  gtk_widget_set_sensitive (self->plan,
                            poise_passphrase_group_get_passphrase (self->passphrase) != NULL);
  gtk_widget_set_visible (self->plan, !self->is_planning);
  gtk_widget_set_visible (self->spinner, self->is_planning);
}

/* ---- the keys ---- */

static void
planned_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (PoiseLockDialog) self = data;
  g_autoptr (GError) error = NULL;
  char *recovery = NULL;
  g_autoptr (PoiseKeyring) keyring =
    poise_lock_plan_finish (POISE_FOLDER (object), result, &recovery, &error);

  if (self->store == NULL)
    {
      poise_key_wipe (recovery);
      return;
    }
  self->is_planning = FALSE;
  show (self);
  gtk_label_set_text (self->message, error != NULL ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message), error != NULL);
  if (keyring == NULL)
    return;
  g_set_object (&self->keyring, keyring);
  poise_recovery_page_take_key (self->recovery, recovery);
  poise_passphrase_group_clear (self->passphrase);
  adw_navigation_view_push (self->view, ADW_NAVIGATION_PAGE (self->recovery));
}

static void
plan_cb (PoiseLockDialog *self)
{
  const char *passphrase = poise_passphrase_group_get_passphrase (self->passphrase);
  g_autoptr (GDateTime) now = poise_store_get_now (self->store);

  if (passphrase == NULL || self->is_planning)
    return;
  self->is_planning = TRUE;
  show (self);
  poise_lock_plan_async (poise_store_get_folder (self->store), passphrase, now, NULL, planned_cb,
                         g_object_ref (self));
}

/* ---- the files ---- */

/* What others keep beside it, as Git its history, is theirs to remove. */
static void
listed_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (PoiseLockDialog) self = data;
  g_autoptr (GPtrArray) names =
    poise_lock_list_readable_finish (POISE_FOLDER (object), result, NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  if (names == NULL || names->len == 0)
    return;
  g_string_append_printf (
    text,
    ngettext ("%u file of another program in the journal’s folder is still readable and may hold "
              "what you wrote before:",
              "%u files of other programs in the journal’s folder are still readable and may hold "
              "what you wrote before:",
              names->len),
    names->len);
  for (guint i = 0; i < MIN (names->len, MAX_READABLE); i++)
    {
      g_autofree char *name = g_filename_display_name (g_ptr_array_index (names, i));

      g_string_append_printf (text, "\n%s", name);
    }
  gtk_label_set_text (self->readable, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->readable), TRUE);
}

static void
locked_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (PoiseLockDialog) self = data;
  g_autoptr (GError) error = NULL;
  gboolean is_locked = poise_store_lock_finish (POISE_STORE (object), result, &error);

  g_signal_emit (self, signals[SIGNAL_LOCKED], 0);
  if (self->store == NULL)
    return;
  adw_dialog_set_can_close (ADW_DIALOG (self), TRUE);
  poise_recovery_page_set_busy (self->recovery, FALSE);
  poise_recovery_page_say (self->recovery, error != NULL ? error->message : "");
  if (!is_locked)
    return;
  poise_recovery_page_forget (self->recovery);
  self->listing = g_cancellable_new ();
  poise_lock_list_readable_async (poise_store_get_folder (self->store), self->listing, listed_cb,
                                  g_object_ref (self));
  adw_navigation_view_replace_with_tags (self->view, (const char *const[]) { "done" }, 1);
  gtk_widget_grab_focus (self->done);
}

/* Until here nothing was changed; from here on it is done whole. */
static void
lock_cb (PoiseLockDialog *self)
{
  adw_dialog_set_can_close (ADW_DIALOG (self), FALSE);
  poise_recovery_page_set_busy (self->recovery, TRUE);
  poise_store_lock_async (self->store, self->keyring, NULL, locked_cb, g_object_ref (self));
}

static void
done_cb (PoiseLockDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

/* ---- virtual functions ---- */

static void
poise_lock_dialog_dispose (GObject *object)
{
  PoiseLockDialog *self = POISE_LOCK_DIALOG (object);

  if (self->listing != NULL)
    g_cancellable_cancel (self->listing);
  g_clear_object (&self->listing);
  gtk_widget_dispose_template (GTK_WIDGET (self), POISE_TYPE_LOCK_DIALOG);
  g_clear_object (&self->store);
  g_clear_object (&self->keyring);

  G_OBJECT_CLASS (poise_lock_dialog_parent_class)->dispose (object);
}

static void
poise_lock_dialog_class_init (PoiseLockDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = poise_lock_dialog_dispose;

  /**
   * PoiseLockDialog::locked:
   * @self: the dialog
   *
   * The journal has a passphrase, or locking it failed on the way.
   */
  signals[SIGNAL_LOCKED] = g_signal_new ("locked", POISE_TYPE_LOCK_DIALOG, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (POISE_TYPE_PASSPHRASE_GROUP);
  g_type_ensure (POISE_TYPE_RECOVERY_PAGE);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/poise_journal/Poise/lock/poise-lock-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PoiseLockDialog, view);
  gtk_widget_class_bind_template_child (widget_class, PoiseLockDialog, passphrase);
  gtk_widget_class_bind_template_child (widget_class, PoiseLockDialog, message);
  gtk_widget_class_bind_template_child (widget_class, PoiseLockDialog, plan);
  gtk_widget_class_bind_template_child (widget_class, PoiseLockDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, PoiseLockDialog, recovery);
  gtk_widget_class_bind_template_child (widget_class, PoiseLockDialog, readable);
  gtk_widget_class_bind_template_child (widget_class, PoiseLockDialog, done);
  gtk_widget_class_bind_template_callback (widget_class, plan_cb);
  gtk_widget_class_bind_template_callback (widget_class, lock_cb);
  gtk_widget_class_bind_template_callback (widget_class, done_cb);
}

static void
poise_lock_dialog_init (PoiseLockDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  poise_buttons_wrap (GTK_WIDGET (self));
  poise_recovery_page_set_label (self->recovery, _ ("_Lock the Journal"));
  g_signal_connect_object (self->passphrase, "notify::complete", G_CALLBACK (show), self,
                           G_CONNECT_SWAPPED);
  show (self);
}

/**
 * poise_lock_dialog_new:
 * @store: the keeper of a journal that has a folder and no passphrase
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *
poise_lock_dialog_new (PoiseStore *store)
{
  PoiseLockDialog *self = g_object_new (POISE_TYPE_LOCK_DIALOG, NULL);

  self->store = g_object_ref (store);
  return ADW_DIALOG (self);
}
