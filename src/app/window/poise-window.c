/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-window.h"

#include <glib/gi18n.h>

#include "poise-agreement-dialog.h"
#include "poise-balance-page.h"
#include "poise-comparison-dialog.h"
#include "poise-exchange-actions.h"
#include "poise-history-actions.h"
#include "poise-journal-actions.h"
#include "poise-journal-page.h"
#include "poise-lazy-menu.h"
#include "poise-problem-banner.h"
#include "poise-prompts-dialog.h"
#include "poise-retag-bar.h"
#include "poise-review-dialog.h"
#include "poise-window-state.h"
#include "poise-text-size.h"
#include "poise-toast.h"
#include "poise-write-page.h"

struct _PoiseWindow
{
  AdwApplicationWindow parent_instance;

  /* Template */
  GtkWidget *view;
  GtkStack *title;
  GtkWidget *leave_button;
  GtkMenuButton *menu_button;
  GMenuModel *primary_menu;
  AdwViewSwitcherBar *bottom_bar;
  AdwBanner *sample_banner;
  AdwViewStack *pages;
  AdwToastOverlay *toasts;
  AdwBin *write_place;
  AdwBin *journal_place;
  AdwBin *balance_place;
  PoiseProblemBanner *problem_banner;
  PoiseRetagBar *retag_bar;

  /* Borrowed from their places; the last two are NULL until they are shown, all while there is no
   * context */
  PoiseWritePage *write_page;
  PoiseJournalPage *journal_page;
  PoiseBalancePage *balance_page;

  /* Owned */
  GSettings *settings;
  PoiseContext *context; /* (nullable): none while the journal is locked */
  PoiseExchangeActions *exchange_actions;
  PoiseHistoryActions *history_actions;
  PoiseJournalActions *journal_actions;

  PoiseWindowPlace place; /* where the person was when the journal was locked */
  guint make_id;
  gboolean is_constructed;
  gboolean is_covered;
  gboolean is_sample;
  gboolean is_narrow;
  gboolean wants_morning;   /* the morning question is asked once the journal is there */
  gboolean has_destination; /* the person went somewhere: the last place is not restored */
  gboolean focus_mode;
};

enum
{
  PROP_CONTEXT = 1,
  PROP_SETTINGS,
  PROP_FOCUS_MODE,
  PROP_NARROW,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (PoiseWindow, poise_window, ADW_TYPE_APPLICATION_WINDOW)

/* ---- pages ---- */

/**
 * poise_window_show_page:
 * @self: a window
 * @page: `write`, `journal` or `balance`; others are passed over
 */
void
poise_window_show_page (PoiseWindow *self, const char *page)
{
  g_return_if_fail (POISE_IS_WINDOW (self));

  if (adw_view_stack_get_child_by_name (self->pages, page) != NULL)
    adw_view_stack_set_visible_child_name (self->pages, page);
}

/**
 * poise_window_write_now:
 * @self: a window
 *
 * Shows today and lets the person write.
 */
void
poise_window_write_now (PoiseWindow *self)
{
  g_return_if_fail (POISE_IS_WINDOW (self));

  self->has_destination = TRUE;
  poise_window_show_page (self, "write");
  poise_window_place_clear (&self->place);
  if (self->context == NULL)
    return;
  poise_write_page_show_day (self->write_page, poise_context_get_today (self->context));
  poise_write_page_focus_editor (self->write_page);
}

/**
 * poise_window_ask_morning:
 * @self: a window
 *
 * Asks the morning question, or shows what was answered; where the journal is locked or not
 * loaded yet, as soon as it is there.
 */
void
poise_window_ask_morning (PoiseWindow *self)
{
  g_return_if_fail (POISE_IS_WINDOW (self));

  self->has_destination = TRUE;
  self->wants_morning =
    self->is_covered || self->context == NULL || !poise_context_is_loaded (self->context);
  poise_window_show_page (self, "write");
  poise_window_place_clear (&self->place);
  if (!self->wants_morning)
    poise_write_page_start_morning (self->write_page);
}

/* What the person looks for; the page is not there before it was shown. */
static PoiseSearch *
get_search (PoiseWindow *self)
{
  PoiseSearch *search =
    self->journal_page != NULL ? poise_journal_page_get_search (self->journal_page) : NULL;

  return search != NULL && !poise_search_is_empty (search) ? search : NULL;
}

static void
open_entry (PoiseWindow *self, PoiseEntry *entry, int direction)
{
  PoiseSearch *search = get_search (self);

  poise_write_page_show_entry (self->write_page, entry);
  poise_window_show_page (self, "write");
  poise_write_page_focus_editor (self->write_page);
  if (search != NULL)
    poise_write_page_mark (self->write_page, search, direction);
}

/**
 * poise_window_show_entry:
 * @self: a window
 * @entry: an entry of its journal
 *
 * Opens an entry and lets the person write on.
 */
void
poise_window_show_entry (PoiseWindow *self, PoiseEntry *entry)
{
  g_return_if_fail (POISE_IS_WINDOW (self));

  self->has_destination = TRUE;
  open_entry (self, entry, 1);
}

static void
day_activated_cb (PoiseWindow *self, guint day)
{
  poise_window_show_page (self, "write");
  poise_write_page_show_day (self->write_page, day);
  poise_write_page_focus_editor (self->write_page);
}

/* The next match in the open entry, or else in the next entry of the results. */
static void
find_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PoiseWindow *self = POISE_WINDOW (widget);
  int direction = g_variant_get_int32 (parameter);
  gboolean is_open = g_strcmp0 (adw_view_stack_get_visible_child_name (self->pages), "write") == 0;
  g_autoptr (PoiseEntry) entry = NULL;

