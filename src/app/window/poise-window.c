/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-window-private.h"

#include <glib/gi18n.h>

#include "poise-accessible.h"
#include "poise-clock.h"
#include "poise-focus.h"
#include "poise-lazy-menu.h"
#include "poise-settings.h"
#include "poise-text-focus.h"
#include "poise-text-size.h"

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

static void
make_bottom_bar (PoiseWindow *self)
{
  self->bottom_bar = ADW_VIEW_SWITCHER_BAR (adw_view_switcher_bar_new ());
  adw_view_switcher_bar_set_stack (self->bottom_bar, self->pages);
  adw_toolbar_view_add_bottom_bar (ADW_TOOLBAR_VIEW (self->view), GTK_WIDGET (self->bottom_bar));
}

static void
show_bars (PoiseWindow *self)
{
  gtk_stack_set_visible_child_name (self->title, self->focus_mode  ? "nothing"
                                                 : self->is_narrow ? "title"
                                                                   : "switcher");
  /* It is made where it is needed. */
  if (self->is_narrow && self->bottom_bar == NULL)
    make_bottom_bar (self);
  if (self->bottom_bar != NULL)
    adw_view_switcher_bar_set_reveal (self->bottom_bar, self->is_narrow && !self->focus_mode);
  gtk_widget_set_visible (self->leave_button, self->focus_mode);
  gtk_widget_set_visible (GTK_WIDGET (self->menu_button), !self->focus_mode);
  gtk_widget_set_visible (GTK_WIDGET (self->new_button), !self->focus_mode);
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
text_size_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PoiseWindow *self = POISE_WINDOW (widget);

  poise_text_size_step (self->settings, g_variant_get_int32 (parameter));
}

/* Wherever the keyboard is: also in the bar above the page. */
static gboolean
go_back_on_page (PoiseWindow *self)
{
  const char *page = adw_view_stack_get_visible_child_name (self->pages);

  if (g_strcmp0 (page, "write") == 0)
    return self->write_page != NULL && poise_write_page_unmark (self->write_page);
  if (g_strcmp0 (page, "journal") == 0)
    return self->journal_page != NULL && poise_journal_page_go_back (self->journal_page);
  return FALSE;
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  PoiseWindow *self = POISE_WINDOW (widget);

  if (!self->is_covered && go_back_on_page (self))
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
active_changed_cb (PoiseWindow *self)
{
  if (self->context == NULL)
    return;
  if (gtk_window_is_active (GTK_WINDOW (self)))
    poise_context_look_at_day (self->context);
  /* Losing focus is when people switch off machines and close lids. */
  else if (poise_store_get_state (poise_context_get_store (self->context)) == POISE_STORE_UNSAVED)
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

static gboolean
is_focus_lost (PoiseWindow *self)
{
  return gtk_window_get_focus (GTK_WINDOW (self)) == NULL && self->write_page != NULL &&
         adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)) == NULL &&
         g_strcmp0 (adw_view_stack_get_visible_child_name (self->pages), "write") == 0;
}

static gboolean
find_focus_cb (gpointer data)
{
  PoiseWindow *self = data;

  if (is_focus_lost (self))
    poise_write_page_focus_editor (self->write_page);
  return G_SOURCE_REMOVE;
}

/* A button that was answered goes, and takes the focus along; what is typed next is for the text.
 */
static void
focus_moved_cb (PoiseWindow *self)
{
  if (is_focus_lost (self))
    g_idle_add_full (G_PRIORITY_HIGH, find_focus_cb, g_object_ref (self), g_object_unref);
}

/* Also while the journal is locked, when nothing has been read of it. */
static char *
find_first_page (PoiseWindow *self)
{
  g_autoptr (GDateTime) now = poise_clock_read (NULL);

  return poise_window_state_get_page (self->settings,
                                      poise_settings_find_day (self->settings, now));
}

static void
tell_of_sample (PoiseWindow *self)
{
  GtkWidget *banner = adw_banner_new (_ ("This is a sample journal. Nothing in it is kept."));

  adw_banner_set_button_label (ADW_BANNER (banner), _ ("_Close"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (banner), "window.close");
  adw_banner_set_revealed (ADW_BANNER (banner), TRUE);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (self->view), banner);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Sample Journal"));
}

static void
poise_window_constructed (GObject *object)
{
  PoiseWindow *self = POISE_WINDOW (object);
  g_autofree char *page = find_first_page (self);

  G_OBJECT_CLASS (poise_window_parent_class)->constructed (object);
  poise_window_state_restore_size (self->settings, GTK_WINDOW (self));
  g_signal_connect_object (self->settings, "changed::morning-question",
                           G_CALLBACK (poise_window_enable_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::focus-widget", G_CALLBACK (focus_moved_cb), NULL);
  poise_text_focus_watch (GTK_WINDOW (self));
  poise_window_watch_toasts (self);
  show_bars (self);
  self->is_constructed = TRUE;
  if (self->context != NULL)
    poise_window_attach (self);
  poise_window_enable_actions (self);
  if (self->is_sample)
    tell_of_sample (self);
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
  g_clear_object (&self->overlaid);
  g_clear_object (&self->view);
  poise_window_place_clear (&self->place);
  self->write_page = NULL;
  self->journal_page = NULL;
  self->balance_page = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), POISE_TYPE_WINDOW);

  G_OBJECT_CLASS (poise_window_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  poise_window_install_page_actions (widget_class);
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
  gtk_widget_class_bind_template_child (widget_class, PoiseWindow, new_button);
  gtk_widget_class_bind_template_child (widget_class, PoiseWindow, leave_button);
  gtk_widget_class_bind_template_child (widget_class, PoiseWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, PoiseWindow, primary_menu);
  gtk_widget_class_bind_template_child (widget_class, PoiseWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, PoiseWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, PoiseWindow, write_place);
  gtk_widget_class_bind_template_child (widget_class, PoiseWindow, journal_place);
  gtk_widget_class_bind_template_child (widget_class, PoiseWindow, balance_place);
  gtk_widget_class_bind_template_child (widget_class, PoiseWindow, problem_banner);
  gtk_widget_class_bind_template_child (widget_class, PoiseWindow, retag_place);
  gtk_widget_class_bind_template_callback (widget_class, poise_focus_keep);
  gtk_widget_class_bind_template_callback (widget_class, poise_window_fill_page);
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
  poise_window_install_closing (klass);
  install_actions (widget_class);

  g_type_ensure (POISE_TYPE_PROBLEM_BANNER);
  bind_template (widget_class);
}

static void
poise_window_init (PoiseWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_object_ref (self->view);
  poise_lazy_menu_set (self->menu_button, self->primary_menu);
  poise_accessible_set_name (GTK_WIDGET (self->new_button), _ ("New Entry"));
  poise_accessible_name_pages (self->pages);
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
