/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "poise-cli.h"
#include "poise-error.h"
#include "poise-file.h"
#include "poise-intention-file.h"
#include "poise-prompt-picker.h"
#include "poise-side-change.h"

/* What one call of the command works on. */
typedef struct
{
  PoiseCli *cli;
  PoiseIntentionList *list;
  char *base; /* the list as it was read */
  PoiseFacet facet;
  PoiseMode pole;
  gboolean shall_keep;
  gboolean json;
} Call;

/* ---- showing ---- */

static void
print_json (const PoiseIntention *intention)
{
  g_autoptr (GString) out = g_string_new (NULL);
  PoiseJsonWriter writer;

  poise_cli_begin_line (&writer, out);
  poise_intention_write_json (intention, &writer);
  poise_cli_print_line (out);
}

static void
print_words (const PoiseIntention *intention)
{
  g_autofree char *day = poise_day_to_string (intention->day);

  g_print ("%s  %-8s  %s\n", day, poise_outcome_get_label (intention->outcome), intention->text);
  if (intention->because != NULL)
    g_print ("%22s%s\n", "", intention->because);
}

static void
print_intention (const PoiseIntention *intention, gboolean json)
{
  if (json)
    print_json (intention);
  else
    print_words (intention);
}

static int
list_all (Call *call)
{
  GPtrArray *all = poise_intention_list_get_all (call->list);

  for (guint i = 0; i < all->len; i++)
    print_intention (g_ptr_array_index (all, i), call->json);
  return CLI_DONE;
}

static void
print_suggestion (const PoisePrompt *prompt, gboolean json)
{
  g_autoptr (GString) out = g_string_new (NULL);
  PoiseJsonWriter writer;

  if (!json)
    {
      g_print ("%-22s  %s\n", prompt->id, poise_prompt_get_text (prompt));
      return;
    }
  poise_cli_begin_line (&writer, out);
  poise_json_writer_begin (&writer, NULL, '{');
  poise_json_writer_add_string (&writer, "id", prompt->id);
  poise_json_writer_add_string (&writer, "facet", poise_facet_to_id (prompt->facet));
  poise_json_writer_add_string (&writer, "mode", poise_mode_to_id (prompt->pole));
  poise_json_writer_add_string (&writer, "text", poise_prompt_get_text (prompt));
  poise_json_writer_end (&writer, '}');
  poise_cli_print_line (out);
}

static int
suggest (Call *call)
{
  GError *error = NULL;
  g_autoptr (PoiseJournal) journal = poise_cli_load_journal (call->cli, &error);
  g_autoptr (GPtrArray) ranked = NULL;

  if (journal == NULL)
    return poise_cli_fail (error);
  ranked = poise_prompt_picker_suggest (
    journal, poise_day_get_week (call->cli->today, call->cli->first_weekday));
  for (guint i = 0; i < ranked->len; i++)
    print_suggestion (g_ptr_array_index (ranked, i), call->json);
  return CLI_DONE;
}

static void
print_hints (Call *call, const PoiseIntention *current)
{
  if (poise_intention_list_get_paused (call->list) != POISE_DAY_INVALID)
    g_print ("%s\n", _ ("You pause; “poise-cli intention resume” goes on."));
  else if (current != NULL &&
           poise_intention_is_due (current, call->cli->today, call->cli->first_weekday))
    g_print ("%s\n", _ ("The week is over: what became of it?"));
}

static int
show (Call *call)
{
  const PoiseIntention *current = poise_intention_list_get_current (call->list);

  if (current != NULL)
    print_intention (current, call->json);
  else if (!call->json)
    g_print ("%s\n", _ ("You have no intention for this week."));
  if (!call->json)
    print_hints (call, current);
  return CLI_DONE;
}

/* ---- changing ---- */

static gboolean
save (Call *call, GError **error)
{
  const PoiseFileKind *kind = poise_intention_file_get_kind ();
  g_autofree char *json = poise_intention_list_to_json (call->list);
  gpointer change = poise_side_change_new (call->base, json, call->cli->now);
  g_autoptr (GBytes) bytes =
    poise_file_kind_write (kind, call->cli->folder, change, call->cli->now, error);

  kind->free_change (change);
  return bytes != NULL;
}

static int
finish (Call *call)
{
  GError *error = NULL;

  if (!save (call, &error))
    return poise_cli_fail (error);
  return show (call);
}

/* A suggestion's name stands for its words. */
static int
set (Call *call, const char *text)
{
  guint n;
  const PoiseBuiltInPrompt *suggestions = poise_intention_suggestions (&n);
  g_autofree char *words = g_strstrip (g_strdup (text));
  PoiseFacet facet = call->facet;
  PoiseMode pole = call->pole;

  for (guint i = 0; i < n; i++)
    if (g_str_equal (suggestions[i].id, words))
      {
        facet = suggestions[i].facet;
        pole = suggestions[i].pole;
        g_free (words);
        words = g_strdup (_ (suggestions[i].text));
        break;
      }
  if (*words == '\0')
    return poise_cli_misuse (_ ("an intention needs words"));
  poise_intention_list_set (
    call->list, poise_intention_new_now (call->cli->now, words, facet, pole, call->cli->today));
  return finish (call);
}

