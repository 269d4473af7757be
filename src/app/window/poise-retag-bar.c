/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-retag-bar.h"

#include <glib/gi18n.h>

#include "poise-retagger.h"
#include "poise-reveal.h"

#define PROGRESS_MS 100

struct _PoiseRetagBar
{
  GtkWidget parent_instance;

  /* Template */
  GtkWidget *revealer;
  GtkLabel *label;
  GtkWidget *progress;
  GtkWidget *start_button;
  GtkButton *cancel_button;

  /* Owned, both nullable */
  PoiseContext *context;
  PoiseRetagger *retagger;
  GCancellable *cancellable; /* while it is under way */

  guint progress_id;
  guint offer_id;
  gboolean is_put_off; /* until the program is started again */
};

enum
{
  PROP_CONTEXT = 1,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

enum
{
  SIGNAL_DONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PoiseRetagBar, poise_retag_bar, GTK_TYPE_WIDGET)

static void
offer (PoiseRetagBar *self)
{
  guint n;
  g_autofree char *text = NULL;

  if (self->retagger == NULL || self->cancellable != NULL)
    return;
  n = poise_retagger_count_old (self->retagger);
  poise_reveal (self->revealer, n > 0 && !self->is_put_off);
  if (n == 0)
    return;
  text = g_strdup_printf (ngettext ("%u entry was read by an older version of Poise. Your "
                                    "corrections stay when it is read again.",
                                    "%u entries were read by an older version of Poise. Your "
                                    "corrections stay when they are read again.",
                                    n),
                          n);
  gtk_label_set_text (self->label, text);
}

static gboolean
offer_cb (gpointer data)
{
  PoiseRetagBar *self = data;

  self->offer_id = 0;
  offer (self);
  return G_SOURCE_REMOVE;
}

/* To ask every entry of many years takes a while; what was read is to be seen first. */
static void
offer_soon (PoiseRetagBar *self)
{
  if (self->offer_id == 0)
    self->offer_id = g_idle_add_full (G_PRIORITY_LOW, offer_cb, self, NULL);
}

static void
show_running (PoiseRetagBar *self, gboolean running)
{
  gtk_widget_set_visible (self->progress, running);
  gtk_widget_set_visible (self->start_button, !running);
  gtk_button_set_label (self->cancel_button, running ? _ ("_Cancel") : _ ("Not _Now"));
}

static gboolean
progress_cb (gpointer data)
{
  PoiseRetagBar *self = data;

  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress),
                                 poise_retagger_get_progress (self->retagger));
  return G_SOURCE_CONTINUE;
}

static void
end_running (PoiseRetagBar *self)
{
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->progress_id, g_source_remove);
  show_running (self, FALSE);
}

static void
done_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (PoiseRetagBar) self = data;
  gboolean is_done;
  guint n;

  is_done = poise_retagger_run_finish (POISE_RETAGGER (object), result, &n, NULL);
  if (self->retagger != POISE_RETAGGER (object))
    return;
  end_running (self);
  offer (self);
  if (is_done)
    g_signal_emit (self, signals[SIGNAL_DONE], 0, n);
}

static void
start_cb (PoiseRetagBar *self)
{
  if (self->cancellable != NULL)
    return;
  self->cancellable = g_cancellable_new ();
  show_running (self, TRUE);
  self->progress_id = g_timeout_add (PROGRESS_MS, progress_cb, self);
  poise_retagger_run_async (self->retagger, self->cancellable, done_cb, g_object_ref (self));
}

static void
cancel_cb (PoiseRetagBar *self)
{
  if (self->cancellable != NULL)
    {
      g_cancellable_cancel (self->cancellable);
      return;
    }
  self->is_put_off = TRUE;
  poise_reveal (self->revealer, FALSE);
}

static void
set_context (PoiseRetagBar *self, PoiseContext *context)
{
  PoiseTagger *tagger = context != NULL ? poise_context_get_tagger (context) : NULL;

  if (self->cancellable != NULL)
    {
      g_cancellable_cancel (self->cancellable);
      end_running (self);
    }
  if (self->context != NULL)
    g_signal_handlers_disconnect_by_func (self->context, offer_soon, self);
  g_clear_handle_id (&self->offer_id, g_source_remove);
  g_clear_object (&self->retagger);
  g_set_object (&self->context, context);
  poise_reveal (self->revealer, FALSE);
  if (tagger == NULL)
    return;
  self->retagger = poise_retagger_new (poise_context_get_store (context), tagger);
  g_signal_connect_object (context, "loaded", G_CALLBACK (offer_soon), self, G_CONNECT_SWAPPED);
  if (poise_context_is_loaded (context))
    offer_soon (self);
}

static void
poise_retag_bar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CONTEXT)
    set_context (POISE_RETAG_BAR (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
poise_retag_bar_dispose (GObject *object)
{
  PoiseRetagBar *self = POISE_RETAG_BAR (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->progress_id, g_source_remove);
  g_clear_handle_id (&self->offer_id, g_source_remove);
  g_clear_object (&self->retagger);
  g_clear_object (&self->context);
  gtk_widget_dispose_template (GTK_WIDGET (object), POISE_TYPE_RETAG_BAR);

  G_OBJECT_CLASS (poise_retag_bar_parent_class)->dispose (object);
}

static void
poise_retag_bar_class_init (PoiseRetagBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->set_property = poise_retag_bar_set_property;
  G_OBJECT_CLASS (klass)->dispose = poise_retag_bar_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/poise_journal/Poise/window/poise-retag-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, PoiseRetagBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, PoiseRetagBar, label);
  gtk_widget_class_bind_template_child (widget_class, PoiseRetagBar, progress);
  gtk_widget_class_bind_template_child (widget_class, PoiseRetagBar, start_button);
  gtk_widget_class_bind_template_child (widget_class, PoiseRetagBar, cancel_button);
  gtk_widget_class_bind_template_callback (widget_class, start_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);

  /**
   * PoiseRetagBar:context:
   *
   * Whose journal it is about; %NULL for none.
   */
  properties[PROP_CONTEXT] = g_param_spec_object ("context", NULL, NULL, POISE_TYPE_CONTEXT,
                                                  G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPERTIES, properties);

  /**
   * PoiseRetagBar::done:
   * @self: the bar
   * @n: how many entries have a new tag; poise_retag_bar_undo() takes it back
   */
  signals[SIGNAL_DONE] = g_signal_new ("done", POISE_TYPE_RETAG_BAR, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

/* Large words of a long language need two lines in a narrow window. */
static void
wrap_label (GtkButton *button)
{
  gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (button)), TRUE);
}

static void
poise_retag_bar_init (PoiseRetagBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  wrap_label (GTK_BUTTON (self->start_button));
  wrap_label (self->cancel_button);
}

/**
 * poise_retag_bar_undo:
 * @self: a bar
 *
 * Takes the last run back.
 */
void
poise_retag_bar_undo (PoiseRetagBar *self)
{
  g_return_if_fail (POISE_IS_RETAG_BAR (self));

  if (self->retagger == NULL)
    return;
  poise_retagger_undo (self->retagger);
  self->is_put_off = TRUE;
  offer (self);
}
