/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A YAML text as a tree of what RedNotebook's month files and the front matter
 * of Markdown files are made of: mappings, sequences and texts. libyaml reads
 * it. What an untrusted file can grow with is refused: aliases, several
 * documents in a file, deep nesting and more nodes than anybody writes.
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * PoiseYamlKind:
 *
 * A scalar that is empty, `~` or `null` is %POISE_YAML_NULL.
 */
typedef enum
{
  POISE_YAML_NULL,
  POISE_YAML_SCALAR,
  POISE_YAML_MAPPING,
  POISE_YAML_SEQUENCE,
} PoiseYamlKind;

typedef struct _PoiseYaml PoiseYaml;

/**
 * PoiseYaml: (foreign)
 * @kind: what it is
 * @line: where it begins, from 1
 * @text: (nullable): a scalar's text
 * @keys: (element-type utf8) (nullable): a mapping's keys
 * @values: (element-type PoiseYaml) (nullable): what a mapping or a sequence holds
 */
struct _PoiseYaml
{
  PoiseYamlKind kind;
  guint line;
  char *text;
  GPtrArray *keys;
  GPtrArray *values;
};

PoiseYaml *poise_yaml_parse (const char *text, guint *line, GError **error);
PoiseYaml *poise_yaml_parse_lines (const char *text, GString *rest);
void poise_yaml_collect_comments (const char *text, GString *out);
void poise_yaml_free (PoiseYaml *self);

PoiseYaml *poise_yaml_get (PoiseYaml *self, const char *key);
const char *poise_yaml_get_text (PoiseYaml *self, const char *key);
const char *poise_yaml_find_doubled (PoiseYaml *self, guint *start, guint *line);
JsonNode *poise_yaml_to_json (PoiseYaml *node);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PoiseYaml, poise_yaml_free)

G_END_DECLS
