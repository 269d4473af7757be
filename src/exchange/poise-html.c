/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-html.h"

#include <cairo-svg.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "poise-balance-description.h"
#include "poise-direction.h"
#include "poise-heading.h"
#include "poise-period.h"

#define CHART_WIDTH 720.0

/* Light or dark as the reader's screen is, and fit to be printed. */
static const char style[] =
  ":root{color-scheme:light dark}"
  "body{font:1.05rem/1.55 \"Adwaita Sans\",Cantarell,\"Segoe UI\",sans-serif;"
  "max-width:42rem;margin:2rem auto;"
  "padding:0 1rem}"
  "h1{font-weight:800}h2{margin-top:3rem;border-bottom:1px solid #8886}"
  "h2 small,h3 small{font-weight:normal;opacity:.65}"
  ".prompt{font-style:italic;opacity:.75}.tags{opacity:.75}.tags span{margin-inline-end:.75em}"
  ".text{white-space:pre-wrap;overflow-wrap:break-word}"
  /* Each line as its own language is read. */
  ".text,.prompt,h1,h4,.tags span{unicode-bidi:plaintext}"
  "h4{margin:1.5em 0 .25em}"
  "figure{margin:2rem 0;background:#fff;border-radius:12px;padding:.5rem}"
  "figure svg{width:100%;height:auto}"
  "@media print{article{break-inside:avoid}}";

static void
append_escaped (GString *out, const char *before, const char *text, const char *after)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append (out, before);
  g_string_append (out, escaped);
  g_string_append (out, after);
}

static cairo_status_t
append_svg_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_string_append_len (closure, (const char *) data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
append_chart (GString *out, const PoiseExport *export)
{
  g_autoptr (GString) svg = g_string_new (NULL);
  cairo_surface_t *surface;
  cairo_t *cr;
  double height;
  g_autofree char *label = NULL;
  const char *start;

  if (export->draw_chart == NULL || export->balance->n_counted == 0)
    return;
  height = export->draw_chart (export->balance, export->days, export->today, NULL, CHART_WIDTH);
  surface = cairo_svg_surface_create_for_stream (append_svg_cb, svg, CHART_WIDTH, height);
  cr = cairo_create (surface);
  export->draw_chart (export->balance, export->days, export->today, cr, CHART_WIDTH);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  /* Without the head of an XML file. */
  start = strstr (svg->str, "<svg");
  if (start == NULL)
    return;
  /* A screen reader says what is drawn; of a review the page does. */
  label = export->days != NULL ? poise_balance_describe (export->balance, NULL)
                               : g_strdup (export->title);
  append_escaped (out, "<figure role=\"img\" aria-label=\"", label, "\">");
  g_string_append (out, start);
  g_string_append (out, "</figure>\n");
}

static void
append_week (GString *out, const PoiseExport *export, PoiseDay first)
{
  g_autofree char *day = poise_day_to_words (first);
  g_autofree char *title = g_strdup_printf (
    /* Translators: the first day of a week. */
    _ ("Week of %s"), day);
  const PoisePeriod *week = NULL;

  for (guint i = 0; i < export->balance->weeks->len && week == NULL; i++)
    if (g_array_index (export->balance->weeks, PoisePeriod, i).first == first)
      week = &g_array_index (export->balance->weeks, PoisePeriod, i);
  append_escaped (out, "<h2>", title, "");
  if (week != NULL && week->has_share)
    {
      g_autofree char *share = g_strdup_printf (_ ("%.0f%% leadership"), week->share * 100.0);

      append_escaped (out, " <small>", share, "</small>");
    }
  g_string_append (out, "</h2>\n");
}

static void
append_tags (GString *out, const char *const *tags)
{
  if (*tags == NULL)
    return;
  g_string_append (out, "\n<p class=\"tags\">");
  for (guint i = 0; tags[i] != NULL; i++)
    append_escaped (out, i > 0 ? " <span>#" : "<span>#", tags[i], "</span>");
  g_string_append (out, "</p>");
}

static void
append_part_cb (const char *words, gboolean is_heading, gpointer data)
{
  GString *out = data;

  if (is_heading)
    append_escaped (out, "<h4>", words, "</h4>\n");
  else
    append_escaped (out, "<div class=\"text\">", words, "</div>\n");
}

static void
append_entry (GString *out, PoiseEntry *entry)
{
  g_autofree char *iso = poise_day_to_string (poise_entry_get_day (entry));
  /* Translators: the day of an entry, by strftime(). */
  g_autofree char *day =
    poise_day_format (poise_entry_get_day (entry), C_ ("entry", "%A, %-d %B %Y"));
  PoiseTag *tag = poise_entry_get_tag (entry);

  g_string_append_printf (out, "<article><h3><time datetime=\"%s\">", iso);
  append_escaped (out, "", day, "</time>");
  if (tag != NULL && tag->mode != POISE_MODE_NONE && !poise_tag_is_guess (tag))
    append_escaped (out, " <small>", poise_mode_get_label (tag->mode), "</small>");
  g_string_append (out, "</h3>\n");
  if (poise_entry_get_prompt_text (entry) != NULL)
    append_escaped (out, "<p class=\"prompt\">", poise_entry_get_prompt_text (entry), "</p>\n");
  poise_heading_foreach (poise_entry_get_text (entry), append_part_cb, out);
  append_tags (out, poise_entry_get_tags (entry));
  g_string_append (out, "</article>\n");
}

static void
append_journal (GString *out, const PoiseExport *export)
{
  PoiseDay last = POISE_DAY_INVALID;

  for (guint i = 0; i < export->entries->len; i++)
    {
      PoiseEntry *entry = g_ptr_array_index (export->entries, i);
      PoiseDay week = poise_day_get_week (poise_entry_get_day (entry), export->first_weekday);

      if (week != last)
        append_week (out, export, week);
      last = week;
      append_entry (out, entry);
    }
}

/**
 * poise_html_write:
 * @export: what is exported
 * @error: return location
 *
 * Writes a page with the chart and the entries by week, or with one text.
 *
 * Returns: (transfer full) (element-type PoiseExportFile): the file
 */
GPtrArray *
poise_html_write (const PoiseExport *export, GError **error)
{
  GString *out = g_string_new ("<!DOCTYPE html>\n");
  const char *title = poise_export_get_title (export);

  /* By what the program itself says on the page. */
  g_string_append_printf (out, "<html dir=\"%s\"><head><meta charset=\"utf-8\">",
                          poise_direction_is_rtl (_ ("Journal")) ? "rtl" : "ltr");
  g_string_append (out, "<meta name=\"viewport\" content=\"width=device-width\">");
  append_escaped (out, "<title>", title, "</title>");
  g_string_append_printf (out, "<style>%s</style></head><body>\n", style);
  append_escaped (out, "<h1>", title, "</h1>\n");
  if (export->title != NULL && export->is_sample)
    append_escaped (out, "<p>", _ ("Sample Journal"), "</p>\n");
  append_chart (out, export);
  if (export->title == NULL)
    append_journal (out, export);
  else
    for (guint i = 0; i < export->entries->len; i++)
      poise_heading_foreach (poise_entry_get_text (g_ptr_array_index (export->entries, i)),
                             append_part_cb, out);
  g_string_append (out, "</body></html>\n");
  return poise_export_files_new_for_text (out);
}
