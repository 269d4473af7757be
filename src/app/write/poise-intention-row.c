/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-intention-row.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "poise-buttons.h"
#include "poise-lazy-menu.h"

struct _PoiseIntentionRow
{
  GtkWidget parent_instance;

  /* Template */
  GtkStack *stack;
  GtkButton *fold;
  GtkLabel *words;
  GtkMenuButton *menu_button;
  GMenuModel *menu;
  GtkWidget *check_in;

  /* Owned */
  PoiseContext *context;

  PoiseDay day;      /* of the open entry */
  gboolean has_room; /* for more than the text */
  gboolean is_offering;
};

enum
{
  PROP_CONTEXT = 1,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (PoiseIntentionRow, poise_intention_row, GTK_TYPE_WIDGET)

static PoiseDay
get_week (PoiseIntentionRow *self, PoiseDay day)
{
  return poise_day_get_week (day, poise_context_get_first_weekday (self->context));
}

/* Who has just begun to write has enough to find out. */
static gboolean
has_written_before (PoiseIntentionRow *self, PoiseDay week)
{
  PoiseJournal *journal = poise_context_get_journal (self->context);
  guint n = poise_journal_get_n_entries (journal);

  return n > 0 && poise_entry_get_day (poise_journal_peek (journal, n - 1)) < week;
}

static gboolean
shall_offer (PoiseIntentionRow *self, PoiseDay week)
{
  PoiseIntentionList *list = poise_context_get_intentions (self->context);
  g_autofree char *skipped =
    g_settings_get_string (poise_context_get_settings (self->context), "intention-skipped");

  return self->is_offering && poise_context_get_intentions_error (self->context) == NULL &&
         poise_day_parse (skipped) != week && has_written_before (self, week) &&
         poise_intention_list_find_week (list, week,
                                         poise_context_get_first_weekday (self->context)) == NULL;
}

static void
show_held (PoiseIntentionRow *self, const PoiseIntention *intention, PoiseDay today)
{
  gboolean is_folded =
    g_settings_get_boolean (poise_context_get_settings (self->context), "intention-folded");

  gtk_stack_set_visible_child_name (self->stack, "held");
  gtk_button_set_icon_name (self->fold, is_folded ? "pan-end-symbolic" : "pan-down-symbolic");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->fold), GTK_ACCESSIBLE_STATE_EXPANDED,
                               !is_folded, -1);
  gtk_label_set_text (self->words, is_folded ? _ ("Your intention") : intention->text);
  if (is_folded)
    gtk_widget_add_css_class (GTK_WIDGET (self->words), "dimmed");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->words), "dimmed");
  gtk_widget_set_visible (
    self->check_in,
    poise_intention_is_due (intention, today, poise_context_get_first_weekday (self->context)));
}

static void
update (PoiseIntentionRow *self)
{
  PoiseIntentionList *list = poise_context_get_intentions (self->context);
  const PoiseIntention *current = poise_intention_list_get_current (list);
  PoiseDay today = poise_context_get_today (self->context);
  PoiseDay week = get_week (self, today);
  gboolean is_now = poise_day_is_valid (self->day) && get_week (self, self->day) == week &&
                    poise_context_is_loaded (self->context) &&
                    poise_intention_list_get_paused (list) == POISE_DAY_INVALID;
  gboolean is_offered = is_now && current == NULL && shall_offer (self, week);

  gtk_widget_set_visible (GTK_WIDGET (self),
                          self->has_room && is_now && (current != NULL || is_offered));
  if (current != NULL)
    show_held (self, current, today);
  else
    gtk_stack_set_visible_child_name (self->stack, "offer");
}

static void
fold_cb (PoiseIntentionRow *self)
{
  GSettings *settings = poise_context_get_settings (self->context);

  g_settings_set_boolean (settings, "intention-folded",
                          !g_settings_get_boolean (settings, "intention-folded"));
}

static void
set_context (PoiseIntentionRow *self, PoiseContext *context)
{
  GSettings *settings = poise_context_get_settings (context);

  self->context = g_object_ref (context);
  g_signal_connect_object (poise_context_get_intentions (context), "changed", G_CALLBACK (update),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (poise_context_get_journal (context), "items-changed",
                           G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "loaded", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::intention-folded", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::intention-skipped", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::first-weekday", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
}

static void
poise_intention_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CONTEXT)
    set_context (POISE_INTENTION_ROW (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
poise_intention_row_dispose (GObject *object)
{
  PoiseIntentionRow *self = POISE_INTENTION_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), POISE_TYPE_INTENTION_ROW);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (poise_intention_row_parent_class)->dispose (object);
}

static void
poise_intention_row_class_init (PoiseIntentionRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->set_property = poise_intention_row_set_property;
  G_OBJECT_CLASS (klass)->dispose = poise_intention_row_dispose;
  g_type_ensure (ADW_TYPE_WRAP_BOX);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/poise_journal/Poise/write/poise-intention-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PoiseIntentionRow, stack);
  gtk_widget_class_bind_template_child (widget_class, PoiseIntentionRow, fold);
  gtk_widget_class_bind_template_child (widget_class, PoiseIntentionRow, words);
  gtk_widget_class_bind_template_child (widget_class, PoiseIntentionRow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, PoiseIntentionRow, menu);
  gtk_widget_class_bind_template_child (widget_class, PoiseIntentionRow, check_in);
  gtk_widget_class_bind_template_callback (widget_class, fold_cb);

  /**
   * PoiseIntentionRow:context:
   *
   * Where the intentions are; set once.
   */
  properties[PROP_CONTEXT] = g_param_spec_object ("context", NULL, NULL, POISE_TYPE_CONTEXT,
                                                  G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPERTIES, properties);
}

static void
poise_intention_row_init (PoiseIntentionRow *self)
{
  self->has_room = TRUE;
  self->is_offering = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  poise_buttons_wrap (GTK_WIDGET (self));
  poise_lazy_menu_set (self->menu_button, self->menu);
}

/**
 * poise_intention_row_set_day:
 * @self: a row
 * @day: the day of the open entry
 * @is_offering: whether one may be chosen here, where the week has none
 *
 * Looks anew at what there is to show; on days of other weeks, that is nothing.
 */
void
poise_intention_row_set_day (PoiseIntentionRow *self, PoiseDay day, gboolean is_offering)
{
  g_return_if_fail (POISE_IS_INTENTION_ROW (self));

  self->day = day;
  self->is_offering = is_offering;
  update (self);
}

/**
 * poise_intention_row_set_room:
 * @self: a row
 * @has_room: whether there is room for more than the text
 */
void
poise_intention_row_set_room (PoiseIntentionRow *self, gboolean has_room)
{
  g_return_if_fail (POISE_IS_INTENTION_ROW (self));

  self->has_room = has_room;
  if (self->context != NULL)
    update (self);
}
