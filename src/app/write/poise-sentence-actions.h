/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Corrects a sentence where it stands: the editor's menu, keys, and undo. */

#pragma once

#include <gtk/gtk.h>

#include "poise-document.h"

G_BEGIN_DECLS

/**
 * PoiseExplainFunc:
 * @page: the editor's page
 * @sentence: a sentence's place in the tag
 *
 * Shows why a sentence is tagged as it is.
 */
typedef void (*PoiseExplainFunc) (GtkWidget *page, int sentence);

void poise_sentence_actions_attach (GtkWidget *page,
                                    GtkTextView *editor,
                                    PoiseDocument *document,
                                    GMenuModel *menu,
                                    PoiseExplainFunc explain);
void poise_sentence_actions_bind_keys (GtkWidgetClass *widget_class);

G_END_DECLS