  if (get_search (self) == NULL || (is_open && poise_write_page_find (self->write_page, direction)))
    return;
  entry = poise_journal_page_get_next (
    self->journal_page, is_open ? poise_write_page_get_entry (self->write_page) : NULL, direction);
  if (entry != NULL)
    open_entry (self, entry, direction);
}

/**
 * poise_window_search:
 * @self: a window
 * @words: what to look for
 *
 * Shows the entries in which some words are.
 */
void
poise_window_search (PoiseWindow *self, const char *words)
{
  g_return_if_fail (POISE_IS_WINDOW (self));

  self->has_destination = TRUE;
  poise_window_show_page (self, "journal");
  if (self->journal_page != NULL)
    poise_journal_page_search (self->journal_page, words);
}

static void
week_activated_cb (PoiseWindow *self, guint week, const char *tag)
{
  poise_window_show_page (self, "journal");
  poise_journal_page_show_week (self->journal_page, week, tag);
}

static void
make_write_page (PoiseWindow *self)
{
  self->write_page = g_object_new (POISE_TYPE_WRITE_PAGE, "context", self->context, NULL);
  adw_bin_set_child (self->write_place, GTK_WIDGET (self->write_page));
  poise_write_page_show_day (self->write_page, poise_context_get_today (self->context));
  poise_write_page_set_focus_mode (self->write_page, self->focus_mode);
  poise_write_page_focus_editor (self->write_page);
}

static void
make_journal_page (PoiseWindow *self)
{
  self->journal_page = g_object_new (POISE_TYPE_JOURNAL_PAGE, "context", self->context, NULL);
  g_signal_connect_object (self->journal_page, "entry-activated",
                           G_CALLBACK (poise_window_show_entry), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->journal_page, "day-activated", G_CALLBACK (day_activated_cb), self,
                           G_CONNECT_SWAPPED);
  adw_bin_set_child (self->journal_place, GTK_WIDGET (self->journal_page));
}

static void
make_balance_page (PoiseWindow *self)
{
  self->balance_page = g_object_new (POISE_TYPE_BALANCE_PAGE, "context", self->context, NULL);
  g_signal_connect_object (self->balance_page, "week-activated", G_CALLBACK (week_activated_cb),
                           self, G_CONNECT_SWAPPED);
  adw_bin_set_child (self->balance_place, GTK_WIDGET (self->balance_page));
}

