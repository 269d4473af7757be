/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is exported, and the files that come of it.
 *
 * Writers are pure: they give names and bytes, and one function writes these to
 * the disk.
 */

#pragma once

#include <cairo.h>
#include <gio/gio.h>

#include "poise-balance.h"
#include "poise-intention-list.h"

G_BEGIN_DECLS

/**
 * PoiseChartFunc:
 * @balance: what the charts show
 * @days: (nullable) (element-type PoisePeriod): the year of days; %NULL leaves its chart out
 * @today: the day that is
 * @cr: (nullable): where they are drawn; %NULL to measure
 * @width: in points
 *
 * Draws the balance's charts. It is passed in, since this folder does not know
 * that of the charts.
 *
 * Returns: the height, in points
 */
typedef double (
  *PoiseChartFunc) (PoiseBalance *balance, GArray *days, PoiseDay today, cairo_t *cr, double width);

/**
 * PoiseExport: (foreign)
 * @entries: (element-type PoiseEntry): the oldest first
 * @balance: the balance of the entries
 * @days: (nullable) (element-type PoisePeriod): the last year's days; %NULL for none of them
 * @today: the day that is
 * @first_weekday: the day on which weeks begin
 * @draw_chart: (nullable): draws the charts
 * @title: (nullable): what it is called where it is one text and no journal
 * @intentions: (nullable): what the person has meant to do, as intentions.json holds it
 * @is_sample: whether nobody wrote it, which it says
 */
typedef struct
{
  GPtrArray *entries;
  PoiseBalance *balance;
  GArray *days;
  PoiseDay today;
  GDateWeekday first_weekday;
  PoiseChartFunc draw_chart;
  char *title;
  char *intentions;
  gboolean is_sample;
} PoiseExport;

/**
 * PoiseExportFile:
 * @name: its name in the folder; %NULL where there is only one file
 * @bytes: what it holds
 */
typedef struct
{
  char *name;
  GBytes *bytes;
} PoiseExportFile;

PoiseExport *poise_export_new (PoiseJournal *journal,
                               PoiseDay from,
                               PoiseDay to,
                               PoiseDay today,
                               GDateWeekday first_weekday,
                               const PoiseAccuracy *accuracy,
                               PoiseChartFunc draw_chart);
void
poise_export_set_intentions (PoiseExport *self, PoiseIntentionList *intentions, gboolean is_all);
const char *poise_export_get_title (const PoiseExport *self);
void poise_export_free (PoiseExport *self);

GPtrArray *poise_export_files_new (void);
void poise_export_files_take (GPtrArray *files, char *name, GString *text);
GPtrArray *poise_export_files_new_for_text (GString *text);
gboolean poise_export_save (GPtrArray *files,
                            const char *path,
                            gboolean is_folder,
                            gboolean may_replace,
                            GCancellable *cancellable,
                            GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PoiseExport, poise_export_free)

G_END_DECLS
