/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-preferences-dialog.h"

#include <glib/gi18n.h>

#include "poise-choice-items.h"
#include "poise-clock.h"
#include "poise-journal-group.h"
#include "poise-percent-row.h"
#include "poise-privacy-group.h"
#include "poise-prompts-dialog.h"
#include "poise-reminder-group.h"
#include "poise-settings-row.h"
#include "poise-spelling.h"
#include "poise-undo-keys.h"

/* The narrowest range, in percent. */
#define NARROWEST 5.0

struct _PoisePreferencesDialog
{
  AdwPreferencesDialog parent_instance;

  /* Template */
  AdwSwitchRow *underlines;
  AdwSwitchRow *on_this_day;
  AdwSwitchRow *spelling;
  GtkAdjustment *text_size;
  AdwToggleGroup *style;
  AdwComboRow *first_weekday;
  AdwComboRow *day_start;
  GtkAdjustment *management;
  GtkAdjustment *leadership;

  /* Owned */
  PoiseContext *context;
  PoiseLocker *locker;

  guint moment; /* of the history, when the dialog was opened */
};

enum
{
  PROP_CONTEXT = 1,
  PROP_LOCKER,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (PoisePreferencesDialog, poise_preferences_dialog, ADW_TYPE_PREFERENCES_DIALOG)

/* Together they leave room for a range. */
static void
couple_target_cb (PoisePreferencesDialog *self)
{
  double room = 100.0 - NARROWEST;

  gtk_adjustment_set_upper (self->management, room - gtk_adjustment_get_value (self->leadership));
  gtk_adjustment_set_upper (self->leadership, room - gtk_adjustment_get_value (self->management));
}

static void
fill_first_weekday (PoisePreferencesDialog *self)
{
  PoiseDay monday = poise_day_new (2026, 11, 23);
  g_autofree char *usual =
    poise_day_format (monday + poise_clock_get_first_weekday () - G_DATE_MONDAY, "%A");
  /* Translators: %s is the weekday on which weeks begin where the person lives. */
  g_autofree char *first = g_strdup_printf (_ ("As usual here (%s)"), usual);

  poise_settings_row_set_weekdays (self->first_weekday, first);
}

static void
fill_day_start (PoisePreferencesDialog *self)
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
prompts_cb (PoisePreferencesDialog *self)
{
  adw_dialog_present (poise_prompts_dialog_new (self->context), GTK_WIDGET (self));
}

/* What was done here, and not what was done before behind it. */
static gboolean
step (GtkWidget *widget, gboolean is_undo)
{
  PoisePreferencesDialog *self = POISE_PREFERENCES_DIALOG (widget);
  PoiseHistory *history = poise_context_get_history (self->context);

  return is_undo ? poise_history_undo_since (history, self->moment)
                 : poise_history_redo_since (history, self->moment);
}

static void
bind_settings (PoisePreferencesDialog *self, GSettings *settings)
{
  g_settings_bind (settings, "underlines", self->underlines, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "on-this-day", self->on_this_day, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "check-spelling", self->spelling, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "day-start-hour", self->day_start, "selected",
                   G_SETTINGS_BIND_DEFAULT);
  poise_settings_row_bind_enum (self->style, "active", settings, "style");
  poise_settings_row_bind_enum (self->first_weekday, "selected", settings, "first-weekday");
  poise_percent_row_bind (self->text_size, settings, "text-scale");
  poise_percent_row_bind (self->leadership, settings, "target-low");
  poise_percent_row_bind_rest (self->management, settings, "target-high");
  couple_target_cb (self);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PoisePreferencesDialog, underlines);
  gtk_widget_class_bind_template_child (widget_class, PoisePreferencesDialog, on_this_day);
  gtk_widget_class_bind_template_child (widget_class, PoisePreferencesDialog, spelling);
  gtk_widget_class_bind_template_child (widget_class, PoisePreferencesDialog, text_size);
  gtk_widget_class_bind_template_child (widget_class, PoisePreferencesDialog, style);
  gtk_widget_class_bind_template_child (widget_class, PoisePreferencesDialog, first_weekday);
  gtk_widget_class_bind_template_child (widget_class, PoisePreferencesDialog, day_start);
  gtk_widget_class_bind_template_child (widget_class, PoisePreferencesDialog, management);
  gtk_widget_class_bind_template_child (widget_class, PoisePreferencesDialog, leadership);
  gtk_widget_class_bind_template_callback (widget_class, couple_target_cb);
  gtk_widget_class_bind_template_callback (widget_class, poise_percent_row_read);
  gtk_widget_class_bind_template_callback (widget_class, poise_percent_row_show);
  gtk_widget_class_bind_template_callback (widget_class, prompts_cb);
}