/* The window opens on one page; the others are made when they are shown or
 * when nothing else is to be done, or every start would wait for them. */
static void
fill_page_cb (PoiseWindow *self)
{
  GtkWidget *shown = adw_view_stack_get_visible_child (self->pages);

  if (self->context == NULL)
    return;
  if (shown == GTK_WIDGET (self->journal_place) && self->journal_page == NULL)
    make_journal_page (self);
  if (shown == GTK_WIDGET (self->balance_place) && self->balance_page == NULL)
    make_balance_page (self);
}

static gboolean
make_a_page_cb (gpointer data)
{
  PoiseWindow *self = data;

  if (self->journal_page == NULL)
    make_journal_page (self);
  else if (self->balance_page == NULL)
    make_balance_page (self);
  else
    {
      self->make_id = 0;
      return G_SOURCE_REMOVE;
    }
  return G_SOURCE_CONTINUE;
}

static void
show_page_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  poise_window_show_page (POISE_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
new_entry_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PoiseWindow *self = POISE_WINDOW (widget);

  self->has_destination = TRUE;
  poise_window_show_page (self, "write");
  poise_write_page_start_entry (self->write_page);
}

static void
new_form_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PoiseWindow *self = POISE_WINDOW (widget);

  self->has_destination = TRUE;
  poise_window_show_page (self, "write");
  poise_write_page_start_form (self->write_page, g_variant_get_string (parameter, NULL));
}

static void
morning_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  poise_window_ask_morning (POISE_WINDOW (widget));
}

static void
today_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  poise_window_write_now (POISE_WINDOW (widget));
}

static void
step_day_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PoiseWindow *self = POISE_WINDOW (widget);

  self->has_destination = TRUE;
  poise_window_show_page (self, "write");
  poise_write_page_step_day (self->write_page, g_variant_get_int32 (parameter));
}

static void
search_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PoiseWindow *self = POISE_WINDOW (widget);

  poise_window_show_page (self, "journal");
  poise_journal_page_focus_search (self->journal_page);
}

static void
show_prompts_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  adw_dialog_present (poise_prompts_dialog_new (POISE_WINDOW (widget)->context), widget);
}

static void
compare_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  adw_dialog_present (poise_comparison_dialog_new (POISE_WINDOW (widget)->context), widget);
}

static void
review_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  adw_dialog_present (poise_review_dialog_new (POISE_WINDOW (widget)->context), widget);
}

static void
agree_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  adw_dialog_present (poise_agreement_dialog_new (POISE_WINDOW (widget)->context), widget);
}

/* ---- views ---- */

static void
show_bars (PoiseWindow *self)
{
  gtk_stack_set_visible_child_name (self->title, self->focus_mode  ? "nothing"
                                                 : self->is_narrow ? "title"
                                                                   : "switcher");
  /* Its buttons are made where they are needed. */
  if (self->is_narrow)
    adw_view_switcher_bar_set_stack (self->bottom_bar, self->pages);
  adw_view_switcher_bar_set_reveal (self->bottom_bar, self->is_narrow && !self->focus_mode);
  gtk_widget_set_visible (self->leave_button, self->focus_mode);
  gtk_widget_set_visible (GTK_WIDGET (self->menu_button), !self->focus_mode);
}

static void
set_focus_mode (PoiseWindow *self, gboolean focus_mode)
{
  if (self->focus_mode == focus_mode)
    return;
  self->focus_mode = focus_mode;
  if (focus_mode)
    poise_window_show_page (self, "write");
  show_bars (self);
  if (self->write_page != NULL)
    {
      poise_write_page_set_focus_mode (self->write_page, focus_mode);
      poise_write_page_focus_editor (self->write_page);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOCUS_MODE]);
}

