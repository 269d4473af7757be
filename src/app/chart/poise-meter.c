/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-meter.h"

#include <glib/gi18n.h>

#include "poise-colors.h"

#define METER_HEIGHT 8
#define METER_WIDTH 96
#define METER_MIN_WIDTH 40

struct _PoiseMeter
{
  GtkWidget parent_instance;

  gboolean has_share;
  double share;
};

G_DEFINE_FINAL_TYPE (PoiseMeter, poise_meter, GTK_TYPE_WIDGET)

static void
poise_meter_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? METER_MIN_WIDTH : METER_HEIGHT;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? METER_WIDTH : METER_HEIGHT;
  *minimum_baseline = *natural_baseline = -1;
}

static void
append_color (GtkSnapshot *snapshot,
              const PoiseColor *color,
              double alpha,
              float x,
              float width,
              float height)
{
  GdkRGBA rgba = { (float) color->red, (float) color->green, (float) color->blue, (float) alpha };

  if (width > 0.0f)
    gtk_snapshot_append_color (snapshot, &rgba, &GRAPHENE_RECT_INIT (x, 0, width, height));
}

static void
poise_meter_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  PoiseMeter *self = POISE_METER (widget);
  const PoisePalette *palette = poise_colors_get ();
  float width = (float) gtk_widget_get_width (widget);
  float height = (float) gtk_widget_get_height (widget);
  float management = (float) (1.0 - self->share) * width;
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, &GRAPHENE_RECT_INIT (0, 0, width, height),
                                   height / 2.0f);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  if (self->has_share)
    {
      /* Management is at the start of the line, whichever side that is. */
      gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
      float x = rtl ? width - management : 0.0f;

      append_color (snapshot, &palette->management, 1.0, x, management, height);
      append_color (snapshot, &palette->leadership, 1.0, rtl ? 0.0f : management + 1.0f,
                    width - management - 1.0f, height);
    }
  else
    append_color (snapshot, &palette->foreground, 0.12, 0.0f, width, height);
  gtk_snapshot_pop (snapshot);
}

static char *
describe (PoiseMeter *self)
{
  int leadership = (int) (self->share * 100.0 + 0.5);

  return self->has_share
           ? g_strdup_printf (_ ("%d%% management, %d%% leadership"), 100 - leadership, leadership)
           /* Translators: no sentence was found to show management or leadership. */
           : g_strdup (_ ("Nothing counted"));
}

/* A list's rows set many shares, of which few are pointed at. */
static gboolean
poise_meter_query_tooltip (GtkWidget *widget,
                           int x,
                           int y,
                           gboolean by_keyboard,
                           GtkTooltip *tooltip)
{
  g_autofree char *words = describe (POISE_METER (widget));

  gtk_tooltip_set_text (tooltip, words);
  return TRUE;
}

static void
poise_meter_class_init (PoiseMeterClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = poise_meter_measure;
  widget_class->snapshot = poise_meter_snapshot;
  widget_class->query_tooltip = poise_meter_query_tooltip;
  gtk_widget_class_set_css_name (widget_class, "meter");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
poise_meter_init (PoiseMeter *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  poise_colors_follow (self, G_CALLBACK (gtk_widget_queue_draw));
  poise_meter_set_share (self, FALSE, 0.0);
}

/**
 * poise_meter_set_share:
 * @self: a meter
 * @has_share: whether there is anything to show
 * @share: leadership's part, 0 to 1
 */
void
poise_meter_set_share (PoiseMeter *self, gboolean has_share, double share)
{
  g_autofree char *words = NULL;

  g_return_if_fail (POISE_IS_METER (self));

  self->has_share = has_share;
  self->share = CLAMP (share, 0.0, 1.0);
  words = describe (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
