/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-print-preview.h"

#include <glib/gi18n.h>

struct _PoisePrintPreview
{
  AdwDialog parent_instance;

  /* Template */
  GtkAspectFrame *frame;
  GtkPicture *page;
  GtkWidget *pager;
  GtkWidget *earlier;
  GtkWidget *later;
  GtkLabel *number;

  /* Owned */
  GtkPrintOperationPreview *operation;
  GtkPrintContext *context;
  GtkSnapshot *snapshot; /* what is drawn, until it is shown */
  GtkWidget *parent;     /* a weak pointer */

  int n_pages;
  int shown; /* which page */
};

enum
{
  SIGNAL_PRINT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PoisePrintPreview, poise_print_preview, ADW_TYPE_DIALOG)

static void
print_cb (PoisePrintPreview *self)
{
  g_signal_emit (self, signals[SIGNAL_PRINT], 0);
  adw_dialog_close (ADW_DIALOG (self));
}

/* White paper, measured in points. */
static void
begin_page (PoisePrintPreview *self, GtkPrintContext *context)
{
  GtkPageSetup *setup = gtk_print_context_get_page_setup (context);
  graphene_rect_t paper =
    GRAPHENE_RECT_INIT (0, 0, (float) gtk_page_setup_get_paper_width (setup, GTK_UNIT_POINTS),
                        (float) gtk_page_setup_get_paper_height (setup, GTK_UNIT_POINTS));
  cairo_t *cr;

  gtk_aspect_frame_set_ratio (self->frame, paper.size.width / paper.size.height);
  self->snapshot = gtk_snapshot_new ();
  cr = gtk_snapshot_append_cairo (self->snapshot, &paper);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  gtk_print_context_set_cairo_context (context, cr, 72, 72);
  cairo_destroy (cr);
}

static void
show_number (PoisePrintPreview *self)
{
  g_autofree char *number = g_strdup_printf ("%d / %d", self->shown + 1, self->n_pages);
  /* Translators: a page of what is printed, and how many there are. */
  g_autofree char *words = g_strdup_printf (_ ("Page %1$d of %2$d, as it will be printed"),
                                            self->shown + 1, self->n_pages);

  gtk_label_set_text (self->number, number);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->page), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  gtk_widget_set_sensitive (self->earlier, self->shown > 0);
  gtk_widget_set_sensitive (self->later, self->shown + 1 < self->n_pages);
}

/* Drawn once, as lines and letters, so that it is sharp however large it is shown. */
static void
show_page (PoisePrintPreview *self, int shown)
{
  g_autoptr (GdkPaintable) page = NULL;

  if (self->snapshot == NULL)
    begin_page (self, self->context);
  self->shown = shown;
  gtk_print_operation_preview_render_page (self->operation, shown);
  page = gtk_snapshot_free_to_paintable (g_steal_pointer (&self->snapshot), NULL);
  gtk_picture_set_paintable (self->page, page);
  show_number (self);
}

static void
ready_cb (PoisePrintPreview *self, GtkPrintContext *context)
{
  g_object_get (self->operation, "n-pages", &self->n_pages, NULL);
  gtk_widget_set_visible (self->pager, self->n_pages > 1);
  show_page (self, 0);
  adw_dialog_present (ADW_DIALOG (self), self->parent);
}

static void
earlier_cb (PoisePrintPreview *self)
{
  show_page (self, self->shown - 1);
}

static void
later_cb (PoisePrintPreview *self)
{
  show_page (self, self->shown + 1);
}

static void
poise_print_preview_dispose (GObject *object)
{
  PoisePrintPreview *self = POISE_PRINT_PREVIEW (object);

  if (self->operation != NULL)
    gtk_print_operation_preview_end_preview (self->operation);
  gtk_widget_dispose_template (GTK_WIDGET (self), POISE_TYPE_PRINT_PREVIEW);
  g_clear_weak_pointer (&self->parent);
  g_clear_object (&self->operation);
  g_clear_object (&self->context);
  g_clear_object (&self->snapshot);

  G_OBJECT_CLASS (poise_print_preview_parent_class)->dispose (object);
}

static void
poise_print_preview_class_init (PoisePrintPreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = poise_print_preview_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/poise_journal/Poise/widgets/poise-print-preview.ui");
  gtk_widget_class_bind_template_child (widget_class, PoisePrintPreview, frame);
  gtk_widget_class_bind_template_child (widget_class, PoisePrintPreview, page);
  gtk_widget_class_bind_template_child (widget_class, PoisePrintPreview, pager);
  gtk_widget_class_bind_template_child (widget_class, PoisePrintPreview, earlier);
  gtk_widget_class_bind_template_child (widget_class, PoisePrintPreview, later);
  gtk_widget_class_bind_template_child (widget_class, PoisePrintPreview, number);
  gtk_widget_class_bind_template_callback (widget_class, print_cb);
  gtk_widget_class_bind_template_callback (widget_class, earlier_cb);
  gtk_widget_class_bind_template_callback (widget_class, later_cb);

  /**
   * PoisePrintPreview::print:
   * @self: the preview
   *
   * The person wants it printed. The preview ends then.
   */
  signals[SIGNAL_PRINT] = g_signal_new ("print", POISE_TYPE_PRINT_PREVIEW, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
poise_print_preview_init (PoisePrintPreview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * poise_print_preview_new:
 * @operation: what is printed
 * @context: (transfer none): how; it gets a cairo context to draw with
 * @parent: (nullable): the window that it is shown in
 *
 * For a handler of [signal@Gtk.PrintOperation::preview] that returns %TRUE.
 * The preview presents itself once it can be drawn.
 *
 * Returns: (transfer floating): a preview, which ends @operation when it is closed
 */
AdwDialog *
poise_print_preview_new (GtkPrintOperationPreview *operation,
                         GtkPrintContext *context,
                         GtkWindow *parent)
{
  PoisePrintPreview *self = g_object_new (POISE_TYPE_PRINT_PREVIEW, NULL);

  g_set_weak_pointer (&self->parent, GTK_WIDGET (parent));
  self->operation = g_object_ref (operation);
  self->context = g_object_ref (context);
  begin_page (self, context);
  g_signal_connect_object (operation, "ready", G_CALLBACK (ready_cb), self, G_CONNECT_SWAPPED);
  return ADW_DIALOG (self);
}
