/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How poise-cli comes by a passphrase: from a file or from the terminal, never from the command
 * line or the environment, which other programs can read. */

#pragma once

#include "poise-cli.h"

G_BEGIN_DECLS

char *poise_cli_read_secret_file (const char *path, GError **error);
char *poise_cli_ask (const char *question, GError **error);
char *poise_cli_get_passphrase (PoiseCli *cli, GError **error);
char *poise_cli_get_new_passphrase (const char *path, GError **error);

G_END_DECLS
