/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How files below a folder are coded on the disk. poise-file.c asks here whenever it reads a whole
 * file or writes one, so that whoever works with files sees what is in them and nobody can forget
 * to seal one.
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What a sealed file begins with: `PSEALED` and a zero, so that no tool takes it for text. */
#define POISE_CODING_MAGIC "PSEALED"
#define POISE_CODING_MAGIC_BYTES sizeof POISE_CODING_MAGIC
/* So much of a file says by which key it is sealed. */
#define POISE_CODING_HEAD_BYTES 25

/**
 * PoiseCoding:
 * @open: makes of what lies on the disk what is in it; the same bytes where it is not sealed
 * @seal: makes of bytes what shall lie on the disk; the same bytes where the file is not to be
 *   sealed
 * @is_settled: says whether what a file begins with is what @seal makes of it
 *
 * All are given the owner, the file's path, and the part of that below the folder; and are called
 * on any thread.
 */
typedef struct
{
  GBytes *(
    *open) (gpointer owner, const char *path, const char *place, GBytes *bytes, GError **error);
  GBytes *(
    *seal) (gpointer owner, const char *path, const char *place, GBytes *bytes, GError **error);
  gboolean (*is_settled) (gpointer owner, const char *path, const char *place, GBytes *head);
} PoiseCoding;

void poise_coding_set (const char *folder, const PoiseCoding *coding, gpointer owner);
void poise_coding_unset (const char *folder, const PoiseCoding *coding);
gpointer poise_coding_get_owner (const char *folder);

gboolean poise_coding_covers (const char *path);
gboolean poise_coding_fail_locked (const char *path, GError **error);

gboolean poise_coding_is_sealed (GBytes *bytes);
gboolean poise_coding_is_settled (const char *path, GBytes *head);
GBytes *poise_coding_open (const char *path, GBytes *bytes, GError **error);
GBytes *poise_coding_seal (const char *path, const char *data, gsize length, GError **error);

G_END_DECLS
