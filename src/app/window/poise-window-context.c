/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-window-private.h"

#include "poise-choosers.h"

static void
return_to_last_entry (PoiseWindow *self)
{
  g_autofree char *id =
    poise_window_state_get_entry (self->settings, poise_context_get_today (self->context));
  PoiseEntry *entry =
    id != NULL ? poise_journal_lookup (poise_context_get_journal (self->context), id) : NULL;

  if (entry != NULL)
    poise_write_page_show_entry (self->write_page, entry);
}

/* Where the person was before the journal was locked. */
static void
return_to_place (PoiseWindow *self)
{
  PoiseEntry *entry =
    poise_journal_lookup (poise_context_get_journal (self->context), self->place.entry);

  if (entry != NULL)
    poise_write_page_show_entry (self->write_page, entry);
  else
    poise_write_page_show_day (self->write_page, self->place.day);
  if (entry != NULL)
    poise_write_page_set_cursor (self->write_page, self->place.cursor);
  poise_window_place_clear (&self->place);
}

static void
loaded_cb (PoiseWindow *self)
{
  if (self->context == NULL || self->make_id != 0)
    return;
  /* Whoever writes already goes on where they are. */
  if (poise_write_page_is_written_in (self->write_page))
    {
      self->wants_morning = FALSE;
      poise_window_place_clear (&self->place);
    }
  else if (self->wants_morning)
    poise_window_ask_morning (self);
  else if (self->place.entry != NULL)
    return_to_place (self);
  else if (!self->has_destination)
    return_to_last_entry (self);
  poise_window_make_pages_soon (self);
}

static void
add_actions (PoiseWindow *self)
{
  AdwApplicationWindow *window = ADW_APPLICATION_WINDOW (self);

  self->exchange_actions = poise_exchange_actions_new (window, self->context, self->toasts);
  self->history_actions = poise_history_actions_new (window, self->context, self->toasts);
  self->journal_actions =
    poise_journal_actions_new (window, self->context, self->toasts, self->problem_banner);
  if (self->retag_bar != NULL)
    poise_journal_actions_set_retag_bar (self->journal_actions, self->retag_bar);
}

/* Makes what shows the journal. */
void
poise_window_attach (PoiseWindow *self)
{
  PoiseStore *store = poise_context_get_store (self->context);

  self->is_sample = poise_context_is_sample (self->context);
  poise_window_make_write_page (self);
  poise_window_fill_page (self);
  add_actions (self);
  poise_problem_banner_set_store (self->problem_banner, store, self->settings);
  if (poise_context_is_loaded (self->context))
    loaded_cb (self);
  else
    g_signal_connect_object (self->context, "loaded", G_CALLBACK (loaded_cb), self,
                             G_CONNECT_SWAPPED);
}

/* Lets go of all that knows the journal. */
static void
detach (PoiseWindow *self)
{
  g_clear_handle_id (&self->make_id, g_source_remove);
  g_signal_handlers_disconnect_by_func (self->context, loaded_cb, self);
  poise_problem_banner_set_store (self->problem_banner, NULL, self->settings);
  /* What ended while the journal was locked is undone by nothing any more. */
  adw_toast_overlay_dismiss_all (self->toasts);
  g_clear_object (&self->exchange_actions);
  g_clear_object (&self->history_actions);
  g_clear_object (&self->journal_actions);
  self->write_page = NULL;
  self->journal_page = NULL;
  self->balance_page = NULL;
  adw_bin_set_child (self->write_place, NULL);
  adw_bin_set_child (self->journal_place, NULL);
  adw_bin_set_child (self->balance_place, NULL);
}

static gboolean
is_switched_on (PoiseWindow *self, const char *action)
{
  return !g_str_equal (action, "win.morning-question") ||
         g_settings_get_boolean (self->settings, "morning-question");
}

/* All of the window's need the journal but the one that closes it without saving. */
void
poise_window_enable_actions (PoiseWindow *self)
{
  gboolean is_enabled = self->context != NULL && !self->is_covered;
  const char *name, *property;
  const GVariantType *parameter;
  GType owner;

  for (guint i = 0; gtk_widget_class_query_action (GTK_WIDGET_GET_CLASS (self), i, &owner, &name,
                                                   &parameter, &property);
       i++)
    if (owner == POISE_TYPE_WINDOW && !g_str_equal (name, "win.close-anyway"))
      gtk_widget_action_set_enabled (GTK_WIDGET (self), name,
                                     is_enabled && is_switched_on (self, name));
}

