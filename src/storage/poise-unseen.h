/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What this computer wrote and has not seen yet in a file that another one wrote.
 *
 * A sync tool may put another computer's file in the place of ours and lose ours. So what was
 * written, changed or deleted here is kept apart, until the journal's file is one that others
 * wrote and holds it. What vanishes before that is brought back; what vanishes after that was
 * taken away by somebody who had it.
 */

#pragma once

#include "poise-folder.h"
#include "poise-month.h"

G_BEGIN_DECLS

/**
 * PoiseUnseenStep:
 * @month: whether nobody but this computer wrote the month's file since its words were looked for
 * @trash: whether nobody wrote that of its deleted entries
 */
typedef struct
{
  gboolean month;
  gboolean trash;
} PoiseUnseenStep;

PoiseUnseenStep poise_unseen_compare (PoiseFolder *folder, PoiseMonth *month, PoiseMonth *trash);
void poise_unseen_follow (PoiseFolder *folder,
                          PoiseMonth *month,
                          PoiseMonth *trash,
                          const PoiseUnseenStep *before);
void poise_unseen_note (PoiseFolder *folder, const char *month, GPtrArray *changes);

GPtrArray *poise_unseen_list_changed (PoiseFolder *folder);
void poise_unseen_look (PoiseFolder *folder, GHashTable *months);
guint poise_unseen_find_missing (PoiseFolder *folder,
                                 const char *month,
                                 PoiseMonth **copy,
                                 PoiseMonth **trash,
                                 GHashTable *months);
void poise_unseen_settle (PoiseFolder *folder, const char *month, GHashTable *months);

void poise_unseen_doubt (PoiseFolder *folder, const char *month);
void poise_unseen_accept (PoiseFolder *folder, const char *month);
void poise_unseen_forget (PoiseFolder *folder, PoiseMonth *trash, GPtrArray *ids);

G_END_DECLS
