/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-figures-table.h"

#include <glib/gi18n.h>
#include <math.h>

#include "poise-accessible.h"
#include "poise-balance-description.h"
#include "poise-figure-row.h"

/* The rows of the drop-down. */
enum
{
  KIND_WEEKS,
  KIND_MONTHS,
  KIND_QUARTERS,
  KIND_DAYS,
  KIND_FACETS,
};

struct _PoiseFiguresTable
{
  GtkWidget parent_instance;

  /* Template */
  GtkWidget *box;
  GtkDropDown *kind;
  GtkColumnView *view;

  /* Owned */
  PoiseBalance *balance;
  PoiseBalance *before;
  GArray *days;
};

G_DEFINE_FINAL_TYPE (PoiseFiguresTable, poise_figures_table, GTK_TYPE_WIDGET)

/* ---- cells ---- */

static char *
format_share (gboolean has_share, double share)
{
  /* Translators: a cell of a table that has no value. */
  return has_share ? poise_share_to_words (share) : g_strdup (C_ ("no value", "–"));
}

/* What fits a phone beside the shares; which unit it is says the drop-down above. */
static char *
name_period (const PoisePeriod *period, PoiseUnit unit)
{
  /* Translators: a day in a narrow column of a table, by strftime(). */
  const char *format = C_ ("figures", "%-d %b %Y");
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  if (unit == POISE_UNIT_DAY)
    /* Translators: a day with its weekday in a narrow column of a table, by strftime(). */
    return poise_day_format (period->first, C_ ("figures", "%a, %-d %b %Y"));
  if (unit == POISE_UNIT_WEEK && !poise_period_is_part (period))
    return poise_day_format (period->first, format);
  if (!poise_period_is_part (period))
    return poise_period_get_name (period, unit);
  first = poise_day_format (period->shown_first, format);
  if (period->shown_first == period->shown_last)
    return g_steal_pointer (&first);
  last = poise_day_format (period->shown_last, format);
  /* Translators: two dates in a narrow column of a table. */
  return g_strdup_printf (C_ ("figures", "%1$s – %2$s"), first, last);
}

static PoiseFigureRow *
create_period_row (const PoisePeriod *period, PoiseUnit unit)
{
  char **cells = g_new0 (char *, 9);

  cells[0] = name_period (period, unit);
  cells[1] = format_share (period->has_share, period->share);
  cells[2] = format_share (period->has_share, (100 - lround (period->share * 100.0)) / 100.0);
  cells[3] = poise_counted_to_words (period->n_counted, period->n_entries);
  cells[4] =
    period->has_share ? poise_interval_to_words (&period->interval) : format_share (FALSE, 0.0);
  cells[5] = format_share (period->has_trend, period->trend);
  cells[6] = g_strdup_printf ("%u", period->n_sentences);
  cells[7] = period->outcome != POISE_OUTCOME_NONE
               ? g_strdup (poise_outcome_get_label (period->outcome))
               : format_share (FALSE, 0.0);
  return poise_figure_row_new (cells);
}

static PoiseFigureRow *
create_facet_row (PoiseFiguresTable *self, PoiseFacet facet)
{
  gboolean has_before = self->before != NULL && self->before->n_sentences > 0;
  char **cells = g_new0 (char *, 6);

  cells[0] = g_strdup (poise_facet_get_label (facet));
  cells[1] =
    g_strdup_printf ("%u", poise_balance_count_facet (self->balance, facet, POISE_MODE_MANAGEMENT));
  cells[2] =
    g_strdup_printf ("%u", poise_balance_count_facet (self->balance, facet, POISE_MODE_LEADERSHIP));
  cells[3] = format_share (self->balance->n_sentences > 0,
                           poise_balance_get_facet_share (self->balance, facet));
  cells[4] = format_share (has_before,
                           has_before ? poise_balance_get_facet_share (self->before, facet) : 0.0);
  return poise_figure_row_new (cells);
}

/* Newest first, as in the journal. */
static GListModel *
create_rows (PoiseFiguresTable *self, guint kind)
{
  static const PoiseUnit units[] = { POISE_UNIT_WEEK, POISE_UNIT_MONTH, POISE_UNIT_QUARTER,
                                     POISE_UNIT_DAY };
  GListStore *rows = g_list_store_new (POISE_TYPE_FIGURE_ROW);
  GArray *periods;

  if (kind == KIND_FACETS)
    {
      for (PoiseFacet facet = POISE_FACET_PURPOSE; facet < POISE_N_FACETS; facet++)
        {
          g_autoptr (PoiseFigureRow) row = create_facet_row (self, facet);

          g_list_store_append (rows, row);
        }
      return G_LIST_MODEL (rows);
    }
  periods = kind == KIND_DAYS ? self->days : poise_balance_get_periods (self->balance, units[kind]);
  for (guint i = periods->len; i-- > 0;)
    {
      g_autoptr (PoiseFigureRow) row =
        create_period_row (&g_array_index (periods, PoisePeriod, i), units[kind]);

      g_list_store_append (rows, row);
    }
  return G_LIST_MODEL (rows);
}

