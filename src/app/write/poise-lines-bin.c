/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-lines-bin.h"

#define N_LINES 4

struct _PoiseLinesBin
{
  GtkWidget parent_instance;

  /* Owned */
  GtkWidget *child;
  GtkTextView *view;
};

enum
{
  PROP_CHILD = 1,
  PROP_VIEW,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (PoiseLinesBin, poise_lines_bin, GTK_TYPE_WIDGET)

/* Pixels, in the font of the text. */
static int
measure_lines (GtkTextView *view)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (view), "0");
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);
  return N_LINES * (height + gtk_text_view_get_pixels_below_lines (view)) +
         gtk_text_view_get_top_margin (view) + gtk_text_view_get_bottom_margin (view);
}

/* It asks for the lines and does not insist on them: what is above or below may need the room. */
static void
poise_lines_bin_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  PoiseLinesBin *self = POISE_LINES_BIN (widget);

  gtk_widget_measure (self->child, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *natural = MAX (*natural, measure_lines (self->view));
  *minimum_baseline = *natural_baseline = -1;
}

static void
poise_lines_bin_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_allocate (POISE_LINES_BIN (widget)->child, width, height, baseline, NULL);
}

static void
poise_lines_bin_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  PoiseLinesBin *self = POISE_LINES_BIN (object);

  if (id == PROP_CHILD)
    {
      self->child = g_value_get_object (value);
      gtk_widget_set_parent (self->child, GTK_WIDGET (self));
    }
  else if (id == PROP_VIEW)
    self->view = g_value_dup_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
poise_lines_bin_dispose (GObject *object)
{
  PoiseLinesBin *self = POISE_LINES_BIN (object);

  g_clear_pointer (&self->child, gtk_widget_unparent);
  g_clear_object (&self->view);

  G_OBJECT_CLASS (poise_lines_bin_parent_class)->dispose (object);
}

static void
poise_lines_bin_class_init (PoiseLinesBinClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = poise_lines_bin_set_property;
  object_class->dispose = poise_lines_bin_dispose;
  widget_class->measure = poise_lines_bin_measure;
  widget_class->size_allocate = poise_lines_bin_size_allocate;
  /**
   * PoiseLinesBin:child:
   *
   * What it shows; set once.
   */
  properties[PROP_CHILD] = g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET,
                                                G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  /**
   * PoiseLinesBin:view:
   *
   * Where in it the text is; set once.
   */
  properties[PROP_VIEW] = g_param_spec_object ("view", NULL, NULL, GTK_TYPE_TEXT_VIEW,
                                               G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
poise_lines_bin_init (PoiseLinesBin *self)
{
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
}
