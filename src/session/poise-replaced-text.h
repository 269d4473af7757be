/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The text of the open entry that did not stay. What was written here must not vanish because
 * another window or computer changed the entry, too, nor the other way round: the person is asked.
 */

#pragma once

#include "poise-entry.h"
#include "poise-folder.h"

G_BEGIN_DECLS

#define POISE_TYPE_REPLACED_TEXT (poise_replaced_text_get_type ())

G_DECLARE_FINAL_TYPE (PoiseReplacedText, poise_replaced_text, POISE, REPLACED_TEXT, GObject)

PoiseReplacedText *poise_replaced_text_new (void);
void poise_replaced_text_open (PoiseReplacedText *self, PoiseFolder *folder, PoiseEntry *entry);
void poise_replaced_text_close (PoiseReplacedText *self);
void poise_replaced_text_note_written (PoiseReplacedText *self, const char *text);
void poise_replaced_text_note_change (PoiseReplacedText *self);
const char *poise_replaced_text_get (PoiseReplacedText *self);
gboolean poise_replaced_text_is_other (PoiseReplacedText *self);
char *poise_replaced_text_take (PoiseReplacedText *self);

G_END_DECLS
