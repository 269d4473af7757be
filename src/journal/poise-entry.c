/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-entry.h"

#include "poise-json.h"
#include "poise-search-fold.h"
#include "poise-time.h"
#include "poise-uuid.h"

struct _PoiseEntry
{
  GObject parent_instance;

  char *id;
  PoiseDay day;
  GDateTime *created;
  GDateTime *modified;
  char *text;
  char *prompt_id;
  char *prompt_text;
  char *kind; /* NULL for what is counted */
  PoiseTag *tag;
  GStrv tags; /* NULL for none */
  JsonObject *extra;
  char *folded; /* what search looks through; NULL until it does */
};

typedef enum
{
  PROP_TEXT = 1,
  PROP_PROMPT_TEXT,
  PROP_TAG,
  PROP_TAGS,
  PROP_MODIFIED,
} PoiseEntryProperty;

static GParamSpec *properties[PROP_MODIFIED + 1];

G_DEFINE_FINAL_TYPE (PoiseEntry, poise_entry, G_TYPE_OBJECT)

static void
poise_entry_finalize (GObject *object)
{
  PoiseEntry *self = POISE_ENTRY (object);

  g_free (self->id);
  g_clear_pointer (&self->created, g_date_time_unref);
  g_clear_pointer (&self->modified, g_date_time_unref);
  g_free (self->text);
  g_free (self->prompt_id);
  g_free (self->prompt_text);
  g_free (self->kind);
  g_clear_pointer (&self->tag, poise_tag_unref);
  g_strfreev (self->tags);
  g_clear_pointer (&self->extra, json_object_unref);
  g_free (self->folded);

  G_OBJECT_CLASS (poise_entry_parent_class)->finalize (object);
}

