/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-tagging.h"

#include <glib/gi18n-lib.h>

#include "poise-tags.h"

struct _PoiseTagging
{
  GObject parent_instance;

  /* Owned */
  char *entry_id;
  char *tag;

  guint position; /* where it stands among the entry's tags */
  gboolean is_added;
};

G_DEFINE_FINAL_TYPE (PoiseTagging, poise_tagging, G_TYPE_OBJECT)

static void
poise_tagging_finalize (GObject *object)
{
  PoiseTagging *self = POISE_TAGGING (object);

  g_free (self->entry_id);
  g_free (self->tag);

  G_OBJECT_CLASS (poise_tagging_parent_class)->finalize (object);
}

static void
poise_tagging_class_init (PoiseTaggingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = poise_tagging_finalize;
}

static void
poise_tagging_init (PoiseTagging *self)
{
}

/**
 * poise_tagging_new:
 * @entry: an entry
 * @tag: a tag, made by poise_tags_clean()
 * @is_added: whether the entry is to get it; else it is taken off
 *
 * Returns: (transfer full): the change, not made yet
 */
PoiseTagging *
poise_tagging_new (PoiseEntry *entry, const char *tag, gboolean is_added)
{
  PoiseTagging *self = g_object_new (POISE_TYPE_TAGGING, NULL);
  const char *const *tags = poise_entry_get_tags (entry);

  self->entry_id = g_strdup (poise_entry_get_id (entry));
  self->tag = g_strdup (tag);
  self->is_added = is_added;
  while (tags[self->position] != NULL && (is_added || !g_str_equal (tags[self->position], tag)))
    self->position++;
  return self;
}

/**
 * poise_tagging_get_entry_id:
 * @self: a change of tags
 *
 * Returns: the id of the entry that it is about
 */
const char *
poise_tagging_get_entry_id (PoiseTagging *self)
{
  g_return_val_if_fail (POISE_IS_TAGGING (self), NULL);

  return self->entry_id;
}

/**
 * poise_tagging_describe:
 * @self: a change of tags
 *
 * Returns: (transfer full) (nullable): what was done, in translated words; %NULL for
 *   what shows itself
 */
char *
poise_tagging_describe (PoiseTagging *self)
{
  g_return_val_if_fail (POISE_IS_TAGGING (self), NULL);

  /* Translators: %s is a word by which the person sorts entries. */
  return self->is_added ? NULL : g_strdup_printf (_ ("Tag “%s” removed"), self->tag);
}

/**
 * poise_tagging_put:
 * @self: a change of tags
 * @store: the journal's keeper
 * @is_in: whether it is made, or taken back
 *
 * Makes the change or takes it back; the entry's other tags stay as they are.
 */
void
poise_tagging_put (PoiseTagging *self, PoiseStore *store, gboolean is_in)
{
  PoiseEntry *entry;
  g_auto (GStrv) tags = NULL;
  g_autoptr (GDateTime) now = NULL;

  g_return_if_fail (POISE_IS_TAGGING (self));

  entry = poise_journal_lookup (poise_store_get_journal (store), self->entry_id);
  if (entry == NULL)
    return;
  if (self->is_added == is_in)
    tags = poise_tags_add (poise_entry_get_tags (entry), self->tag, self->position);
  else
    tags = poise_tags_remove (poise_entry_get_tags (entry), self->tag);
  if (g_strv_equal ((const char *const *) tags, poise_entry_get_tags (entry)))
    return;
  now = poise_store_get_now (store);
  poise_entry_set_tags (entry, (const char *const *) tags);
  poise_entry_touch (entry, now);
  poise_store_put (store, entry);
}
