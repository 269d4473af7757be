/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One piece of writing on one day. */

#pragma once

#include <json-glib/json-glib.h>

#include "poise-day.h"
#include "poise-tag.h"

G_BEGIN_DECLS

#define POISE_TYPE_ENTRY (poise_entry_get_type ())

G_DECLARE_FINAL_TYPE (PoiseEntry, poise_entry, POISE, ENTRY, GObject)

PoiseEntry *poise_entry_new (const char *id, PoiseDay day, GDateTime *created);
PoiseEntry *poise_entry_new_now (PoiseDay day, GDateTime *now);
PoiseEntry *poise_entry_copy (PoiseEntry *self);
void poise_entry_assign (PoiseEntry *self, PoiseEntry *other);
gboolean poise_entry_equal (PoiseEntry *self, PoiseEntry *other);

const char *poise_entry_get_id (PoiseEntry *self);
PoiseDay poise_entry_get_day (PoiseEntry *self);
GDateTime *poise_entry_get_created (PoiseEntry *self);

GDateTime *poise_entry_get_modified (PoiseEntry *self);
void poise_entry_set_modified (PoiseEntry *self, GDateTime *modified);
void poise_entry_touch (PoiseEntry *self, GDateTime *now);
GDateTime *poise_entry_get_behind (PoiseEntry *self);

const char *poise_entry_get_text (PoiseEntry *self);
void poise_entry_set_text (PoiseEntry *self, const char *text);
gboolean poise_entry_is_blank (PoiseEntry *self);

PoiseTag *poise_entry_get_tag (PoiseEntry *self);
void poise_entry_set_tag (PoiseEntry *self, PoiseTag *tag);
const char *const *poise_entry_get_tags (PoiseEntry *self);
void poise_entry_set_tags (PoiseEntry *self, const char *const *tags);

const char *poise_entry_get_prompt_id (PoiseEntry *self);
const char *poise_entry_get_prompt_text (PoiseEntry *self);
void poise_entry_set_prompt (PoiseEntry *self, const char *id, const char *text);

const char *poise_entry_get_kind (PoiseEntry *self);
void poise_entry_set_kind (PoiseEntry *self, const char *kind);
gboolean poise_entry_is_counted (PoiseEntry *self);
gboolean poise_entry_has_counted_words (PoiseEntry *self);

const char *poise_entry_get_folded (PoiseEntry *self);
void poise_entry_drop_folded (PoiseEntry *self);

JsonObject *poise_entry_get_extra (PoiseEntry *self);
void poise_entry_set_extra (PoiseEntry *self, JsonObject *extra);
void poise_entry_set_member (PoiseEntry *self, const char *name, const char *value);

int poise_entry_compare (PoiseEntry *a, PoiseEntry *b);
int poise_entry_compare_modified (PoiseEntry *a, PoiseEntry *b);

G_END_DECLS