static void
poise_preferences_dialog_constructed (GObject *object)
{
  PoisePreferencesDialog *self = POISE_PREFERENCES_DIALOG (object);

  G_OBJECT_CLASS (poise_preferences_dialog_parent_class)->constructed (object);
  bind_settings (self, poise_context_get_settings (self->context));
  self->moment = poise_history_get_moment (poise_context_get_history (self->context));
}

static void
poise_preferences_dialog_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CONTEXT)
    g_value_set_object (value, POISE_PREFERENCES_DIALOG (object)->context);
  else if (id == PROP_LOCKER)
    g_value_set_object (value, POISE_PREFERENCES_DIALOG (object)->locker);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
poise_preferences_dialog_set_property (GObject *object,
                                       guint id,
                                       const GValue *value,
                                       GParamSpec *pspec)
{
  if (id == PROP_CONTEXT)
    POISE_PREFERENCES_DIALOG (object)->context = g_value_dup_object (value);
  else if (id == PROP_LOCKER)
    POISE_PREFERENCES_DIALOG (object)->locker = g_value_dup_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
poise_preferences_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), POISE_TYPE_PREFERENCES_DIALOG);
  g_clear_object (&POISE_PREFERENCES_DIALOG (object)->context);
  g_clear_object (&POISE_PREFERENCES_DIALOG (object)->locker);

  G_OBJECT_CLASS (poise_preferences_dialog_parent_class)->dispose (object);
}

static void
poise_preferences_dialog_class_init (PoisePreferencesDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = poise_preferences_dialog_constructed;
  object_class->get_property = poise_preferences_dialog_get_property;
  object_class->set_property = poise_preferences_dialog_set_property;
  object_class->dispose = poise_preferences_dialog_dispose;
  /**
   * PoisePreferencesDialog:context:
   *
   * Whose settings they are.
   */
  properties[PROP_CONTEXT] =
    g_param_spec_object ("context", NULL, NULL, POISE_TYPE_CONTEXT,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  /**
   * PoisePreferencesDialog:locker:
   *
   * Whether their journal is locked.
   */
  properties[PROP_LOCKER] =
    g_param_spec_object ("locker", NULL, NULL, POISE_TYPE_LOCKER,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  g_type_ensure (POISE_TYPE_JOURNAL_GROUP);
  g_type_ensure (POISE_TYPE_PRIVACY_GROUP);
  g_type_ensure (POISE_TYPE_REMINDER_GROUP);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/poise_journal/Poise/preferences/poise-preferences-dialog.ui");
  bind_template (widget_class);
}

static void
poise_preferences_dialog_init (PoisePreferencesDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  poise_undo_keys_add (GTK_WIDGET (self), step);
  poise_choice_items_name (GTK_WIDGET (self->first_weekday));
  poise_choice_items_name (GTK_WIDGET (self->day_start));
  fill_first_weekday (self);
  fill_day_start (self);
  gtk_widget_set_visible (GTK_WIDGET (self->spelling), poise_spelling_is_available ());
}

/**
 * poise_preferences_dialog_new:
 * @context: whose settings they are
 * @locker: whether their journal is locked
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *
poise_preferences_dialog_new (PoiseContext *context, PoiseLocker *locker)
{
  return g_object_new (POISE_TYPE_PREFERENCES_DIALOG, "context", context, "locker", locker, NULL);
}
