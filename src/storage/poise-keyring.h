/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The keys of an open journal that is locked. While a keyring is in use for a folder, whatever
 * reads and writes files below it by poise-file.h sees what is in them, and the disk what is
 * sealed.
 */

#pragma once

#include <gio/gio.h>

#include "poise-key-file.h"

G_BEGIN_DECLS

#define POISE_TYPE_KEYRING (poise_keyring_get_type ())

G_DECLARE_FINAL_TYPE (PoiseKeyring, poise_keyring, POISE, KEYRING, GObject)

PoiseKeyring *poise_keyring_new (GPtrArray *keys, PoiseKeyFile *file);

GPtrArray *poise_keyring_get_keys (PoiseKeyring *self);
PoiseKey *poise_keyring_get_first (PoiseKeyring *self);
gboolean poise_keyring_has_damaged_head (PoiseKeyring *self, GBytes *head);
void poise_keyring_take_keys (PoiseKeyring *self, GPtrArray *keys);
PoiseKeyFile *poise_keyring_copy_file (PoiseKeyring *self);
PoiseKeyState poise_keyring_get_state (PoiseKeyring *self);
void poise_keyring_take_file (PoiseKeyring *self, PoiseKeyFile *file);
void poise_keyring_set_stamp (PoiseKeyring *self, const char *stamp);
gboolean poise_keyring_has_stamp (PoiseKeyring *self, const char *stamp);

void poise_keyring_add_news (PoiseKeyring *self, PoiseKeyNews news);
PoiseKeyNews poise_keyring_take_news (PoiseKeyring *self);
void poise_keyring_use (PoiseKeyring *self, const char *folder);
PoiseKeyring *poise_keyring_find (const char *folder);
void poise_keyring_forget (const char *folder);
void poise_keyring_let_write (const char *folder);

G_END_DECLS
