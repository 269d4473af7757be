/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-passphrase-dialog.h"

#include <glib/gi18n.h>

#include "poise-buttons.h"
#include "poise-error.h"
#include "poise-key.h"
#include "poise-lock-task.h"
#include "poise-passphrase-group.h"
#include "poise-passphrase-row.h"
#include "poise-recovery-key.h"
#include "poise-recovery-page.h"
#include "poise-remembrance.h"
#include "poise-store-recovery.h"

struct _PoisePassphraseDialog
{
  AdwDialog parent_instance;

  /* Template */
  AdwNavigationView *view;
  AdwNavigationPage *form;
  AdwPreferencesGroup *current_group;
  GtkEditable *current;
  PoisePassphraseGroup *passphrase;
  GtkWidget *recovery_group;
  AdwSwitchRow *wants_recovery;
  GtkLabel *message;
  GtkWidget *go_on;
  GtkWidget *spinner;
  PoiseRecoveryPage *recovery;
  AdwNavigationPage *end;
  AdwStatusPage *status;
  GtkWidget *done;

  /* Owned */
  PoiseStore *store;
  char *key; /* (nullable): a new recovery key, from when it is shown */

  PoisePassphrasePurpose purpose;
  gboolean is_busy;
  gboolean tried_recovery; /* what is typed is no passphrase: perhaps it is the recovery key */
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PoisePassphraseDialog, poise_passphrase_dialog, ADW_TYPE_DIALOG)

static gboolean
is_complete (PoisePassphraseDialog *self)
{
  return *gtk_editable_get_text (self->current) != '\0' &&
         (self->purpose != POISE_PASSPHRASE_CHANGE ||
          poise_passphrase_group_get_passphrase (self->passphrase) != NULL);
}

static void
show (PoisePassphraseDialog *self)
{
  gtk_widget_set_sensitive (self->go_on, is_complete (self));
  gtk_widget_set_visible (self->go_on, !self->is_busy);
  gtk_widget_set_visible (self->spinner, self->is_busy);
  poise_recovery_page_set_busy (self->recovery, self->is_busy);
}

static void
set_busy (PoisePassphraseDialog *self, gboolean is_busy)
{
  self->is_busy = is_busy;
  adw_dialog_set_can_close (ADW_DIALOG (self), !is_busy);
  show (self);
}

static void
say (PoisePassphraseDialog *self, const char *words)
{
  gtk_label_set_text (self->message, words);
  gtk_widget_set_visible (GTK_WIDGET (self->message), *words != '\0');
}

static const char *
describe_wrong (PoisePassphraseDialog *self)
{
  return self->purpose == POISE_PASSPHRASE_JOIN
           ? _ ("That opens nothing of the journal that is not open already.")
           : _ ("That is neither this journal’s passphrase nor its recovery key.");
}

static void
fail (PoisePassphraseDialog *self, const GError *error)
{
  set_busy (self, FALSE);
  if (self->key != NULL)
    {
      poise_recovery_page_say (self->recovery, error->message);
      return;
    }
  say (self, g_error_matches (error, POISE_ERROR, POISE_ERROR_PASSPHRASE) ? describe_wrong (self)
                                                                          : error->message);
  gtk_widget_grab_focus (GTK_WIDGET (self->current));
}

static void
show_done (PoisePassphraseDialog *self)
{
  g_clear_pointer (&self->key, poise_key_wipe);
  poise_recovery_page_forget (self->recovery);
  adw_navigation_view_replace_with_tags (self->view, (const char *const[]) { "done" }, 1);
  gtk_widget_grab_focus (self->done);
}

/* ---- what it does ---- */

static void
changed_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (PoisePassphraseDialog) self = data;
  g_autoptr (GError) error = NULL;
  gboolean is_changed = poise_lock_change_finish (POISE_FOLDER (object), result, &error);

  if (is_changed)
    poise_remembrance_renew (POISE_FOLDER (object));
  if (self->store == NULL)
    return;
  if (!is_changed)
    {
      fail (self, error);
      return;
    }
  poise_passphrase_group_clear (self->passphrase);
  set_busy (self, FALSE);
  show_done (self);
}

static void
change (PoisePassphraseDialog *self)
{
  const char *passphrase = poise_passphrase_group_get_passphrase (self->passphrase);
  g_autoptr (GDateTime) now = poise_store_get_now (self->store);

  if (passphrase == NULL)
    {
      set_busy (self, FALSE);
      return;
    }
  set_busy (self, TRUE);
  poise_lock_change_async (poise_store_get_folder (self->store), passphrase, self->key, now, NULL,
                           changed_cb, g_object_ref (self));
}

/* From the change on the old one opens nothing, so this one is seen before. Until it is kept
 * nothing was changed: the dialog may be closed, and by a lock it is. */
