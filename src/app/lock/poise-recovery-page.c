/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-recovery-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "poise-buttons.h"
#include "poise-choosers.h"
#include "poise-key.h"
#include "poise-print-preview.h"
#include "poise-toast.h"

/* In points; the page's margin is the printer's. */
#define PRINT_WIDTH 440

struct _PoiseRecoveryPage
{
  AdwNavigationPage parent_instance;

  /* Template */
  AdwToastOverlay *toasts;
  GtkLabel *key;
  GtkWidget *print;
  AdwSwitchRow *kept;
  GtkLabel *message;
  GtkWidget *go_on;
  GtkWidget *spinner;

  /* Owned */
  char *secret; /* of poise_key_allocate() */

  gboolean is_busy;
  gboolean is_wanted; /* on paper, after it was looked at */
};

enum
{
  SIGNAL_KEPT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PoiseRecoveryPage, poise_recovery_page, ADW_TYPE_NAVIGATION_PAGE)

static GtkWindow *
get_window (PoiseRecoveryPage *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static void
show (PoiseRecoveryPage *self)
{
  gtk_widget_set_sensitive (self->go_on, adw_switch_row_get_active (self->kept));
  gtk_widget_set_visible (self->go_on, !self->is_busy);
  gtk_widget_set_visible (self->spinner, self->is_busy);
}

/* What is on the paper, or in the file; for poise_key_wipe(). */
static char *
describe (PoiseRecoveryPage *self)
{
  const char *title = _ ("Recovery key of a Poise journal");
  const char *words = _ ("It opens the journal when its passphrase is forgotten: choose “Use the "
                         "Recovery Key” where Poise asks for the passphrase. Whoever has this key "
                         "and the journal’s files can read the journal.");
  gsize size = strlen (title) + strlen (self->secret) + strlen (words) + sizeof "\n\n\n\n\n";
  char *text = poise_key_allocate (size);

  g_snprintf (text, size, "%s\n\n%s\n\n%s\n", title, self->secret, words);
  return text;
}

/* ---- paper ---- */

static void
draw_page_cb (PoiseRecoveryPage *self, GtkPrintContext *context)
{
  g_autoptr (PangoLayout) layout = gtk_print_context_create_pango_layout (context);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string ("Monospace 12");
  char *text = self->secret != NULL ? describe (self) : NULL;
  double width = MIN (gtk_print_context_get_width (context), PRINT_WIDTH);

  if (text == NULL)
    return;
  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (layout, text, -1);
  poise_key_wipe (text);
  pango_cairo_show_layout (gtk_print_context_get_cairo_context (context), layout);
}

static void
want_cb (PoiseRecoveryPage *self)
{
  self->is_wanted = TRUE;
}

/* In the window: GTK's own way writes a file for another program, and leaves it where there is
 * none. */
static gboolean
preview_cb (PoiseRecoveryPage *self,
            GtkPrintOperationPreview *preview,
            GtkPrintContext *context,
            GtkWindow *parent)
{
  g_signal_connect_object (poise_print_preview_new (preview, context, parent), "print",
                           G_CALLBACK (want_cb), self, G_CONNECT_SWAPPED);
  return TRUE;
}

static void print (PoiseRecoveryPage *self, GtkPrintOperation *before);

/* Printing from the preview asks for the printer again. */
static void
printed_cb (PoiseRecoveryPage *self, GtkPrintOperationResult result, GtkPrintOperation *operation)
{
  g_autoptr (GError) error = NULL;

  if (self->toasts == NULL)
    return;
  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    {
      gtk_print_operation_get_error (operation, &error);
      poise_toast_show (self->toasts, error->message);
    }
  if (self->is_wanted)
    print (self, operation);
}

static void
print (PoiseRecoveryPage *self, GtkPrintOperation *before)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();

  self->is_wanted = FALSE;
  if (before != NULL)
    {
      gtk_print_operation_set_print_settings (operation,
                                              gtk_print_operation_get_print_settings (before));
      gtk_print_operation_set_default_page_setup (
        operation, gtk_print_operation_get_default_page_setup (before));
    }
  gtk_print_operation_set_n_pages (operation, 1);
  gtk_print_operation_set_allow_async (operation, TRUE);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_job_name (operation, _ ("Recovery Key"));
  g_signal_connect_object (operation, "draw-page", G_CALLBACK (draw_page_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (operation, "preview", G_CALLBACK (preview_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (operation, "done", G_CALLBACK (printed_cb), self, G_CONNECT_SWAPPED);
  poise_choosers_add_printing (get_window (self), operation);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, get_window (self),
                           NULL);
}

static void
print_cb (PoiseRecoveryPage *self)
{
  print (self, NULL);
}

/* ---- a file ---- */

static void
written_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (PoiseRecoveryPage) self = data;
  g_autofree char *name = g_file_get_basename (G_FILE (object));
  g_autofree char *words = NULL;
  g_autoptr (GError) error = NULL;

  if (g_file_replace_contents_finish (G_FILE (object), result, NULL, &error))
    words = g_strdup_printf (_ ("“%s” was saved"), name);
  else
    /* Translators: first a file's name, then why. */
    words = g_strdup_printf (_ ("“%s” was not saved: %s"), name, error->message);
  if (self->toasts != NULL)
    poise_toast_show (self->toasts, words);
}

/* For nobody else to read. */
static void
write_to (PoiseRecoveryPage *self, GFile *file)
{
  char *text = describe (self);
  g_autoptr (GBytes) bytes = g_bytes_new_with_free_func (text, strlen (text), poise_key_wipe, text);

  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE,
                                       G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION,
                                       NULL, written_cb, g_object_ref (self));
}

static void
chosen_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (PoiseRecoveryPage) self = data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (object), result, NULL);

  if (file != NULL && self->toasts != NULL && self->secret != NULL)
    write_to (self, file);
}