static void
finish_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PoiseWindow *self = POISE_WINDOW (widget);

  set_focus_mode (self, FALSE);
  poise_window_show_page (self, "write");
  poise_write_page_finish (self->write_page);
}

static void
text_size_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PoiseWindow *self = POISE_WINDOW (widget);

  poise_text_size_step (self->settings, g_variant_get_int32 (parameter));
}

/* ---- keys, size, opening and closing ---- */

static gboolean
escape_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  PoiseWindow *self = POISE_WINDOW (widget);

  if (g_str_equal (adw_view_stack_get_visible_child_name (self->pages), "write") &&
      poise_write_page_unmark (self->write_page))
    return TRUE;
  if (self->focus_mode)
    set_focus_mode (self, FALSE);
  else if (gtk_window_is_fullscreen (GTK_WINDOW (self)))
    gtk_window_unfullscreen (GTK_WINDOW (self));
  else
    return FALSE;
  return TRUE;
}

static void
set_narrow (PoiseWindow *self, gboolean is_narrow)
{
  if (self->is_narrow == is_narrow)
    return;
  self->is_narrow = is_narrow;
  show_bars (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

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

static void
return_to_last_entry (PoiseWindow *self)
{
  g_autofree char *id =
    poise_window_state_get_entry (self->settings, poise_context_get_today (self->context));
  PoiseEntry *entry =
    id != NULL ? poise_journal_lookup (poise_context_get_journal (self->context), id) : NULL;

  if (entry != NULL && !self->has_destination)
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
  if (self->wants_morning)
    poise_window_ask_morning (self);
  else if (self->place.entry != NULL)
    return_to_place (self);
  else
    return_to_last_entry (self);
  self->make_id = g_idle_add_full (G_PRIORITY_LOW, make_a_page_cb, self, NULL);
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
  adw_toast_overlay_add_toast (self->toasts, toast);
  gtk_window_present (GTK_WINDOW (self));
}

static void
close_anyway_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_window_destroy (GTK_WINDOW (widget));
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
  if (self->context == NULL)
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  poise_document_save_async (poise_write_page_get_document (self->write_page), flushed_cb,
                             g_object_ref (self));
}

static gboolean
poise_window_close_request (GtkWindow *window)
{
  poise_window_save_and_close (POISE_WINDOW (window));
  return GDK_EVENT_STOP;
}

static void
active_changed_cb (PoiseWindow *self)
{
  /* Losing focus is when people switch off machines and close lids. */
  if (!gtk_window_is_active (GTK_WINDOW (self)) && self->context != NULL &&
      poise_store_get_state (poise_context_get_store (self->context)) == POISE_STORE_UNSAVED)
    poise_store_flush_async (poise_context_get_store (self->context), NULL, NULL, NULL);
}

static void
poise_window_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_CONTEXT:
      g_value_set_object (value, POISE_WINDOW (object)->context);
      break;
    case PROP_SETTINGS:
      g_value_set_object (value, POISE_WINDOW (object)->settings);
      break;
    case PROP_FOCUS_MODE:
      g_value_set_boolean (value, POISE_WINDOW (object)->focus_mode);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, POISE_WINDOW (object)->is_narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
poise_window_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_CONTEXT:
      poise_window_set_context (POISE_WINDOW (object), g_value_get_object (value));
      break;
    case PROP_SETTINGS:
      POISE_WINDOW (object)->settings = g_value_dup_object (value);
      break;
    case PROP_FOCUS_MODE:
      set_focus_mode (POISE_WINDOW (object), g_value_get_boolean (value));
      break;
    case PROP_NARROW:
      set_narrow (POISE_WINDOW (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
add_actions (PoiseWindow *self)
{
  AdwApplicationWindow *window = ADW_APPLICATION_WINDOW (self);

  self->exchange_actions = poise_exchange_actions_new (window, self->context, self->toasts);
  self->history_actions = poise_history_actions_new (window, self->context, self->toasts);
  self->journal_actions = poise_journal_actions_new (window, self->context, self->toasts,
                                                     self->problem_banner, self->retag_bar);
}

/* Makes what shows the journal. */
static void
attach (PoiseWindow *self)
{
  PoiseStore *store = poise_context_get_store (self->context);

  self->is_sample = poise_store_get_folder (store) == NULL;
  make_write_page (self);
  fill_page_cb (self);
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
static void
enable_actions (PoiseWindow *self)
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
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONTEXT]);
  if (!self->is_constructed)
    return;
  if (context != NULL)
    attach (self);
  enable_actions (self);
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

  close_dialogs (self);
  if (page == NULL)
    return;
  gtk_menu_button_popdown (self->menu_button);
  adw_toast_overlay_dismiss_all (self->toasts);
  note_place (self);
  self->is_covered = TRUE;
  enable_actions (self);
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
  enable_actions (self);
  close_dialogs (self);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (self), self->view);
  if (self->write_page != NULL && poise_write_page_get_entry (self->write_page) == NULL)
    poise_write_page_show_day (self->write_page, poise_context_get_today (self->context));
  if (self->write_page != NULL &&
      g_str_equal (adw_view_stack_get_visible_child_name (self->pages), "write"))
    poise_write_page_focus_editor (self->write_page);
  if (self->wants_morning)
    poise_window_ask_morning (self);
}

