/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Lets GNOME's overview find entries, if the person switched that on. Speaks
 * org.gnome.Shell.SearchProvider2.
 */

#pragma once

#include "poise-context.h"

G_BEGIN_DECLS

#define POISE_TYPE_SEARCH_PROVIDER (poise_search_provider_get_type ())

G_DECLARE_FINAL_TYPE (PoiseSearchProvider, poise_search_provider, POISE, SEARCH_PROVIDER, GObject)

PoiseSearchProvider *poise_search_provider_new (GApplication *application);
gboolean poise_search_provider_export (PoiseSearchProvider *self,
                                       GDBusConnection *bus,
                                       const char *path,
                                       GError **error);
void poise_search_provider_unexport (PoiseSearchProvider *self);

G_END_DECLS
