/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "poise-folder.h"

G_BEGIN_DECLS

/**
 * PoiseFileMakeFunc:
 * @file: the file that the person chose
 * @data: what poise_file_save() was given
 * @error: return location
 *
 * Makes what is to be written, on a thread.
 *
 * Returns: (transfer full) (nullable): it
 */
typedef GBytes *(*PoiseFileMakeFunc) (GFile *file, gpointer data, GError **error);

void poise_file_save (AdwToastOverlay *toasts,
                      PoiseFolder *folder,
                      const char *title,
                      const char *name,
                      PoiseFileMakeFunc make,
                      gpointer data,
                      GDestroyNotify free_data);
void poise_file_save_bytes (AdwToastOverlay *toasts,
                            PoiseFolder *folder,
                            const char *title,
                            const char *name,
                            GBytes *bytes);

G_END_DECLS
