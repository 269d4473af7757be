/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-entry-row.h"

#include <glib/gi18n.h>

#include "poise-meter.h"

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
  GtkLabel *day;
  GtkLabel *mode;
  GtkLabel *excerpt;
  PoiseMeter *meter;

  /* Owned */
  PoiseEntry *entry;
  GSignalGroup *entry_signals;
};

G_DEFINE_FINAL_TYPE (PoiseEntryRow, poise_entry_row, GTK_TYPE_WIDGET)

static char *
make_excerpt (const char *text)
{
  g_autofree char *start =
    g_utf8_substring (text, 0, MIN (EXCERPT_CHARS, g_utf8_strlen (text, -1)));

  return g_strstrip (g_steal_pointer (&start));
}

static void
show_tag (PoiseEntryRow *self)
{
  PoiseTag *tag = poise_entry_get_tag (self->entry);

  gtk_label_set_text (self->mode, tag != NULL ? poise_mode_get_label (tag->mode) : "");
  poise_meter_set_share (self->meter, tag != NULL && tag->has_share, tag != NULL ? tag->share : 0);
}

static void
show_text (PoiseEntryRow *self)
{
  g_autofree char *excerpt = make_excerpt (poise_entry_get_text (self->entry));

  gtk_label_set_text (self->excerpt, excerpt);
}

static void
delete_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PoiseEntryRow *self = POISE_ENTRY_ROW (widget);

  if (self->entry != NULL)
    gtk_widget_activate_action (widget, "win.delete-entry", "s", poise_entry_get_id (self->entry));
}

static void
poise_entry_row_dispose (GObject *object)
{
  PoiseEntryRow *self = POISE_ENTRY_ROW (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->entry_signals);
  g_clear_object (&self->entry);

  G_OBJECT_CLASS (poise_entry_row_parent_class)->dispose (object);
}

static void
poise_entry_row_class_init (PoiseEntryRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = poise_entry_row_dispose;
  g_type_ensure (POISE_TYPE_METER);
  gtk_widget_class_install_action (widget_class, "row.delete", NULL, delete_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/poise_journal/Poise/journal/poise-entry-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PoiseEntryRow, box);
  gtk_widget_class_bind_template_child (widget_class, PoiseEntryRow, heading_box);
  gtk_widget_class_bind_template_child (widget_class, PoiseEntryRow, heading);
  gtk_widget_class_bind_template_child (widget_class, PoiseEntryRow, week_meter);
  gtk_widget_class_bind_template_child (widget_class, PoiseEntryRow, day);
  gtk_widget_class_bind_template_child (widget_class, PoiseEntryRow, mode);
  gtk_widget_class_bind_template_child (widget_class, PoiseEntryRow, excerpt);
  gtk_widget_class_bind_template_child (widget_class, PoiseEntryRow, meter);
}

static void
poise_entry_row_init (PoiseEntryRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->entry_signals = g_signal_group_new (POISE_TYPE_ENTRY);
  g_signal_group_connect_swapped (self->entry_signals, "notify::text", G_CALLBACK (show_text),
                                  self);
  g_signal_group_connect_swapped (self->entry_signals, "notify::tag", G_CALLBACK (show_tag), self);
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
 */
void
poise_entry_row_set_entry (PoiseEntryRow *self, PoiseEntry *entry)
{
  g_return_if_fail (POISE_IS_ENTRY_ROW (self));

  g_signal_group_set_target (self->entry_signals, entry);
  g_set_object (&self->entry, entry);
  if (entry == NULL)
    return;
  {
    /* Translators: the day of an entry in the journal's list, by strftime(). */
    g_autofree char *day =
      poise_day_format (poise_entry_get_day (entry), C_ ("entry", "%A, %-d %B %Y"));

    gtk_label_set_text (self->day, day);
  }
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
