/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-live-tagger.h"

#include <adwaita.h>
#include <string.h>

#include "poise-buffer-text.h"
#include "poise-palette.h"

/* A pause in typing that is long enough to be worth a look. */
#define PAUSE_MS 120
/* GtkTextView takes a time for a mark that grows with its line: a line of a
 * pasted megabyte would stall it, so such a text goes without underlines. */
#define MAX_MARKED_LINE_BYTES 20000

struct _PoiseLiveTagger
{
  GObject parent_instance;

  /* Owned */
  GtkTextBuffer *buffer;
  PoiseTagger *tagger;
  PoiseTag *tag;  /* what is shown */
  char *tag_text; /* the text that it speaks of */
  GtkTextTag *marks[POISE_N_SENTENCE_MODES];

  guint64 revision; /* of the buffer; a result of an older one is dropped */
  guint timeout_id;
  gboolean underlines;
};

enum
{
  SIGNAL_TAGGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PoiseLiveTagger, poise_live_tagger, G_TYPE_OBJECT)

typedef struct
{
  PoiseTagger *tagger;
  char *text;
  PoiseTag *old;
  char *old_text;
  guint64 revision;
} Job;

static void
job_free (Job *job)
{
  g_clear_object (&job->tagger);
  g_free (job->text);
  g_clear_pointer (&job->old, poise_tag_unref);
  g_free (job->old_text);
  g_free (job);
}

static void
remove_marks (PoiseLiveTagger *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  for (guint m = POISE_MODE_MANAGEMENT; m <= POISE_MODE_LEADERSHIP; m++)
    gtk_text_buffer_remove_tag (self->buffer, self->marks[m], &start, &end);
}

static gboolean
has_long_line (const char *text)
{
  for (const char *line = text; line != NULL;)
    {
      const char *end = strchr (line, '\n');

      if ((end != NULL ? (gsize) (end - line) : strlen (line)) > MAX_MARKED_LINE_BYTES)
        return TRUE;
      line = end != NULL ? end + 1 : NULL;
    }

  return FALSE;
}

static void
show_marks (PoiseLiveTagger *self)
{
  if (has_long_line (self->tag_text))
    return;
  remove_marks (self);
  if (!self->underlines || self->tag == NULL)
    return;
  for (guint i = 0; i < self->tag->sentences->len; i++)
    {
      const PoiseSentenceTag *sentence = &g_array_index (self->tag->sentences, PoiseSentenceTag, i);
      GtkTextIter start, end;

      if (!poise_sentence_tag_is_coded (sentence))
        continue;
      gtk_text_buffer_get_iter_at_offset (self->buffer, &start, (int) sentence->start);
      gtk_text_buffer_get_iter_at_offset (self->buffer, &end, (int) sentence->end);
      gtk_text_buffer_apply_tag (self->buffer, self->marks[sentence->mode], &start, &end);
    }
}

static void
job_thread_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;

  g_task_return_pointer (task, poise_tagger_retag (job->tagger, job->text, job->old, job->old_text),
                         (GDestroyNotify) poise_tag_unref);
}

static void
job_ready_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  PoiseLiveTagger *self = POISE_LIVE_TAGGER (object);
  Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (PoiseTag) tag = g_task_propagate_pointer (G_TASK (result), NULL);

  if (tag == NULL || job->revision != self->revision)
    return;
  poise_live_tagger_set_tag (self, tag);
  g_signal_emit (self, signals[SIGNAL_TAGGED], 0, tag);
}

/**
 * poise_live_tagger_run:
 * @self: a live tagger
 *
 * Tags what the buffer holds now, without waiting for a pause.
 */
void
poise_live_tagger_run (PoiseLiveTagger *self)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  g_return_if_fail (POISE_IS_LIVE_TAGGER (self));

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  if (self->tagger == NULL)
    return;
  job = g_new0 (Job, 1);
  job->tagger = g_object_ref (self->tagger);
  job->text = poise_buffer_text_get (self->buffer);
  job->old = self->tag != NULL ? poise_tag_ref (self->tag) : NULL;
  job->old_text = g_strdup (self->tag_text);
  job->revision = self->revision;
  task = g_task_new (self, NULL, job_ready_cb, NULL);
  g_task_set_source_tag (task, poise_live_tagger_run);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, job_thread_cb);
}

