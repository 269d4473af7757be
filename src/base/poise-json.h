/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading JSON strictly, and writing it for people.
 *
 * json-glib parses. It would write 0.71 as 0.70999999999999996 and put each
 * of a sentence's six members on a line of its own; the journal's files are
 * meant to be read and diffed, so they are written here.
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* More nesting than any file of ours has, and far less than a stack bears. */
#define POISE_JSON_MAX_DEPTH 64

JsonNode *poise_json_parse (const char *data, gsize length, const char *name, GError **error);
JsonNode *
poise_json_parse_loosely (const char *data, gsize length, const char *name, GError **error);
JsonNode *poise_json_parse_mended (const char *data,
                                   gsize length,
                                   const char *name,
                                   gboolean *is_mended,
                                   GError **error);

gboolean poise_json_get_string (JsonObject *object, const char *member, const char **value);
gboolean poise_json_get_int (JsonObject *object, const char *member, gint64 *value);
gboolean poise_json_is_true (JsonObject *object, const char *member);
gboolean poise_json_get_double (JsonObject *object, const char *member, double *value);
JsonObject *poise_json_get_object (JsonObject *object, const char *member);
JsonArray *poise_json_get_array (JsonObject *object, const char *member);
JsonObject *poise_json_read_head (JsonNode *root,
                                  const char *name,
                                  const char *format,
                                  gint64 *version,
                                  GError **error,
                                  const char *otherwise,
                                  ...) G_GNUC_PRINTF (6, 7);
int poise_json_compare (JsonNode *a, JsonNode *b);
JsonObject *poise_json_collect_unknown (JsonObject *object, const char *const *known);

/**
 * PoiseJsonWriter:
 *
 * Writes one JSON value into a string. Members are written in the order of
 * the calls. A scope that is opened inline is kept on one line.
 */
typedef struct
{
  GString *out;
  guint depth;
  guint inline_depth;
  gboolean needs_comma;
} PoiseJsonWriter;

void poise_json_writer_init (PoiseJsonWriter *writer, GString *out);
void poise_json_writer_begin (PoiseJsonWriter *writer, const char *name, char bracket);
void poise_json_writer_begin_inline (PoiseJsonWriter *writer, const char *name, char bracket);
void poise_json_writer_end (PoiseJsonWriter *writer, char bracket);
void poise_json_writer_add_string (PoiseJsonWriter *writer, const char *name, const char *value);
void poise_json_writer_add_int (PoiseJsonWriter *writer, const char *name, gint64 value);
void poise_json_writer_add_double (PoiseJsonWriter *writer, const char *name, double value);
void poise_json_writer_add_boolean (PoiseJsonWriter *writer, const char *name, gboolean value);
void poise_json_writer_add_node (PoiseJsonWriter *writer, const char *name, JsonNode *node);
void poise_json_writer_add_members (PoiseJsonWriter *writer, JsonObject *object);

G_END_DECLS
