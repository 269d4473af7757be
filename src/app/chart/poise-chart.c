/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-chart.h"

#include <adwaita.h>

#include "poise-chart-mark.h"
#include "poise-colors.h"

#define MIN_WIDTH 240
#define ANIMATION_MS 300
/* The size of a chart's words, as a part of the window's. */
#define FONT_SCALE 0.88
/* How many marks are made before the main loop may do something else. */
#define MARKS_AT_ONCE 48

struct _PoiseChart
{
  GtkWidget parent_instance;

  PoiseDrawing *drawing;
  PangoLayout *text;
  AdwAnimation *animation;
  GPtrArray *marks; /* borrowed: the children, in the order of the drawing's marks */
  guint rebuild_id;
  guint n_rebuilt;        /* so many of them stand for what is shown now */
  gboolean is_only_shown; /* the marks lead nowhere */
  gboolean is_stale;      /* the children still stand for what was shown before */
  int laid_out_width;
  int laid_out_height;
};

enum
{
  SIGNAL_DAYS_ACTIVATED,
  SIGNAL_MARK_ACTIVATED,
  SIGNAL_LAID_OUT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PoiseChart, poise_chart, GTK_TYPE_WIDGET)

static gboolean
is_rtl (PoiseChart *self)
{
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
}

/* ---- size ---- */

static PangoLayout *
get_text (PoiseChart *self)
{
  g_autoptr (PangoAttrList) attributes = NULL;

  if (self->text != NULL)
    return self->text;
  self->text = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  attributes = pango_attr_list_new ();
  pango_attr_list_insert (attributes, pango_attr_scale_new (FONT_SCALE));
  pango_layout_set_attributes (self->text, attributes);
  poise_painter_keep_text (self->text);
  return self->text;
}

/* Whatever the layout came from has changed: figures, font, direction. */
static void
invalidate (PoiseChart *self)
{
  self->laid_out_width = 0;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static GtkSizeRequestMode
poise_chart_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
poise_chart_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  PoiseChart *self = POISE_CHART (widget);

  *minimum = MIN_WIDTH;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = self->drawing != NULL
                 ? (int) poise_drawing_get_height (self->drawing, get_text (self),
                                                   MAX (for_size, MIN_WIDTH)) +
                     1
                 : 0;
  *natural = *minimum;
  *minimum_baseline = *natural_baseline = -1;
}

/* ---- marks ---- */

static void
drop_marks (PoiseChart *self, guint n_kept)
{
  while (self->marks->len > n_kept)
    gtk_widget_unparent (g_ptr_array_steal_index (self->marks, self->marks->len - 1));
}

static void
mark_activated_cb (PoiseChart *self, PoiseChartMark *child)
{
  guint index = poise_chart_mark_get_index (child);
  PoiseMark mark;

  if (index >= poise_drawing_get_n_marks (self->drawing))
    return;
  mark = poise_drawing_get_mark (self->drawing, index);
  if (mark.first != POISE_DAY_INVALID)
    g_signal_emit (self, signals[SIGNAL_DAYS_ACTIVATED], 0, mark.first, mark.last);
  else
    g_signal_emit (self, signals[SIGNAL_MARK_ACTIVATED], 0, index);
}

/* One gesture for all is much less than one for each. */
static void
released_cb (PoiseChart *self, int n_press, double x, double y)
{
  GtkWidget *mark = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  if (self->is_only_shown || !POISE_IS_CHART_MARK (mark))
    return;
  gtk_widget_grab_focus (mark);
  mark_activated_cb (self, POISE_CHART_MARK (mark));
}

static void
show_mark (PoiseChart *self, guint i)
{
  g_autofree char *words = poise_drawing_describe_mark (self->drawing, i);

  if (i == self->marks->len)
    {
      GtkWidget *mark = poise_chart_mark_new (i, !self->is_only_shown);

      gtk_widget_set_parent (mark, GTK_WIDGET (self));
      g_signal_connect_object (mark, "activated", G_CALLBACK (mark_activated_cb), self,
                               G_CONNECT_SWAPPED);
      g_ptr_array_add (self->marks, mark);
    }
  poise_chart_mark_set_words (g_ptr_array_index (self->marks, i), words);
}

static void
place_marks (PoiseChart *self)
{
  guint n = MIN (self->marks->len, poise_drawing_get_n_marks (self->drawing));

  for (guint i = 0; i < n; i++)
    {
      PoiseRect area = poise_drawing_get_mark (self->drawing, i).area;
      int left = (int) area.x;
      int right = (int) (area.x + area.width);
      GtkAllocation allocation = { left, (int) area.y, MAX (right - left, 1),
                                   MAX ((int) area.height, 1) };

      gtk_widget_size_allocate (g_ptr_array_index (self->marks, i), &allocation, -1);
    }
}