static int
close_current (Call *call, PoiseOutcome outcome, const char *because)
{
  const PoiseIntention *current = poise_intention_list_get_current (call->list);
  GError *error = NULL;

  if (current == NULL)
    {
      g_set_error (&error, POISE_ERROR, POISE_ERROR_NOT_FOUND,
                   _ ("you have no intention for this week"));
      return poise_cli_fail (error);
    }
  if (call->shall_keep)
    poise_intention_list_keep (call->list, current->id, outcome, because, call->cli->now,
                               call->cli->today, call->cli->first_weekday);
  else
    poise_intention_list_close (call->list, current->id, outcome, because, call->cli->today);
  return finish (call);
}

static int
pause_or_resume (Call *call, gboolean shall_pause)
{
  if (shall_pause)
    poise_intention_list_pause (call->list, call->cli->today);
  else
    poise_intention_list_resume (call->list, call->cli->today, call->cli->first_weekday);
  return finish (call);
}

/* ---- other files ---- */

static int
import (Call *call, const char *path)
{
  GError *error = NULL;
  g_autoptr (GBytes) bytes = poise_file_read (path, &error);
  guint n = 0;

  if (bytes == NULL ||
      !poise_intention_list_import_json (call->list, g_bytes_get_data (bytes, NULL),
                                         g_bytes_get_size (bytes), path, &n, &error))
    return poise_cli_fail (error);
  if (!save (call, &error))
    return poise_cli_fail (error);
  g_print (ngettext ("%u intention added\n", "%u intentions added\n", n), n);
  return CLI_DONE;
}

static int export (Call *call, const char *path)
{
  GError *error = NULL;

  if (!poise_cli_write_file (call->cli, path, call->base, strlen (call->base), &error))
    return poise_cli_fail (error);
  return CLI_DONE;
}

/* ---- the command ---- */

static int
run_word (Call *call, int argc, char **argv)
{
  const char *word = argv[1];
  const char *rest = argc > 2 ? argv[2] : NULL;
  PoiseOutcome outcome;

  if (g_str_equal (word, "set") && rest != NULL)
    return set (call, rest);
  if (rest == NULL && (g_str_equal (word, "pause") || g_str_equal (word, "resume")))
    return pause_or_resume (call, g_str_equal (word, "pause"));
  if (rest == NULL && g_str_equal (word, "drop"))
    return close_current (call, POISE_OUTCOME_DROPPED, NULL);
  if (poise_outcome_from_id (word, &outcome) && outcome >= POISE_OUTCOME_DONE &&
      outcome <= POISE_OUTCOME_NOT)
    return close_current (call, outcome, rest);
  return poise_cli_misuse (_ ("“%s” is not understood here"), word);
}

static gboolean
parse_subject (Call *call, const char *facet, const char *mode)
{
  if (facet != NULL && !poise_facet_from_id (facet, &call->facet))
    {
      poise_cli_misuse (_ ("there is no facet “%s”"), facet);
      return FALSE;
    }
  if (mode != NULL &&
      (!poise_mode_from_id (mode, &call->pole) || call->pole == POISE_MODE_BALANCED))
    {
      poise_cli_misuse (_ ("--mode takes management, leadership or none here"));
      return FALSE;
    }
  return TRUE;
}

int
poise_cli_run_intention (PoiseCli *cli, int argc, char **argv)
{
  g_autofree char *facet = NULL;
  g_autofree char *mode = NULL;
  g_autofree char *import_path = NULL;
  g_autofree char *export_path = NULL;
  g_autofree char *base = NULL;
  g_autoptr (PoiseIntentionList) list = poise_intention_list_new ();
  gboolean shall_list = FALSE, shall_suggest = FALSE;
  Call call = { .cli = cli, .list = list };
  GError *error = NULL;
  const GOptionEntry options[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &call.json, NULL, NULL },
    { "keep", 0, 0, G_OPTION_ARG_NONE, &call.shall_keep, NULL, NULL },
    { "list", 0, 0, G_OPTION_ARG_NONE, &shall_list, NULL, NULL },
    { "suggest", 0, 0, G_OPTION_ARG_NONE, &shall_suggest, NULL, NULL },
    { "facet", 0, 0, G_OPTION_ARG_STRING, &facet, NULL, NULL },
    { "mode", 0, 0, G_OPTION_ARG_STRING, &mode, NULL, NULL },
    { "import", 0, 0, G_OPTION_ARG_FILENAME, &import_path, NULL, NULL },
    { "export", 0, 0, G_OPTION_ARG_FILENAME, &export_path, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!poise_cli_parse (&argc, &argv, options, 0, 2) || !parse_subject (&call, facet, mode) ||
      (argc > 1) + shall_list + shall_suggest + (import_path != NULL) + (export_path != NULL) > 1)
    return CLI_USAGE;
  if (!poise_intention_file_read (cli->folder, list, &error))
    return poise_cli_fail (error);
  call.base = base = poise_intention_list_to_json (list);
  if (argc > 1)
    return run_word (&call, argc, argv);
  if (import_path != NULL)
    return import (&call, import_path);
  if (export_path != NULL)
    return export (&call, export_path);
  if (shall_suggest)
    return suggest (&call);
  return shall_list ? list_all (&call) : show (&call);
}
