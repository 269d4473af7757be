/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a person chose to import, in memory: a file, or the files of a folder
 * or of a zip archive. What comes from outside is not trusted: symbolic links
 * are not followed, names cannot lead anywhere, sizes have a limit.
 */

#pragma once

#include <gio/gio.h>

#include "poise-import.h"

G_BEGIN_DECLS

/* More than a hundred thousand entries need, and less than a machine has. */
#define POISE_SOURCE_MAX_BYTES (512u * 1024 * 1024)
#define POISE_SOURCE_MAX_FILES 200000u
#define POISE_SOURCE_MAX_DEPTH 16u

/* Stands among the endings for names that are eight digits and nothing else. */
#define POISE_SOURCE_BARE_DATE "/YYYYMMDD"

/**
 * PoiseSourceFile:
 * @name: its name, below the folder or archive, for messages and ids
 * @bytes: what it holds
 * @is_damaged: whether that is not all, or not as it was
 */
typedef struct
{
  char *name;
  GBytes *bytes;
  gboolean is_damaged;
} PoiseSourceFile;

/**
 * PoiseSource: (foreign)
 * @files: (element-type PoiseSourceFile): sorted by name
 * @is_many: whether it was a folder or an archive
 */
typedef struct
{
  GPtrArray *files;
  gboolean is_many;
} PoiseSource;

PoiseSource *poise_source_open (const char *path,
                                const char *const *suffixes,
                                guint64 max_bytes,
                                PoiseImport *import,
                                GCancellable *cancellable,
                                GError **error);
void poise_source_free (PoiseSource *self);

PoiseDateOrder poise_source_guess_order (PoiseSource *self, PoiseImport *import);
gboolean poise_source_is_bare_date (const char *name);
char *poise_source_decode (const PoiseSourceFile *file, PoiseImport *import);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PoiseSource, poise_source_free)

G_END_DECLS
