/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-marks.h"

#include "poise-search.h"

static void
insert (PangoAttrList *attributes, PangoAttribute *attribute, guint start, guint end)
{
  attribute->start_index = start;
  attribute->end_index = end;
  pango_attr_list_insert (attributes, attribute);
}

static void
mark (PangoAttrList *attributes, const char *text, const PoiseSpan *span)
{
  guint start = (guint) (g_utf8_offset_to_pointer (text, span->start) - text);
  guint end = (guint) (g_utf8_offset_to_pointer (text, span->end) - text);
  PangoColor background, foreground;

  pango_color_parse (&background, POISE_MARK_BACKGROUND);
  pango_color_parse (&foreground, POISE_MARK_FOREGROUND);
  insert (attributes, pango_attr_background_new (background.red, background.green, background.blue),
          start, end);
  insert (attributes, pango_attr_foreground_new (foreground.red, foreground.green, foreground.blue),
          start, end);
}

/**
 * poise_marks_set_text:
 * @inscription: an inscription
 * @text: its text
 * @spans: (element-type PoiseSpan): what is marked in it
 */
void
poise_marks_set_text (GtkInscription *inscription, const char *text, GArray *spans)
{
  g_autoptr (PangoAttrList) attributes = spans->len > 0 ? pango_attr_list_new () : NULL;

  for (guint i = 0; i < spans->len; i++)
    mark (attributes, text, &g_array_index (spans, PoiseSpan, i));
  gtk_inscription_set_text (inscription, text);
  gtk_inscription_set_attributes (inscription, attributes);
}