/* Children come and go only between two frames, never while sizes are given. */
static gboolean
rebuild_cb (gpointer data)
{
  PoiseChart *self = data;
  guint n = poise_drawing_get_n_marks (self->drawing);
  guint end = MIN (n, self->n_rebuilt + MARKS_AT_ONCE);
  GtkWidget *focused = gtk_widget_get_focus_child (GTK_WIDGET (self));

  self->is_stale = FALSE;
  while (self->n_rebuilt < end)
    show_mark (self, self->n_rebuilt++);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  if (end < n)
    return G_SOURCE_CONTINUE;

  self->rebuild_id = 0;
  if (focused != NULL && n > 0 && self->marks->len != n)
    gtk_widget_grab_focus (g_ptr_array_index (self->marks, n - 1));
  drop_marks (self, n);
  g_signal_emit (self, signals[SIGNAL_LAID_OUT], 0);
  return G_SOURCE_REMOVE;
}

static void
queue_rebuild (PoiseChart *self)
{
  self->n_rebuilt = 0;
  if (self->rebuild_id == 0)
    self->rebuild_id = g_idle_add (rebuild_cb, self);
}

static void
poise_chart_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  PoiseChart *self = POISE_CHART (widget);

  if (self->drawing == NULL || width <= 0 || height <= 0)
    return;
  if (width != self->laid_out_width || height != self->laid_out_height)
    {
      poise_drawing_lay_out (self->drawing, get_text (self), width, height, is_rtl (self));
      self->laid_out_width = width;
      self->laid_out_height = height;
    }
  if (self->is_stale ||
      (self->rebuild_id == 0 && poise_drawing_get_n_marks (self->drawing) != self->marks->len))
    queue_rebuild (self);
  place_marks (self);
}

/* ---- painting ---- */

static void
poise_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  PoiseChart *self = POISE_CHART (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);

  if (self->drawing != NULL && self->laid_out_width > 0)
    {
      cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
      PoisePainter painter = { cr, get_text (self), poise_colors_get (), is_rtl (self) };

      poise_drawing_paint (self->drawing, &painter);
      cairo_destroy (cr);
    }
  GTK_WIDGET_CLASS (poise_chart_parent_class)->snapshot (widget, snapshot);
}

static void
animate_cb (double value, PoiseChart *self)
{
  if (self->drawing != NULL)
    poise_drawing_set_progress (self->drawing, value);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* ---- keyboard ---- */

/* Where a key leads from a mark, in marks; 0 for a key that is not ours. */
static int
get_step (PoiseChart *self, guint key)
{
  PoiseSteps steps = poise_drawing_get_steps (self->drawing);
  int across = is_rtl (self) ? -(int) steps.across : (int) steps.across;

  switch (key)
    {
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      return across;
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      return -across;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      return (int) steps.down;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      return -(int) steps.down;
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      return -(int) steps.page;
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      return (int) steps.page;
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      return -G_MAXINT16;
    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      return G_MAXINT16;
    default:
      return 0;
    }
}

static gboolean
key_pressed_cb (PoiseChart *self, guint key, guint code, GdkModifierType state)
{
  guint position;
  int step;

  if (self->drawing == NULL || state & (GDK_CONTROL_MASK | GDK_ALT_MASK) ||
      !g_ptr_array_find (self->marks, gtk_widget_get_focus_child (GTK_WIDGET (self)), &position))
    return GDK_EVENT_PROPAGATE;
  step = get_step (self, key);
  if (step == 0)
    return GDK_EVENT_PROPAGATE;
  position = (guint) CLAMP ((int) position + step, 0, (int) self->marks->len - 1);
  gtk_widget_grab_focus (g_ptr_array_index (self->marks, position));
  return GDK_EVENT_STOP;
}

/* Tab enters the chart at its newest mark and leaves it with the next press. */
static gboolean
poise_chart_focus (GtkWidget *widget, GtkDirectionType direction)
{
  PoiseChart *self = POISE_CHART (widget);
  guint first;

  if (self->is_only_shown || gtk_widget_get_focus_child (widget) != NULL || self->marks->len == 0)
    return FALSE;
  first = poise_drawing_get_steps (self->drawing).across > 0 ? self->marks->len - 1 : 0;
  return gtk_widget_grab_focus (g_ptr_array_index (self->marks, first));
}

/* ---- virtual functions ---- */

static void
poise_chart_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  PoiseChart *self = POISE_CHART (widget);

  GTK_WIDGET_CLASS (poise_chart_parent_class)->system_setting_changed (widget, setting);
  g_clear_object (&self->text);
  invalidate (self);
}

