/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-weekly-chart.h"

#include <adwaita.h>

#include "poise-weekly-bar.h"
#include "poise-weekly-paint.h"

#define MIN_WIDTH 200
#define CHART_HEIGHT 280
/* How far Page Up and Page Down go. */
#define PAGE_WEEKS 4

struct _PoiseWeeklyChart
{
  GtkWidget parent_instance;

  PoiseBalance *balance;
  GPtrArray *bars; /* borrowed: the children, in the order of the weeks */
  double target_low;
  double target_high;
};

enum
{
  SIGNAL_WEEK_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PoiseWeeklyChart, poise_weekly_chart, GTK_TYPE_WIDGET)

static gboolean
is_rtl (PoiseWeeklyChart *self)
{
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
}

static PoiseWeeklyLayout *
lay_out (PoiseWeeklyChart *self, PangoLayout *text)
{
  PoiseWeeklySpec spec = { .width = gtk_widget_get_width (GTK_WIDGET (self)),
                           .height = gtk_widget_get_height (GTK_WIDGET (self)),
                           .target_low = self->target_low,
                           .target_high = self->target_high,
                           .is_rtl = is_rtl (self) };

  poise_weekly_measure (text, &spec);
  return poise_weekly_layout_new (self->balance, &spec);
}

static PangoLayout *
create_text (PoiseWeeklyChart *self)
{
  PangoLayout *text = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (0.85));
  pango_layout_set_attributes (text, attributes);
  return text;
}

static void
poise_weekly_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  PoiseWeeklyChart *self = POISE_WEEKLY_CHART (widget);
  AdwStyleManager *style = adw_style_manager_get_default ();
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);

  if (self->balance != NULL && width > 0 && height > 0)
    {
      g_autoptr (PangoLayout) text = create_text (self);
      g_autoptr (PoiseWeeklyLayout) layout = lay_out (self, text);
      cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));

      poise_weekly_paint (cr, text, self->balance, layout,
                          poise_palette_get (adw_style_manager_get_dark (style),
                                             adw_style_manager_get_high_contrast (style)),
                          is_rtl (self));
      cairo_destroy (cr);
    }
  GTK_WIDGET_CLASS (poise_weekly_chart_parent_class)->snapshot (widget, snapshot);
}

static void
poise_weekly_chart_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? MIN_WIDTH : CHART_HEIGHT;
  *natural = *minimum;
  *minimum_baseline = *natural_baseline = -1;
}

static void
poise_weekly_chart_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  PoiseWeeklyChart *self = POISE_WEEKLY_CHART (widget);
  g_autoptr (PangoLayout) text = NULL;
  g_autoptr (PoiseWeeklyLayout) layout = NULL;

  if (self->balance == NULL)
    return;
  text = create_text (self);
  layout = lay_out (self, text);
  for (guint i = 0; i < self->bars->len; i++)
    {
      const PoiseRect *area = &g_array_index (layout->bars, PoiseWeekBar, i).area;
      int left = (int) area->x;
      int right = (int) (area->x + area->width);
      GtkAllocation allocation = { left, (int) area->y, MAX (right - left, 1), (int) area->height };

      gtk_widget_size_allocate (g_ptr_array_index (self->bars, i), &allocation, -1);
    }
}

static void
drop_bars (PoiseWeeklyChart *self)
{
  for (guint i = 0; i < self->bars->len; i++)
    gtk_widget_unparent (g_ptr_array_index (self->bars, i));
  g_ptr_array_set_size (self->bars, 0);
}

static void
poise_weekly_chart_dispose (GObject *object)
{
  drop_bars (POISE_WEEKLY_CHART (object));

  G_OBJECT_CLASS (poise_weekly_chart_parent_class)->dispose (object);
}

static void
poise_weekly_chart_finalize (GObject *object)
{
  PoiseWeeklyChart *self = POISE_WEEKLY_CHART (object);

  g_clear_pointer (&self->balance, poise_balance_free);
  g_ptr_array_unref (self->bars);

  G_OBJECT_CLASS (poise_weekly_chart_parent_class)->finalize (object);
}

