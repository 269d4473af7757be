/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-prompt-set.h"

#include <glib/gi18n-lib.h>

#include "poise-error.h"
#include "poise-json.h"

#define PROMPTS_FORMAT "poise-prompts"
#define PROMPTS_VERSION 1

static const char *const set_members[] = { "format", "version", "off", "own", NULL };
static const char *const prompt_members[] = { "id", "text", "facet", "mode", "off", NULL };

struct _PoisePromptSet
{
  GObject parent_instance;

  /* Owned */
  GPtrArray *own;
  GPtrArray *built_in;
  GHashTable *by_id;      /* id → the prompt in one of the two */
  GPtrArray *unknown_off; /* ids of prompts that this version does not have */
  GPtrArray *unreadable;  /* nodes of the list that are no prompts */
  JsonObject *extra;

  guint n_held;        /* who wants several changes to be said as one */
  gboolean is_changed; /* meanwhile */
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PoisePromptSet, poise_prompt_set, G_TYPE_OBJECT)

static void
clear (PoisePromptSet *self)
{
  for (guint i = 0; i < self->own->len; i++)
    g_hash_table_remove (self->by_id, ((PoisePrompt *) g_ptr_array_index (self->own, i))->id);
  g_ptr_array_set_size (self->own, 0);
  for (guint i = 0; i < self->built_in->len; i++)
    ((PoisePrompt *) g_ptr_array_index (self->built_in, i))->is_off = FALSE;
  g_ptr_array_set_size (self->unknown_off, 0);
  g_ptr_array_set_size (self->unreadable, 0);
  g_clear_pointer (&self->extra, json_object_unref);
}

static void
emit_changed (PoisePromptSet *self)
{
  self->is_changed = self->n_held > 0;
  if (self->n_held == 0)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
poise_prompt_set_finalize (GObject *object)
{
  PoisePromptSet *self = POISE_PROMPT_SET (object);

  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->own);
  g_ptr_array_unref (self->built_in);
  g_ptr_array_unref (self->unknown_off);
  g_ptr_array_unref (self->unreadable);
  g_clear_pointer (&self->extra, json_object_unref);

  G_OBJECT_CLASS (poise_prompt_set_parent_class)->finalize (object);
}

