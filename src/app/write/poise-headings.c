/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-headings.h"

#include <string.h>

#include "poise-buffer-text.h"
#include "poise-colors.h"
#include "poise-heading.h"

#define TAG_NAME "heading"
#define MARK_TAG_NAME "heading-mark"
/* How strong the marks are, as a part of dim text. */
#define MARK_STRENGTH 0.8

static void
apply_tag (GtkTextBuffer *buffer, const char *name, guint first, guint end)
{
  GtkTextIter from, to;

  gtk_text_buffer_get_iter_at_offset (buffer, &from, (int) first);
  gtk_text_buffer_get_iter_at_offset (buffer, &to, (int) end);
  gtk_text_buffer_apply_tag_by_name (buffer, name, &from, &to);
}

static void
show_headings_cb (GtkTextBuffer *buffer)
{
  g_autofree char *text = poise_buffer_text_get (buffer);
  g_autoptr (GArray) answers = poise_heading_find_answers (text);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_remove_tag_by_name (buffer, TAG_NAME, &start, &end);
  gtk_text_buffer_remove_tag_by_name (buffer, MARK_TAG_NAME, &start, &end);
  for (guint i = 0; i < answers->len; i++)
    {
      const PoiseAnswer *answer = &g_array_index (answers, PoiseAnswer, i);

      apply_tag (buffer, TAG_NAME, answer->heading, answer->start);
      apply_tag (buffer, MARK_TAG_NAME, answer->heading, answer->heading + strlen (POISE_HEADING));
    }
}

/* The mark says nothing to whoever does not know Markdown: it stands back. */
static void
color_mark (GtkTextTag *tag)
{
  const PoisePalette *palette = poise_colors_get ();
  const GdkRGBA color = { (float) palette->foreground.red, (float) palette->foreground.green,
                          (float) palette->foreground.blue,
                          (float) (palette->dim * MARK_STRENGTH) };

  g_object_set (tag, "foreground-rgba", &color, NULL);
}

/* Of an answer that is at another place than the cursor. */
static const PoiseAnswer *
find_answer (GArray *answers, guint cursor, int direction)
{
  const PoiseAnswer *found = NULL;

  for (guint i = 0; i < answers->len; i++)
    {
      const PoiseAnswer *answer = &g_array_index (answers, PoiseAnswer, i);

      if (direction > 0 && answer->heading >= cursor)
        return answer;
      if (direction < 0 && i + 1 < answers->len && answer[1].heading <= cursor &&
          answer[1].next >= cursor)
        found = answer;
    }
  return found;
}

/**
 * poise_headings_step:
 * @editor: the editor
 * @direction: 1 for the next answer, -1 for the one before
 *
 * Puts the cursor at the end of another answer.
 *
 * Returns: %FALSE if there is none
 */
gboolean
poise_headings_step (GtkTextView *editor, int direction)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (editor);
  g_autofree char *text = poise_buffer_text_get (buffer);
  g_autoptr (GArray) answers = poise_heading_find_answers (text);
  const PoiseAnswer *answer;
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  answer = find_answer (answers, (guint) gtk_text_iter_get_offset (&iter), direction);
  if (answer == NULL)
    return FALSE;
  gtk_text_buffer_get_iter_at_offset (buffer, &iter, (int) answer->end);
  gtk_text_buffer_place_cursor (buffer, &iter);
  gtk_text_view_scroll_mark_onscreen (editor, gtk_text_buffer_get_insert (buffer));
  return TRUE;
}

static gboolean
key_pressed_cb (GtkTextView *editor, guint key, guint code, GdkModifierType state)
{
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();

  if (key == GDK_KEY_Tab && modifiers == 0)
    return poise_headings_step (editor, 1);
  if ((key == GDK_KEY_ISO_Left_Tab || key == GDK_KEY_Tab) && modifiers == GDK_SHIFT_MASK)
    return poise_headings_step (editor, -1);
  return FALSE;
}

/**
 * poise_headings_attach:
 * @editor: the editor
 *
 * Shows headings bold and their marks dimmed, and lets Tab and Shift+Tab go between their answers;
 * beyond the last and the first they leave the editor, as they do where there is no heading.
 */
void
poise_headings_attach (GtkTextView *editor)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (editor);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkTextTag *mark;

  gtk_text_buffer_create_tag (buffer, TAG_NAME, "weight", PANGO_WEIGHT_BOLD, NULL);
  /* The later tag prevails. */
  mark = gtk_text_buffer_create_tag (buffer, MARK_TAG_NAME, "weight", PANGO_WEIGHT_NORMAL, NULL);
  color_mark (mark);
  poise_colors_follow (mark, G_CALLBACK (color_mark));
  g_signal_connect (buffer, "changed", G_CALLBACK (show_headings_cb), NULL);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), editor);
  gtk_widget_add_controller (GTK_WIDGET (editor), keys);
}