static void
poise_entry_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  PoiseEntry *self = POISE_ENTRY (object);

  switch ((PoiseEntryProperty) prop_id)
    {
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    case PROP_PROMPT_TEXT:
      g_value_set_string (value, self->prompt_text);
      break;
    case PROP_TAG:
      g_value_set_boxed (value, self->tag);
      break;
    case PROP_TAGS:
      g_value_set_boxed (value, self->tags);
      break;
    case PROP_MODIFIED:
      g_value_set_boxed (value, self->modified);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
poise_entry_class_init (PoiseEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = poise_entry_finalize;
  object_class->get_property = poise_entry_get_property;

  properties[PROP_TEXT] =
    g_param_spec_string ("text", NULL, NULL, "", G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PROMPT_TEXT] = g_param_spec_string ("prompt-text", NULL, NULL, NULL,
                                                      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_TAG] = g_param_spec_boxed ("tag", NULL, NULL, POISE_TYPE_TAG,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_TAGS] =
    g_param_spec_boxed ("tags", NULL, NULL, G_TYPE_STRV, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_MODIFIED] = g_param_spec_boxed ("modified", NULL, NULL, G_TYPE_DATE_TIME,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
poise_entry_init (PoiseEntry *self)
{
  self->text = g_strdup ("");
}

/**
 * poise_entry_new:
 * @id: the entry's id, a UUID
 * @day: the civil day it belongs to
 * @created: when it was begun
 *
 * Makes an empty entry whose modification is its creation.
 *
 * Returns: (transfer full): the entry
 */
PoiseEntry *
poise_entry_new (const char *id, PoiseDay day, GDateTime *created)
{
  PoiseEntry *self;

  g_return_val_if_fail (id != NULL, NULL);
  g_return_val_if_fail (poise_day_is_valid (day), NULL);
  g_return_val_if_fail (created != NULL, NULL);

  self = g_object_new (POISE_TYPE_ENTRY, NULL);
  self->id = g_strdup (id);
  self->day = day;
  self->created = g_date_time_ref (created);
  self->modified = g_date_time_ref (created);
  return self;
}

/**
 * poise_entry_new_now:
 * @day: the civil day it belongs to
 * @now: this moment
 *
 * Makes an empty entry with an id of its own.
 *
 * Returns: (transfer full): the entry
 */
PoiseEntry *
poise_entry_new_now (PoiseDay day, GDateTime *now)
{
  g_autofree char *id = NULL;
  g_autoptr (GDateTime) created = NULL;

  g_return_val_if_fail (now != NULL, NULL);

  id = poise_uuid_new (now, NULL);
  created = poise_time_truncate (now);
  return poise_entry_new (id, day, created);
}

/**
 * poise_entry_copy:
 * @self: an entry
 *
 * Makes a copy with the same id, which a thread may write while @self changes.
 *
 * Returns: (transfer full): the copy
 */
PoiseEntry *
poise_entry_copy (PoiseEntry *self)
{
  PoiseEntry *copy;

  g_return_val_if_fail (POISE_IS_ENTRY (self), NULL);

  copy = poise_entry_new (self->id, self->day, self->created);
  poise_entry_assign (copy, self);
  return copy;
}

/**
 * poise_entry_assign:
 * @self: an entry
 * @other: an entry with the same id
 *
 * Gives @self all that @other says: its text, prompt, kind, tag, tags, modification
 * and unknown members. This is how a change from outside reaches an entry that
 * is shown.
 */
void
poise_entry_assign (PoiseEntry *self, PoiseEntry *other)
{
  g_return_if_fail (POISE_IS_ENTRY (self));
  g_return_if_fail (POISE_IS_ENTRY (other));

  g_object_freeze_notify (G_OBJECT (self));
  poise_entry_set_text (self, other->text);
  poise_entry_set_prompt (self, other->prompt_id, other->prompt_text);
  poise_entry_set_kind (self, other->kind);
  poise_entry_set_tag (self, other->tag);
  poise_entry_set_tags (self, poise_entry_get_tags (other));
  poise_entry_set_extra (self, other->extra);
  poise_entry_set_modified (self, other->modified);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * poise_entry_equal:
 * @self: an entry
 * @other: another
 *
 * Returns: %TRUE if both have the same id, day, times, text, prompt, kind, tag and tags
 */
gboolean
poise_entry_equal (PoiseEntry *self, PoiseEntry *other)
{
  g_return_val_if_fail (POISE_IS_ENTRY (self), FALSE);
  g_return_val_if_fail (POISE_IS_ENTRY (other), FALSE);

  return g_str_equal (self->id, other->id) && self->day == other->day &&
         g_date_time_equal (self->created, other->created) &&
         g_date_time_equal (self->modified, other->modified) &&
         g_str_equal (self->text, other->text) &&
         g_strcmp0 (self->prompt_id, other->prompt_id) == 0 &&
         g_strcmp0 (self->prompt_text, other->prompt_text) == 0 &&
         g_strcmp0 (self->kind, other->kind) == 0 && poise_tag_equal (self->tag, other->tag) &&
         g_strv_equal (poise_entry_get_tags (self), poise_entry_get_tags (other));
}

/**
 * poise_entry_get_id:
 * @self: an entry
 *
 * Returns: (transfer none): its id, a UUID
 */
const char *
poise_entry_get_id (PoiseEntry *self)
{
  g_return_val_if_fail (POISE_IS_ENTRY (self), NULL);

  return self->id;
}

/**
 * poise_entry_get_day:
 * @self: an entry
 *
 * Returns: the civil day it belongs to
 */
PoiseDay
poise_entry_get_day (PoiseEntry *self)
{
  g_return_val_if_fail (POISE_IS_ENTRY (self), POISE_DAY_INVALID);

  return self->day;
}

/**
 * poise_entry_get_created:
 * @self: an entry
 *
 * Returns: (transfer none): when it was begun
 */
GDateTime *
poise_entry_get_created (PoiseEntry *self)
{
  g_return_val_if_fail (POISE_IS_ENTRY (self), NULL);

  return self->created;
}

/**
 * poise_entry_get_modified:
 * @self: an entry
 *
 * Returns: (transfer none): when it was last changed
 */
GDateTime *
poise_entry_get_modified (PoiseEntry *self)
{
  g_return_val_if_fail (POISE_IS_ENTRY (self), NULL);

  return self->modified;
}

/**
 * poise_entry_set_modified:
 * @self: an entry
 * @modified: when it was last changed
 */
void
poise_entry_set_modified (PoiseEntry *self, GDateTime *modified)
{
  g_return_if_fail (POISE_IS_ENTRY (self));
  g_return_if_fail (modified != NULL);

  if (self->modified == modified)
    return;
  g_date_time_ref (modified);
  g_date_time_unref (self->modified);
  self->modified = modified;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODIFIED]);
}

/**
 * poise_entry_get_text:
 * @self: an entry
 *
 * Returns: (transfer none): what the person wrote, UTF-8
 */
const char *
poise_entry_get_text (PoiseEntry *self)
{
  g_return_val_if_fail (POISE_IS_ENTRY (self), NULL);

  return self->text;
}

/**
 * poise_entry_set_text:
 * @self: an entry
 * @text: what the person wrote, UTF-8
 */
void
poise_entry_set_text (PoiseEntry *self, const char *text)
{
  g_return_if_fail (POISE_IS_ENTRY (self));
  g_return_if_fail (text != NULL);

  if (g_str_equal (self->text, text))
    return;
  g_free (self->text);
  self->text = g_strdup (text);
  poise_entry_drop_folded (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}

/**
 * poise_entry_is_blank:
 * @self: an entry
 *
 * Returns: %TRUE if nothing but white space was written
 */
gboolean
poise_entry_is_blank (PoiseEntry *self)
{
  g_return_val_if_fail (POISE_IS_ENTRY (self), TRUE);

  for (const char *p = self->text; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      return FALSE;

  return TRUE;
}

/**
 * poise_entry_get_tag:
 * @self: an entry
 *
 * Returns: (transfer none) (nullable): what is said of it; %NULL before it
 *   was tagged
 */
PoiseTag *
poise_entry_get_tag (PoiseEntry *self)
{
  g_return_val_if_fail (POISE_IS_ENTRY (self), NULL);

  return self->tag;
}

/**
 * poise_entry_set_tag:
 * @self: an entry
 * @tag: (nullable): what is said of it
 */
void
poise_entry_set_tag (PoiseEntry *self, PoiseTag *tag)
{
  g_return_if_fail (POISE_IS_ENTRY (self));

  if (self->tag == tag)
    return;
  if (tag != NULL)
    poise_tag_ref (tag);
  g_clear_pointer (&self->tag, poise_tag_unref);
  self->tag = tag;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TAG]);
}

/**
 * poise_entry_get_tags:
 * @self: an entry
 *
 * Returns: (transfer none) (array zero-terminated=1): the words by which the person
 *   sorts it, in their order
 */
const char *const *
poise_entry_get_tags (PoiseEntry *self)
{
  static const char *const none[] = { NULL };

  g_return_val_if_fail (POISE_IS_ENTRY (self), none);

  return self->tags != NULL ? (const char *const *) self->tags : none;
}

/**
 * poise_entry_set_tags:
 * @self: an entry
 * @tags: (nullable) (array zero-terminated=1): the words by which the person sorts
 *   it; made by poise_tags_clean()
 */
void
poise_entry_set_tags (PoiseEntry *self, const char *const *tags)
{
  static const char *const none[] = { NULL };
  GStrv copy;

  g_return_if_fail (POISE_IS_ENTRY (self));

  if (g_strv_equal (poise_entry_get_tags (self), tags != NULL ? tags : none))
    return;
  copy = tags != NULL && *tags != NULL ? g_strdupv ((char **) tags) : NULL;
  g_strfreev (self->tags);
  self->tags = copy;
  poise_entry_drop_folded (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TAGS]);
}

/**
 * poise_entry_get_prompt_id:
 * @self: an entry
 *
 * Returns: (transfer none) (nullable): the prompt's id
 */
const char *
poise_entry_get_prompt_id (PoiseEntry *self)
{
  g_return_val_if_fail (POISE_IS_ENTRY (self), NULL);

  return self->prompt_id;
}

/**
 * poise_entry_get_prompt_text:
 * @self: an entry
 *
 * Returns: (transfer none) (nullable): the prompt as the person read it
 */
const char *
poise_entry_get_prompt_text (PoiseEntry *self)
{
  g_return_val_if_fail (POISE_IS_ENTRY (self), NULL);

  return self->prompt_text;
}

/**
 * poise_entry_set_prompt:
 * @self: an entry
 * @id: (nullable): the prompt's id; %NULL for none
 * @text: (nullable): the prompt as the person read it
 */
void
poise_entry_set_prompt (PoiseEntry *self, const char *id, const char *text)
{
  char *new_id, *new_text;

  g_return_if_fail (POISE_IS_ENTRY (self));

  if (g_strcmp0 (self->prompt_id, id) == 0 && g_strcmp0 (self->prompt_text, text) == 0)
    return;
  new_id = g_strdup (id);
  new_text = g_strdup (text);
  g_free (self->prompt_id);
  g_free (self->prompt_text);
  self->prompt_id = new_id;
  self->prompt_text = new_text;
  poise_entry_drop_folded (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROMPT_TEXT]);
}

