/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-filter-bar.h"

#include <glib/gi18n.h>
#include <stdlib.h>

#include "poise-accessible.h"
#include "poise-date-button.h"
#include "poise-tag-choice.h"
#include "poise-tags.h"

/* The rows of the drop-down of questions before the questions themselves. */
enum
{
  ROW_ANY,
  ROW_NONE,
  N_FIXED_ROWS,
};

struct _PoiseFilterBar
{
  GtkWidget parent_instance;

  /* Template */
  GtkWidget *box;
  GtkDropDown *mode;
  GtkDropDown *facet;
  GtkDropDown *tag;
  GtkDropDown *question;
  GtkStringList *questions;
  PoiseDateButton *first;
  PoiseDateButton *last;
  GtkWidget *clear;

  /* Owned */
  PoiseContext *context;
  GPtrArray *question_ids; /* of the rows behind the fixed ones */

  gboolean is_filling; /* the rows change, not the choice */
};

enum
{
  PROP_CONTEXT = 1,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PoiseFilterBar, poise_filter_bar, GTK_TYPE_WIDGET)

/* The rows of the drop-down of modes; the first is any, and behind them stands “Unsure”. */
static const PoiseMode modes[] = { POISE_MODE_NONE, POISE_MODE_MANAGEMENT, POISE_MODE_LEADERSHIP,
                                   POISE_MODE_BALANCED, POISE_MODE_NONE };

static gboolean
is_any_set (PoiseFilterBar *self)
{
  return gtk_drop_down_get_selected (self->mode) > 0 ||
         gtk_drop_down_get_selected (self->facet) > 0 ||
         poise_tag_choice_get_tag (self->tag) != NULL ||
         gtk_drop_down_get_selected (self->question) > ROW_ANY ||
         poise_date_button_get_day (self->first) != POISE_DAY_INVALID ||
         poise_date_button_get_day (self->last) != POISE_DAY_INVALID;
}

static void
show_whether_any (PoiseFilterBar *self)
{
  gtk_widget_set_sensitive (self->clear, is_any_set (self));
}

static void
changed_cb (PoiseFilterBar *self)
{
  if (self->is_filling || self->context == NULL)
    return;
  show_whether_any (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
clear_cb (PoiseFilterBar *self)
{
  /* The button is about to go dim, and the keyboard would be nowhere. */
  gtk_widget_grab_focus (GTK_WIDGET (self->mode));
  poise_filter_bar_clear (self);
  changed_cb (self);
}

/* ---- what can be chosen ---- */

static void
fill_question (PoiseFilterBar *self, PoiseFilter *filter)
{
  guint row = gtk_drop_down_get_selected (self->question);

  if (row == ROW_ANY || row == GTK_INVALID_LIST_POSITION)
    return;
  filter->has_prompt = TRUE;
  if (row >= N_FIXED_ROWS && row - N_FIXED_ROWS < self->question_ids->len)
    filter->prompt = g_strdup (g_ptr_array_index (self->question_ids, row - N_FIXED_ROWS));
}

static int
compare_texts_cb (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (*(const char *const *) a, *(const char *const *) b);
}

/* The text of each question that was answered, with its id. */
static GHashTable *
collect_questions (PoiseJournal *journal)
{
  GHashTable *ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  guint n = poise_journal_get_n_entries (journal);

  for (guint i = 0; i < n; i++)
    {
      PoiseEntry *entry = poise_journal_peek (journal, i);
      const char *id = poise_entry_get_prompt_id (entry);
      const char *text = poise_entry_get_prompt_text (entry);

      if (id != NULL && text != NULL && !g_hash_table_contains (ids, text))
        g_hash_table_insert (ids, g_strdup (text), g_strdup (id));
    }
  return ids;
}

static void
update_questions (PoiseFilterBar *self)
{
  g_autoptr (PoiseFilter) chosen = poise_filter_new (NULL);
  g_autoptr (GHashTable) ids = NULL;
  g_autofree const char **texts = NULL;
  guint n_texts, row;

  fill_question (self, chosen);
  row = MIN (gtk_drop_down_get_selected (self->question), ROW_NONE);
  ids = collect_questions (poise_context_get_journal (self->context));
  texts = (const char **) g_hash_table_get_keys_as_array (ids, &n_texts);
  qsort (texts, n_texts, sizeof *texts, compare_texts_cb);

  g_ptr_array_set_size (self->question_ids, 0);
  gtk_string_list_splice (self->questions, N_FIXED_ROWS,
                          g_list_model_get_n_items (G_LIST_MODEL (self->questions)) - N_FIXED_ROWS,
                          NULL);
  for (guint i = 0; i < n_texts; i++)
    {
      const char *id = g_hash_table_lookup (ids, texts[i]);

      gtk_string_list_append (self->questions, texts[i]);
      g_ptr_array_add (self->question_ids, g_strdup (id));
      if (g_strcmp0 (id, chosen->prompt) == 0)
        row = i + N_FIXED_ROWS;
    }
  gtk_drop_down_set_selected (self->question, row);
}

static void
update_tags (PoiseFilterBar *self)
{
  g_auto (GStrv) tags = poise_tags_list (poise_context_get_journal (self->context));

  poise_tag_choice_set_tags (self->tag, (const char *const *) tags);
}

/* Entries are written, questions answered and tags given on the other page. */
static void
update (PoiseFilterBar *self)
{
  gboolean had_tag = poise_tag_choice_get_tag (self->tag) != NULL;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  self->is_filling = TRUE;
  update_questions (self);
  update_tags (self);
  self->is_filling = FALSE;
  show_whether_any (self);
  /* No entry has it any more. */
  if (had_tag && poise_tag_choice_get_tag (self->tag) == NULL)
    changed_cb (self);
}

static void
poise_filter_bar_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (poise_filter_bar_parent_class)->map (widget);
  update (POISE_FILTER_BAR (widget));
}

static void
poise_filter_bar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CONTEXT)
    g_value_set_object (value, POISE_FILTER_BAR (object)->context);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
