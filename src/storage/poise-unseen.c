/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-unseen.h"

#include <string.h>

#include "poise-change.h"
#include "poise-file.h"
#include "poise-folder-read.h"
#include "poise-merge.h"
#include "poise-month-file.h"
#include "poise-unseen-file.h"

/* One of a month's two files, and what is kept apart of it. */
typedef struct
{
  char *path;
  PoiseMonth *kept;
  PoiseMonth *found;   /* what the journal's file holds; %NULL if it cannot be read */
  GHashTable *ids;     /* of its entries */
  gboolean is_foreign; /* others wrote it since this computer looked at it last */
} Side;

typedef struct
{
  PoiseFolder *folder;
  char *name;
  Side month;
  Side trash;
  gboolean has_pending; /* what waits beside the month is in what was found of it */
} Unseen;

/* Where what is kept was found. */
typedef enum
{
  NOWHERE,
  IN_MONTH,
  IN_TRASH,
  REMOVED,
} Place;

static void
side_clear (Side *side)
{
  g_free (side->path);
  g_clear_pointer (&side->kept, poise_month_free);
  g_clear_pointer (&side->found, poise_month_free);
  g_clear_pointer (&side->ids, g_hash_table_unref);
}

static void
unseen_clear (Unseen *self)
{
  g_clear_object (&self->folder);
  g_free (self->name);
  side_clear (&self->month);
  side_clear (&self->trash);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Unseen, unseen_clear)

/* What is kept of a month. Returns FALSE if there is no journal. */
static gboolean
unseen_init (Unseen *self, PoiseFolder *folder, const char *month)
{
  g_autoptr (PoiseFolder) own = poise_unseen_file_find_folder (folder);

  *self = (Unseen) { 0 };
  if (own == NULL)
    return FALSE;
  self->folder = g_object_ref (folder);
  self->name = g_strdup (month);
  self->month.path = poise_folder_get_month_path (own, month);
  self->trash.path = poise_folder_get_trash_path (own, month);
  return TRUE;
}

static void
read_kept (Unseen *self)
{
  self->month.kept = poise_unseen_file_read (self->month.path, self->folder, self->name);
  self->trash.kept = poise_unseen_file_read (self->trash.path, self->folder, self->name);
}

static gboolean
is_kept (Unseen *self)
{
  return poise_unseen_file_is_there (self->month.path);
}

static gboolean
is_empty (Side *side)
{
  return side->kept->entries->len == 0 && side->kept->extra == NULL;
}

/* Both files or none: each says by its time what is known of the journal's. */
static void
write_kept (Unseen *self)
{
  if (is_empty (&self->month) && is_empty (&self->trash))
    {
      poise_unseen_file_remove (self->month.path);
      poise_unseen_file_remove (self->trash.path);
      return;
    }
  poise_unseen_file_write (self->month.kept, self->month.path, self->folder);
  poise_unseen_file_write (self->trash.kept, self->trash.path, self->folder);
}

static char *
get_stamp (Unseen *self, gboolean is_trash)
{
  g_autofree char *path = is_trash ? poise_folder_get_trash_path (self->folder, self->name)
                                   : poise_folder_get_month_path (self->folder, self->name);

  return poise_file_get_stamp (path);
}

/* ---- the journal's files ---- */

static PoiseMonth *
read_found (const char *path, const char *month)
{
  g_autoptr (GError) error = NULL;
  PoiseMonth *found = poise_month_file_read (path, month, &error);

  if (found == NULL && g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      found = poise_month_new (month);
      found->stamp = g_strdup ("");
    }
  return found;
}

/* A month may hold as many entries as are looked for in it. */
static void
list_ids (Side *side)
{
  g_clear_pointer (&side->ids, g_hash_table_unref);
  side->ids = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < side->found->entries->len; i++)
    {
      PoiseEntry *entry = g_ptr_array_index (side->found->entries, i);

      g_hash_table_insert (side->ids, (char *) poise_entry_get_id (entry), entry);
    }
}