/**
 * poise_window_get_document:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): what is written in, if the journal is open
 */
PoiseDocument *
poise_window_get_document (PoiseWindow *self)
{
  g_return_val_if_fail (POISE_IS_WINDOW (self), NULL);

  return self->write_page != NULL ? poise_write_page_get_document (self->write_page) : NULL;
}

static void
poise_window_constructed (GObject *object)
{
  PoiseWindow *self = POISE_WINDOW (object);
  g_autofree char *page = poise_window_state_get_page (self->settings);

  G_OBJECT_CLASS (poise_window_parent_class)->constructed (object);
  poise_window_state_restore_size (self->settings, GTK_WINDOW (self));
  g_signal_connect_object (self->settings, "changed::morning-question", G_CALLBACK (enable_actions),
                           self, G_CONNECT_SWAPPED);
  show_bars (self);
  self->is_constructed = TRUE;
  if (self->context != NULL)
    attach (self);
  enable_actions (self);
  adw_banner_set_revealed (self->sample_banner, self->is_sample);
  if (self->is_sample)
    gtk_window_set_title (GTK_WINDOW (self), _ ("Sample Journal"));
  else
    poise_window_show_page (self, page);
}

static void
poise_window_dispose (GObject *object)
{
  PoiseWindow *self = POISE_WINDOW (object);

  g_clear_handle_id (&self->make_id, g_source_remove);
  g_clear_object (&self->exchange_actions);
  g_clear_object (&self->history_actions);
  g_clear_object (&self->journal_actions);
  g_clear_object (&self->context);
  g_clear_object (&self->settings);
  g_clear_object (&self->view);
  poise_window_place_clear (&self->place);

  G_OBJECT_CLASS (poise_window_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.show-page", "s", show_page_cb);
  gtk_widget_class_install_action (widget_class, "win.new-entry", NULL, new_entry_cb);
  gtk_widget_class_install_action (widget_class, "win.new-form", "s", new_form_cb);
  gtk_widget_class_install_action (widget_class, "win.morning-question", NULL, morning_cb);
  gtk_widget_class_install_action (widget_class, "win.today", NULL, today_cb);
  gtk_widget_class_install_action (widget_class, "win.step-day", "i", step_day_cb);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_cb);
  gtk_widget_class_install_action (widget_class, "win.find", "i", find_cb);
  gtk_widget_class_install_action (widget_class, "win.show-prompts", NULL, show_prompts_cb);
  gtk_widget_class_install_action (widget_class, "win.agree", NULL, agree_cb);
  gtk_widget_class_install_action (widget_class, "win.compare", NULL, compare_cb);
  gtk_widget_class_install_action (widget_class, "win.review", NULL, review_cb);
  gtk_widget_class_install_action (widget_class, "win.close-anyway", NULL, close_anyway_cb);
  gtk_widget_class_install_action (widget_class, "win.finish", NULL, finish_cb);
  gtk_widget_class_install_action (widget_class, "win.text-size", "i", text_size_cb);
  gtk_widget_class_install_property_action (widget_class, "win.focus-mode", "focus-mode");
  gtk_widget_class_install_property_action (widget_class, "win.fullscreen", "fullscreened");
  /* After what has the focus: in the editor the same keys undo and redo. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "win.undo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "win.redo", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/poise_journal/Poise/window/poise-window.ui");
  gtk_widget_class_bind_template_child (widget_class, PoiseWindow, view);
  gtk_widget_class_bind_template_child (widget_class, PoiseWindow, title);
  gtk_widget_class_bind_template_child (widget_class, PoiseWindow, leave_button);
  gtk_widget_class_bind_template_child (widget_class, PoiseWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, PoiseWindow, primary_menu);
  gtk_widget_class_bind_template_child (widget_class, PoiseWindow, bottom_bar);
  gtk_widget_class_bind_template_child (widget_class, PoiseWindow, sample_banner);
  gtk_widget_class_bind_template_child (widget_class, PoiseWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, PoiseWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, PoiseWindow, write_place);
  gtk_widget_class_bind_template_child (widget_class, PoiseWindow, journal_place);
  gtk_widget_class_bind_template_child (widget_class, PoiseWindow, balance_place);
  gtk_widget_class_bind_template_child (widget_class, PoiseWindow, problem_banner);
  gtk_widget_class_bind_template_child (widget_class, PoiseWindow, retag_bar);
  gtk_widget_class_bind_template_callback (widget_class, fill_page_cb);
}

static void
poise_window_class_init (PoiseWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = poise_window_constructed;
  object_class->dispose = poise_window_dispose;
  object_class->get_property = poise_window_get_property;
  object_class->set_property = poise_window_set_property;
  /**
   * PoiseWindow:context:
   *
   * What the pages work with; %NULL while the journal is locked.
   */
  properties[PROP_CONTEXT] = g_param_spec_object (
    "context", NULL, NULL, POISE_TYPE_CONTEXT,
    G_PARAM_READWRITE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  /**
   * PoiseWindow:settings:
   *
   * The person's preferences.
   */
  properties[PROP_SETTINGS] =
    g_param_spec_object ("settings", NULL, NULL, G_TYPE_SETTINGS,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  /**
   * PoiseWindow:focus-mode:
   *
   * Whether only the text is shown.
   */
  properties[PROP_FOCUS_MODE] =
    g_param_spec_boolean ("focus-mode", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  /**
   * PoiseWindow:narrow:
   *
   * Whether the window is so narrow that its pages are switched at the bottom.
   */
  properties[PROP_NARROW] =
    g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  GTK_WINDOW_CLASS (klass)->close_request = poise_window_close_request;
  install_actions (widget_class);

  g_type_ensure (POISE_TYPE_RETAG_BAR);
  g_type_ensure (POISE_TYPE_PROBLEM_BANNER);
  bind_template (widget_class);
}

static void
poise_window_init (PoiseWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_object_ref (self->view);
  poise_lazy_menu_set (self->menu_button, self->primary_menu);
  g_signal_connect (self, "notify::is-active", G_CALLBACK (active_changed_cb), NULL);
}

/**
 * poise_window_new:
 * @application: the application
 * @settings: the person's preferences
 * @context: (nullable): what the pages work with; %NULL if the journal is locked
 *
 * Returns: (transfer none): the window, with today's page
 */
PoiseWindow *
poise_window_new (GtkApplication *application, GSettings *settings, PoiseContext *context)
{
  return g_object_new (POISE_TYPE_WINDOW, "application", application, "settings", settings,
                       "context", context, NULL);
}
