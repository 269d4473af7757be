/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SQLite, loaded when a database is opened. */

#pragma once

#include <sqlite3.h>

#include "poise-library.h"

G_BEGIN_DECLS

#define POISE_SQLITE_FUNCTIONS(F)                                                                  \
  F (sqlite3_bind_text)                                                                            \
  F (sqlite3_close)                                                                                \
  F (sqlite3_column_blob)                                                                          \
  F (sqlite3_column_bytes)                                                                         \
  F (sqlite3_column_count)                                                                         \
  F (sqlite3_column_int)                                                                           \
  F (sqlite3_column_name)                                                                          \
  F (sqlite3_column_text)                                                                          \
  F (sqlite3_column_type)                                                                          \
  F (sqlite3_db_config)                                                                            \
  F (sqlite3_deserialize)                                                                          \
  F (sqlite3_errmsg)                                                                               \
  F (sqlite3_finalize)                                                                             \
  F (sqlite3_open_v2)                                                                              \
  F (sqlite3_prepare_v2)                                                                           \
  F (sqlite3_progress_handler)                                                                     \
  F (sqlite3_step)

/**
 * PoiseSqliteLibrary:
 *
 * The functions of SQLite that are used, by their own names.
 */
typedef struct
{
  POISE_SQLITE_FUNCTIONS (POISE_LIBRARY_MEMBER)
} PoiseSqliteLibrary;

/**
 * poise_sqlite:
 *
 * To be used once poise_sqlite_load() returned %TRUE.
 */
extern PoiseSqliteLibrary poise_sqlite;

gboolean poise_sqlite_load (void);

G_END_DECLS
