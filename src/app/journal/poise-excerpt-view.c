/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-excerpt-view.h"

#include "poise-marks.h"
#include "poise-search.h"

#define MAX_LINES 3

/* A label that wraps is laid out several times before it has its size, which a
 * list does for all its rows. An inscription is laid out once, to be painted; how
 * many lines it gets is estimated by how many characters there are. */
struct _PoiseExcerptView
{
  GtkWidget parent_instance;

  GtkWidget *inscription;
  guint n_chars;
};

G_DEFINE_FINAL_TYPE (PoiseExcerptView, poise_excerpt_view, GTK_TYPE_WIDGET)

static int
estimate_lines (PoiseExcerptView *self, int width)
{
  PangoFontMetrics *metrics =
    pango_context_get_metrics (gtk_widget_get_pango_context (self->inscription), NULL, NULL);
  /* Rather a line too many than a text that is cut although there is room. */
  gint64 text_width =
    (gint64) self->n_chars * pango_font_metrics_get_approximate_char_width (metrics);
  /* The least height there is belongs to no width. */
  gint64 n = width > 0 ? text_width / ((gint64) width * PANGO_SCALE) + 1 : 1;

  pango_font_metrics_unref (metrics);
  return (int) CLAMP (n, 1, MAX_LINES);
}

static GtkSizeRequestMode
poise_excerpt_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
poise_excerpt_view_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  PoiseExcerptView *self = POISE_EXCERPT_VIEW (widget);

  gtk_widget_measure (self->inscription, orientation, -1, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural = *minimum * estimate_lines (self, for_size);
  *minimum_baseline = *natural_baseline = -1;
}

static void
poise_excerpt_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_allocate (POISE_EXCERPT_VIEW (widget)->inscription, width, height, -1, NULL);
}

static void
poise_excerpt_view_dispose (GObject *object)
{
  g_clear_pointer (&POISE_EXCERPT_VIEW (object)->inscription, gtk_widget_unparent);

  G_OBJECT_CLASS (poise_excerpt_view_parent_class)->dispose (object);
}

static void
poise_excerpt_view_class_init (PoiseExcerptViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = poise_excerpt_view_dispose;
  widget_class->get_request_mode = poise_excerpt_view_get_request_mode;
  widget_class->measure = poise_excerpt_view_measure;
  widget_class->size_allocate = poise_excerpt_view_size_allocate;
}

static void
poise_excerpt_view_init (PoiseExcerptView *self)
{
  self->inscription = g_object_new (GTK_TYPE_INSCRIPTION, "text-overflow",
                                    GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END, "yalign", 0.0, NULL);
  gtk_widget_set_parent (self->inscription, GTK_WIDGET (self));
}

/**
 * poise_excerpt_view_set_text:
 * @self: a view
 * @text: its text
 * @spans: (element-type PoiseSpan): what is marked in it
 */
void
poise_excerpt_view_set_text (PoiseExcerptView *self, const char *text, GArray *spans)
{
  g_autoptr (PangoAttrList) attributes = NULL;

  g_return_if_fail (POISE_IS_EXCERPT_VIEW (self));

  if (spans->len > 0)
    attributes = pango_attr_list_new ();
  for (guint i = 0; i < spans->len; i++)
    {
      const PoiseSpan *span = &g_array_index (spans, PoiseSpan, i);

      poise_marks_add (attributes, text, span->start, span->end);
    }
  self->n_chars = (guint) g_utf8_strlen (text, -1);
  gtk_inscription_set_text (GTK_INSCRIPTION (self->inscription), text);
  gtk_inscription_set_attributes (GTK_INSCRIPTION (self->inscription), attributes);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