static void
poise_prompt_set_class_init (PoisePromptSetClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = poise_prompt_set_finalize;

  /**
   * PoisePromptSet::changed:
   *
   * A prompt came, went, moved, was changed or switched.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", POISE_TYPE_PROMPT_SET, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
poise_prompt_set_init (PoisePromptSet *self)
{
  guint n;
  const PoiseBuiltInPrompt *built_in = poise_prompt_list_built_in (&n);

  self->own = g_ptr_array_new_with_free_func ((GDestroyNotify) poise_prompt_free);
  self->built_in = g_ptr_array_new_with_free_func ((GDestroyNotify) poise_prompt_free);
  self->unknown_off = g_ptr_array_new_with_free_func (g_free);
  self->unreadable = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < n; i++)
    {
      PoisePrompt *prompt =
        poise_prompt_new (built_in[i].id, built_in[i].facet, built_in[i].pole, built_in[i].text);

      prompt->occasion = built_in[i].occasion;
      g_ptr_array_add (self->built_in, prompt);
      g_hash_table_insert (self->by_id, prompt->id, prompt);
    }
}

/**
 * poise_prompt_set_new:
 *
 * Makes a set of the built-in prompts, all switched on.
 *
 * Returns: (transfer full): the set
 */
PoisePromptSet *
poise_prompt_set_new (void)
{
  return g_object_new (POISE_TYPE_PROMPT_SET, NULL);
}

/**
 * poise_prompt_set_get_own:
 * @self: a set
 *
 * Returns: (transfer none) (element-type PoisePrompt): the person's own
 *   prompts in their order; not to be changed
 */
GPtrArray *
poise_prompt_set_get_own (PoisePromptSet *self)
{
  g_return_val_if_fail (POISE_IS_PROMPT_SET (self), NULL);

  return self->own;
}

/**
 * poise_prompt_set_get_built_in:
 * @self: a set
 *
 * Returns: (transfer none) (element-type PoisePrompt): the built-in prompts;
 *   not to be changed
 */
GPtrArray *
poise_prompt_set_get_built_in (PoisePromptSet *self)
{
  g_return_val_if_fail (POISE_IS_PROMPT_SET (self), NULL);

  return self->built_in;
}

/**
 * poise_prompt_set_lookup:
 * @self: a set
 * @id: (nullable): a prompt's id
 *
 * Returns: (transfer none) (nullable): the prompt of that id
 */
PoisePrompt *
poise_prompt_set_lookup (PoisePromptSet *self, const char *id)
{
  g_return_val_if_fail (POISE_IS_PROMPT_SET (self), NULL);

  return id != NULL ? g_hash_table_lookup (self->by_id, id) : NULL;
}

static PoisePrompt *
lookup_own (PoisePromptSet *self, const char *id, guint *position)
{
  PoisePrompt *prompt = poise_prompt_set_lookup (self, id);

  return prompt != NULL && g_ptr_array_find (self->own, prompt, position) ? prompt : NULL;
}

static gboolean
insert (PoisePromptSet *self, guint position, PoisePrompt *prompt)
{
  if (g_hash_table_contains (self->by_id, prompt->id))
    {
      poise_prompt_free (prompt);
      return FALSE;
    }
  prompt->is_own = TRUE;
  g_ptr_array_insert (self->own, (int) MIN (position, self->own->len), prompt);
  g_hash_table_insert (self->by_id, prompt->id, prompt);
  return TRUE;
}

/**
 * poise_prompt_set_insert:
 * @self: a set
 * @position: where among the own prompts; beyond their end for the end
 * @prompt: (transfer full): a prompt of the person's own
 *
 * Adds a prompt, unless its id is there already.
 */
void
poise_prompt_set_insert (PoisePromptSet *self, guint position, PoisePrompt *prompt)
{
  g_return_if_fail (POISE_IS_PROMPT_SET (self));
  g_return_if_fail (prompt != NULL);

  if (insert (self, position, prompt))
    emit_changed (self);
}

/**
 * poise_prompt_set_remove:
 * @self: a set
 * @id: the id of an own prompt
 *
 * Returns: where it was; poise_prompt_set_insert() there takes it back
 */
guint
poise_prompt_set_remove (PoisePromptSet *self, const char *id)
{
  guint position = 0;

  g_return_val_if_fail (POISE_IS_PROMPT_SET (self), 0);
  g_return_val_if_fail (lookup_own (self, id, &position) != NULL, 0);

  g_hash_table_remove (self->by_id, id);
  g_ptr_array_remove_index (self->own, position);
  emit_changed (self);
  return position;
}

/**
 * poise_prompt_set_change:
 * @self: a set
 * @id: the id of an own prompt
 * @facet: the facet
 * @pole: the pole
 * @text: the question
 *
 * Gives a prompt other words.
 */
void
poise_prompt_set_change (PoisePromptSet *self,
                         const char *id,
                         PoiseFacet facet,
                         PoiseMode pole,
                         const char *text)
{
  PoisePrompt *prompt;

  g_return_if_fail (POISE_IS_PROMPT_SET (self));

  prompt = lookup_own (self, id, NULL);
  g_return_if_fail (prompt != NULL);

  prompt->facet = facet;
  prompt->pole = pole;
  g_free (prompt->text);
  prompt->text = g_strdup (text);
  emit_changed (self);
}

/**
 * poise_prompt_set_move:
 * @self: a set
 * @id: the id of an own prompt
 * @position: where it shall stand among them
 *
 * Changes the order.
 */
void
poise_prompt_set_move (PoisePromptSet *self, const char *id, guint position)
{
  PoisePrompt *prompt;
  guint from;

  g_return_if_fail (POISE_IS_PROMPT_SET (self));

  prompt = lookup_own (self, id, &from);
  g_return_if_fail (prompt != NULL && position < self->own->len);

  g_ptr_array_steal_index (self->own, from);
  g_ptr_array_insert (self->own, (int) position, prompt);
  emit_changed (self);
}

/**
 * poise_prompt_set_switch:
 * @self: a set
 * @id: a prompt's id
 * @is_on: whether it may be asked
 *
 * Switches a prompt on or off.
 */
void
poise_prompt_set_switch (PoisePromptSet *self, const char *id, gboolean is_on)
{
  PoisePrompt *prompt;

  g_return_if_fail (POISE_IS_PROMPT_SET (self));

  prompt = poise_prompt_set_lookup (self, id);
  g_return_if_fail (prompt != NULL);

  if (prompt->is_off == !is_on)
    return;
  prompt->is_off = !is_on;
  emit_changed (self);
}

/**
 * poise_prompt_set_hold:
 * @self: a set
 *
 * Emits #PoisePromptSet::changed once for all changes until poise_prompt_set_release().
 */
void
poise_prompt_set_hold (PoisePromptSet *self)
{
  g_return_if_fail (POISE_IS_PROMPT_SET (self));

  self->n_held++;
}

/**
 * poise_prompt_set_release:
 * @self: a set that is held
 *
 * Says what changed meanwhile, if something did.
 */
void
poise_prompt_set_release (PoisePromptSet *self)
{
  g_return_if_fail (POISE_IS_PROMPT_SET (self) && self->n_held > 0);

  self->n_held--;
  if (self->is_changed)
    emit_changed (self);
}

/* ---- JSON ---- */

static void
write_prompt (PoiseJsonWriter *writer, const PoisePrompt *prompt)
{
  poise_json_writer_begin (writer, NULL, '{');
  poise_json_writer_add_string (writer, "id", prompt->id);
  poise_json_writer_add_string (writer, "text", prompt->text);
  if (prompt->facet != POISE_FACET_NONE)
    poise_json_writer_add_string (writer, "facet", poise_facet_to_id (prompt->facet));
  if (prompt->pole != POISE_MODE_NONE)
    poise_json_writer_add_string (writer, "mode", poise_mode_to_id (prompt->pole));
  if (prompt->is_off)
    poise_json_writer_add_boolean (writer, "off", TRUE);
  if (prompt->extra != NULL)
    poise_json_writer_add_members (writer, prompt->extra);
  poise_json_writer_end (writer, '}');
}

static void
write_off (PoisePromptSet *self, PoiseJsonWriter *writer)
{
  poise_json_writer_begin (writer, "off", '[');
  for (guint i = 0; i < self->built_in->len; i++)
    {
      const PoisePrompt *prompt = g_ptr_array_index (self->built_in, i);

      if (prompt->is_off)
        poise_json_writer_add_string (writer, NULL, prompt->id);
    }
  for (guint i = 0; i < self->unknown_off->len; i++)
    poise_json_writer_add_string (writer, NULL, g_ptr_array_index (self->unknown_off, i));
  poise_json_writer_end (writer, ']');
}

/**
 * poise_prompt_set_to_json:
 * @self: a set
 *
 * Writes what the person made of the set: their own prompts, in their order,
 * and which built-in ones are off. Whatever was read and not understood is
 * written back.
 *
 * Returns: (transfer full): the text of a file `prompts.json`
 */
char *
poise_prompt_set_to_json (PoisePromptSet *self)
{
  GString *out = g_string_new (NULL);
  PoiseJsonWriter writer;

  g_return_val_if_fail (POISE_IS_PROMPT_SET (self), NULL);

  poise_json_writer_init (&writer, out);
  poise_json_writer_begin (&writer, NULL, '{');
  poise_json_writer_add_string (&writer, "format", PROMPTS_FORMAT);
  poise_json_writer_add_int (&writer, "version", PROMPTS_VERSION);
  write_off (self, &writer);
  poise_json_writer_begin (&writer, "own", '[');
  for (guint i = 0; i < self->own->len; i++)
    write_prompt (&writer, g_ptr_array_index (self->own, i));
  for (guint i = 0; i < self->unreadable->len; i++)
    poise_json_writer_add_node (&writer, NULL, g_ptr_array_index (self->unreadable, i));
  poise_json_writer_end (&writer, ']');
  if (self->extra != NULL)
    poise_json_writer_add_members (&writer, self->extra);
  poise_json_writer_end (&writer, '}');
  g_string_append_c (out, '\n');
  return g_string_free (out, FALSE);
}

static JsonObject *
check_head (JsonNode *root, const char *name, GError **error)
{
  gint64 version = PROMPTS_VERSION;

  return poise_json_read_head (root, name, PROMPTS_FORMAT, &version, error,
                               _ ("“%s” is JSON, but holds no questions for Poise"), name);
}

static gboolean
is_blank (const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  return *stripped == '\0';
}

static PoisePrompt *
read_prompt (JsonNode *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *id = NULL, *text = NULL, *facet_id = NULL, *mode_id = NULL;
  PoiseFacet facet = POISE_FACET_NONE;
  PoiseMode pole = POISE_MODE_NONE;
  PoisePrompt *prompt;

  if (object == NULL || !poise_json_get_string (object, "id", &id) ||
      !poise_json_get_string (object, "text", &text) || is_blank (text) || *id == '\0')
    return NULL;
  poise_json_get_string (object, "facet", &facet_id);
  poise_json_get_string (object, "mode", &mode_id);
  if (facet_id != NULL && !poise_facet_from_id (facet_id, &facet))
    return NULL;
  if (mode_id != NULL && (!poise_mode_from_id (mode_id, &pole) || pole == POISE_MODE_BALANCED))
    return NULL;
  prompt = poise_prompt_new (id, facet, pole, text);
  prompt->is_off = json_object_get_boolean_member_with_default (object, "off", FALSE);
  prompt->extra = poise_json_collect_unknown (object, prompt_members);
  return prompt;
}

static void
read_off (PoisePromptSet *self, JsonArray *off)
{
  for (guint i = 0; off != NULL && i < json_array_get_length (off); i++)
    {
      JsonNode *node = json_array_get_element (off, i);
      const char *id =
        json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
      PoisePrompt *prompt = poise_prompt_set_lookup (self, id);

      if (prompt != NULL)
        prompt->is_off = TRUE;
      else if (id != NULL)
        g_ptr_array_add (self->unknown_off, g_strdup (id));
    }
}

static void
read_own (PoisePromptSet *self, JsonArray *own)
{
  for (guint i = 0; own != NULL && i < json_array_get_length (own); i++)
    {
      JsonNode *node = json_array_get_element (own, i);
      PoisePrompt *prompt = read_prompt (node);

      if (prompt == NULL || !insert (self, G_MAXUINT, prompt))
        g_ptr_array_add (self->unreadable, json_node_ref (node));
    }
}

/**
 * poise_prompt_set_load_json:
 * @self: a set
 * @data: the bytes of a file `prompts.json`
 * @length: how many there are
 * @name: the file's name for messages
 * @error: return location
 *
 * Makes the set what the file says. Errors are %POISE_ERROR_INVALID and
 * %POISE_ERROR_NEWER; after one, the set is as it was.
 *
 * Returns: %TRUE if it was read
 */
gboolean
poise_prompt_set_load_json (PoisePromptSet *self,
                            const char *data,
                            gsize length,
                            const char *name,
                            GError **error)
{
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object;

  g_return_val_if_fail (POISE_IS_PROMPT_SET (self), FALSE);

  root = poise_json_parse (data, length, name, error);
  object = root != NULL ? check_head (root, name, error) : NULL;
  if (object == NULL)
    return FALSE;
  clear (self);
  read_own (self, poise_json_get_array (object, "own"));
  read_off (self, poise_json_get_array (object, "off"));
  self->extra = poise_json_collect_unknown (object, set_members);
  emit_changed (self);
  return TRUE;
}

static gboolean
has_text (PoisePromptSet *self, const char *text)
{
  for (guint i = 0; i < self->own->len; i++)
    if (g_str_equal (((PoisePrompt *) g_ptr_array_index (self->own, i))->text, text))
      return TRUE;

  return FALSE;
}

/**
 * poise_prompt_set_import_json:
 * @self: a set
 * @data: the bytes of a file like `prompts.json`
 * @length: how many there are
 * @name: the file's name for messages
 * @n_added: (out): how many prompts are new
 * @error: return location
 *
 * Adds another set's own prompts to the end of these. Those that are here
 * already, by id or by word, are passed over, so that a file can be imported
 * twice. Errors are those of poise_prompt_set_load_json().
 *
 * Returns: %TRUE if the file was read
 */
gboolean
poise_prompt_set_import_json (PoisePromptSet *self,
                              const char *data,
                              gsize length,
                              const char *name,
                              guint *n_added,
                              GError **error)
{
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object;
  JsonArray *own;

  g_return_val_if_fail (POISE_IS_PROMPT_SET (self), FALSE);

  *n_added = 0;
  root = poise_json_parse (data, length, name, error);
  object = root != NULL ? check_head (root, name, error) : NULL;
  if (object == NULL)
    return FALSE;
  own = poise_json_get_array (object, "own");
  for (guint i = 0; own != NULL && i < json_array_get_length (own); i++)
    {
      g_autoptr (PoisePrompt) prompt = read_prompt (json_array_get_element (own, i));

      if (prompt != NULL && !has_text (self, prompt->text) &&
          insert (self, G_MAXUINT, g_steal_pointer (&prompt)))
        (*n_added)++;
    }
  if (*n_added > 0)
    emit_changed (self);
  return TRUE;
}
