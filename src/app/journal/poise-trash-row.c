/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-trash-row.h"

#include <glib/gi18n.h>

#include "poise-accessible.h"
#include "poise-entry-row.h"
#include "poise-excerpt.h"
#include "poise-trash.h"

/* As much of an entry as three lines can show. */
#define EXCERPT_CHARS 280

struct _PoiseTrashRow
{
  GtkWidget parent_instance;

  /* Template */
  GtkWidget *box;
  GtkLabel *day;
  GtkLabel *excerpt;
  GtkLabel *fate;
  GtkWidget *restore_button;

  /* Owned */
  PoiseEntry *entry;
};

enum
{
  PROP_LABEL = 1,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (PoiseTrashRow, poise_trash_row, GTK_TYPE_WIDGET)

/* What it is there for, and for how long. */
static char *
describe_fate (PoiseEntry *entry)
{
  g_autoptr (GDateTime) deleted = poise_trash_get_deleted (entry);
  g_autofree char *last_day = NULL;

  if (deleted != NULL)
    last_day =
      poise_day_format (poise_day_from_time (deleted, 0) + POISE_TRASH_DAYS,
                        /* Translators: the day on which an entry goes for good, by strftime(). */
                        C_ ("trash", "%-d %B %Y"));
  if (last_day == NULL)
    return g_strdup (_ ("It is kept until the trash is emptied."));
  if (poise_trash_is_conflict (entry))
    return g_strdup_printf (_ ("An older version, kept until %s"), last_day);
  return g_strdup_printf (_ ("Deleted, kept until %s"), last_day);
}

/* Several entries of a day may be there, and every row has the button. */
static void
show_day (PoiseTrashRow *self)
{
  g_autofree char *day = poise_entry_row_describe_day (self->entry, TRUE);
  /* Translators: what a screen reader says of a button; %s is a row's title. */
  g_autofree char *name = g_strdup_printf (_ ("Restore: %s"), day);

  gtk_label_set_text (self->day, day);
  poise_accessible_set_name (self->restore_button, name);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LABEL]);
}

static void
restore_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PoiseTrashRow *self = POISE_TRASH_ROW (widget);

  if (self->entry != NULL)
    gtk_widget_activate_action (widget, "trash.restore", "s", poise_entry_get_id (self->entry));
}

static void
poise_trash_row_dispose (GObject *object)
{
  PoiseTrashRow *self = POISE_TRASH_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), POISE_TYPE_TRASH_ROW);
  g_clear_object (&self->entry);

  G_OBJECT_CLASS (poise_trash_row_parent_class)->dispose (object);
}

static void
poise_trash_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_LABEL)
    g_value_set_string (value, gtk_label_get_text (POISE_TRASH_ROW (object)->day));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
poise_trash_row_class_init (PoiseTrashRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->get_property = poise_trash_row_get_property;
  G_OBJECT_CLASS (klass)->dispose = poise_trash_row_dispose;
  /**
   * PoiseTrashRow:label:
   *
   * What the row is called: its entry's day and time.
   */
  properties[PROP_LABEL] =
    g_param_spec_string ("label", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPERTIES, properties);
  gtk_widget_class_install_action (widget_class, "row.restore", NULL, restore_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/poise_journal/Poise/journal/poise-trash-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PoiseTrashRow, box);
  gtk_widget_class_bind_template_child (widget_class, PoiseTrashRow, day);
  gtk_widget_class_bind_template_child (widget_class, PoiseTrashRow, excerpt);
  gtk_widget_class_bind_template_child (widget_class, PoiseTrashRow, fate);
  gtk_widget_class_bind_template_child (widget_class, PoiseTrashRow, restore_button);
}

static void
poise_trash_row_init (PoiseTrashRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * poise_trash_row_new:
 *
 * Returns: (transfer floating): a row without an entry
 */
GtkWidget *
poise_trash_row_new (void)
{
  return g_object_new (POISE_TYPE_TRASH_ROW, NULL);
}

/**
 * poise_trash_row_set_entry:
 * @self: a row
 * @entry: (nullable): what it shows
 */
void
poise_trash_row_set_entry (PoiseTrashRow *self, PoiseEntry *entry)
{
  g_autoptr (PoiseSearch) nothing = NULL;
  g_autoptr (GArray) spans = NULL;
  g_autofree char *excerpt = NULL;
  g_autofree char *fate = NULL;

  g_return_if_fail (POISE_IS_TRASH_ROW (self));

  g_set_object (&self->entry, entry);
  if (entry == NULL)
    return;
  nothing = poise_search_new (NULL);
  excerpt = poise_excerpt_new (poise_entry_get_text (entry), nothing, EXCERPT_CHARS, &spans);
  fate = describe_fate (entry);
  show_day (self);
  gtk_label_set_text (self->excerpt, excerpt);
  gtk_label_set_text (self->fate, fate);
}
