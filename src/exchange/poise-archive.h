/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * libarchive, loaded when an archive is opened: it brings ten further libraries
 * with more symbols to resolve than all the others, which every start would pay.
 */

#pragma once

#include <archive.h>
#include <archive_entry.h>
#include <gio/gio.h>

#include "poise-library.h"

G_BEGIN_DECLS

#define POISE_ARCHIVE_FUNCTIONS(F)                                                                 \
  F (archive_read_new)                                                                             \
  F (archive_read_support_format_zip)                                                              \
  F (archive_read_open_memory)                                                                     \
  F (archive_read_next_header)                                                                     \
  F (archive_read_data)                                                                            \
  F (archive_read_free)                                                                            \
  F (archive_error_string)                                                                         \
  F (archive_entry_pathname)                                                                       \
  F (archive_entry_pathname_utf8)                                                                  \
  F (archive_entry_filetype)                                                                       \
  F (archive_entry_is_encrypted)

/**
 * PoiseArchiveLibrary:
 *
 * The functions of libarchive that are used, by their own names.
 */
typedef struct
{
  POISE_ARCHIVE_FUNCTIONS (POISE_LIBRARY_MEMBER)
} PoiseArchiveLibrary;

const PoiseArchiveLibrary *poise_archive_load (GError **error);

G_END_DECLS
