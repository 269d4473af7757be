/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the commands of poise-cli share. One file a command; poise-cli.c lists them. */

#pragma once

#include "poise-folder-read.h"
#include "poise-folder-write.h"
#include "poise-intention-list.h"
#include "poise-journal.h"
#include "poise-json.h"
#include "poise-prompt-set.h"
#include "poise-tagger.h"
#include "poise-uncertainty.h"

G_BEGIN_DECLS

enum
{
  CLI_DONE = 0,
  CLI_FAILED = 1,
  CLI_USAGE = 2,
};

/* What stands in a mode's place where the tagger would rather not say. */
#define POISE_CLI_UNSURE "unsure"

/**
 * PoiseCli:
 * @folder: the journal's folder
 * @journal: (nullable): what `--journal` names
 * @passphrase_file: (nullable): the file whose first line is the journal's passphrase
 * @now: when the program was started
 * @today: the day that is
 * @first_weekday: the day on which weeks begin
 */
typedef struct
{
  PoiseFolder *folder;
  GHashTable *months; /* that were read as it was opened */
  const char *journal;
  const char *passphrase_file;
  GDateTime *now;
  PoiseDay today;
  GDateWeekday first_weekday;
} PoiseCli;

/**
 * PoiseCommandFunc:
 * @cli: what the commands share
 * @argc: how many arguments there are, the command's name included
 * @argv: (inout): the arguments
 *
 * Returns: the program's exit status
 */
typedef int (*PoiseCommandFunc) (PoiseCli *cli, int argc, char **argv);

typedef struct
{
  const char *name;
  PoiseCommandFunc run;
  const char *synopsis;
  const char *summary;
  gboolean is_bare;  /* does not read the journal, or says itself what is wrong with it */
  gboolean has_list; /* nor does it with --list */
} PoiseCommand;

int poise_cli_run_add (PoiseCli *cli, int argc, char **argv);
int poise_cli_run_agree (PoiseCli *cli, int argc, char **argv);
int poise_cli_run_balance (PoiseCli *cli, int argc, char **argv);
int poise_cli_run_check (PoiseCli *cli, int argc, char **argv);
int poise_cli_run_compare (PoiseCli *cli, int argc, char **argv);
int poise_cli_run_correct (PoiseCli *cli, int argc, char **argv);
int poise_cli_run_decrypt (PoiseCli *cli, int argc, char **argv);
int poise_cli_run_delete (PoiseCli *cli, int argc, char **argv);
int poise_cli_run_encrypt (PoiseCli *cli, int argc, char **argv);
int poise_cli_run_export (PoiseCli *cli, int argc, char **argv);
int poise_cli_run_import (PoiseCli *cli, int argc, char **argv);
int poise_cli_run_intention (PoiseCli *cli, int argc, char **argv);
int poise_cli_run_learned (PoiseCli *cli, int argc, char **argv);
int poise_cli_run_list (PoiseCli *cli, int argc, char **argv);
int poise_cli_run_merge_file (PoiseCli *cli, int argc, char **argv);
int poise_cli_run_passphrase (PoiseCli *cli, int argc, char **argv);
int poise_cli_run_prompt (PoiseCli *cli, int argc, char **argv);
int poise_cli_run_restore (PoiseCli *cli, int argc, char **argv);
int poise_cli_run_retag (PoiseCli *cli, int argc, char **argv);
int poise_cli_run_review (PoiseCli *cli, int argc, char **argv);
int poise_cli_run_show (PoiseCli *cli, int argc, char **argv);
int poise_cli_run_tag (PoiseCli *cli, int argc, char **argv);
int poise_cli_run_trash (PoiseCli *cli, int argc, char **argv);

gboolean poise_cli_parse (int *argc,
                          char ***argv,
                          const GOptionEntry *options,
                          int min_arguments,
                          int max_arguments);
int poise_cli_fail (GError *error);
int poise_cli_misuse (const char *format, ...) G_GNUC_PRINTF (1, 2);
void poise_cli_warn (const char *format, ...) G_GNUC_PRINTF (1, 2);
gboolean poise_cli_parse_day (const char *option, const char *text, PoiseDay *day);
gboolean poise_cli_parse_days (const char *from, const char *to, PoiseDay *first, PoiseDay *last);

gboolean poise_cli_open_lock (PoiseCli *cli, GError **error);
char *poise_cli_make_valid (const char *bytes, gsize length);
char *poise_cli_read_input (GError **error);
PoiseAccuracy poise_cli_load_accuracy (PoiseCli *cli);
PoiseTagger *poise_cli_load_tagger (PoiseCli *cli, GError **error);
gboolean poise_cli_save_learned (PoiseCli *cli,
                                 PoiseLearner *base,
                                 PoiseLearner *now,
                                 GPtrArray *lessons,
                                 GError **error);
PoiseIntentionList *poise_cli_load_intentions (PoiseCli *cli);
PoisePromptSet *poise_cli_load_prompts (PoiseCli *cli, GError **error);
gboolean poise_cli_warn_missing (PoiseCli *cli);
PoiseJournal *poise_cli_load_journal (PoiseCli *cli, GError **error);
PoiseJournal *poise_cli_read_journal (PoiseCli *cli, GError **error);
PoiseEntry *poise_cli_find_entry (PoiseJournal *journal, const char *id, GError **error);
gboolean poise_cli_apply (PoiseCli *cli,
                          const char *id,
                          PoiseDay day,
                          PoiseEntry *entry,
                          const PoiseVersion *base,
                          GError **error);

void poise_cli_guard_terminal (void);
void poise_cli_begin_line (PoiseJsonWriter *writer, GString *out);
void poise_cli_print_line (GString *out);
gboolean poise_cli_write_file (PoiseCli *cli,
                               const char *path,
                               gconstpointer contents,
                               gsize length,
                               GError **error);
char *poise_cli_describe_restore (const PoiseCli *cli, const char *point);
void poise_cli_print_entry (PoiseEntry *entry, gboolean json, GString *out);

G_END_DECLS
