/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-preferences-window.h"

#include <glib/gi18n.h>

#include "poise-clock.h"
#include "poise-journal-group.h"
#include "poise-prompts-window.h"
#include "poise-reminder-group.h"
#include "poise-settings-row.h"
#include "poise-spelling.h"

/* The narrowest range, in percent. */
#define NARROWEST 5.0

struct _PoisePreferencesWindow
{
  AdwWindow parent_instance;

  /* Template */
  GtkSwitch *underlines;
  GtkWidget *spelling_row;
  GtkSwitch *spelling;
  GtkAdjustment *text_size;
  AdwComboRow *style;
  AdwComboRow *first_weekday;
  AdwComboRow *day_start;
  GtkAdjustment *target_low;
  GtkAdjustment *target_high;
  PoiseReminderGroup *reminder;
  PoiseJournalGroup *journal;
  GtkSwitch *search_provider;

  /* Owned */
  PoiseContext *context;
};

G_DEFINE_FINAL_TYPE (PoisePreferencesWindow, poise_preferences_window, ADW_TYPE_WINDOW)

/* The lower end stays under the upper one. */
static void
couple_target_cb (PoisePreferencesWindow *self)
{
  double low = gtk_adjustment_get_value (self->target_low);
  double high = gtk_adjustment_get_value (self->target_high);

  gtk_adjustment_set_upper (self->target_low, high - NARROWEST);
  gtk_adjustment_set_lower (self->target_high, low + NARROWEST);
}

static void
fill_first_weekday (PoisePreferencesWindow *self)
{
  PoiseDay monday = poise_day_new (2026, 11, 23);
  g_autofree char *usual =
    poise_day_format (monday + poise_clock_get_first_weekday () - G_DATE_MONDAY, "%A");
  /* Translators: %s is the weekday on which weeks begin where the person lives. */
  g_autofree char *first = g_strdup_printf (_ ("As usual here (%s)"), usual);

  poise_settings_row_set_weekdays (self->first_weekday, first);
}

static void
fill_day_start (PoisePreferencesWindow *self)
{
  g_autoptr (GtkStringList) hours = gtk_string_list_new (NULL);

  gtk_string_list_append (hours, _ ("Midnight"));
  for (guint hour = 1; hour <= 6; hour++)
    {
      g_autoptr (GDateTime) time = g_date_time_new_utc (2026, 11, 23, (int) hour, 0, 0);

      /* Translators: an hour of the night, by strftime(); as “04:00”. */
      gtk_string_list_take (hours, g_date_time_format (time, C_ ("hour", "%H:%M")));
    }
  adw_combo_row_set_model (self->day_start, G_LIST_MODEL (hours));
}

static void
prompts_cb (PoisePreferencesWindow *self)
{
  gtk_window_present (poise_prompts_window_new (GTK_WINDOW (self), self->context));
}

static void
bind_settings (PoisePreferencesWindow *self, GSettings *settings)
{
  g_settings_bind (settings, "underlines", self->underlines, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "check-spelling", self->spelling, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "search-provider", self->search_provider, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "day-start-hour", self->day_start, "selected",
                   G_SETTINGS_BIND_DEFAULT);
  poise_settings_row_bind_enum (self->style, settings, "style");
  poise_settings_row_bind_enum (self->first_weekday, settings, "first-weekday");
  poise_settings_row_bind_percent (self->text_size, settings, "text-scale");
  poise_settings_row_bind_percent (self->target_low, settings, "target-low");
  poise_settings_row_bind_percent (self->target_high, settings, "target-high");
  couple_target_cb (self);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PoisePreferencesWindow, underlines);
  gtk_widget_class_bind_template_child (widget_class, PoisePreferencesWindow, spelling_row);
  gtk_widget_class_bind_template_child (widget_class, PoisePreferencesWindow, spelling);
  gtk_widget_class_bind_template_child (widget_class, PoisePreferencesWindow, text_size);
  gtk_widget_class_bind_template_child (widget_class, PoisePreferencesWindow, style);
  gtk_widget_class_bind_template_child (widget_class, PoisePreferencesWindow, first_weekday);
  gtk_widget_class_bind_template_child (widget_class, PoisePreferencesWindow, day_start);
  gtk_widget_class_bind_template_child (widget_class, PoisePreferencesWindow, target_low);
  gtk_widget_class_bind_template_child (widget_class, PoisePreferencesWindow, target_high);
  gtk_widget_class_bind_template_child (widget_class, PoisePreferencesWindow, reminder);
  gtk_widget_class_bind_template_child (widget_class, PoisePreferencesWindow, journal);
  gtk_widget_class_bind_template_child (widget_class, PoisePreferencesWindow, search_provider);
  gtk_widget_class_bind_template_callback (widget_class, couple_target_cb);
  gtk_widget_class_bind_template_callback (widget_class, prompts_cb);
}

static void
poise_preferences_window_dispose (GObject *object)
{
  g_clear_object (&POISE_PREFERENCES_WINDOW (object)->context);

  G_OBJECT_CLASS (poise_preferences_window_parent_class)->dispose (object);
}

static void
poise_preferences_window_class_init (PoisePreferencesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = poise_preferences_window_dispose;
  g_type_ensure (POISE_TYPE_JOURNAL_GROUP);
  g_type_ensure (POISE_TYPE_REMINDER_GROUP);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/poise_journal/Poise/preferences/poise-preferences-window.ui");
  bind_template (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
poise_preferences_window_init (PoisePreferencesWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_first_weekday (self);
  fill_day_start (self);
  gtk_widget_set_visible (self->spelling_row, poise_spelling_is_available ());
}

/**
 * poise_preferences_window_new:
 * @parent: (nullable): the window that it is shown over
 * @context: whose settings they are
 *
 * Returns: (transfer none): the window
 */
PoisePreferencesWindow *
poise_preferences_window_new (GtkWindow *parent, PoiseContext *context)
{
  PoisePreferencesWindow *self =
    g_object_new (POISE_TYPE_PREFERENCES_WINDOW, "transient-for", parent, NULL);
  GSettings *settings = poise_context_get_settings (context);

  self->context = g_object_ref (context);
  bind_settings (self, settings);
  poise_reminder_group_set_context (self->reminder, context);
  poise_journal_group_set_context (self->journal, context);
  return self;
}
