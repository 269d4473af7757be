/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The objects in the list of a JSON file, or in a map of them, one by one, with
 * their lines: a file that was cut off or has a damaged place still gives what is
 * whole.
 */

#pragma once

#include <json-glib/json-glib.h>

#include "poise-source.h"

G_BEGIN_DECLS

/**
 * PoiseJsonItem:
 * @name: (nullable): its name in a map; %NULL in a list
 * @object: (nullable): the object; %NULL where it is not whole
 * @line: the line on which it begins
 */
typedef struct
{
  char *name;
  JsonObject *object;
  guint line;
} PoiseJsonItem;

/**
 * PoiseJsonItemFunc:
 * @item: a whole object
 * @file: the file that it is in
 * @import: what is filled
 *
 * Reads one object of a list.
 */
typedef void (*PoiseJsonItemFunc) (const PoiseJsonItem *item,
                                   const PoiseSourceFile *file,
                                   PoiseImport *import);

GPtrArray *
poise_json_list_read (const PoiseSourceFile *file, const char *member, PoiseImport *import);
JsonObject *
poise_json_list_read_object (const PoiseSourceFile *file, const char *member, PoiseImport *import);
void poise_json_list_foreach (PoiseSource *source,
                              const char *member,
                              PoiseJsonItemFunc func,
                              PoiseImport *import);
void poise_json_map_foreach (PoiseSource *source,
                             const char *member,
                             PoiseJsonItemFunc func,
                             PoiseImport *import);

G_END_DECLS