static gboolean
pause_cb (gpointer data)
{
  PoiseLiveTagger *self = data;

  self->timeout_id = 0;
  poise_live_tagger_run (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (PoiseLiveTagger *self)
{
  self->revision++;
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  self->timeout_id = g_timeout_add (PAUSE_MS, pause_cb, self);
}

/* Management is underlined once and leadership twice, so that the marks can
 * be told apart without their colours. */
static void
color_marks (PoiseLiveTagger *self)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  const PoisePalette *palette = poise_palette_get (adw_style_manager_get_dark (style),
                                                   adw_style_manager_get_high_contrast (style));
  const PoiseColor *colors[] = { NULL, &palette->management, &palette->leadership };

  for (guint m = POISE_MODE_MANAGEMENT; m <= POISE_MODE_LEADERSHIP; m++)
    {
      GdkRGBA rgba = { (float) colors[m]->red, (float) colors[m]->green, (float) colors[m]->blue,
                       0.75f };

      g_object_set (self->marks[m], "underline-rgba", &rgba, NULL);
    }
}

static void
poise_live_tagger_dispose (GObject *object)
{
  PoiseLiveTagger *self = POISE_LIVE_TAGGER (object);

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  g_clear_object (&self->buffer);
  g_clear_object (&self->tagger);

  G_OBJECT_CLASS (poise_live_tagger_parent_class)->dispose (object);
}

static void
poise_live_tagger_finalize (GObject *object)
{
  PoiseLiveTagger *self = POISE_LIVE_TAGGER (object);

  g_clear_pointer (&self->tag, poise_tag_unref);
  g_free (self->tag_text);

  G_OBJECT_CLASS (poise_live_tagger_parent_class)->finalize (object);
}

static void
poise_live_tagger_class_init (PoiseLiveTaggerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = poise_live_tagger_dispose;
  object_class->finalize = poise_live_tagger_finalize;

  /**
   * PoiseLiveTagger::tagged:
   * @self: the live tagger
   * @tag: what is said of the buffer's text as it is now
   */
  signals[SIGNAL_TAGGED] = g_signal_new ("tagged", POISE_TYPE_LIVE_TAGGER, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, POISE_TYPE_TAG);
}

static void
poise_live_tagger_init (PoiseLiveTagger *self)
{
  self->underlines = TRUE;
}

/**
 * poise_live_tagger_new:
 * @buffer: what the person writes in
 * @tagger: (nullable): the tagger
 *
 * Returns: (transfer full): a live tagger of @buffer
 */
PoiseLiveTagger *
poise_live_tagger_new (GtkTextBuffer *buffer, PoiseTagger *tagger)
{
  PoiseLiveTagger *self = g_object_new (POISE_TYPE_LIVE_TAGGER, NULL);

  self->buffer = g_object_ref (buffer);
  g_set_object (&self->tagger, tagger);
  self->marks[POISE_MODE_MANAGEMENT] =
    gtk_text_buffer_create_tag (buffer, "management", "underline", PANGO_UNDERLINE_SINGLE, NULL);
  self->marks[POISE_MODE_LEADERSHIP] =
    gtk_text_buffer_create_tag (buffer, "leadership", "underline", PANGO_UNDERLINE_DOUBLE, NULL);
  color_marks (self);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (color_marks), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * poise_live_tagger_set_tag:
 * @self: a live tagger
 * @tag: (nullable): what is said of the text that the buffer holds now
 *
 * Shows a tag that is known, as that of an entry which is opened.
 */
void
poise_live_tagger_set_tag (PoiseLiveTagger *self, PoiseTag *tag)
{
  g_return_if_fail (POISE_IS_LIVE_TAGGER (self));

  if (tag != NULL)
    poise_tag_ref (tag);
  g_clear_pointer (&self->tag, poise_tag_unref);
  self->tag = tag;
  g_free (self->tag_text);
  self->tag_text = poise_buffer_text_get (self->buffer);
  show_marks (self);
}

/**
 * poise_live_tagger_get_tag:
 * @self: a live tagger
 *
 * Returns: (transfer none) (nullable): what is shown
 */
PoiseTag *
poise_live_tagger_get_tag (PoiseLiveTagger *self)
{
  g_return_val_if_fail (POISE_IS_LIVE_TAGGER (self), NULL);

  return self->tag;
}

/**
 * poise_live_tagger_set_underlines:
 * @self: a live tagger
 * @underlines: whether coded sentences are underlined
 */
void
poise_live_tagger_set_underlines (PoiseLiveTagger *self, gboolean underlines)
{
  g_return_if_fail (POISE_IS_LIVE_TAGGER (self));

  self->underlines = underlines;
  show_marks (self);
}