/* Where a key leads from a bar, in weeks; 0 for a key that is not ours. */
static int
get_step (PoiseWeeklyChart *self, guint key)
{
  int forward = is_rtl (self) ? -1 : 1;

  switch (key)
    {
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      return forward;
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      return -forward;
    case GDK_KEY_Page_Up:
      return -PAGE_WEEKS;
    case GDK_KEY_Page_Down:
      return PAGE_WEEKS;
    case GDK_KEY_Home:
      return -G_MAXINT16;
    case GDK_KEY_End:
      return G_MAXINT16;
    default:
      return 0;
    }
}

static gboolean
key_pressed_cb (PoiseWeeklyChart *self, guint key, guint code, GdkModifierType state)
{
  int step = get_step (self, key);
  guint position;

  if (step == 0 || state & (GDK_CONTROL_MASK | GDK_ALT_MASK) ||
      !g_ptr_array_find (self->bars, gtk_widget_get_focus_child (GTK_WIDGET (self)), &position))
    return GDK_EVENT_PROPAGATE;
  position = (guint) CLAMP ((int) position + step, 0, (int) self->bars->len - 1);
  gtk_widget_grab_focus (g_ptr_array_index (self->bars, position));
  return GDK_EVENT_STOP;
}

/* Tab enters the chart at its newest week and leaves it with the next press. */
static gboolean
poise_weekly_chart_focus (GtkWidget *widget, GtkDirectionType direction)
{
  PoiseWeeklyChart *self = POISE_WEEKLY_CHART (widget);

  if (gtk_widget_get_focus_child (widget) != NULL || self->bars->len == 0)
    return FALSE;
  return gtk_widget_grab_focus (g_ptr_array_index (self->bars, self->bars->len - 1));
}

static void
poise_weekly_chart_class_init (PoiseWeeklyChartClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = poise_weekly_chart_dispose;
  object_class->finalize = poise_weekly_chart_finalize;
  widget_class->snapshot = poise_weekly_chart_snapshot;
  widget_class->measure = poise_weekly_chart_measure;
  widget_class->size_allocate = poise_weekly_chart_size_allocate;
  widget_class->focus = poise_weekly_chart_focus;
  gtk_widget_class_set_css_name (widget_class, "weeklychart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);

  /**
   * PoiseWeeklyChart::week-activated:
   * @self: the chart
   * @week: the week's first day
   *
   * The person wants to see a week's entries.
   */
  signals[SIGNAL_WEEK_ACTIVATED] =
    g_signal_new ("week-activated", POISE_TYPE_WEEKLY_CHART, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
poise_weekly_chart_init (PoiseWeeklyChart *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  AdwStyleManager *style = adw_style_manager_get_default ();

  self->bars = g_ptr_array_new ();
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_object (style, "notify::dark", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::high-contrast", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
}

/**
 * poise_weekly_chart_new:
 *
 * Returns: (transfer floating): a chart without weeks
 */
GtkWidget *
poise_weekly_chart_new (void)
{
  return g_object_new (POISE_TYPE_WEEKLY_CHART, NULL);
}

static void
bar_activated_cb (PoiseWeeklyChart *self, PoiseWeeklyBar *bar)
{
  g_signal_emit (self, signals[SIGNAL_WEEK_ACTIVATED], 0, poise_weekly_bar_get_week (bar));
}

/**
 * poise_weekly_chart_set_balance:
 * @self: a chart
 * @balance: (transfer full): the weeks to show
 */
void
poise_weekly_chart_set_balance (PoiseWeeklyChart *self, PoiseBalance *balance)
{
  g_return_if_fail (POISE_IS_WEEKLY_CHART (self));

  drop_bars (self);
  g_clear_pointer (&self->balance, poise_balance_free);
  self->balance = balance;
  for (guint i = 0; i < balance->weeks->len; i++)
    {
      GtkWidget *bar = poise_weekly_bar_new (&g_array_index (balance->weeks, PoiseWeek, i));

      gtk_widget_set_parent (bar, GTK_WIDGET (self));
      g_signal_connect_object (bar, "activated", G_CALLBACK (bar_activated_cb), self,
                               G_CONNECT_SWAPPED);
      g_ptr_array_add (self->bars, bar);
    }
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * poise_weekly_chart_set_target:
 * @self: a chart
 * @low: the target range's lower end as leadership's share, 0 to 1
 * @high: its upper end; no band is drawn unless it is above @low
 */
void
poise_weekly_chart_set_target (PoiseWeeklyChart *self, double low, double high)
{
  g_return_if_fail (POISE_IS_WEEKLY_CHART (self));

  self->target_low = low;
  self->target_high = high;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