static void
save_cb (PoiseRecoveryPage *self)
{
  GtkWindow *window = get_window (self);
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _ ("Save the Recovery Key"));
  /* Translators: a file's name. */
  gtk_file_dialog_set_initial_name (dialog, _ ("Poise recovery key.txt"));
  gtk_file_dialog_save (dialog, window, poise_choosers_get_cancellable (window), chosen_cb,
                        g_object_ref (self));
}

/* ---- virtual functions ---- */

/* To have the focus would mark it, and what is marked can be pasted. */
static void
shown_cb (PoiseRecoveryPage *self)
{
  gtk_widget_grab_focus (self->print);
  gtk_label_select_region (self->key, 0, 0);
}

static void
go_on_cb (PoiseRecoveryPage *self)
{
  g_signal_emit (self, signals[SIGNAL_KEPT], 0);
}

static void
poise_recovery_page_dispose (GObject *object)
{
  poise_recovery_page_forget (POISE_RECOVERY_PAGE (object));
  gtk_widget_dispose_template (GTK_WIDGET (object), POISE_TYPE_RECOVERY_PAGE);

  G_OBJECT_CLASS (poise_recovery_page_parent_class)->dispose (object);
}

static void
poise_recovery_page_class_init (PoiseRecoveryPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = poise_recovery_page_dispose;

  /**
   * PoiseRecoveryPage::kept:
   * @self: the page
   *
   * The person says that they have kept the key, and goes on.
   */
  signals[SIGNAL_KEPT] = g_signal_new ("kept", POISE_TYPE_RECOVERY_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/poise_journal/Poise/lock/poise-recovery-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PoiseRecoveryPage, toasts);
  gtk_widget_class_bind_template_child (widget_class, PoiseRecoveryPage, key);
  gtk_widget_class_bind_template_child (widget_class, PoiseRecoveryPage, print);
  gtk_widget_class_bind_template_child (widget_class, PoiseRecoveryPage, kept);
  gtk_widget_class_bind_template_child (widget_class, PoiseRecoveryPage, message);
  gtk_widget_class_bind_template_child (widget_class, PoiseRecoveryPage, go_on);
  gtk_widget_class_bind_template_child (widget_class, PoiseRecoveryPage, spinner);
  gtk_widget_class_bind_template_callback (widget_class, show);
  gtk_widget_class_bind_template_callback (widget_class, print_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, go_on_cb);
  gtk_widget_class_bind_template_callback (widget_class, shown_cb);
}

static void
poise_recovery_page_init (PoiseRecoveryPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  poise_buttons_wrap (GTK_WIDGET (self));
}

/**
 * poise_recovery_page_take_key:
 * @self: a page
 * @key: (transfer full): the key, of poise_key_allocate()
 *
 * Shows the key; poise_recovery_page_forget() or the end of the page wipes it.
 */
void
poise_recovery_page_take_key (PoiseRecoveryPage *self, char *key)
{
  g_return_if_fail (POISE_IS_RECOVERY_PAGE (self));
  g_return_if_fail (key != NULL);

  g_clear_pointer (&self->secret, poise_key_wipe);
  self->secret = key;
  gtk_label_set_text (self->key, key);
  adw_switch_row_set_active (self->kept, FALSE);
}

/**
 * poise_recovery_page_forget:
 * @self: a page
 *
 * Wipes the key, and has it shown no more: the person has kept it. GTK and Pango free their copies
 * of it, but do not wipe them.
 */
void
poise_recovery_page_forget (PoiseRecoveryPage *self)
{
  g_return_if_fail (POISE_IS_RECOVERY_PAGE (self));

  g_clear_pointer (&self->secret, poise_key_wipe);
  if (self->key != NULL)
    gtk_label_set_text (self->key, "");
}

/**
 * poise_recovery_page_set_label:
 * @self: a page
 * @label: what the button says by which the person goes on, with a mnemonic
 */
void
poise_recovery_page_set_label (PoiseRecoveryPage *self, const char *label)
{
  g_return_if_fail (POISE_IS_RECOVERY_PAGE (self));

  gtk_button_set_label (GTK_BUTTON (self->go_on), label);
}

/**
 * poise_recovery_page_set_busy:
 * @self: a page
 * @is_busy: whether what the button does is under way
 */
void
poise_recovery_page_set_busy (PoiseRecoveryPage *self, gboolean is_busy)
{
  g_return_if_fail (POISE_IS_RECOVERY_PAGE (self));

  self->is_busy = is_busy;
  show (self);
}

/**
 * poise_recovery_page_say:
 * @self: a page
 * @words: why what the button does could not be done
 */
void
poise_recovery_page_say (PoiseRecoveryPage *self, const char *words)
{
  g_return_if_fail (POISE_IS_RECOVERY_PAGE (self));

  gtk_label_set_text (self->message, words);
  gtk_widget_set_visible (GTK_WIDGET (self->message), *words != '\0');
}
