/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The objects in the list of a JSON file, one by one, with their lines: a file
 * that was cut off or has a damaged place still gives what is whole.
 */

#pragma once

#include <json-glib/json-glib.h>

#include "poise-source.h"

G_BEGIN_DECLS

/**
 * PoiseJsonItem:
 * @object: (nullable): the object; %NULL where it is not whole
 * @line: the line on which it begins
 */
typedef struct
{
  JsonObject *object;
  guint line;
} PoiseJsonItem;

GPtrArray *
poise_json_list_read (const PoiseSourceFile *file, const char *member, PoiseImport *import);

G_END_DECLS