static PoiseEntry *
find_id (Side *side, const char *id)
{
  return g_hash_table_lookup (side->ids, id);
}

static void
add_pending (Unseen *self)
{
  g_autofree char *path = poise_folder_get_pending_path (self->folder, self->name);
  g_autoptr (PoiseMonth) pending = read_found (path, self->name);

  for (guint i = 0; pending != NULL && i < pending->entries->len; i++)
    {
      PoiseEntry *entry = g_ptr_array_index (pending->entries, i);

      if (find_id (&self->month, poise_entry_get_id (entry)) != NULL)
        continue;
      g_ptr_array_add (self->month.found->entries, g_object_ref (entry));
      g_hash_table_insert (self->month.ids, (char *) poise_entry_get_id (entry), entry);
      self->has_pending = TRUE;
    }
}

static gboolean
is_foreign (Side *side, const char *stamp)
{
  return !poise_unseen_file_is_in_doubt (side->path) &&
         !poise_unseen_file_is_in_step (side->path, stamp);
}

/* Returns FALSE if the month is not such that it could be judged. */
static gboolean
read_journal (Unseen *self)
{
  g_autofree char *path = poise_folder_get_month_path (self->folder, self->name);
  g_autofree char *trash_path = poise_folder_get_trash_path (self->folder, self->name);

  g_clear_pointer (&self->month.found, poise_month_free);
  g_clear_pointer (&self->trash.found, poise_month_free);
  self->month.found = read_found (path, self->name);
  self->trash.found = read_found (trash_path, self->name);
  if (self->month.found == NULL || self->trash.found == NULL)
    return FALSE;
  self->month.is_foreign = is_foreign (&self->month, self->month.found->stamp);
  self->trash.is_foreign = is_foreign (&self->trash, self->trash.found->stamp);
  list_ids (&self->month);
  list_ids (&self->trash);
  add_pending (self);
  return TRUE;
}

/* Who opens the journal reads the month next: it is read once. */
static void
hand_over (Unseen *self, GHashTable *months)
{
  if (months != NULL && !self->has_pending)
    g_hash_table_replace (months, poise_folder_get_month_path (self->folder, self->name),
                          g_steal_pointer (&self->month.found));
}

/* ---- what is there ---- */

/* Whether each line of a text stands in another, as where somebody wrote on. */
static gboolean
covers (PoiseEntry *entry, PoiseEntry *other)
{
  const char *text = poise_entry_get_text (entry);
  g_auto (GStrv) lines = NULL;
  g_auto (GStrv) all = NULL;
  g_autoptr (GHashTable) whole = NULL;

  if (strstr (text, poise_entry_get_text (other)) != NULL)
    return TRUE;
  lines = g_strsplit (poise_entry_get_text (other), "\n", -1);
  all = g_strsplit (text, "\n", -1);
  /* Most lines are as they were: not each needs the whole text to be looked through. */
  whole = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; all[i] != NULL; i++)
    g_hash_table_add (whole, g_strstrip (all[i]));
  for (guint i = 0; lines[i] != NULL; i++)
    if (!g_hash_table_contains (whole, g_strstrip (lines[i])) && strstr (text, lines[i]) == NULL)
      return FALSE;

  return TRUE;
}

/* Where the words lie that lost against a later version. */
static Place
find_conflict (Unseen *self, PoiseEntry *entry)
{
  g_autofree char *id = poise_merge_name_conflict (entry);
  g_autoptr (GDateTime) deleted = NULL;

  if (find_id (&self->month, id) != NULL)
    return IN_MONTH;
  if (find_id (&self->trash, id) != NULL)
    return IN_TRASH;
  deleted = poise_merge_get_deleted (self->trash.found, NULL, id);
  return deleted != NULL ? REMOVED : NOWHERE;
}

static gboolean
is_before (PoiseEntry *entry, GDateTime *time)
{
  return g_date_time_compare (poise_entry_get_modified (entry), time) < 0;
}

