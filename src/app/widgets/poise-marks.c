/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-marks.h"

static void
insert (PangoAttrList *attributes, PangoAttribute *attribute, guint start, guint end)
{
  attribute->start_index = start;
  attribute->end_index = end;
  pango_attr_list_insert (attributes, attribute);
}

/**
 * poise_marks_add:
 * @attributes: how @text looks; what is marked is added
 * @text: the text
 * @start: the first character that is marked
 * @end: the character behind the last one
 *
 * Marks characters of a text as found.
 */
void
poise_marks_add (PangoAttrList *attributes, const char *text, guint start, guint end)
{
  guint start_index = (guint) (g_utf8_offset_to_pointer (text, start) - text);
  guint end_index = (guint) (g_utf8_offset_to_pointer (text, end) - text);
  PangoColor background, foreground;

  pango_color_parse (&background, POISE_MARK_BACKGROUND);
  pango_color_parse (&foreground, POISE_MARK_FOREGROUND);
  insert (attributes, pango_attr_background_new (background.red, background.green, background.blue),
          start_index, end_index);
  insert (attributes, pango_attr_foreground_new (foreground.red, foreground.green, foreground.blue),
          start_index, end_index);
}
