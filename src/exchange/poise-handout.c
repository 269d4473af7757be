/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-handout.h"

#include <glib/gi18n-lib.h>

#include "poise-html.h"
#include "poise-names.h"
#include "poise-pdf.h"
#include "poise-review.h"

/* A review that does not say on what it looks back is of the month in which it was written. */
static PoiseRange
get_range (PoiseEntry *review, PoiseDay today)
{
  PoiseUnit unit = POISE_UNIT_MONTH;
  PoiseDay first = poise_entry_get_day (review);

  if (!poise_review_get_period (review, &unit, &first))
    first = poise_unit_get_first (POISE_UNIT_MONTH, first, G_DATE_MONDAY);
  return poise_review_get_range (unit, first, today);
}

/**
 * poise_handout_new:
 * @review: a review
 * @journal: the journal that it is of
 * @intentions: what the person has meant to do, for the marks on the chart
 * @names: (array zero-terminated=1): names to be replaced by initials
 * @today: the day that is
 * @first_weekday: the day on which weeks begin
 * @accuracy: (nullable): how often the tagger is right for this person
 * @draw_chart: (nullable): draws the charts
 *
 * The charts are of the review's own time; there is none of the year, which is nobody else's
 * matter.
 *
 * Returns: (transfer full): what is handed out; nothing else of the journal is in it
 */
PoiseExport *
poise_handout_new (PoiseEntry *review,
                   PoiseJournal *journal,
                   PoiseIntentionList *intentions,
                   const char *const *names,
                   PoiseDay today,
                   GDateWeekday first_weekday,
                   const PoiseAccuracy *accuracy,
                   PoiseChartFunc draw_chart)
{
  PoiseExport *self = g_new0 (PoiseExport, 1);
  g_autoptr (PoiseEntry) copy = poise_entry_copy (review);
  g_autofree char *text = poise_names_to_initials (poise_entry_get_text (review), names);
  const char *title = poise_entry_get_prompt_text (review);
  PoiseRange range = get_range (review, today);

  poise_entry_set_text (copy, text);
  self->entries = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (self->entries, g_steal_pointer (&copy));
  self->title = poise_names_to_initials (title != NULL ? title : C_ ("entry", "Review"), names);
  self->balance = poise_balance_new_for_range (journal, &range, first_weekday, accuracy);
  poise_export_set_intentions (self, intentions, FALSE);
  /* What a marked day is called may be a name, too. */
  for (guint i = 0; i < self->balance->events->len; i++)
    {
      PoiseEvent *event = g_ptr_array_index (self->balance->events, i);
      char *initials = poise_names_to_initials (event->name, names);

      g_free (event->name);
      event->name = initials;
    }
  self->today = today;
  self->first_weekday = first_weekday;
  self->draw_chart = draw_chart;
  return self;
}

/**
 * poise_handout_make_pages:
 * @export: what poise_handout_new() made
 * @width: of a page, in points, without the printer's margins
 * @height: of it
 *
 * Returns: (transfer full) (element-type cairo_surface_t): what is printed, a surface a page
 */
GPtrArray *
poise_handout_make_pages (const PoiseExport *export, double width, double height)
{
  return poise_pdf_make_pages (export, width, height);
}

/**
 * poise_handout_write:
 * @export: what poise_handout_new() made
 * @is_pdf: whether it is a PDF, or a web page
 * @error: return location
 *
 * Errors are those of poise_pdf_write().
 *
 * Returns: (transfer full) (nullable): the file's bytes, or %NULL with @error set
 */
GBytes *
poise_handout_write (const PoiseExport *export, gboolean is_pdf, GError **error)
{
  g_autoptr (GPtrArray) files =
    is_pdf ? poise_pdf_write (export, error) : poise_html_write (export, error);

  return files != NULL ? g_bytes_ref (((PoiseExportFile *) g_ptr_array_index (files, 0))->bytes)
                       : NULL;
}