/**
 * poise_entry_get_kind:
 * @self: an entry
 *
 * Returns: (transfer none) (nullable): what it is, as %POISE_ENTRY_REVIEW, or a word of a
 *   later version; %NULL for what people write day by day
 */
const char *
poise_entry_get_kind (PoiseEntry *self)
{
  g_return_val_if_fail (POISE_IS_ENTRY (self), NULL);

  return self->kind;
}

/**
 * poise_entry_set_kind:
 * @self: an entry
 * @kind: (nullable): what it is
 */
void
poise_entry_set_kind (PoiseEntry *self, const char *kind)
{
  char *copy;

  g_return_if_fail (POISE_IS_ENTRY (self));

  copy = g_strdup (kind);
  g_free (self->kind);
  self->kind = copy;
}

/**
 * poise_entry_has_counted_words:
 * @self: an entry
 *
 * Whoever takes all words out of an entry wrote none.
 *
 * Returns: %TRUE if there is something in it that is tagged and counted
 */
gboolean
poise_entry_has_counted_words (PoiseEntry *self)
{
  return poise_entry_is_counted (self) && !poise_entry_is_blank (self);
}

/**
 * poise_entry_is_counted:
 * @self: an entry
 *
 * What has a kind of its own is neither tagged nor counted in the balance.
 *
 * Returns: %TRUE if it is what people write day by day
 */
