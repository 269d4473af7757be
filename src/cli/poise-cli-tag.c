/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "poise-cli.h"
#include "poise-text-walk.h"
#include "poise-explanation.h"

typedef struct
{
  PoiseTagger *tagger;
  const char *file; /* that is tagged; NULL for standard input */
  gboolean json;
  gboolean reasons;
  gboolean by_sentence;
} Tagging;

static void
write_probabilities (PoiseJsonWriter *writer, const PoiseSentenceTag *sentence)
{
  poise_json_writer_begin_inline (writer, "p", '{');
  poise_json_writer_add_double (writer, "management", sentence->p[POISE_MODE_MANAGEMENT]);
  poise_json_writer_add_double (writer, "leadership", sentence->p[POISE_MODE_LEADERSHIP]);
  poise_json_writer_add_double (writer, "none", sentence->p[POISE_MODE_NONE]);
  poise_json_writer_end (writer, '}');
}

static void
write_why (PoiseJsonWriter *writer,
           const char *words,
           const PoiseSentenceTag *sentence,
           const PoiseExplanation *why)
{
  if (sentence->mode == POISE_MODE_NONE)
    poise_json_writer_add_string (writer, "omission", poise_omission_to_id (sentence->omission));
  poise_json_writer_add_string (writer, "why", why->verdict);
  poise_json_writer_begin (writer, "reasons", '[');
  for (guint i = 0; i < why->reasons->len; i++)
    {
      const PoiseReason *reason = &g_array_index (why->reasons, PoiseReason, i);
      g_autofree char *named = g_utf8_substring (words, reason->start, reason->end);

      poise_json_writer_begin_inline (writer, NULL, '{');
      poise_json_writer_add_string (writer, "words", named);
      poise_json_writer_add_int (writer, "start", sentence->start + reason->start);
      poise_json_writer_add_int (writer, "end", sentence->start + reason->end);
      poise_json_writer_add_double (writer, "effect", reason->effect);
      poise_json_writer_end (writer, '}');
    }
  poise_json_writer_end (writer, ']');
}

/* What a sentence was read in. */
static const char *
find_around (const Tagging *tagging, const char *text)
{
  return tagging->reasons && !tagging->by_sentence ? poise_tagger_find_language (text) : NULL;
}

static void
write_sentence (PoiseJsonWriter *writer,
                const Tagging *tagging,
                PoiseTextWalk *walk,
                const PoiseSentenceTag *sentence,
                const char *around)
{
  poise_json_writer_begin_inline (writer, NULL, '{');
  poise_json_writer_add_int (writer, "start", sentence->start);
  poise_json_writer_add_int (writer, "end", sentence->end);
  poise_json_writer_add_string (writer, "mode", poise_mode_to_id (sentence->mode));
  poise_json_writer_add_string (writer, "facet", poise_facet_to_id (sentence->facet));
  poise_json_writer_add_double (writer, "confidence", sentence->confidence);
  if (sentence->unsure)
    poise_json_writer_add_boolean (writer, "unsure", TRUE);
  write_probabilities (writer, sentence);
  if (tagging->reasons)
    {
      g_autofree char *words = poise_text_walk_cut (walk, sentence->start, sentence->end);
      g_autoptr (PoiseExplanation) why =
        poise_explanation_new (tagging->tagger, words, sentence, around);

      write_why (writer, words, sentence, why);
    }
  poise_json_writer_end (writer, '}');
}

static void
print_json (const Tagging *tagging,
            JsonNode *id,
            const char *text,
            const PoiseTag *tag,
            GString *out)
{
  PoiseTextWalk walk = POISE_TEXT_WALK_INIT (text);
  const char *around = find_around (tagging, text);
  PoiseJsonWriter writer;

  poise_cli_begin_line (&writer, out);
  poise_json_writer_begin (&writer, NULL, '{');
  if (id != NULL)
    poise_json_writer_add_node (&writer, "id", id);
  if (tagging->file != NULL)
    {
      g_autofree char *name = g_filename_display_name (tagging->file);

      poise_json_writer_add_string (&writer, "file", name);
    }
  poise_json_writer_add_string (&writer, "mode", poise_mode_to_id (tag->mode));
  if (tag->has_share)
    poise_json_writer_add_double (&writer, "share", tag->share);
  else
    {
      g_autoptr (JsonNode) null = json_node_new (JSON_NODE_NULL);

      poise_json_writer_add_node (&writer, "share", null);
    }
  poise_json_writer_add_double (&writer, "confidence", tag->confidence);
  if (tag->unsure)
    poise_json_writer_add_boolean (&writer, "unsure", TRUE);
  poise_json_writer_begin (&writer, "sentences", '[');
  for (guint i = 0; i < tag->sentences->len; i++)
    write_sentence (&writer, tagging, &walk, &g_array_index (tag->sentences, PoiseSentenceTag, i),
                    around);
  poise_json_writer_end (&writer, ']');
  poise_json_writer_end (&writer, '}');
  poise_cli_print_line (out);
}

static void
print_why (const PoiseExplanation *why)
{
  g_print ("      %s\n", why->verdict);
  if (why->in_favour != NULL)
    g_print ("      %s\n", why->in_favour);
  if (why->against != NULL)
    g_print ("      %s\n", why->against);
}

