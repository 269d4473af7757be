/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-entry-row.h"

#include <glib/gi18n.h>

#include "poise-entry-kind.h"
#include "poise-excerpt.h"
#include "poise-excerpt-view.h"
#include "poise-meter.h"
#include "poise-tag-label.h"

/* As much of an entry as three lines can show. */
#define EXCERPT_CHARS 280

struct _PoiseEntryRow
{
  GtkWidget parent_instance;

  /* Template */
  GtkWidget *box;
  GtkWidget *heading_box;
  GtkLabel *heading;
  PoiseMeter *week_meter;
  GtkWidget *check;
  GtkLabel *day;
  GtkLabel *mode;
  PoiseExcerptView *question;
  PoiseExcerptView *excerpt;
  PoiseMeter *meter;
  GtkWidget *delete_button;

  /* Owned */
  PoiseEntry *entry;
  PoiseSearch *search;
  GSignalGroup *entry_signals;
  char *label;

  gboolean shows_time;
};

enum
{
  PROP_LABEL = 1,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (PoiseEntryRow, poise_entry_row, GTK_TYPE_WIDGET)

/* What a screen reader calls the row: its day, what the entry shows, and its tags. */
static void
update_label (PoiseEntryRow *self)
{
  const char *day = gtk_label_get_text (self->day);
  const char *mode = gtk_label_get_text (self->mode);
  g_autofree char *label = NULL;

  /* Translators: the name of an entry's row: its day, and what the entry shows, as in
   * “Saturday, 28 November 2026, Leadership”. */
  label = *mode != '\0' ? g_strdup_printf (C_ ("entry", "%s, %s"), day, mode) : g_strdup (day);
  if (g_strcmp0 (self->label, label) == 0)
    return;
  g_free (self->label);
  self->label = g_steal_pointer (&label);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LABEL]);
}

static const char *
name_entry (PoiseEntry *entry)
{
  const char *kind = poise_entry_get_kind (entry);
  PoiseTag *tag = poise_entry_get_tag (entry);
  const char *doubt;

  if (kind != NULL)
    return poise_entry_kind_get_label (kind);
  if (tag == NULL || poise_entry_is_blank (entry))
    return "";
  doubt = poise_tag_label_get_entry_doubt (tag);
  return doubt != NULL ? doubt : poise_mode_get_label (tag->mode);
}

/* “Leadership · work · old friends” */
static char *
list_tags (PoiseEntry *entry)
{
  g_autofree char *tags = g_strjoinv (" · ", (char **) poise_entry_get_tags (entry));
  const char *mode = name_entry (entry);

  return g_strconcat (mode, *mode != '\0' && *tags != '\0' ? " · " : "", tags, NULL);
}

static void
show_tag (PoiseEntryRow *self)
{
  PoiseTag *tag = poise_entry_get_tag (self->entry);
  g_autofree char *words = list_tags (self->entry);

  gtk_label_set_text (self->mode, words);
  gtk_widget_set_visible (GTK_WIDGET (self->meter), poise_entry_is_counted (self->entry));
  poise_meter_set_share (self->meter, tag != NULL && tag->has_share, tag != NULL ? tag->share : 0);
  update_label (self);
}

static void
show_day (PoiseEntryRow *self)
{
  g_autofree char *words = poise_entry_row_describe_day (self->entry, self->shows_time);

  gtk_label_set_text (self->day, words);
}

/* The question is shown where it is what was found, or what a review is called. */
static void
show_text (PoiseEntryRow *self)
{
  const char *question = poise_entry_get_prompt_text (self->entry);
  g_autoptr (GArray) spans = NULL;
  g_autoptr (GArray) question_spans = NULL;
  g_autofree char *excerpt = NULL;
  gboolean is_shown;

  excerpt =
    poise_excerpt_new (poise_entry_get_text (self->entry), self->search, EXCERPT_CHARS, &spans);
  if (poise_entry_is_blank (self->entry))
    {
      g_free (excerpt);
      excerpt = g_strdup_printf (ngettext ("%u word", "%u words", 0), 0);
    }
  poise_excerpt_view_set_text (self->excerpt, excerpt, spans);
  question_spans = poise_search_find (self->search, question != NULL ? question : "");
  is_shown = question_spans->len > 0 || (question != NULL && !poise_entry_is_counted (self->entry));
  gtk_widget_set_visible (GTK_WIDGET (self->question), is_shown);
  if (is_shown)
    poise_excerpt_view_set_text (self->question, question, question_spans);
}

static void
delete_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PoiseEntryRow *self = POISE_ENTRY_ROW (widget);
  const char *id = self->entry != NULL ? poise_entry_get_id (self->entry) : NULL;

  if (id != NULL)
    gtk_widget_activate_action (widget, "entries.delete-one", "s", id);
}

static void
poise_entry_row_dispose (GObject *object)
{
  PoiseEntryRow *self = POISE_ENTRY_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), POISE_TYPE_ENTRY_ROW);
  g_clear_object (&self->entry_signals);
  g_clear_object (&self->entry);
  g_clear_pointer (&self->search, poise_search_unref);
  g_clear_pointer (&self->label, g_free);

  G_OBJECT_CLASS (poise_entry_row_parent_class)->dispose (object);
}

static void
poise_entry_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_LABEL:
      g_value_set_string (value, POISE_ENTRY_ROW (object)->label);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