static void
show_key (PoisePassphraseDialog *self)
{
  set_busy (self, FALSE);
  poise_key_wipe (self->key);
  self->key = poise_recovery_key_new ();
  poise_recovery_page_take_key (self->recovery, poise_key_copy_text (self->key));
  adw_navigation_view_push (self->view, ADW_NAVIGATION_PAGE (self->recovery));
}

static void
kept_cb (PoisePassphraseDialog *self)
{
  if (!self->is_busy)
    change (self);
}

static void
removed_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (PoisePassphraseDialog) self = data;
  g_autoptr (GError) error = NULL;
  gboolean is_removed = poise_store_unlock_finish (POISE_STORE (object), result, &error);

  if (is_removed)
    poise_remembrance_forget_async (poise_store_get_folder (POISE_STORE (object)), NULL, NULL,
                                    NULL);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  if (self->store == NULL)
    return;
  if (!is_removed)
    {
      fail (self, error);
      return;
    }
  set_busy (self, FALSE);
  show_done (self);
}

static void
joined_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (PoisePassphraseDialog) self = data;
  g_autoptr (GError) error = NULL;
  gboolean is_joined = poise_store_join_finish (POISE_STORE (object), result, &error);

  if (is_joined)
    poise_remembrance_renew (poise_store_get_folder (POISE_STORE (object)));
  if (self->store == NULL)
    return;
  if (!is_joined)
    {
      fail (self, error);
      return;
    }
  gtk_editable_set_text (self->current, "");
  set_busy (self, FALSE);
  show_done (self);
}

/* ---- whether the person knows what opens it ---- */

static void check (PoisePassphraseDialog *self);

static void
checked_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (PoisePassphraseDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PoiseKeyring) keyring = poise_lock_open_finish (POISE_FOLDER (object), result, &error);

  if (self->store == NULL)
    return;
  if (keyring == NULL && !self->tried_recovery &&
      g_error_matches (error, POISE_ERROR, POISE_ERROR_PASSPHRASE))
    {
      self->tried_recovery = TRUE;
      check (self);
      return;
    }
  if (keyring == NULL)
    {
      fail (self, error);
      return;
    }
  gtk_editable_set_text (self->current, "");
  if (self->purpose == POISE_PASSPHRASE_REMOVE)
    poise_store_unlock_async (self->store, NULL, removed_cb, g_object_ref (self));
  else if (adw_switch_row_get_active (self->wants_recovery))
    show_key (self);
  else
    change (self);
}

static void
check (PoisePassphraseDialog *self)
{
  const char *text = gtk_editable_get_text (self->current);

  poise_lock_open_async (poise_store_get_folder (self->store), self->tried_recovery ? NULL : text,
                         self->tried_recovery ? text : NULL, NULL, checked_cb, g_object_ref (self));
}

static void
go_on_cb (PoisePassphraseDialog *self)
{
  if (!is_complete (self) || self->is_busy)
    return;
  say (self, "");
  set_busy (self, TRUE);
  self->tried_recovery = FALSE;
  g_clear_pointer (&self->key, poise_key_wipe);
  if (self->purpose == POISE_PASSPHRASE_JOIN)
    poise_store_join_async (self->store, gtk_editable_get_text (self->current), NULL, joined_cb,
                            g_object_ref (self));
  else
    check (self);
}

static void
current_activated_cb (PoisePassphraseDialog *self)
{
  if (self->purpose != POISE_PASSPHRASE_CHANGE)
    go_on_cb (self);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->passphrase));
}

static void
done_cb (PoisePassphraseDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

/* ---- virtual functions ---- */

static void
poise_passphrase_dialog_dispose (GObject *object)
{
  PoisePassphraseDialog *self = POISE_PASSPHRASE_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), POISE_TYPE_PASSPHRASE_DIALOG);
  g_clear_pointer (&self->key, poise_key_wipe);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (poise_passphrase_dialog_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PoisePassphraseDialog, view);
  gtk_widget_class_bind_template_child (widget_class, PoisePassphraseDialog, form);
  gtk_widget_class_bind_template_child (widget_class, PoisePassphraseDialog, current_group);
  gtk_widget_class_bind_template_child (widget_class, PoisePassphraseDialog, current);
  gtk_widget_class_bind_template_child (widget_class, PoisePassphraseDialog, passphrase);
  gtk_widget_class_bind_template_child (widget_class, PoisePassphraseDialog, recovery_group);
  gtk_widget_class_bind_template_child (widget_class, PoisePassphraseDialog, wants_recovery);
  gtk_widget_class_bind_template_child (widget_class, PoisePassphraseDialog, message);
  gtk_widget_class_bind_template_child (widget_class, PoisePassphraseDialog, go_on);
  gtk_widget_class_bind_template_child (widget_class, PoisePassphraseDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, PoisePassphraseDialog, recovery);
  gtk_widget_class_bind_template_child (widget_class, PoisePassphraseDialog, end);
  gtk_widget_class_bind_template_child (widget_class, PoisePassphraseDialog, status);
  gtk_widget_class_bind_template_child (widget_class, PoisePassphraseDialog, done);
  gtk_widget_class_bind_template_callback (widget_class, show);
  gtk_widget_class_bind_template_callback (widget_class, kept_cb);
  gtk_widget_class_bind_template_callback (widget_class, go_on_cb);
  gtk_widget_class_bind_template_callback (widget_class, current_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, done_cb);
}

