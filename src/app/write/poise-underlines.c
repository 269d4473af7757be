/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-underlines.h"

#include <string.h>

#include "poise-colors.h"

/* GtkTextView takes a time for a mark that grows with its line: a line of a
 * pasted megabyte would stall it, so such a text goes without underlines. */
#define MAX_MARKED_LINE_BYTES 20000

struct _PoiseUnderlines
{
  GObject parent_instance;

  /* Owned */
  GtkTextBuffer *buffer;
  PoiseDocument *document;

  GtkTextTag *marks[POISE_N_SENTENCE_MODES]; /* the buffer's */
  gboolean is_shown;
};

G_DEFINE_FINAL_TYPE (PoiseUnderlines, poise_underlines, G_TYPE_OBJECT)

static void
remove_marks (PoiseUnderlines *self)
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
mark_sentence (PoiseUnderlines *self, const PoiseTag *tag, const PoiseSentenceTag *sentence)
{
  GtkTextIter start, end;

  if (!poise_sentence_tag_is_coded (sentence) || poise_tag_denies (tag, sentence))
    return;
  gtk_text_buffer_get_iter_at_offset (self->buffer, &start, (int) sentence->start);
  gtk_text_buffer_get_iter_at_offset (self->buffer, &end, (int) sentence->end);
  gtk_text_buffer_apply_tag (self->buffer, self->marks[sentence->mode], &start, &end);
}

/* What is said of an older text cannot be shown in this one. */
static void
show_marks (PoiseUnderlines *self)
{
  PoiseTag *tag = poise_document_get_tag (self->document);

  remove_marks (self);
  if (!self->is_shown || !poise_document_is_tagged (self->document) ||
      has_long_line (poise_document_get_text (self->document)))
    return;
  for (guint i = 0; i < tag->sentences->len; i++)
    mark_sentence (self, tag, &g_array_index (tag->sentences, PoiseSentenceTag, i));
}

/* Management is underlined once and leadership twice, so that the marks can
 * be told apart without their colours. */
static void
color_marks (PoiseUnderlines *self)
{
  const PoisePalette *palette = poise_colors_get ();
  const PoiseColor *colors[] = { NULL, &palette->management, &palette->leadership };

  for (guint m = POISE_MODE_MANAGEMENT; m <= POISE_MODE_LEADERSHIP; m++)
    {
      GdkRGBA rgba = { (float) colors[m]->red, (float) colors[m]->green, (float) colors[m]->blue,
                       0.75f };

      g_object_set (self->marks[m], "underline-rgba", &rgba, NULL);
    }
}

static void
poise_underlines_dispose (GObject *object)
{
  PoiseUnderlines *self = POISE_UNDERLINES (object);

  g_clear_object (&self->buffer);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (poise_underlines_parent_class)->dispose (object);
}

static void
poise_underlines_class_init (PoiseUnderlinesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = poise_underlines_dispose;
}

static void
poise_underlines_init (PoiseUnderlines *self)
{
  self->is_shown = TRUE;
}

/**
 * poise_underlines_new:
 * @buffer: what shows the document's text
 * @document: what is open
 *
 * Returns: (transfer full): underlines in @buffer
 */
PoiseUnderlines *
poise_underlines_new (GtkTextBuffer *buffer, PoiseDocument *document)
{
  PoiseUnderlines *self = g_object_new (POISE_TYPE_UNDERLINES, NULL);

  self->buffer = g_object_ref (buffer);
  self->document = g_object_ref (document);
  self->marks[POISE_MODE_MANAGEMENT] =
    gtk_text_buffer_create_tag (buffer, "management", "underline", PANGO_UNDERLINE_SINGLE, NULL);
  self->marks[POISE_MODE_LEADERSHIP] =
    gtk_text_buffer_create_tag (buffer, "leadership", "underline", PANGO_UNDERLINE_DOUBLE, NULL);
  color_marks (self);
  poise_colors_follow (self, G_CALLBACK (color_marks));
  g_signal_connect_object (document, "notify::tag", G_CALLBACK (show_marks), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * poise_underlines_set_shown:
 * @self: underlines
 * @shown: whether coded sentences are underlined
 */
void
poise_underlines_set_shown (PoiseUnderlines *self, gboolean shown)
{
  g_return_if_fail (POISE_IS_UNDERLINES (self));

  self->is_shown = shown;
  show_marks (self);
}