poise_filter_bar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  PoiseFilterBar *self = POISE_FILTER_BAR (object);

  if (id != PROP_CONTEXT)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  if (!g_set_object (&self->context, g_value_get_object (value)))
    return;
  if (self->context != NULL)
    g_signal_connect_object (self->context, "loaded", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_object_notify_by_pspec (object, pspec);
}

static void
poise_filter_bar_dispose (GObject *object)
{
  PoiseFilterBar *self = POISE_FILTER_BAR (object);

  self->is_filling = TRUE; /* what goes away changes nothing */
  gtk_widget_dispose_template (GTK_WIDGET (object), POISE_TYPE_FILTER_BAR);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (poise_filter_bar_parent_class)->dispose (object);
}

static void
poise_filter_bar_finalize (GObject *object)
{
  g_ptr_array_unref (POISE_FILTER_BAR (object)->question_ids);

  G_OBJECT_CLASS (poise_filter_bar_parent_class)->finalize (object);
}

static void
poise_filter_bar_class_init (PoiseFilterBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->get_property = poise_filter_bar_get_property;
  G_OBJECT_CLASS (klass)->set_property = poise_filter_bar_set_property;
  G_OBJECT_CLASS (klass)->dispose = poise_filter_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = poise_filter_bar_finalize;
  widget_class->map = poise_filter_bar_map;

  g_type_ensure (POISE_TYPE_DATE_BUTTON);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/poise_journal/Poise/journal/poise-filter-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, PoiseFilterBar, box);
  gtk_widget_class_bind_template_child (widget_class, PoiseFilterBar, mode);
  gtk_widget_class_bind_template_child (widget_class, PoiseFilterBar, facet);
  gtk_widget_class_bind_template_child (widget_class, PoiseFilterBar, tag);
  gtk_widget_class_bind_template_child (widget_class, PoiseFilterBar, question);
  gtk_widget_class_bind_template_child (widget_class, PoiseFilterBar, questions);
  gtk_widget_class_bind_template_child (widget_class, PoiseFilterBar, first);
  gtk_widget_class_bind_template_child (widget_class, PoiseFilterBar, last);
  gtk_widget_class_bind_template_child (widget_class, PoiseFilterBar, clear);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);

  /**
   * PoiseFilterBar:context:
   *
   * What is filtered.
   */
  properties[PROP_CONTEXT] =
    g_param_spec_object ("context", NULL, NULL, POISE_TYPE_CONTEXT,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPERTIES, properties);

  /**
   * PoiseFilterBar::changed:
   *
   * The person chose something else.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", POISE_TYPE_FILTER_BAR, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
poise_filter_bar_init (PoiseFilterBar *self)
{
  self->question_ids = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->is_filling = TRUE;
  gtk_string_list_append (self->questions, _ ("Any Question"));
  gtk_string_list_append (self->questions, _ ("Without a Question"));
  self->is_filling = FALSE;
  poise_accessible_name_drop_down (self->mode, _ ("What It Shows"));
  poise_accessible_name_drop_down (self->facet, _ ("Subject"));
  poise_accessible_name_drop_down (self->tag, _ ("Tag"));
  poise_accessible_name_drop_down (self->question, _ ("Question"));
  show_whether_any (self);
}

/**
 * poise_filter_bar_fill:
 * @self: a bar
 * @filter: a filter that asks for nothing but words
 *
 * Sets what the person chose.
 */
