/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-balance-output.h"

#include <glib/gi18n.h>

#include "poise-choosers.h"
#include "poise-file-save.h"
#include "poise-handout.h"
#include "poise-print-preview.h"
#include "poise-toast.h"

/* ---- files ---- */

/* By the name that the person gave; a picture without an extension is a PNG. */
static PoisePictureFormat
get_format (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *lower = g_ascii_strdown (name, -1);

  if (g_str_has_suffix (lower, ".svg"))
    return POISE_PICTURE_SVG;
  return g_str_has_suffix (lower, ".pdf") ? POISE_PICTURE_PDF : POISE_PICTURE_PNG;
}

static GBytes *
render_cb (GFile *file, gpointer data, GError **error)
{
  return poise_picture_render (data, get_format (file), error);
}

/**
 * poise_balance_save_picture:
 * @toasts: where to say how it went
 * @folder: (nullable): the journal's, among whose files it may not come
 * @picture: (transfer full): what is saved
 * @name: the file's name that is proposed
 *
 * Lets the person choose a file and saves the picture there, as a PNG, an SVG
 * or a PDF by the file's name.
 */
void
poise_balance_save_picture (AdwToastOverlay *toasts,
                            PoiseFolder *folder,
                            PoisePicture *picture,
                            const char *name)
{
  poise_file_save (toasts, folder, _ ("Save Picture (PNG, SVG or PDF)"), name, render_cb, picture,
                   (GDestroyNotify) poise_picture_free);
}

/* ---- paper ---- */

/**
 * Printing:
 * @toasts: where to say what went wrong
 * @title: what the printer calls it
 * @picture: (nullable): what is printed on one page
 * @handout: (nullable): or else what is printed on as many as it needs
 * @pages: (nullable): those, as soon as the paper is known
 * @is_wanted: whether a preview was looked at and is to be printed
 */
typedef struct
{
  AdwToastOverlay *toasts;
  const char *title;
  PoisePicture *picture;
  PoiseExport *handout;
  GPtrArray *pages;
  gboolean is_wanted;
} Printing;

/* What an operation keeps alive, until it hands it to the next. */
#define PRINTING_DATA "poise-printing"

static void print (Printing *printing, GtkPrintOperation *before);

static GtkWindow *
get_window (AdwToastOverlay *toasts)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (toasts)));
}

static void
printing_free (Printing *self)
{
  g_object_unref (self->toasts);
  g_clear_pointer (&self->picture, poise_picture_free);
  g_clear_pointer (&self->handout, poise_export_free);
  g_clear_pointer (&self->pages, g_ptr_array_unref);
  g_free (self);
}

static void
begin_print_cb (GtkPrintOperation *operation, GtkPrintContext *context, Printing *printing)
{
  if (printing->handout == NULL)
    return;
  g_clear_pointer (&printing->pages, g_ptr_array_unref);
  printing->pages =
    poise_handout_make_pages (printing->handout, gtk_print_context_get_width (context),
                              gtk_print_context_get_height (context));
  gtk_print_operation_set_n_pages (operation, (int) printing->pages->len);
}

/* As wide as the page, unless that makes it too long. */
static void
draw_picture (PoisePicture *picture, GtkPrintContext *context)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  double scale = MIN (gtk_print_context_get_width (context) / poise_picture_get_width (picture),
                      gtk_print_context_get_height (context) / poise_picture_get_height (picture));

  cairo_scale (cr, scale, scale);
  poise_picture_paint (picture, cr);
}

static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, Printing *printing)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);

  if (printing->picture != NULL)
    {
      draw_picture (printing->picture, context);
      return;
    }
  cairo_set_source_surface (cr, g_ptr_array_index (printing->pages, (guint) page), 0, 0);
  cairo_paint (cr);
}

static void
want_cb (Printing *printing)
{
  printing->is_wanted = TRUE;
}

static gboolean
preview_cb (GtkPrintOperation *operation,
            GtkPrintOperationPreview *preview,
            GtkPrintContext *context,
            GtkWindow *parent,
            Printing *printing)
{
  g_signal_connect_swapped (poise_print_preview_new (preview, context, parent), "print",
                            G_CALLBACK (want_cb), printing);
  return TRUE;
}

/* Printing from the preview asks for the printer again. */
static void
done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, Printing *printing)
{
  g_autoptr (GError) error = NULL;

  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    {
      gtk_print_operation_get_error (operation, &error);
      poise_toast_show (printing->toasts, error->message);
    }
  if (printing->is_wanted)
    print (g_object_steal_data (G_OBJECT (operation), PRINTING_DATA), operation);
}

static void
print (Printing *printing, GtkPrintOperation *before)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();

  printing->is_wanted = FALSE;
  if (before != NULL)
    {
      gtk_print_operation_set_print_settings (operation,
                                              gtk_print_operation_get_print_settings (before));
      gtk_print_operation_set_default_page_setup (
        operation, gtk_print_operation_get_default_page_setup (before));
    }
  gtk_print_operation_set_n_pages (operation, 1);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_allow_async (operation, TRUE);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_job_name (operation, printing->title);
  g_object_set_data_full (G_OBJECT (operation), PRINTING_DATA, printing,
                          (GDestroyNotify) printing_free);
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_print_cb), printing);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), printing);
  g_signal_connect (operation, "preview", G_CALLBACK (preview_cb), printing);
  g_signal_connect (operation, "done", G_CALLBACK (done_cb), printing);
  poise_choosers_add_printing (get_window (printing->toasts), operation);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           get_window (printing->toasts), NULL);
}

/**
 * poise_balance_print:
 * @toasts: where to say what went wrong
 * @picture: (transfer full): what is printed
 *
 * Shows the print dialog, which has a preview, and prints the picture on one
 * page.
 */
void
poise_balance_print (AdwToastOverlay *toasts, PoisePicture *picture)
{
  Printing *printing = g_new0 (Printing, 1);

  printing->toasts = g_object_ref (toasts);
  printing->title = _ ("Management and Leadership");
  printing->picture = picture;
  print (printing, NULL);
}

/**
 * poise_balance_print_handout:
 * @toasts: where to say what went wrong
 * @handout: (transfer full): what is printed
 *
 * Shows the print dialog, which has a preview, and prints a hand-out on as many pages as it needs.
 */
void
poise_balance_print_handout (AdwToastOverlay *toasts, PoiseExport *handout)
{
  Printing *printing = g_new0 (Printing, 1);

  printing->toasts = g_object_ref (toasts);
  printing->title = _ ("Hand-Out");
  printing->handout = handout;
  print (printing, NULL);
}
