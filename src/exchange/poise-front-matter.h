/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What an entry says besides its text, as names and values: the front matter of
 * a Markdown file, or the columns of a table. Everything but the tagged
 * sentences, which the tagger makes again.
 */

#pragma once

#include "poise-import.h"

G_BEGIN_DECLS

/**
 * PoiseFrontMatterValue:
 * @name: its name
 * @value: its text; a JSON text where @is_json
 * @is_json: whether it is a list, a number or a truth
 */
typedef struct
{
  const char *name;
  char *value;
  gboolean is_json;
} PoiseFrontMatterValue;

/**
 * PoiseFrontMatterFunc:
 * @data: what the head is read from
 * @name: a value's name
 *
 * Returns: (transfer none) (nullable): the value
 */
typedef const char *(*PoiseFrontMatterFunc) (gpointer data, const char *name);

GPtrArray *poise_front_matter_collect (PoiseEntry *entry);
char *poise_front_matter_get_tags (PoiseEntry *entry);
PoiseEntry *
poise_front_matter_make_entry (PoiseFrontMatterFunc get, gpointer data, const char *text);
void poise_front_matter_append_words (JsonObject *values, GString *text);
void poise_front_matter_read_tags (JsonObject *extra, const char *text);

G_END_DECLS