void
poise_filter_bar_fill (PoiseFilterBar *self, PoiseFilter *filter)
{
  guint mode, facet;

  g_return_if_fail (POISE_IS_FILTER_BAR (self));

  mode = gtk_drop_down_get_selected (self->mode);
  facet = gtk_drop_down_get_selected (self->facet);
  if (mode > 0 && mode < G_N_ELEMENTS (modes))
    {
      filter->has_mode = TRUE;
      filter->mode = modes[mode];
    }
  filter->is_unsure = mode == G_N_ELEMENTS (modes);
  /* The rows are in the order of the facets, POISE_FACET_NONE being any. */
  if (facet < POISE_N_FACETS)
    filter->facet = (PoiseFacet) facet;
  filter->tag = g_strdup (poise_tag_choice_get_tag (self->tag));
  fill_question (self, filter);
  if (poise_date_button_get_day (self->first) != POISE_DAY_INVALID)
    filter->first = poise_date_button_get_day (self->first);
  if (poise_date_button_get_day (self->last) != POISE_DAY_INVALID)
    filter->last = poise_date_button_get_day (self->last);
}

/**
 * poise_filter_bar_set_tag:
 * @self: a bar
 * @tag: (nullable): a tag; %NULL for any
 *
 * Lets entries with @tag through; says nothing of it.
 */
void
poise_filter_bar_set_tag (PoiseFilterBar *self, const char *tag)
{
  g_return_if_fail (POISE_IS_FILTER_BAR (self));

  self->is_filling = TRUE;
  update_tags (self);
  poise_tag_choice_choose (self->tag, tag);
  self->is_filling = FALSE;
  show_whether_any (self);
}

/**
 * poise_filter_bar_set_facet:
 * @self: a bar
 * @facet: a facet
 * @first: a day
 * @last: another one, or the same
 *
 * Lets entries of these days through that show @facet; says nothing of it.
 */
void
poise_filter_bar_set_facet (PoiseFilterBar *self, PoiseFacet facet, PoiseDay first, PoiseDay last)
{
  g_return_if_fail (POISE_IS_FILTER_BAR (self));

  self->is_filling = TRUE;
  /* The rows are in the order of the facets. */
  gtk_drop_down_set_selected (self->facet, facet);
  poise_date_button_set_day (self->first, first);
  poise_date_button_set_day (self->last, last);
  self->is_filling = FALSE;
  show_whether_any (self);
}

/**
 * poise_filter_bar_clear:
 * @self: a bar
 *
 * Lets everything through; says nothing of it.
 */
void
poise_filter_bar_clear (PoiseFilterBar *self)
{
  g_return_if_fail (POISE_IS_FILTER_BAR (self));

  self->is_filling = TRUE;
  gtk_drop_down_set_selected (self->mode, 0);
  gtk_drop_down_set_selected (self->facet, 0);
  gtk_drop_down_set_selected (self->tag, 0);
  gtk_drop_down_set_selected (self->question, 0);
  poise_date_button_set_day (self->first, POISE_DAY_INVALID);
  poise_date_button_set_day (self->last, POISE_DAY_INVALID);
  self->is_filling = FALSE;
  show_whether_any (self);
}
