/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What has no common spelling from GTK 4.8 and libadwaita 1.2 to the newest:
 * the only file with conditions on their versions.
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void poise_compat_show_about (GtkWindow *parent);
void poise_compat_announce (GtkWidget *widget, const char *text);
void poise_compat_load_style (GtkCssProvider *provider, const char *css);
void poise_compat_show_file (GtkWindow *parent, GFile *file);

void poise_compat_save_file (GtkWindow *parent,
                             const char *title,
                             const char *name,
                             GAsyncReadyCallback callback,
                             gpointer data);
void poise_compat_open_file (GtkWindow *parent,
                             const char *title,
                             const char *const *suffixes,
                             GAsyncReadyCallback callback,
                             gpointer data);
void poise_compat_select_folder (GtkWindow *parent,
                                 const char *title,
                                 GFile *initial,
                                 GAsyncReadyCallback callback,
                                 gpointer data);
GFile *poise_compat_choose_finish (GAsyncResult *result, GError **error);

/**
 * PoiseConfirmFunc:
 * @data: what was passed along with it
 *
 * Called when the person said yes.
 */
typedef void (*PoiseConfirmFunc) (gpointer data);

void poise_compat_confirm (GtkWidget *parent,
                           const char *heading,
                           const char *body,
                           const char *yes,
                           PoiseConfirmFunc func,
                           gpointer data);

G_END_DECLS