static gboolean
is_after (PoiseEntry *entry, GDateTime *time)
{
  return g_date_time_compare (poise_entry_get_modified (entry), time) > 0;
}

static Place
find_entry (Unseen *self, PoiseEntry *entry)
{
  const char *id = poise_entry_get_id (entry);
  PoiseEntry *found = find_id (&self->month, id);
  PoiseEntry *in_trash = find_id (&self->trash, id);
  g_autoptr (GDateTime) deleted = NULL;

  if (poise_merge_was_removed (self->trash.found, entry))
    return REMOVED;
  if (found != NULL && is_before (found, poise_entry_get_modified (entry)))
    return NOWHERE;
  /* A version of the same time is ours, changed by hand. */
  if (found != NULL)
    return covers (found, entry) || !is_before (entry, poise_entry_get_modified (found))
             ? IN_MONTH
             : find_conflict (self, entry);
  deleted = poise_merge_get_deleted (self->trash.found, in_trash, id);
  if (deleted == NULL || in_trash == NULL || is_after (entry, deleted))
    return NOWHERE;
  return covers (in_trash, entry) ? IN_TRASH : find_conflict (self, entry);
}

/* Whether an entry was written after its deletion, by who did not know of it or brought it back. */
static PoiseEntry *
find_later (Unseen *self, const char *id, GDateTime *deleted)
{
  PoiseEntry *found = find_id (&self->month, id);

  return found != NULL && is_after (found, deleted) ? found : NULL;
}

static Place
find_deletion (Unseen *self, PoiseEntry *entry)
{
  const char *id = poise_entry_get_id (entry);
  PoiseEntry *in_trash = find_id (&self->trash, id);
  g_autoptr (GDateTime) deleted = poise_merge_get_deleted (self->trash.kept, entry, id);
  PoiseEntry *later = deleted != NULL ? find_later (self, id, deleted) : NULL;

  if (poise_merge_was_removed (self->trash.found, entry))
    return REMOVED;
  if (later != NULL)
    return covers (later, entry) ? IN_MONTH : find_conflict (self, entry);
  if (in_trash == NULL || find_id (&self->month, id) != NULL)
    return NOWHERE;
  return covers (in_trash, entry) ? IN_TRASH : find_conflict (self, entry);
}

/* Of a deletion without a text. */
static Place
find_removal (Unseen *self, const char *id)
{
  g_autoptr (GDateTime) deleted = poise_merge_find_deleted (self->trash.kept, id);
  PoiseEntry *in_trash = find_id (&self->trash, id);
  g_autoptr (GDateTime) known = poise_merge_get_deleted (self->trash.found, in_trash, id);

  if (deleted == NULL || find_later (self, id, deleted) != NULL)
    return IN_MONTH;
  if (known == NULL || in_trash != NULL || find_id (&self->month, id) != NULL ||
      g_date_time_compare (known, deleted) < 0)
    return NOWHERE;
  return IN_TRASH;
}

/* ---- dropping and bringing back ---- */

/* Nothing readable stays of what was removed for good. */
static gboolean
is_done (Unseen *self, Place place)
{
  return place == REMOVED || (place == IN_MONTH && self->month.is_foreign) ||
         (place == IN_TRASH && self->trash.is_foreign);
}

/* What is kept and is nowhere, as copies of the month and of its trash. */
typedef struct
{
  PoiseMonth *month;
  PoiseMonth *trash;
  guint n;
} Missing;