gboolean
poise_entry_is_counted (PoiseEntry *self)
{
  g_return_val_if_fail (POISE_IS_ENTRY (self), FALSE);

  return self->kind == NULL;
}

static void
append_folded (GString *out, const char *before, const char *text)
{
  g_autofree char *folded = text != NULL ? poise_search_fold (text, NULL) : NULL;

  if (folded != NULL)
    g_string_append_printf (out, "%s%s", before, folded);
}

/**
 * poise_entry_get_folded:
 * @self: an entry
 *
 * Makes what search looks through, and keeps it: what was written, and after
 * a line feed each, the question and `#` with every tag, all by poise_search_fold().
 * It takes as much memory as they do; poise_entry_drop_folded() gives that back.
 *
 * Returns: (transfer none): the folded text
 */
const char *
poise_entry_get_folded (PoiseEntry *self)
{
  GString *folded;

  g_return_val_if_fail (POISE_IS_ENTRY (self), "");

  if (self->folded != NULL)
    return self->folded;
  if (self->prompt_text == NULL && self->tags == NULL)
    return self->folded = poise_search_fold (self->text, NULL);
  folded = g_string_new (NULL);
  append_folded (folded, "", self->text);
  append_folded (folded, "\n", self->prompt_text);
  for (guint i = 0; self->tags != NULL && self->tags[i] != NULL; i++)
    append_folded (folded, "\n#", self->tags[i]);
  return self->folded = g_string_free (folded, FALSE);
}

/**
 * poise_entry_drop_folded:
 * @self: an entry
 *
 * Forgets what poise_entry_get_folded() made.
 */
void
poise_entry_drop_folded (PoiseEntry *self)
{
  g_return_if_fail (POISE_IS_ENTRY (self));

  g_clear_pointer (&self->folded, g_free);
}

/**
 * poise_entry_get_extra:
 * @self: an entry
 *
 * Returns: (transfer none) (nullable): the members of its JSON object that
 *   this version does not know
 */
JsonObject *
poise_entry_get_extra (PoiseEntry *self)
{
  g_return_val_if_fail (POISE_IS_ENTRY (self), NULL);

  return self->extra;
}

/**
 * poise_entry_set_extra:
 * @self: an entry
 * @extra: (nullable): members that this version does not know; not to be
 *   changed afterwards
 */
void
poise_entry_set_extra (PoiseEntry *self, JsonObject *extra)
{
  g_return_if_fail (POISE_IS_ENTRY (self));

  if (extra != NULL)
    json_object_ref (extra);
  g_clear_pointer (&self->extra, json_object_unref);
  self->extra = extra;
}

/**
 * poise_entry_set_member:
 * @self: an entry
 * @name: the name of a member that this class has no property for
 * @value: what it shall be
 */
void
poise_entry_set_member (PoiseEntry *self, const char *name, const char *value)
{
  const char *const known[] = { name, NULL };
  g_autoptr (JsonObject) extra = NULL;

  g_return_if_fail (POISE_IS_ENTRY (self));

  if (self->extra != NULL)
    extra = poise_json_collect_unknown (self->extra, known);
  if (extra == NULL)
    extra = json_object_new ();
  json_object_set_string_member (extra, name, value);
  poise_entry_set_extra (self, extra);
}

/**
 * poise_entry_compare:
 * @a: an entry
 * @b: another
 *
 * Orders entries as the journal shows them: the newest day first, in a day
 * the one begun last first, and the id decides between twins.
 *
 * Returns: less than, equal to or more than 0
 */
int
poise_entry_compare (PoiseEntry *a, PoiseEntry *b)
{
  int order;

  g_return_val_if_fail (POISE_IS_ENTRY (a), 0);
  g_return_val_if_fail (POISE_IS_ENTRY (b), 0);

  if (a->day != b->day)
    return a->day > b->day ? -1 : 1;
  order = g_date_time_compare (b->created, a->created);
  return order != 0 ? order : g_strcmp0 (b->id, a->id);
}
