/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-on-this-day.h"

#include <glib/gi18n.h>

#include "poise-excerpt.h"
#include "poise-recall.h"

/* More would push the journal away. */
#define MAX_ENTRIES 3
#define EXCERPT_CHARS 120

struct _PoiseOnThisDay
{
  AdwBin parent_instance;

  AdwPreferencesGroup *group; /* a child */
  GPtrArray *rows;            /* owned by the group */

  /* Owned */
  PoiseContext *context;
};

enum
{
  PROP_CONTEXT = 1,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

enum
{
  SIGNAL_ENTRY_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PoiseOnThisDay, poise_on_this_day, ADW_TYPE_BIN)

/* Of a row, or of one of its buttons. */
static PoiseEntry *
get_entry (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), "entry");
}

static void
note_entry (GtkWidget *widget, PoiseEntry *entry)
{
  g_object_set_data_full (G_OBJECT (widget), "entry", g_object_ref (entry), g_object_unref);
}

static void
open_cb (GtkWidget *button, PoiseOnThisDay *self)
{
  g_signal_emit (self, signals[SIGNAL_ENTRY_ACTIVATED], 0, get_entry (button));
}

static void
keep_out_cb (GtkWidget *button, PoiseOnThisDay *self)
{
  g_autoptr (PoiseOperation) operation = poise_recall_new_keep_out (
    poise_context_get_intentions (self->context), poise_entry_get_id (get_entry (button)), TRUE);

  poise_history_run (poise_context_get_history (self->context), operation);
}

static GtkWidget *
create_button (PoiseOnThisDay *self,
               PoiseEntry *entry,
               const char *icon,
               const char *name,
               GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, name);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  note_entry (button, entry);
  g_signal_connect_object (button, "clicked", callback, self, 0);
  return button;
}

static void
show_excerpt (GtkWidget *row, PoiseEntry *entry)
{
  g_autoptr (PoiseSearch) nothing = poise_search_new ("");
  g_autoptr (GArray) spans = NULL;
  g_autofree char *excerpt =
    poise_excerpt_new (poise_entry_get_text (entry), nothing, EXCERPT_CHARS, &spans);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), excerpt);
}

/* Its row stays, and with it the focus. */
static void
entry_changed_cb (PoiseOnThisDay *self, PoiseEntry *entry)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (get_entry (g_ptr_array_index (self->rows, i)) == entry)
      show_excerpt (g_ptr_array_index (self->rows, i), entry);
}

static GtkWidget *
create_row (PoiseOnThisDay *self, PoiseEntry *entry)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *day = poise_day_to_words (poise_entry_get_day (entry));
  /* Translators: %s is a day with its year. */
  g_autofree char *name = g_strdup_printf (_ ("Open the Entry of %s"), day);
  GtkWidget *open = create_button (self, entry, "go-next-symbolic", name, G_CALLBACK (open_cb));
  GtkWidget *keep_out = create_button (self, entry, "view-conceal-symbolic",
                                       _ ("Never Bring This Entry Back"), G_CALLBACK (keep_out_cb));

  g_object_set (row, "use-markup", FALSE, "title", day, "subtitle-lines", 2, NULL);
  show_excerpt (row, entry);
  note_entry (row, entry);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), keep_out);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), open);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), open);
  return row;
}

static void
refresh (PoiseOnThisDay *self)
{
  GSettings *settings = poise_context_get_settings (self->context);
  g_autoptr (GPtrArray) entries = NULL;

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  if (!g_settings_get_boolean (settings, "on-this-day"))
    return;
  entries = poise_recall_list_on_this_day (poise_context_get_journal (self->context),
                                           poise_context_get_intentions (self->context),
                                           poise_context_get_today (self->context), MAX_ENTRIES);
  for (guint i = 0; i < entries->len; i++)
    {
      GtkWidget *row = create_row (self, g_ptr_array_index (entries, i));

      g_ptr_array_add (self->rows, row);
      adw_preferences_group_add (self->group, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), entries->len > 0);
}

static void
set_context (PoiseOnThisDay *self, PoiseContext *context)
{
  g_return_if_fail (self->context == NULL && context != NULL);

  self->context = g_object_ref (context);
  g_signal_connect_object (poise_context_get_journal (context), "items-changed",
                           G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (poise_context_get_journal (context), "entry-changed",
                           G_CALLBACK (entry_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (poise_context_get_intentions (context), "changed", G_CALLBACK (refresh),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "day-changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (poise_context_get_settings (context), "changed::on-this-day",
                           G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
}

static void
poise_on_this_day_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CONTEXT)
    set_context (POISE_ON_THIS_DAY (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
poise_on_this_day_dispose (GObject *object)
{
  PoiseOnThisDay *self = POISE_ON_THIS_DAY (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (poise_on_this_day_parent_class)->dispose (object);
}

static void
poise_on_this_day_class_init (PoiseOnThisDayClass *klass)
{
  G_OBJECT_CLASS (klass)->set_property = poise_on_this_day_set_property;
  G_OBJECT_CLASS (klass)->dispose = poise_on_this_day_dispose;

  /**
   * PoiseOnThisDay:context:
   *
   * Where the entries are; set once.
   */
  properties[PROP_CONTEXT] = g_param_spec_object ("context", NULL, NULL, POISE_TYPE_CONTEXT,
                                                  G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPERTIES, properties);

  /**
   * PoiseOnThisDay::entry-activated:
   * @self: the row
   * @entry: an entry
   *
   * The person wants to read it.
   */
  signals[SIGNAL_ENTRY_ACTIVATED] =
    g_signal_new ("entry-activated", POISE_TYPE_ON_THIS_DAY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, POISE_TYPE_ENTRY);
}

static void
poise_on_this_day_init (PoiseOnThisDay *self)
{
  self->rows = g_ptr_array_new ();
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->group, _ ("On This Day"));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->group));
}