/**
 * poise_window_set_context:
 * @self: a window
 * @context: (nullable): what the pages work with; %NULL while the journal is locked
 *
 * Makes the pages, or lets go of them and of all that they know.
 */
void
poise_window_set_context (PoiseWindow *self, PoiseContext *context)
{
  g_return_if_fail (POISE_IS_WINDOW (self));

  if (self->context == context)
    return;
  if (self->context != NULL)
    detach (self);
  g_set_object (&self->context, context);
  g_object_notify (G_OBJECT (self), "context");
  if (!self->is_constructed)
    return;
  if (context != NULL)
    poise_window_attach (self);
  poise_window_enable_actions (self);
}

static void
close_dialogs (PoiseWindow *self)
{
  g_autoptr (GListModel) dialogs =
    adw_application_window_get_dialogs (ADW_APPLICATION_WINDOW (self));

  for (guint i = g_list_model_get_n_items (dialogs); i > 0; i--)
    {
      g_autoptr (AdwDialog) dialog = g_list_model_get_item (dialogs, i - 1);

      adw_dialog_force_close (dialog);
    }
}

static void
note_place (PoiseWindow *self)
{
  PoiseEntry *entry =
    self->write_page != NULL ? poise_write_page_get_entry (self->write_page) : NULL;

  if (entry == NULL)
    return;
  poise_window_place_clear (&self->place);
  self->place = (PoiseWindowPlace) {
    .entry = g_strdup (poise_entry_get_id (entry)),
    .day = poise_entry_get_day (entry),
    .cursor = poise_write_page_get_cursor (self->write_page),
  };
}

/**
 * poise_window_cover:
 * @self: a window
 * @page: (transfer floating) (nullable): what is shown in place of the pages; %NULL to have only
 *   dialogs closed, as in the window of the sample
 *
 * Shows nothing of the journal any more. The pages stay as they are until
 * poise_window_set_context() lets go of them.
 */
void
poise_window_cover (PoiseWindow *self, GtkWidget *page)
{
  g_return_if_fail (POISE_IS_WINDOW (self));

  /* From now on nothing is told that would go with the toasts of before. */
  if (page != NULL)
    self->is_covered = TRUE;
  /* First: they stand before dialogs, too. */
  poise_choosers_close (GTK_WINDOW (self));
  poise_window_stop_imports (self);
  close_dialogs (self);
  if (page == NULL)
    return;
  gtk_menu_button_popdown (self->menu_button);
  /* It names the person's own forms. Without a window its button could not let go of it: GTK 4.18
   * would have it seen by a screen reader already as it comes back. */
  adw_split_button_set_menu_model (self->new_button, NULL);
  g_clear_handle_id (&self->make_id, g_source_remove);
  adw_toast_overlay_dismiss_all (self->toasts);
  note_place (self);
  poise_window_enable_actions (self);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (self), page);
}

/**
 * poise_window_uncover:
 * @self: a window
 *
 * Shows the pages again.
 */
void
poise_window_uncover (PoiseWindow *self)
{
  g_return_if_fail (POISE_IS_WINDOW (self));

  if (!self->is_covered)
    return;
  self->is_covered = FALSE;
  poise_window_enable_actions (self);
  close_dialogs (self);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (self), self->view);
  if (self->write_page != NULL && poise_write_page_get_entry (self->write_page) == NULL)
    poise_write_page_show_day (self->write_page, poise_context_get_today (self->context));
  if (self->write_page != NULL &&
      g_str_equal (adw_view_stack_get_visible_child_name (self->pages), "write"))
    poise_write_page_focus_editor (self->write_page);
  poise_window_tell_of_stopped_import (self);
  if (self->wants_morning)
    poise_window_ask_morning (self);
  if (self->context != NULL && poise_context_is_loaded (self->context))
    poise_window_make_pages_soon (self);
}
