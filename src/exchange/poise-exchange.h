/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The formats: one table of those that are read, one of those that are written. */

#pragma once

#include "poise-export.h"
#include "poise-folder.h"
#include "poise-source.h"

G_BEGIN_DECLS

/**
 * PoiseImporter:
 * @id: its name on the command line, as `dayone`
 * @label: its name for people, to be translated
 * @hint: where its files come from, to be translated
 * @suffixes: (array zero-terminated=1): how its files end, in lower case
 * @takes_folder: whether it is mostly a folder
 * @read: reads it
 */
typedef struct
{
  const char *id;
  const char *label;
  const char *hint;
  const char *const *suffixes;
  gboolean takes_folder;
  void (*read) (PoiseSource *source, PoiseImport *import);
} PoiseImporter;

/**
 * PoiseExporter:
 * @id: its name on the command line, as `markdown`
 * @label: its name for people, to be translated
 * @hint: what it is good for, to be translated
 * @suffix: how its file's name ends; %NULL for a folder
 * @write: writes it
 */
typedef struct
{
  const char *id;
  const char *label;
  const char *hint;
  const char *suffix;
  GPtrArray *(*write) (const PoiseExport *export, GError **error);
} PoiseExporter;

const PoiseImporter *poise_importers_list (guint *n_importers);
const PoiseImporter *poise_importers_lookup (const char *id);
const PoiseExporter *poise_exporters_list (guint *n_exporters);
const PoiseExporter *poise_exporters_lookup (const char *id);

gboolean poise_exporter_may_write (const PoiseExporter *self,
                                   PoiseFolder *folder,
                                   const char *path,
                                   GError **error);

PoiseImport *poise_exchange_read (const PoiseImporter *importer,
                                  const char *path,
                                  GTimeZone *zone,
                                  const PoiseImportOptions *options,
                                  GCancellable *cancellable,
                                  GError **error);

G_END_DECLS