static void
poise_chart_direction_changed (GtkWidget *widget, GtkTextDirection previous)
{
  PoiseChart *self = POISE_CHART (widget);

  g_clear_object (&self->text);
  invalidate (self);
}

static void
poise_chart_dispose (GObject *object)
{
  PoiseChart *self = POISE_CHART (object);

  g_clear_handle_id (&self->rebuild_id, g_source_remove);
  if (self->animation != NULL)
    adw_animation_skip (self->animation);
  g_clear_object (&self->animation);
  drop_marks (self, 0);
  g_clear_object (&self->drawing);
  g_clear_object (&self->text);

  G_OBJECT_CLASS (poise_chart_parent_class)->dispose (object);
}

static void
poise_chart_finalize (GObject *object)
{
  g_ptr_array_unref (POISE_CHART (object)->marks);

  G_OBJECT_CLASS (poise_chart_parent_class)->finalize (object);
}

static void
poise_chart_class_init (PoiseChartClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = poise_chart_dispose;
  object_class->finalize = poise_chart_finalize;
  widget_class->get_request_mode = poise_chart_get_request_mode;
  widget_class->measure = poise_chart_measure;
  widget_class->size_allocate = poise_chart_size_allocate;
  widget_class->snapshot = poise_chart_snapshot;
  widget_class->focus = poise_chart_focus;
  widget_class->system_setting_changed = poise_chart_system_setting_changed;
  widget_class->direction_changed = poise_chart_direction_changed;
  gtk_widget_class_set_css_name (widget_class, "chart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);

  /**
   * PoiseChart::days-activated:
   * @self: the chart
   * @first: the first day
   * @last: the last day
   *
   * The person wants to see the entries of what a mark stands for.
   */
  signals[SIGNAL_DAYS_ACTIVATED] =
    g_signal_new ("days-activated", POISE_TYPE_CHART, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);

  /**
   * PoiseChart::mark-activated:
   * @self: the chart
   * @index: the mark's place in the drawing
   *
   * The person wants to see what a mark stands for that is of no days.
   */
  signals[SIGNAL_MARK_ACTIVATED] =
    g_signal_new ("mark-activated", POISE_TYPE_CHART, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_UINT);

  /**
   * PoiseChart::laid-out:
   * @self: the chart
   *
   * The chart has other marks than before.
   */
  signals[SIGNAL_LAID_OUT] = g_signal_new ("laid-out", POISE_TYPE_CHART, G_SIGNAL_RUN_LAST, 0, NULL,
                                           NULL, NULL, G_TYPE_NONE, 0);
}

static void
poise_chart_init (PoiseChart *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->marks = g_ptr_array_new ();
  self->animation = adw_timed_animation_new (
    GTK_WIDGET (self), 0.0, 1.0, ANIMATION_MS,
    adw_callback_animation_target_new ((AdwAnimationTargetFunc) animate_cb, self, NULL));
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  poise_colors_follow (self, G_CALLBACK (gtk_widget_queue_draw));
}

/**
 * poise_chart_set_drawing:
 * @self: a chart
 * @drawing: what it shows
 */
void
poise_chart_set_drawing (PoiseChart *self, PoiseDrawing *drawing)
{
  g_return_if_fail (POISE_IS_CHART (self) && POISE_IS_DRAWING (drawing));

  g_set_object (&self->drawing, drawing);
  invalidate (self);
}

/**
 * poise_chart_set_only_shown:
 * @self: a chart that has no marks yet
 *
 * Makes the marks pictures, which a screen reader finds and the keyboard passes by: nothing
 * listens to #PoiseChart::days-activated and #PoiseChart::mark-activated.
 */
void
poise_chart_set_only_shown (PoiseChart *self)
{
  g_return_if_fail (POISE_IS_CHART (self) && self->marks->len == 0);

  self->is_only_shown = TRUE;
}

/**
 * poise_chart_update:
 * @self: a chart
 * @words: what it shows, for a screen reader
 *
 * Shows what the drawing was told to show since, and moves there unless
 * animations are switched off.
 */
void
poise_chart_update (PoiseChart *self, const char *words)
{
  g_return_if_fail (POISE_IS_CHART (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  self->is_stale = TRUE;
  invalidate (self);
  adw_animation_reset (self->animation);
  adw_animation_play (self->animation);
}