static void
missing_clear (Missing *missing)
{
  g_clear_pointer (&missing->month, poise_month_free);
  g_clear_pointer (&missing->trash, poise_month_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Missing, missing_clear)

static void
judge (Unseen *self,
       Side *side,
       Place (*find) (Unseen *self, PoiseEntry *entry),
       PoiseMonth *missing,
       guint *n)
{
  for (guint i = side->kept->entries->len; i > 0; i--)
    {
      PoiseEntry *entry = g_ptr_array_index (side->kept->entries, i - 1);
      Place place = find (self, entry);

      if (place == NOWHERE)
        {
          g_ptr_array_add (missing->entries, g_object_ref (entry));
          (*n)++;
        }
      else if (is_done (self, place))
        g_ptr_array_remove_index (side->kept->entries, i - 1);
    }
}

static void
judge_removals (Unseen *self, Missing *missing)
{
  g_autoptr (GList) ids = poise_merge_list_removed (self->trash.kept);

  for (GList *l = ids; l != NULL; l = l->next)
    {
      g_autofree char *id = g_strdup (l->data);
      Place place = find_removal (self, id);

      if (place == NOWHERE)
        missing->n += poise_merge_take_removed (missing->trash, self->trash.kept, id);
      else if (is_done (self, place))
        poise_merge_forget (self->trash.kept, id);
    }
}

/* Drops what others have seen, and finds what is missing. */
static Missing
judge_all (Unseen *self)
{
  Missing missing = { poise_month_new (self->name), poise_month_new (self->name), 0 };

  judge (self, &self->month, find_entry, missing.month, &missing.n);
  judge (self, &self->trash, find_deletion, missing.trash, &missing.n);
  judge_removals (self, &missing);
  return missing;
}

static void
set_steps (Unseen *self, const char *month, const char *trash)
{
  if (!is_kept (self))
    return;
  poise_unseen_file_set_step (self->month.path, month);
  poise_unseen_file_set_step (self->trash.path, trash);
}

/* What is missing still was decided otherwise by the rules of merging. */
static void
drop_missing (Unseen *self)
{
  g_auto (Missing) missing = judge_all (self);
  g_autoptr (GList) ids = poise_merge_list_removed (missing.trash);

  for (guint i = 0; i < missing.month->entries->len; i++)
    poise_merge_forget (self->month.kept,
                        poise_entry_get_id (g_ptr_array_index (missing.month->entries, i)));
  for (guint i = 0; i < missing.trash->entries->len; i++)
    poise_merge_forget (self->trash.kept,
                        poise_entry_get_id (g_ptr_array_index (missing.trash->entries, i)));
  for (GList *l = ids; l != NULL; l = l->next)
    poise_merge_forget (self->trash.kept, l->data);
}

/* Others' words are judged before this computer merges into them. */
static void
look_at_month (Unseen *self, GHashTable *months)
{
  g_auto (Missing) missing = { 0 };
  g_autofree char *stamp = get_stamp (self, FALSE);
  g_autofree char *trash_stamp = get_stamp (self, TRUE);

  if (!is_foreign (&self->month, stamp) && !is_foreign (&self->trash, trash_stamp))
    return;
  read_kept (self);
  if (!read_journal (self) || (!self->month.is_foreign && !self->trash.is_foreign))
    return;
  missing = judge_all (self);
  write_kept (self);
  set_steps (self, missing.n == 0 ? self->month.found->stamp : NULL,
             missing.n == 0 ? self->trash.found->stamp : NULL);
  if (missing.n == 0)
    hand_over (self, months);
}

/**
 * poise_unseen_list_changed:
 * @folder: a journal's folder
 *
 * Looks at the times of files only.
 *
 * Returns: (transfer full) (element-type utf8): the months of which something is kept, and may be
 *   missing: their files are not as this computer knows them
 */
GPtrArray *
poise_unseen_list_changed (PoiseFolder *folder)
{
  g_autoptr (PoiseFolder) own = poise_unseen_file_find_folder (folder);
  g_autoptr (GPtrArray) months = own != NULL ? poise_folder_list_months (own, NULL) : NULL;

  for (guint i = months != NULL ? months->len : 0; i > 0; i--)
    {
      g_auto (Unseen) unseen = { 0 };
      g_autofree char *stamp = NULL;
      g_autofree char *trash_stamp = NULL;

      if (!unseen_init (&unseen, folder, g_ptr_array_index (months, i - 1)))
        continue;
      stamp = get_stamp (&unseen, FALSE);
      trash_stamp = get_stamp (&unseen, TRUE);
      if (poise_unseen_file_is_in_step (unseen.month.path, stamp) &&
          poise_unseen_file_is_in_step (unseen.trash.path, trash_stamp))
        g_ptr_array_remove_index (months, i - 1);
    }
  return months != NULL ? g_steal_pointer (&months) : g_ptr_array_new ();
}

/**
 * poise_unseen_look:
 * @folder: a journal's folder, whose lock the caller holds
 * @months: (nullable) (element-type filename PoiseMonth): where months are put that were read, for
 *   poise_folder_read_months()
 *
 * Looks at what others wrote, before copies are merged into it: what they have of this
 * computer's words is kept no longer.
 */
void
poise_unseen_look (PoiseFolder *folder, GHashTable *months)
{
  g_autoptr (GPtrArray) changed = poise_unseen_list_changed (folder);

  for (guint i = 0; i < changed->len; i++)
    {
      g_auto (Unseen) unseen = { 0 };

      if (unseen_init (&unseen, folder, g_ptr_array_index (changed, i)))
        look_at_month (&unseen, months);
    }
}

static void
know_as_it_is (Unseen *self, GHashTable *months)
{
  write_kept (self);
  set_steps (self, self->month.found->stamp, self->trash.found->stamp);
  hand_over (self, months);
}

/**
 * poise_unseen_find_missing:
 * @folder: a journal's folder, whose lock the caller holds, with its copies merged
 * @month: a month, `YYYY-MM`
 * @copy: (out): what was written here and stands nowhere, as a copy of the month
 * @trash: (out): what was deleted here and is not, as one of its deleted entries
 * @months: (nullable) (element-type filename PoiseMonth): as for poise_unseen_look()
 *
 * Where nothing is missing, the month's files are known as they are now.
 *
 * Returns: how much that is
 */
guint
poise_unseen_find_missing (PoiseFolder *folder,
                           const char *month,
                           PoiseMonth **copy,
                           PoiseMonth **trash,
                           GHashTable *months)
{
  g_auto (Unseen) unseen = { 0 };
  Missing missing;

  *copy = *trash = NULL;
  if (!unseen_init (&unseen, folder, month))
    return 0;
  read_kept (&unseen);
  if (!read_journal (&unseen))
    return 0;
  missing = judge_all (&unseen);
  *copy = missing.month;
  *trash = missing.trash;
  if (missing.n == 0)
    know_as_it_is (&unseen, months);
  return missing.n;
}

/**
 * poise_unseen_settle:
 * @folder: a journal's folder, whose lock the caller holds
 * @month: a month, `YYYY-MM`, into which what was missing is merged
 * @months: (nullable) (element-type filename PoiseMonth): as for poise_unseen_look()
 *
 * Knows the month's files as they are now.
 */
void
poise_unseen_settle (PoiseFolder *folder, const char *month, GHashTable *months)
{
  g_auto (Unseen) unseen = { 0 };

  if (!unseen_init (&unseen, folder, month))
    return;
  read_kept (&unseen);
  if (!read_journal (&unseen))
    return;
  drop_missing (&unseen);
  know_as_it_is (&unseen, months);
}

/* ---- keeping ---- */

/**
 * poise_unseen_compare:
 * @folder: a journal's folder, whose lock the caller holds
 * @month: a month as it was read
 * @trash: its deleted entries
 *
 * Returns: whether both are as this computer knows them; poise_unseen_follow() takes it
 */
PoiseUnseenStep
poise_unseen_compare (PoiseFolder *folder, PoiseMonth *month, PoiseMonth *trash)
{
  g_auto (Unseen) unseen = { 0 };

  if (!unseen_init (&unseen, folder, month->name))
    return (PoiseUnseenStep) { FALSE, FALSE };
  return (PoiseUnseenStep) {
    month->stamp != NULL && poise_unseen_file_is_in_step (unseen.month.path, month->stamp),
    trash->stamp != NULL && poise_unseen_file_is_in_step (unseen.trash.path, trash->stamp),
  };
}

/**
 * poise_unseen_follow:
 * @folder: a journal's folder, whose lock the caller holds
 * @month: a month as it was written
 * @trash: its deleted entries
 * @before: what poise_unseen_compare() said before that
 *
 * Knows the files as they are now, if they were known before. Else this computer has written
 * into others' files before it looked for its words.
 */
void
poise_unseen_follow (PoiseFolder *folder,
                     PoiseMonth *month,
                     PoiseMonth *trash,
                     const PoiseUnseenStep *before)
{
  g_auto (Unseen) unseen = { 0 };

  if (unseen_init (&unseen, folder, month->name))
    set_steps (&unseen, before->month ? month->stamp : NULL, before->trash ? trash->stamp : NULL);
}

static void
keep_entry (PoiseMonth *kept, PoiseEntry *entry)
{
  poise_merge_forget (kept, poise_entry_get_id (entry));
  g_ptr_array_add (kept->entries, g_object_ref (entry));
}

static void
note_change (Unseen *self, const PoiseChange *change)
{
  PoiseEntry *deleted;

  poise_merge_forget (self->month.kept, change->id);
  poise_merge_forget (self->trash.kept, change->id);
  if (change->entry != NULL)
    {
      keep_entry (self->month.kept, change->entry);
      return;
    }
  if (self->trash.found == NULL)
    {
      g_autofree char *path = poise_folder_get_trash_path (self->folder, self->name);

      self->trash.found = read_found (path, self->name);
    }
  deleted =
    self->trash.found != NULL ? poise_month_find (self->trash.found, change->id, NULL) : NULL;
  if (deleted != NULL)
    keep_entry (self->trash.kept, deleted);
}

/**
 * poise_unseen_note:
 * @folder: a journal's folder, whose lock the caller holds
 * @month: a month, `YYYY-MM`
 * @changes: (element-type PoiseChange): what was written
 *
 * Keeps what this computer has just written.
 */
void
poise_unseen_note (PoiseFolder *folder, const char *month, GPtrArray *changes)
{
  g_auto (Unseen) unseen = { 0 };
  g_autofree char *stamp = NULL;
  g_autofree char *trash_stamp = NULL;
  gboolean is_known, is_trash_known;

  if (!unseen_init (&unseen, folder, month))
    return;
  stamp = get_stamp (&unseen, FALSE);
  trash_stamp = get_stamp (&unseen, TRUE);
  is_known = poise_unseen_file_is_in_step (unseen.month.path, stamp);
  is_trash_known = poise_unseen_file_is_in_step (unseen.trash.path, trash_stamp);
  read_kept (&unseen);
  for (guint i = 0; i < changes->len; i++)
    note_change (&unseen, g_ptr_array_index (changes, i));
  write_kept (&unseen);
  set_steps (&unseen, is_known ? stamp : NULL, is_trash_known ? trash_stamp : NULL);
}

/**
 * poise_unseen_doubt:
 * @folder: a journal's folder, whose lock the caller holds
 * @month: a month, `YYYY-MM`, that is taken back
 *
 * Says that what stands in the month's files next was written by this computer.
 */
void
poise_unseen_doubt (PoiseFolder *folder, const char *month)
{
  g_auto (Unseen) unseen = { 0 };

  if (unseen_init (&unseen, folder, month))
    set_steps (&unseen, NULL, NULL);
}

/* Whether the month's file holds just this. */
static gboolean
holds (Side *side, PoiseEntry *entry)
{
  PoiseEntry *other = find_id (side, poise_entry_get_id (entry));

  return other != NULL && poise_entry_equal (other, entry);
}

/**
 * poise_unseen_accept:
 * @folder: a journal's folder, whose lock the caller holds
 * @month: a month, `YYYY-MM`, to whose earlier state the person went back
 *
 * Misses nothing of what is not in the month's file now.
 */
void
poise_unseen_accept (PoiseFolder *folder, const char *month)
{
  g_auto (Unseen) unseen = { 0 };

  if (!unseen_init (&unseen, folder, month) || !is_kept (&unseen))
    return;
  read_kept (&unseen);
  if (!read_journal (&unseen))
    return;
  for (guint i = unseen.month.kept->entries->len; i > 0; i--)
    if (!holds (&unseen.month, g_ptr_array_index (unseen.month.kept->entries, i - 1)))
      g_ptr_array_remove_index (unseen.month.kept->entries, i - 1);
  for (guint i = 0; i < unseen.month.found->entries->len; i++)
    poise_merge_forget (unseen.trash.kept,
                        poise_entry_get_id (g_ptr_array_index (unseen.month.found->entries, i)));
  write_kept (&unseen);
  set_steps (&unseen, unseen.month.found->stamp, unseen.trash.found->stamp);
}

/* Of an entry that goes for good its older versions go, too. */
static gboolean
drop_text (PoiseMonth *kept, GPtrArray *ids)
{
  guint n = kept->entries->len;

  for (guint i = n; i > 0; i--)
    {
      PoiseEntry *entry = g_ptr_array_index (kept->entries, i - 1);
      g_autofree char *conflict = poise_merge_name_conflict (entry);

      if (g_ptr_array_find_with_equal_func (ids, poise_entry_get_id (entry), g_str_equal, NULL) ||
          g_ptr_array_find_with_equal_func (ids, conflict, g_str_equal, NULL))
        g_ptr_array_remove_index (kept->entries, i - 1);
    }
  return kept->entries->len < n;
}

static void
forget_in (const char *path, PoiseFolder *folder, const char *month, GPtrArray *ids)
{
  g_autoptr (PoiseMonth) kept = poise_unseen_file_read (path, folder, month);
  g_autofree char *stamp = poise_file_get_stamp (path);

  if (!drop_text (kept, ids))
    return;
  poise_unseen_file_write (kept, path, folder);
  poise_unseen_file_set_step (path, stamp);
}

/* No copy of the month shall bring it back, even if the trash is lost. */
static void
keep_removals (Unseen *self, PoiseMonth *trash, GPtrArray *ids)
{
  g_autofree char *step = poise_file_get_stamp (self->month.path);

  read_kept (self);
  for (guint i = 0; i < ids->len; i++)
    poise_merge_take_removed (self->trash.kept, trash, g_ptr_array_index (ids, i));
  write_kept (self);
  set_steps (self, *step != '\0' ? step : NULL, NULL);
}

/**
 * poise_unseen_forget:
 * @folder: a journal's folder, whose lock the caller holds
 * @trash: a month's deleted entries as they were just written
 * @ids: (element-type utf8): those of them whose texts were removed for good
 *
 * Takes the texts out of what is kept, of whatever journal it is: this one may have been
 * moved. That they were deleted is kept.
 */
void
poise_unseen_forget (PoiseFolder *folder, PoiseMonth *trash, GPtrArray *ids)
{
  g_autoptr (GPtrArray) folders = poise_unseen_file_list_folders ();
  g_auto (Unseen) unseen = { 0 };

  for (guint i = 0; i < folders->len; i++)
    {
      g_autofree char *path =
        poise_folder_get_month_path (g_ptr_array_index (folders, i), trash->name);
      g_autofree char *trash_path =
        poise_folder_get_trash_path (g_ptr_array_index (folders, i), trash->name);

      forget_in (path, folder, trash->name, ids);
      forget_in (trash_path, folder, trash->name, ids);
    }
  if (unseen_init (&unseen, folder, trash->name))
    keep_removals (&unseen, trash, ids);
}
