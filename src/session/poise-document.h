/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The entry that is open: its text, its tag, and whether it is saved.
 *
 * Whoever shows one of these reads it here and hears of its changes here; none
 * keeps a copy. What the person writes comes in by poise_document_set_text(),
 * goes to the store at once, and is tagged on a thread when the writing rests.
 */

#pragma once

#include "poise-context.h"
#include "poise-undo-order.h"

G_BEGIN_DECLS

/**
 * PoiseDocumentState:
 * @POISE_DOCUMENT_BLANK: there is nothing to be saved
 * @POISE_DOCUMENT_SAMPLE: it is an entry of a journal that is never saved
 * @POISE_DOCUMENT_UNSAVED: it waits to be saved
 * @POISE_DOCUMENT_SAVED: everything is on the disk
 * @POISE_DOCUMENT_FAILED: it could not be saved
 */
typedef enum
{
  POISE_DOCUMENT_BLANK,
  POISE_DOCUMENT_SAMPLE,
  POISE_DOCUMENT_UNSAVED,
  POISE_DOCUMENT_SAVED,
  POISE_DOCUMENT_FAILED,
} PoiseDocumentState;

#define POISE_TYPE_DOCUMENT (poise_document_get_type ())

G_DECLARE_FINAL_TYPE (PoiseDocument, poise_document, POISE, DOCUMENT, GObject)

PoiseDocument *poise_document_new (PoiseContext *context);
PoiseContext *poise_document_get_context (PoiseDocument *self);

PoiseEntry *poise_document_get_entry (PoiseDocument *self);
void poise_document_open (PoiseDocument *self, PoiseEntry *entry);
void poise_document_close (PoiseDocument *self);

const char *poise_document_get_text (PoiseDocument *self);
void poise_document_set_text (PoiseDocument *self, const char *text);
const char *poise_document_get_replaced (PoiseDocument *self);
const char *poise_document_get_text_of (PoiseDocument *self, gboolean is_other);
void poise_document_settle (PoiseDocument *self, gboolean keeps_mine, gboolean keeps_other);

PoiseTag *poise_document_get_tag (PoiseDocument *self);
gboolean poise_document_is_tag_news (PoiseDocument *self);
gboolean poise_document_is_tagged (PoiseDocument *self);
PoiseUndoOrder *poise_document_get_order (PoiseDocument *self);
void poise_document_update_tag (PoiseDocument *self);
const char *const *poise_document_get_tags (PoiseDocument *self);

gboolean poise_document_is_stored (PoiseDocument *self);
PoiseDocumentState poise_document_get_state (PoiseDocument *self);
void poise_document_save_async (PoiseDocument *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer data);
gboolean poise_document_save_finish (PoiseDocument *self, GAsyncResult *result, GError **error);

G_END_DECLS
