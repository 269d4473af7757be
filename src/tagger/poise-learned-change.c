/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-learned-change.h"

#include <string.h>

#include "poise-learned-file-private.h"
#include "poise-learned-file.h"
#include "poise-time.h"

static void
learned_lesson_free (gpointer data)
{
  PoiseLearnedLesson *self = data;

  g_free (self->key);
  g_object_unref (self->counts);
  g_free (self);
}

/**
 * poise_learned_lesson_new:
 * @kind: what was corrected
 * @text: the text
 * @counts: what that taught; nothing may change in it any more
 *
 * Returns: (transfer full): the lesson
 */
PoiseLearnedLesson *
poise_learned_lesson_new (const char *kind, const char *text, PoiseLearner *counts)
{
  PoiseLearnedLesson *self = g_new0 (PoiseLearnedLesson, 1);
  g_autofree char *all = g_strconcat (kind, "\n", text, NULL);

  self->key = g_compute_checksum_for_string (G_CHECKSUM_SHA256, all, -1);
  self->key[POISE_LEARNED_KEY_LENGTH] = '\0';
  self->counts = g_object_ref (counts);
  return self;
}

/**
 * poise_learned_lessons_new:
 *
 * Returns: (transfer full) (element-type PoiseLearnedLesson): no lessons
 */
GPtrArray *
poise_learned_lessons_new (void)
{
  return g_ptr_array_new_with_free_func (learned_lesson_free);
}

/**
 * poise_learned_change_new:
 * @by: whose part it goes into
 * @base: what was learned when it began
 * @now: what is learned now
 * @forgotten: when everything was forgotten before, in microseconds of the epoch, or 0
 *
 * Returns: (transfer full): what was learned since, to be brought into the file
 */
PoiseLearnedChange *
poise_learned_change_new (const char *by, PoiseLearner *base, PoiseLearner *now, gint64 forgotten)
{
  PoiseLearnedChange *self = g_new0 (PoiseLearnedChange, 1);

  self->by = g_strdup (by);
  self->base = poise_learner_copy (base);
  self->now = poise_learner_copy (now);
  self->forgotten = forgotten;
  self->before = poise_learned_lessons_new ();
  self->lessons = poise_learned_lessons_new ();
  return self;
}

/**
 * poise_learned_change_set_lessons:
 * @self: a change
 * @before: (element-type PoiseLearnedLesson): the lessons of this program that were in what
 *   was learned when it began
 * @lessons: (element-type PoiseLearnedLesson): those that are in what is learned now
 * @time: this moment
 *
 * Says which texts the change is about, so that each counts once.
 */
void
poise_learned_change_set_lessons (PoiseLearnedChange *self,
                                  GPtrArray *before,
                                  GPtrArray *lessons,
                                  GDateTime *time)
{
  g_ptr_array_unref (self->before);
  self->before = g_ptr_array_ref (before);
  g_ptr_array_unref (self->lessons);
  self->lessons = g_ptr_array_ref (lessons);
  self->time = poise_time_to_usec (time);
}

/**
 * poise_learned_change_free:
 * @self: (transfer full): a change
 */
void
poise_learned_change_free (PoiseLearnedChange *self)
{
  g_free (self->by);
  g_object_unref (self->base);
  g_object_unref (self->now);
  g_ptr_array_unref (self->before);
  g_ptr_array_unref (self->lessons);
  g_free (self);
}

static const PoiseLearnedLesson *
find_taught (GPtrArray *lessons, const char *key)
{
  for (guint i = 0; i < lessons->len; i++)
    {
      const PoiseLearnedLesson *lesson = g_ptr_array_index (lessons, i);

      if (g_str_equal (lesson->key, key))
        return lesson;
    }
  return NULL;
}

/* The part holds an earlier lesson about the same text, perhaps of another program or of an
 * earlier day. What the change itself takes back of it is taken back already. */
static void
drop_lesson (PoiseLearnedPart *part, const char *key, const PoiseLearnedLesson *before)
{
  guint position;
  const PoiseLearnedRecord *lesson = poise_learned_part_find (part, key, &position);

  if (before != NULL)
    poise_learner_add (part->counts, before->counts, 1.0);
  if (lesson == NULL)
    return;
  poise_learner_add (part->counts, lesson->counts, -1.0);
  g_ptr_array_remove_index (part->lessons, position);
}

/* Later than what others taught of the text, whatever the clock says. */
static gint64
find_time (PoiseLearnedFile *self, const char *key, gint64 time)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      const PoiseLearnedRecord *lesson =
        poise_learned_part_find (g_ptr_array_index (self->parts, i), key, NULL);

      if (lesson != NULL && lesson->time >= time && lesson->time < G_MAXINT64)
        time = lesson->time + 1;
    }
  return time;
}

static void
put_lesson (PoiseLearnedFile *self,
            PoiseLearnedPart *part,
            const PoiseLearnedLesson *taught,
            gint64 time)
{
  PoiseLearnedRecord *lesson = g_new0 (PoiseLearnedRecord, 1);

  lesson->key = g_strdup (taught->key);
  lesson->counts = g_object_ref (taught->counts);
  lesson->time = find_time (self, taught->key, time);
  g_ptr_array_add (part->lessons, lesson);
}

static void
apply_lessons (PoiseLearnedFile *self, PoiseLearnedPart *part, const PoiseLearnedChange *change)
{
  for (guint i = 0; i < change->before->len; i++)
    {
      const PoiseLearnedLesson *before = g_ptr_array_index (change->before, i);

      if (find_taught (change->lessons, before->key) == NULL)
        drop_lesson (part, before->key, before);
    }
  for (guint i = 0; i < change->lessons->len; i++)
    {
      const PoiseLearnedLesson *taught = g_ptr_array_index (change->lessons, i);
      const PoiseLearnedLesson *before = find_taught (change->before, taught->key);

      /* It is as it was when it was written last. */
      if (before != NULL && before->counts == taught->counts)
        continue;
      drop_lesson (part, taught->key, before);
      put_lesson (self, part, taught, change->time);
    }
  if (part->lessons->len > POISE_LEARNED_MAX_LESSONS)
    g_ptr_array_remove_range (part->lessons, 0, part->lessons->len - POISE_LEARNED_MAX_LESSONS);
}

/**
 * poise_learned_change_apply:
 * @there: (nullable): the bytes of `learned.json`
 * @change: a #PoiseLearnedChange
 * @error: return location
 *
 * Brings a change into its part of the file. Errors are those of
 * poise_learner_from_json().
 *
 * Returns: (transfer full) (nullable): the file's new bytes
 */
GBytes *
poise_learned_change_apply (GBytes *there, gconstpointer change, GError **error)
{
  const PoiseLearnedChange *self = change;
  g_autoptr (PoiseLearnedFile) file =
    there == NULL ? poise_learned_file_new ()
                  : poise_learned_file_read (g_bytes_get_data (there, NULL),
                                             g_bytes_get_size (there), POISE_LEARNED_FILE, error);
  PoiseLearnedPart *part;
  char *json;

  if (file == NULL)
    return NULL;
  if (self->forgotten != 0)
    {
      g_ptr_array_set_size (file->parts, 0);
      file->forgotten = MAX (self->forgotten, file->forgotten + 1);
    }
  part = poise_learned_file_ensure_part (file, self->by);
  part->revision++;
  poise_learner_add (part->counts, self->now, 1.0);
  poise_learner_add (part->counts, self->base, -1.0);
  apply_lessons (file, part, self);
  json = poise_learned_file_write (file);
  return g_bytes_new_take (json, strlen (json));
}
