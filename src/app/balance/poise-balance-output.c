/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-balance-output.h"

#include <glib/gi18n.h>
#include <string.h>

#include "poise-choosers.h"
#include "poise-handout.h"
#include "poise-print-preview.h"
#include "poise-toast.h"

/* ---- files ---- */

/**
 * Saving:
 * @toasts: where to say how it went
 * @file: (nullable): where it is saved, once the person said so
 * @picture: (nullable): what is drawn
 * @bytes: (nullable): what is written
 * @is_holding: whether the program goes on for it
 */
typedef struct
{
  AdwToastOverlay *toasts;
  GFile *file;
  PoisePicture *picture;
  GBytes *bytes;
  gboolean is_holding;
} Saving;

static void
saving_free (Saving *self)
{
  g_object_unref (self->toasts);
  g_clear_object (&self->file);
  g_clear_pointer (&self->picture, poise_picture_free);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  if (self->is_holding)
    g_application_release (g_application_get_default ());
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static GtkWindow *
get_window (AdwToastOverlay *toasts)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (toasts)));
}

static void
written_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (Saving) saving = data;
  g_autofree char *name = g_file_get_basename (saving->file);
  g_autofree char *words = NULL;
  g_autoptr (GError) error = NULL;

  if (g_file_replace_contents_finish (G_FILE (object), result, NULL, &error))
    words = g_strdup_printf (_ ("“%s” was saved"), name);
  else
    /* Translators: first a file's name, then why. */
    words = g_strdup_printf (_ ("“%s” was not saved: %s"), name, error->message);
  poise_toast_show (saving->toasts, words);
}

static void
write_bytes (Saving *saving)
{
  g_file_replace_contents_bytes_async (saving->file, saving->bytes, NULL, FALSE, G_FILE_CREATE_NONE,
                                       NULL, written_cb, saving);
}

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

static void
render_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Saving *saving = data;
  GError *error = NULL;
  GBytes *bytes = poise_picture_render (saving->picture, get_format (saving->file), &error);

  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

static void
rendered_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (Saving) saving = data;
  g_autoptr (GError) error = NULL;

  saving->bytes = g_task_propagate_pointer (G_TASK (result), &error);
  if (saving->bytes != NULL)
    write_bytes (g_steal_pointer (&saving));
  else
    poise_toast_show (saving->toasts, error->message);
}

static void
chosen_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (Saving) saving = data;
  g_autoptr (GTask) task = NULL;

  saving->file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (object), result, NULL);
  if (saving->file == NULL)
    return;
  /* The window may close meanwhile. */
  g_application_hold (g_application_get_default ());
  saving->is_holding = TRUE;
  if (saving->bytes != NULL)
    {
      write_bytes (g_steal_pointer (&saving));
      return;
    }
  task = g_task_new (NULL, NULL, rendered_cb, saving);
  g_task_set_source_tag (task, chosen_cb);
  g_task_set_task_data (task, saving, NULL);
  g_task_run_in_thread (task, render_cb);
  saving = NULL;
}

static void
choose (Saving *saving, const char *title, const char *name)
{
  GtkWindow *window = get_window (saving->toasts);
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, window, poise_choosers_get_cancellable (window), chosen_cb, saving);
}

/**
 * poise_balance_save_picture:
 * @toasts: where to say how it went
 * @picture: (transfer full): what is saved
 * @name: the file's name that is proposed
 *
 * Lets the person choose a file and saves the picture there, as a PNG, an SVG
 * or a PDF by the file's name.
 */
void
poise_balance_save_picture (AdwToastOverlay *toasts, PoisePicture *picture, const char *name)
{
  Saving *saving = g_new0 (Saving, 1);

  saving->toasts = g_object_ref (toasts);
  saving->picture = picture;
  choose (saving, _ ("Save Picture (PNG, SVG or PDF)"), name);
}

/**
 * poise_balance_save_bytes:
 * @toasts: where to say how it went
 * @bytes: (transfer full): what is saved
 * @title: what the person is asked
 * @name: the file's name that is proposed
 *
 * Lets the person choose a file and saves the bytes there.
 */
void
poise_balance_save_bytes (AdwToastOverlay *toasts,
                          GBytes *bytes,
                          const char *title,
                          const char *name)
{
  Saving *saving = g_new0 (Saving, 1);

  saving->toasts = g_object_ref (toasts);
  saving->bytes = bytes;
  choose (saving, title, name);
}

/**
 * poise_balance_save_figures:
 * @toasts: where to say how it went
 * @csv: (transfer full): what is saved
 * @name: the file's name that is proposed
 *
 * Lets the person choose a file and saves the figures there.
 */
void
poise_balance_save_figures (AdwToastOverlay *toasts, GBytes *csv, const char *name)
{
  poise_balance_save_bytes (toasts, csv, _ ("Save Figures (CSV)"), name);
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