poise_entry_row_class_init (PoiseEntryRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->get_property = poise_entry_row_get_property;
  G_OBJECT_CLASS (klass)->dispose = poise_entry_row_dispose;

  /**
   * PoiseEntryRow:label:
   *
   * What the row is called: its entry's day, and what the entry shows.
   */
  properties[PROP_LABEL] =
    g_param_spec_string ("label", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPERTIES, properties);

  g_type_ensure (POISE_TYPE_EXCERPT_VIEW);
  g_type_ensure (POISE_TYPE_METER);
  gtk_widget_class_install_action (widget_class, "row.delete", NULL, delete_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/poise_journal/Poise/journal/poise-entry-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PoiseEntryRow, box);
  gtk_widget_class_bind_template_child (widget_class, PoiseEntryRow, heading_box);
  gtk_widget_class_bind_template_child (widget_class, PoiseEntryRow, heading);
  gtk_widget_class_bind_template_child (widget_class, PoiseEntryRow, week_meter);
  gtk_widget_class_bind_template_child (widget_class, PoiseEntryRow, check);
  gtk_widget_class_bind_template_child (widget_class, PoiseEntryRow, day);
  gtk_widget_class_bind_template_child (widget_class, PoiseEntryRow, mode);
  gtk_widget_class_bind_template_child (widget_class, PoiseEntryRow, question);
  gtk_widget_class_bind_template_child (widget_class, PoiseEntryRow, excerpt);
  gtk_widget_class_bind_template_child (widget_class, PoiseEntryRow, meter);
  gtk_widget_class_bind_template_child (widget_class, PoiseEntryRow, delete_button);
}

static void
poise_entry_row_init (PoiseEntryRow *self)
{
  self->search = poise_search_new (NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->entry_signals = g_signal_group_new (POISE_TYPE_ENTRY);
  g_signal_group_connect_swapped (self->entry_signals, "notify::text", G_CALLBACK (show_text),
                                  self);
  g_signal_group_connect_swapped (self->entry_signals, "notify::tag", G_CALLBACK (show_tag), self);
  g_signal_group_connect_swapped (self->entry_signals, "notify::tags", G_CALLBACK (show_tag), self);
}

/**
 * poise_entry_row_describe_day:
 * @entry: an entry
 * @has_time: whether the time tells it from others of its day
 *
 * Returns: (transfer full): on which day it was written, as a list says it
 */
char *
poise_entry_row_describe_day (PoiseEntry *entry, gboolean has_time)
{
  g_autofree char *day = NULL;
  g_autofree char *time = NULL;

  g_return_val_if_fail (POISE_IS_ENTRY (entry), NULL);

  /* Translators: the day of an entry in the journal's list, by strftime(). */
  day = poise_day_format (poise_entry_get_day (entry), C_ ("entry", "%A, %-d %B %Y"));
  if (!has_time)
    return g_steal_pointer (&day);
  time = g_date_time_format (poise_entry_get_created (entry), C_ ("hour", "%H:%M"));
  /* Translators: an entry's day and the time at which it was begun, as in
   * “Saturday, 28 November 2026, 18:05”. */
  return g_strdup_printf (C_ ("entry's day and time", "%s, %s"), day, time);
}

/**
 * poise_entry_row_new:
 *
 * Returns: (transfer floating): a row without an entry
 */
GtkWidget *
poise_entry_row_new (void)
{
  return g_object_new (POISE_TYPE_ENTRY_ROW, NULL);
}

/**
 * poise_entry_row_set_entry:
 * @self: a row
 * @entry: (nullable): what it shows
 * @search: (nullable): what is marked in it
 */
void
poise_entry_row_set_entry (PoiseEntryRow *self, PoiseEntry *entry, PoiseSearch *search)
{
  g_return_if_fail (POISE_IS_ENTRY_ROW (self));

  if (entry == self->entry && search == self->search)
    return;
  g_signal_group_set_target (self->entry_signals, entry);
  g_set_object (&self->entry, entry);
  if (entry == NULL)
    return;
  poise_search_ref (search);
  poise_search_unref (self->search);
  self->search = search;
  show_day (self);
  show_text (self);
  show_tag (self);
}

/**
 * poise_entry_row_get_entry:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what it shows
 */
PoiseEntry *
poise_entry_row_get_entry (PoiseEntryRow *self)
{
  g_return_val_if_fail (POISE_IS_ENTRY_ROW (self), NULL);

  return self->entry;
}

/**
 * poise_entry_row_set_shows_time:
 * @self: a row with an entry
 * @shows_time: whether the time stands beside the day
 */
void
poise_entry_row_set_shows_time (PoiseEntryRow *self, gboolean shows_time)
{
  g_return_if_fail (POISE_IS_ENTRY_ROW (self));
  g_return_if_fail (self->entry != NULL);

  if (self->shows_time == shows_time)
    return;
  self->shows_time = shows_time;
  show_day (self);
  update_label (self);
}

/**
 * poise_entry_row_set_heading:
 * @self: a row
 * @heading: (nullable): its week's name; %NULL where another row has it
 * @has_share: whether the week has a share
 * @share: the week's share, 0 to 1
 */
void
poise_entry_row_set_heading (PoiseEntryRow *self,
                             const char *heading,
                             gboolean has_share,
                             double share)
{
  g_return_if_fail (POISE_IS_ENTRY_ROW (self));

  gtk_widget_set_visible (self->heading_box, heading != NULL);
  if (heading == NULL)
    return;
  gtk_label_set_text (self->heading, heading);
  poise_meter_set_share (self->week_meter, has_share, share);
}

/**
 * poise_entry_row_set_selection:
 * @self: a row
 * @is_selecting: whether entries are being selected
 * @is_selected: whether this one is
 */
void
poise_entry_row_set_selection (PoiseEntryRow *self, gboolean is_selecting, gboolean is_selected)
{
  g_return_if_fail (POISE_IS_ENTRY_ROW (self));

  gtk_widget_set_visible (self->check, is_selecting);
  gtk_widget_set_visible (self->delete_button, !is_selecting);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->check), is_selected);
}
