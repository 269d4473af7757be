/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-window-private.h"

#include <glib/gi18n.h>

#include "poise-agreement-dialog.h"
#include "poise-check-in-dialog.h"
#include "poise-comparison-dialog.h"
#include "poise-import-dialog.h"
#include "poise-intention-dialog.h"
#include "poise-prompts-dialog.h"
#include "poise-review-dialog.h"
#include "poise-toast.h"

/* How long a window that is closed without its last words may still try to save them. */
#define LAST_TRY_MS 2000

static void
save_state (PoiseWindow *self)
{
  PoiseEntry *entry;

  /* The sample is a visit. */
  if (self->is_sample)
    return;
  poise_window_state_save_size (self->settings, GTK_WINDOW (self));
  if (self->context == NULL)
    return;
  entry = poise_write_page_get_entry (self->write_page);
  poise_window_state_save_place (
    self->settings, adw_view_stack_get_visible_child_name (self->pages),
    entry != NULL && !poise_entry_is_blank (entry) ? poise_entry_get_id (entry) : NULL,
    poise_context_get_today (self->context));
}

/* The toasts are with the pages, where nobody sees them. */
static void
offer_to_close_covered (PoiseWindow *self)
{
  AdwDialog *dialog = adw_alert_dialog_new (
    _ ("Not Saved Yet"),
    _ ("What you wrote last could not be saved. It will be when you unlock the journal."));

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "close",
                                  _ ("Close _Anyway"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "close",
                                            ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect_object (dialog, "response::close", G_CALLBACK (gtk_window_destroy), self,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/* Others wait behind it. */
static void
state_changed_cb (AdwToast *toast, GParamSpec *pspec, PoiseStore *store)
{
  if (poise_store_get_state (store) == POISE_STORE_SAVED)
    adw_toast_dismiss (toast);
}

static void
offer_to_close (PoiseWindow *self)
{
  AdwToast *toast = NULL;

  if (self->is_covered)
    {
      offer_to_close_covered (self);
      return;
    }
  toast = poise_toast_new (_ ("Not saved yet"), _ ("Close Anyway"));
  adw_toast_set_timeout (toast, 0);
  adw_toast_set_action_name (toast, "win.close-anyway");
  if (self->context != NULL)
    g_signal_connect_object (poise_context_get_store (self->context), "notify::state",
                             G_CALLBACK (state_changed_cb), toast, G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (self->toasts, toast);
  gtk_window_present (GTK_WINDOW (self));
}

static void
tried_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (PoiseWindow) self = data;

  poise_document_save_finish (POISE_DOCUMENT (object), result, NULL);
  gtk_window_destroy (GTK_WINDOW (self));
}

/* To destroy it twice does nothing. */
static void
give_up_cb (gpointer data)
{
  g_autoptr (PoiseWindow) self = data;

  gtk_window_destroy (GTK_WINDOW (self));
}

/* The disk may have come back; one that does not even answer keeps nobody here. */
static void
close_anyway_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PoiseWindow *self = POISE_WINDOW (widget);

  if (self->write_page != NULL)
    {
      g_timeout_add_once (LAST_TRY_MS, give_up_cb, g_object_ref (self));
      poise_document_save_async (poise_write_page_get_document (self->write_page), NULL, tried_cb,
                                 g_object_ref (self));
    }
  else
    gtk_window_destroy (GTK_WINDOW (self));
}

static void
flushed_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (PoiseWindow) self = data;

  /* Where the last words cannot be written the window stays, and says why. */
  if (!poise_document_save_finish (POISE_DOCUMENT (object), result, NULL))
    {
      offer_to_close (self);
      return;
    }
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
keep_draft (AdwDialog *dialog)
{
  if (POISE_IS_REVIEW_DIALOG (dialog))
    poise_review_dialog_keep_draft (POISE_REVIEW_DIALOG (dialog));
  else if (POISE_IS_PROMPTS_DIALOG (dialog))
    poise_prompts_dialog_keep_draft (POISE_PROMPTS_DIALOG (dialog));
  else if (POISE_IS_INTENTION_DIALOG (dialog))
    poise_intention_dialog_keep_draft (POISE_INTENTION_DIALOG (dialog));
  else if (POISE_IS_CHECK_IN_DIALOG (dialog))
    poise_check_in_dialog_keep_draft (POISE_CHECK_IN_DIALOG (dialog));
  else if (POISE_IS_COMPARISON_DIALOG (dialog))
    poise_comparison_dialog_keep_draft (POISE_COMPARISON_DIALOG (dialog));
  else if (POISE_IS_AGREEMENT_DIALOG (dialog))
    poise_agreement_dialog_keep_draft (POISE_AGREEMENT_DIALOG (dialog));
}

/**
 * poise_window_keep_drafts:
 * @self: the window
 *
 * Keeps what is typed in dialogs, which are about to go without a question: the person may be
 * away from the computer.
 */
void
poise_window_keep_drafts (PoiseWindow *self)
{
  g_autoptr (GListModel) dialogs = NULL;

  g_return_if_fail (POISE_IS_WINDOW (self));

  dialogs = adw_application_window_get_dialogs (ADW_APPLICATION_WINDOW (self));
  /* What is kept may close its dialog. */
  for (guint i = g_list_model_get_n_items (dialogs); i-- > 0;)
    {
      g_autoptr (AdwDialog) dialog = g_list_model_get_item (dialogs, i);

      keep_draft (dialog);
    }
}

/* Not while nobody sees it, as on the passphrase page; and the window may be gone. */
void
poise_window_tell_of_stopped_import (PoiseWindow *self)
{
  if (!self->was_import_stopped || self->is_covered || self->toasts == NULL)
    return;
  self->was_import_stopped = FALSE;
  poise_toast_show (self->toasts, _ ("The import was stopped"));
}

static void
import_stopped_cb (PoiseWindow *self)
{
  self->was_import_stopped = TRUE;
  poise_window_tell_of_stopped_import (self);
}

/* The program goes on until that is undone. */
void
poise_window_stop_imports (PoiseWindow *self)
{
  g_autoptr (GListModel) dialogs =
    adw_application_window_get_dialogs (ADW_APPLICATION_WINDOW (self));

  for (guint i = 0; i < g_list_model_get_n_items (dialogs); i++)
    {
      g_autoptr (AdwDialog) dialog = g_list_model_get_item (dialogs, i);

      if (!POISE_IS_IMPORT_DIALOG (dialog))
        continue;
      g_signal_connect_object (dialog, "stopped", G_CALLBACK (import_stopped_cb), self,
                               G_CONNECT_SWAPPED);
      poise_import_dialog_stop (POISE_IMPORT_DIALOG (dialog));
    }
}

/**
 * poise_window_save_and_close:
 * @self: the window
 *
 * Closes the window when everything is saved, with what is open in it. Where
 * something cannot be saved it stays and says so.
 */
void
poise_window_save_and_close (PoiseWindow *self)
{
  g_return_if_fail (POISE_IS_WINDOW (self));

  save_state (self);
  poise_window_keep_drafts (self);
  poise_window_stop_imports (self);
  if (self->context == NULL)
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  poise_document_save_async (poise_write_page_get_document (self->write_page), NULL, flushed_cb,
                             g_object_ref (self));
}

static gboolean
close_request_cb (GtkWindow *window)
{
  poise_window_save_and_close (POISE_WINDOW (window));
  return GDK_EVENT_STOP;
}

void
poise_window_install_closing (PoiseWindowClass *klass)
{
  GTK_WINDOW_CLASS (klass)->close_request = close_request_cb;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "win.close-anyway", NULL,
                                   close_anyway_cb);
}
