/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The journal's files that are no months, as learned.json: several programs
 * and computers change them, so that a write brings a change to what is there,
 * under the journal's lock, and never a whole.
 */

#pragma once

#include "poise-folder.h"

G_BEGIN_DECLS

/**
 * PoiseFileKind:
 * @name: the file's name in the journal's folder
 * @apply: what is there (nullable) and a change to what shall be there; it fails with
 *   %POISE_ERROR_INVALID where what is there is damaged. It runs on any thread
 * @decode: the file's bytes (nullable) to what its owner works with, on any thread
 * @join: (nullable): a change that still waits, or is being written just now, and (transfer full)
 *   one that comes behind it, to one of both; where it is missing a change says all that the one
 *   before it did
 * @free_change: frees a change
 * @free_decoded: frees what was decoded
 */
typedef struct
{
  const char *name;
  GBytes *(*apply) (GBytes *there, gconstpointer change, GError **error);
  gpointer (*decode) (GBytes *there, const char *path, GError **error);
  gpointer (*join) (gconstpointer older, gpointer newer);
  GDestroyNotify free_change;
  GDestroyNotify free_decoded;
} PoiseFileKind;

GBytes *poise_file_kind_read (const PoiseFileKind *self, PoiseFolder *folder, GError **error);
GBytes *poise_file_kind_write (const PoiseFileKind *self,
                               PoiseFolder *folder,
                               gconstpointer change,
                               GDateTime *now,
                               GError **error);

G_END_DECLS