static void
poise_passphrase_dialog_class_init (PoisePassphraseDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = poise_passphrase_dialog_dispose;

  /**
   * PoisePassphraseDialog::changed:
   * @self: the dialog
   *
   * The journal needs no passphrase any more, or opening it for good failed on the way.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", POISE_TYPE_PASSPHRASE_DIALOG,
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (POISE_TYPE_PASSPHRASE_GROUP);
  g_type_ensure (POISE_TYPE_PASSPHRASE_ROW);
  g_type_ensure (POISE_TYPE_RECOVERY_PAGE);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/poise_journal/Poise/lock/poise-passphrase-dialog.ui");
  bind_template (widget_class);
}

static void
poise_passphrase_dialog_init (PoisePassphraseDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  poise_buttons_wrap (GTK_WIDGET (self));
  poise_recovery_page_set_label (self->recovery, _ ("_Go On"));
  g_signal_connect_object (self->passphrase, "notify::complete", G_CALLBACK (show), self,
                           G_CONNECT_SWAPPED);
}

/* The words of opening it for good. */
static void
set_removing (PoisePassphraseDialog *self)
{
  adw_navigation_page_set_title (self->form, _ ("Unlock for Good"));
  adw_preferences_group_set_description (
    self->current_group,
    _ ("The journal’s files become readable to everybody who can read your files, and Poise asks "
       "for no passphrase any more."));
  gtk_widget_set_visible (GTK_WIDGET (self->passphrase), FALSE);
  gtk_widget_set_visible (self->recovery_group, FALSE);
  gtk_button_set_label (GTK_BUTTON (self->go_on), _ ("Unlock for _Good"));
  gtk_widget_add_css_class (self->go_on, "destructive-action");
  adw_navigation_page_set_title (self->end, _ ("Unlocked"));
  adw_status_page_set_title (self->status, _ ("The Journal Is No Longer Locked"));
  adw_status_page_set_description (self->status, NULL);
}

/* Those of opening what another computer locked. */
static void
set_joining (PoisePassphraseDialog *self)
{
  adw_navigation_page_set_title (self->form, _ ("Locked on Another Computer"));
  adw_preferences_group_set_description (
    self->current_group,
    _ ("This journal was locked on two computers before they were joined, and what the other one "
       "wrote needs its passphrase, once. Both passphrases open all of the journal then."));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->current),
                                 _ ("The Other Passphrase or Recovery Key"));
  gtk_widget_set_visible (GTK_WIDGET (self->passphrase), FALSE);
  gtk_widget_set_visible (self->recovery_group, FALSE);
  gtk_button_set_label (GTK_BUTTON (self->go_on), _ ("_Unlock"));
  gtk_widget_add_css_class (self->go_on, "suggested-action");
  adw_navigation_page_set_title (self->end, _ ("Unlocked"));
  adw_status_page_set_title (self->status, _ ("All of the Journal Is Open"));
  adw_status_page_set_description (
    self->status, _ ("Both passphrases open it from now on. To have one only, change it in "
                     "Preferences."));
}

/**
 * poise_passphrase_dialog_new:
 * @store: the keeper of a journal that is open and has a passphrase
 * @purpose: what the passphrase is asked for
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *
poise_passphrase_dialog_new (PoiseStore *store, PoisePassphrasePurpose purpose)
{
  PoisePassphraseDialog *self = g_object_new (POISE_TYPE_PASSPHRASE_DIALOG, NULL);

  self->store = g_object_ref (store);
  self->purpose = purpose;
  if (purpose == POISE_PASSPHRASE_REMOVE)
    set_removing (self);
  else if (purpose == POISE_PASSPHRASE_JOIN)
    set_joining (self);
  else
    gtk_widget_add_css_class (self->go_on, "suggested-action");
  adw_dialog_set_title (ADW_DIALOG (self), adw_navigation_page_get_title (self->form));
  show (self);
  return ADW_DIALOG (self);
}
