/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-next-time-row.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "poise-buttons.h"
#include "poise-form.h"

/* Nothing is offered in the middle of a sentence. */
#define REST_MS 800

struct _PoiseNextTimeRow
{
  GtkWidget parent_instance;

  /* Template */
  GtkWidget *box;
  GtkLabel *offer;

  /* Owned */
  PoiseContext *context;
  PoiseDocument *document;
  GHashTable *skipped; /* ids of entries */

  guint rest_id;
  gboolean has_room; /* for more than the text */
};

G_DEFINE_FINAL_TYPE (PoiseNextTimeRow, poise_next_time_row, GTK_TYPE_WIDGET)

static PoiseIntentionList *
get_list (PoiseNextTimeRow *self)
{
  return poise_context_get_intentions (self->context);
}

static gboolean
is_of_this_week (PoiseNextTimeRow *self, PoiseEntry *entry)
{
  GDateWeekday first_weekday = poise_context_get_first_weekday (self->context);

  return poise_day_get_week (poise_entry_get_day (entry), first_weekday) ==
         poise_day_get_week (poise_context_get_today (self->context), first_weekday);
}

/* What was meant once is not offered again, and in a pause nothing is. */
static gboolean
shall_offer (PoiseNextTimeRow *self)
{
  PoiseEntry *entry = poise_document_get_entry (self->document);
  g_autofree char *words = NULL;

  if (!self->has_room || entry == NULL || !is_of_this_week (self, entry) ||
      !poise_context_is_loaded (self->context) ||
      poise_context_get_intentions_error (self->context) != NULL ||
      poise_intention_list_get_paused (get_list (self)) != POISE_DAY_INVALID ||
      g_hash_table_contains (self->skipped, poise_entry_get_id (entry)))
    return FALSE;
  words = poise_form_get_next_time (entry);
  return words != NULL && !poise_intention_list_has_text (get_list (self), words);
}

static void
update (PoiseNextTimeRow *self)
{
  gboolean is_offered = shall_offer (self);

  if (is_offered)
    gtk_label_set_text (
      self->offer,
      poise_intention_list_get_current (get_list (self)) == NULL
        ? _ ("What you do next time can be your intention for this week.")
        : _ ("What you do next time can be your intention for this week, in place of the one that "
             "you have."));
  gtk_widget_set_visible (GTK_WIDGET (self), is_offered);
}

static gboolean
rest_cb (gpointer data)
{
  PoiseNextTimeRow *self = data;

  self->rest_id = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

static void
text_changed_cb (PoiseNextTimeRow *self)
{
  g_clear_handle_id (&self->rest_id, g_source_remove);
  if (gtk_widget_get_visible (GTK_WIDGET (self)))
    update (self);
  else
    self->rest_id = g_timeout_add (REST_MS, rest_cb, self);
}

static void
take_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PoiseNextTimeRow *self = POISE_NEXT_TIME_ROW (widget);
  g_autoptr (GDateTime) now = poise_store_get_now (poise_context_get_store (self->context));
  g_autoptr (PoiseIntentionList) after = poise_intention_list_copy (get_list (self));
  g_autoptr (PoiseOperation) operation = NULL;
  PoiseIntention *intention;

  /* It says what the answer is about. */
  poise_document_update_tag (self->document);
  intention = poise_form_make_intention (poise_document_get_entry (self->document), now,
                                         poise_context_get_today (self->context));
  if (intention == NULL)
    return;
  poise_intention_list_set (after, intention);
  operation = poise_operation_new_intending (get_list (self), after, _ ("Intention set"));
  poise_history_run (poise_context_get_history (self->context), operation);
}

static void
skip_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PoiseNextTimeRow *self = POISE_NEXT_TIME_ROW (widget);
  PoiseEntry *entry = poise_document_get_entry (self->document);

  g_hash_table_add (self->skipped, g_strdup (poise_entry_get_id (entry)));
  update (self);
}

static void
poise_next_time_row_dispose (GObject *object)
{
  PoiseNextTimeRow *self = POISE_NEXT_TIME_ROW (object);

  g_clear_handle_id (&self->rest_id, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (object), POISE_TYPE_NEXT_TIME_ROW);
  g_clear_object (&self->document);
  g_clear_object (&self->context);
  g_clear_pointer (&self->skipped, g_hash_table_unref);

  G_OBJECT_CLASS (poise_next_time_row_parent_class)->dispose (object);
}

static void
poise_next_time_row_class_init (PoiseNextTimeRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = poise_next_time_row_dispose;
  g_type_ensure (ADW_TYPE_WRAP_BOX);
  gtk_widget_class_install_action (widget_class, "next-time.take", NULL, take_cb);
  gtk_widget_class_install_action (widget_class, "next-time.skip", NULL, skip_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/poise_journal/Poise/write/poise-next-time-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PoiseNextTimeRow, box);
  gtk_widget_class_bind_template_child (widget_class, PoiseNextTimeRow, offer);
}

static void
poise_next_time_row_init (PoiseNextTimeRow *self)
{
  self->has_room = TRUE;
  self->skipped = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  poise_buttons_wrap (GTK_WIDGET (self));
}

/**
 * poise_next_time_row_set_document:
 * @self: a row
 * @document: what is open
 *
 * Tells the row whose answer it looks at; once.
 */
void
poise_next_time_row_set_document (PoiseNextTimeRow *self, PoiseDocument *document)
{
  g_return_if_fail (POISE_IS_NEXT_TIME_ROW (self));
  g_return_if_fail (self->document == NULL && POISE_IS_DOCUMENT (document));

  self->document = g_object_ref (document);
  self->context = g_object_ref (poise_document_get_context (document));
  g_signal_connect_object (document, "notify::text", G_CALLBACK (text_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_list (self), "changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "loaded", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

/**
 * poise_next_time_row_set_room:
 * @self: a row
 * @has_room: whether there is room for more than the text
 */
void
poise_next_time_row_set_room (PoiseNextTimeRow *self, gboolean has_room)
{
  g_return_if_fail (POISE_IS_NEXT_TIME_ROW (self));

  self->has_room = has_room;
  if (self->document != NULL)
    update (self);
}