static void
print_text (const Tagging *tagging, const char *text, const PoiseTag *tag)
{
  PoiseTextWalk walk = POISE_TEXT_WALK_INIT (text);
  const char *around = find_around (tagging, text);

  if (tag->has_share)
    g_print (_ ("%s: leadership %.0f%%, confidence %.0f%%\n"), poise_mode_get_label (tag->mode),
             tag->share * 100.0, tag->confidence * 100.0);
  else if (poise_tag_is_guess (tag))
    {
      /* Translators: of an entry; %s is what it shows likeliest, as “Management”. */
      g_print (_ ("Unsure, likeliest: %s"), poise_mode_get_label (tag->mode));
      g_print ("\n");
    }
  else
    g_print ("%s\n", tag->unsure ? _ ("Unsure") : poise_mode_get_label (tag->mode));
  for (guint i = 0; i < tag->sentences->len; i++)
    {
      const PoiseSentenceTag *sentence = &g_array_index (tag->sentences, PoiseSentenceTag, i);
      g_autofree char *words = poise_text_walk_cut (&walk, sentence->start, sentence->end);

      g_print ("  %-10s %.2f %s  %s\n", poise_mode_to_id (sentence->mode), sentence->confidence,
               sentence->unsure ? "?" : " ", words);
      if (tagging->reasons)
        {
          g_autoptr (PoiseExplanation) why =
            poise_explanation_new (tagging->tagger, words, sentence, around);

          print_why (why);
        }
    }
}

static void
tag_text (const Tagging *tagging, JsonNode *id, const char *text, GString *out)
{
  g_autoptr (PoiseTag) tag = tagging->by_sentence
                               ? poise_tagger_tag_sentence (tagging->tagger, text, NULL)
                               : poise_tagger_tag (tagging->tagger, text);

  if (tagging->json)
    print_json (tagging, id, text, tag, out);
  else
    print_text (tagging, text, tag);
}

static gboolean
tag_line (const Tagging *tagging, const char *line, gsize length, guint number, GString *out)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *valid = g_utf8_make_valid (line, (gssize) length);
  g_autoptr (JsonNode) root = poise_json_parse_loosely (valid, strlen (valid), "-", &error);
  JsonObject *object;
  const char *text = NULL;

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root) ||
      !poise_json_get_string (json_node_get_object (root), "text", &text))
    {
      poise_cli_warn (_ ("line %u is no JSON object with a “text”"), number);
      return FALSE;
    }
  object = json_node_get_object (root);
  tag_text (tagging, json_object_get_member (object, "id"), text, out);
  return TRUE;
}

static int
tag_lines (const Tagging *tagging)
{
  g_autoptr (GString) out = g_string_new (NULL);
  char *line = NULL;
  size_t size = 0;
  ssize_t length, start;
  guint number = 0;
  int status = CLI_DONE;

  while ((length = getline (&line, &size, stdin)) >= 0)
    {
      number++;
      start = number == 1 && length >= 3 && memcmp (line, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
      while (length > start && g_ascii_isspace (line[length - 1]))
        length--;
      if (length > start &&
          !tag_line (tagging, line + start, (gsize) (length - start), number, out))
        status = CLI_FAILED;
    }
  free (line);
  return status;
}

static int
tag_file (Tagging *tagging, const char *path, GString *out)
{
  g_autofree char *bytes = NULL;
  g_autofree char *text = NULL;
  GError *error = NULL;
  gsize length;

  if (path == NULL)
    text = poise_cli_read_input (&error);
  else if (g_file_get_contents (path, &bytes, &length, &error))
    text = g_utf8_make_valid (bytes, (gssize) length);
  if (text == NULL)
    return poise_cli_fail (error);
  tagging->file = path;
  tag_text (tagging, NULL, text, out);
  return CLI_DONE;
}

int
poise_cli_run_tag (PoiseCli *cli, int argc, char **argv)
{
  g_autofree char *unit = NULL;
  g_autoptr (PoiseTagger) tagger = NULL;
  g_autoptr (GString) out = NULL;
  gboolean jsonl = FALSE;
  Tagging tagging = { 0 };
  GError *error = NULL;
  int status = CLI_DONE;
  const GOptionEntry options[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &tagging.json, NULL, NULL },
    { "jsonl", 0, 0, G_OPTION_ARG_NONE, &jsonl, NULL, NULL },
    { "reasons", 0, 0, G_OPTION_ARG_NONE, &tagging.reasons, NULL, NULL },
    { "unit", 0, 0, G_OPTION_ARG_STRING, &unit, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!poise_cli_parse (&argc, &argv, options, 0, G_MAXINT))
    return CLI_USAGE;
  if (unit != NULL && !g_str_equal (unit, "entry") && !g_str_equal (unit, "sentence"))
    return poise_cli_misuse (_ ("--unit is “entry” or “sentence”"));
  if (jsonl && argc > 1)
    return poise_cli_misuse (_ ("--jsonl reads standard input"));

  /* What was learned helps where the passphrase is at hand; nobody is asked for it. */
  if (cli->passphrase_file != NULL && !poise_cli_open_lock (cli, &error))
    return poise_cli_fail (error);
  tagging.tagger = tagger = poise_cli_load_tagger (cli, &error);
  if (tagger == NULL)
    return poise_cli_fail (error);
  tagging.by_sentence = g_strcmp0 (unit, "sentence") == 0;
  tagging.json = tagging.json || jsonl;
  if (jsonl)
    return tag_lines (&tagging);

  out = g_string_new (NULL);
  if (argc == 1)
    return tag_file (&tagging, NULL, out);
  for (int i = 1; i < argc; i++)
    if (tag_file (&tagging, argv[i], out) != CLI_DONE)
      status = CLI_FAILED;
  return status;
}