/* ---- columns ---- */

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer column)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), column == NULL ? 0.0f : 1.0f);
  gtk_widget_add_css_class (label, column == NULL ? "heading" : "numeric");
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer column)
{
  gtk_label_set_text (
    GTK_LABEL (gtk_list_item_get_child (item)),
    poise_figure_row_get_cell (gtk_list_item_get_item (item), GPOINTER_TO_UINT (column)));
}

static void
set_columns (PoiseFiguresTable *self, const char *const *titles)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);

  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

      gtk_column_view_remove_column (self->view, column);
    }
  for (guint i = 0; titles[i] != NULL; i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new (titles[i], factory);

      g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), GUINT_TO_POINTER (i));
      g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), GUINT_TO_POINTER (i));
      gtk_column_view_column_set_expand (column, i == 0);
      gtk_column_view_append_column (self->view, column);
    }
}

static gboolean
has_outcomes (PoiseFiguresTable *self, guint kind)
{
  for (guint i = 0; kind == KIND_WEEKS && self->balance != NULL && i < self->balance->weeks->len;
       i++)
    if (g_array_index (self->balance->weeks, PoisePeriod, i).outcome != POISE_OUTCOME_NONE)
      return TRUE;

  return FALSE;
}

static void
refresh (PoiseFiguresTable *self)
{
  guint kind = gtk_drop_down_get_selected (self->kind);
  const char *const periods[] = {
    C_ ("figures", "Time"), _ ("Leadership"), _ ("Management"), _ ("Entries"),
    /* Translators: a column: between which two shares that of leadership probably lies, as
     * “20%–55%”. */
    _ ("Leadership Likely Between"),
    /* Translators: a column: leadership’s share over the last four weeks, months or quarters. */
    _ ("Leadership Trend"), _ ("Sentences"),
    /* Translators: a column: what became of what was meant to do. */
    has_outcomes (self, kind) ? C_ ("figures", "Intention") : NULL, NULL
  };
  const char *const facets[] = { _ ("Subject"), _ ("Management"), _ ("Leadership"),
                                 /* Translators: which part of everything a subject makes up. */
                                 _ ("Part"), _ ("Before"), NULL };

  if (self->balance == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  set_columns (self, kind == KIND_FACETS ? facets : periods);
  {
    g_autoptr (GtkSelectionModel) model =
      GTK_SELECTION_MODEL (gtk_no_selection_new (create_rows (self, kind)));

    gtk_column_view_set_model (self->view, model);
  }
}

/* ---- virtual functions ---- */

/* Most people look at the charts only. */
static void
poise_figures_table_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (poise_figures_table_parent_class)->map (widget);
  refresh (POISE_FIGURES_TABLE (widget));
}

static void
poise_figures_table_dispose (GObject *object)
{
  PoiseFiguresTable *self = POISE_FIGURES_TABLE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), POISE_TYPE_FIGURES_TABLE);
  g_clear_pointer (&self->balance, poise_balance_unref);
  g_clear_pointer (&self->before, poise_balance_unref);
  g_clear_pointer (&self->days, g_array_unref);

  G_OBJECT_CLASS (poise_figures_table_parent_class)->dispose (object);
}

static void
poise_figures_table_class_init (PoiseFiguresTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = poise_figures_table_dispose;
  widget_class->map = poise_figures_table_map;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/poise_journal/Poise/balance/poise-figures-table.ui");
  gtk_widget_class_bind_template_child (widget_class, PoiseFiguresTable, box);
  gtk_widget_class_bind_template_child (widget_class, PoiseFiguresTable, kind);
  gtk_widget_class_bind_template_child (widget_class, PoiseFiguresTable, view);
  gtk_widget_class_bind_template_callback (widget_class, refresh);
}

static void
poise_figures_table_init (PoiseFiguresTable *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  poise_accessible_name_drop_down (self->kind, _ ("Rows"));
}

/**
 * poise_figures_table_set_figures:
 * @self: a table
 * @balance: the range
 * @before: (nullable): the range before
 * @days: (element-type PoisePeriod): the year of days
 */
void
poise_figures_table_set_figures (PoiseFiguresTable *self,
                                 PoiseBalance *balance,
                                 PoiseBalance *before,
                                 GArray *days)
{
  g_return_if_fail (POISE_IS_FIGURES_TABLE (self) && balance != NULL && days != NULL);

  poise_balance_ref (balance);
  g_array_ref (days);
  g_clear_pointer (&self->balance, poise_balance_unref);
  g_clear_pointer (&self->before, poise_balance_unref);
  g_clear_pointer (&self->days, g_array_unref);
  self->balance = balance;
  self->before = before != NULL ? poise_balance_ref (before) : NULL;
  self->days = days;
  refresh (self);
}
