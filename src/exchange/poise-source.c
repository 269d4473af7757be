/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-source.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "poise-archive.h"
#include "poise-error.h"

#define READ_BYTES 65536

/* One opening, with how much of the limits is left. */
typedef struct
{
  PoiseSource *source;
  const char *const *suffixes;
  guint64 bytes_left;
  guint64 max_bytes;
  PoiseImport *import;
  GCancellable *cancellable;
  const PoiseArchiveLibrary *library; /* once there is an archive */
  char *hidden_top;                   /* `.journal/`, in which all of it lies, or NULL */
} Opening;

static void
file_free (PoiseSourceFile *file)
{
  g_free (file->name);
  g_bytes_unref (file->bytes);
  g_free (file);
}

static PoiseSource *
source_new (void)
{
  PoiseSource *self = g_new0 (PoiseSource, 1);

  self->files = g_ptr_array_new_with_free_func ((GDestroyNotify) file_free);
  return self;
}

static PoiseSourceFile *
take_file (PoiseSource *self, char *name, GBytes *bytes)
{
  PoiseSourceFile *file = g_new0 (PoiseSourceFile, 1);

  file->name = name;
  file->bytes = bytes;
  g_ptr_array_add (self->files, file);
  return file;
}

/**
 * poise_source_free:
 * @self: (transfer full): a source
 */
void
poise_source_free (PoiseSource *self)
{
  g_ptr_array_unref (self->files);
  g_free (self);
}

static gboolean
fail_too_big (const Opening *opening, const char *name, GError **error)
{
  g_autofree char *limit = g_format_size (opening->max_bytes);

  g_set_error (error, POISE_ERROR, POISE_ERROR_UNSAFE,
               /* Translators: first a file's name, then a size, as “512 MB”. */
               _ ("“%s” holds more than %s; nothing is imported"), name, limit);
  return FALSE;
}

static gboolean
fail_too_many (const char *name, GError **error)
{
  g_set_error (error, POISE_ERROR, POISE_ERROR_UNSAFE,
               _ ("“%s” holds more than %u files; nothing is imported"), name,
               POISE_SOURCE_MAX_FILES);
  return FALSE;
}

/**
 * poise_source_is_bare_date:
 * @name: a file's name
 *
 * Returns: whether it is a day and has no ending: 20261123, 2026-11-23
 */
gboolean
poise_source_is_bare_date (const char *name)
{
  const char *base = strrchr (name, '/') != NULL ? strrchr (name, '/') + 1 : name;
  gsize length = strlen (base);

  return (length == 8 && strspn (base, "0123456789") == 8) ||
         (length == 10 && base[4] == '-' && base[7] == '-' && strspn (base, "0123456789-") == 10);
}

static gboolean
is_wanted (const Opening *opening, const char *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  for (guint i = 0; opening->suffixes[i] != NULL; i++)
    if (g_str_has_suffix (lower, opening->suffixes[i]) ||
        (g_str_equal (opening->suffixes[i], POISE_SOURCE_BARE_DATE) &&
         poise_source_is_bare_date (name)))
      return TRUE;

  return FALSE;
}

/* Where other programs keep earlier states of what stands elsewhere. */
static gboolean
is_copy (const char *name)
{
  static const char *const folders[] = { "logseq/bak/", "logseq/version-files/", "logseq/.recycle/",
                                         "_resources/.backup/" };

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      const char *found = strstr (name, folders[i]);

      if (found != NULL && (found == name || found[-1] == '/'))
        return TRUE;
    }
  return FALSE;
}

/* “2026-11-23.md.gpg”, which would be read if it were not encrypted. */
static gboolean
is_encrypted (const Opening *opening, const char *name)
{
  static const char *const endings[] = { ".gpg", ".asc", ".pgp", ".age", ".enc" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (name, endings[i]))
      {
        g_autofree char *plain = g_strndup (name, strlen (name) - strlen (endings[i]));

        return is_wanted (opening, plain);
      }
  return FALSE;
}

/* Whether a file of a folder or an archive is read. */
static gboolean
choose_member (const Opening *opening, const char *name)
{
  if (is_encrypted (opening, name))
    poise_import_fail (opening->import, name, 0,
                       _ ("this file is encrypted; decrypt it and import it again"));
  else if (!is_wanted (opening, name))
    poise_import_leave_out (opening->import, _ ("files of other kinds"));
  else if (is_copy (name))
    poise_import_leave_out (opening->import,
                            _ ("drafts and backup copies that other programs keep"));
  else
    return TRUE;
  return FALSE;
}

static GBytes *
read_descriptor (Opening *opening, int fd, const char *name, GError **error)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();
  guint8 buffer[READ_BYTES];
  gssize n;

  while ((n = read (fd, buffer, sizeof buffer)) != 0)
    {
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (errno),
                       _ ("“%s” cannot be read: %s"), name, g_strerror (errno));
          return NULL;
        }
      if ((guint64) n > opening->bytes_left)
        {
          opening->bytes_left = 0;
          fail_too_big (opening, name, error);
          return NULL;
        }
      if (g_cancellable_set_error_if_cancelled (opening->cancellable, error))
        return NULL;
      opening->bytes_left -= (guint64) n;
      g_byte_array_append (data, buffer, (guint) n);
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&data));
}

/* The file that the person chose may be a link; those that lie in it may not.
 * Nothing but a plain file is read: a pipe would never end. */
static GBytes *
read_file (Opening *opening, const char *path, const char *name, int flags, GError **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | flags);
  struct stat info;
  GBytes *bytes = NULL;

  if (fd < 0 || fstat (fd, &info) != 0)
    {
      g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (errno),
                   _ ("“%s” cannot be read: %s"), name, g_strerror (errno));
      if (fd >= 0)
        close (fd);
      return NULL;
    }
  if (!S_ISREG (info.st_mode))
    g_set_error (error, POISE_ERROR, POISE_ERROR_UNSAFE, _ ("“%s” is no plain file"), name);
  else
    bytes = read_descriptor (opening, fd, name, error);
  close (fd);
  return bytes;
}

/* ---- folders ---- */

static gboolean
read_folder (Opening *opening, const char *path, const char *below, guint depth, GError **error);

/* One file that cannot be read keeps none of the others out. */
static gboolean
pass_over (Opening *opening, const char *name, GError *problem, GError **error)
{
  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      (g_error_matches (problem, POISE_ERROR, POISE_ERROR_UNSAFE) && opening->bytes_left == 0))
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  poise_import_fail (opening->import, name, 0, "%s", problem->message);
  g_error_free (problem);
  return TRUE;
}

static gboolean
read_member (Opening *opening, const char *path, const char *name, guint depth, GError **error)
{
  struct stat info;
  g_autoptr (GError) problem = NULL;
  GBytes *bytes;

  if (lstat (path, &info) != 0)
    return TRUE;
  if (S_ISLNK (info.st_mode))
    {
      poise_import_note (opening->import, name, 0, _ ("a link: it is not followed"));
      return TRUE;
    }
  if (S_ISDIR (info.st_mode))
    return read_folder (opening, path, name, depth + 1, error);
  if (!choose_member (opening, name))
    return TRUE;
  if (opening->source->files->len >= POISE_SOURCE_MAX_FILES)
    return fail_too_many (name, error);
  bytes = read_file (opening, path, name, O_NOFOLLOW, &problem);
  if (bytes != NULL)
    take_file (opening->source, g_strdup (name), bytes);
  return bytes != NULL || pass_over (opening, name, g_steal_pointer (&problem), error);
}

/* Names that begin with a dot are settings and trash: `.obsidian`, `.git`. */
static gboolean
read_folder (Opening *opening, const char *path, const char *below, guint depth, GError **error)
{
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GError) problem = NULL;
  const char *child;

  if (depth > POISE_SOURCE_MAX_DEPTH)
    {
      poise_import_fail (opening->import, below, 0, _ ("folders are nested too deeply here"));
      return TRUE;
    }
  dir = g_dir_open (path, 0, &problem);
  if (dir == NULL && depth > 0)
    return pass_over (opening, below, g_steal_pointer (&problem), error);
  if (dir == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  while ((child = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child_path = g_build_filename (path, child, NULL);
      g_autofree char *valid = g_utf8_make_valid (child, -1);
      g_autofree char *name =
        *below != '\0' ? g_strconcat (below, "/", valid, NULL) : g_strdup (valid);

      if (*child == '.')
        continue;
      if (g_cancellable_set_error_if_cancelled (opening->cancellable, error) ||
          !read_member (opening, child_path, name, depth, error))
        return FALSE;
    }
  return TRUE;
}

/* ---- archives ---- */

static gboolean
is_archive (GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  return length >= 4 && memcmp (data, "PK\3\4", 4) == 0;
}

static gboolean
is_safe_name (const char *name)
{
  g_auto (GStrv) parts = NULL;

  if (*name == '/' || strchr (name, '\\') != NULL)
    return FALSE;
  parts = g_strsplit (name, "/", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (g_str_equal (parts[i], ".."))
      return FALSE;

  return TRUE;
}

/* A zip that does not say how its names are encoded has those of DOS. */
static char *
decode_name (const char *raw)
{
  char *name = g_utf8_validate (raw, -1, NULL)
                 ? g_strdup (raw)
                 : g_convert (raw, -1, "UTF-8", "CP437", NULL, NULL, NULL);

  return name != NULL ? name : g_utf8_make_valid (raw, -1);
}

/* Some programs begin every name with the folder that was packed: `./2026-11-23.md`. */
static void
drop_dots (char *name)
{
  while (g_str_has_prefix (name, "./"))
    memmove (name, name + 2, strlen (name + 2) + 1);
}

static char *
get_member_name (Opening *opening, struct archive_entry *member)
{
  const char *raw = opening->library->archive_entry_pathname_utf8 (member);
  char *name;

  if (raw == NULL)
    raw = opening->library->archive_entry_pathname (member);
  name = decode_name (raw != NULL ? raw : "");
  drop_dots (name);
  return name;
}

/* As in folders: `Vault/.obsidian/`. The folder that was packed may have such a name itself. */
static gboolean
is_hidden (const Opening *opening, const char *name)
{
  if (opening->hidden_top != NULL && g_str_has_prefix (name, opening->hidden_top))
    name += strlen (opening->hidden_top);
  return *name == '.' || strstr (name, "/.") != NULL;
}

static GBytes *
unpack (Opening *opening,
        struct archive *archive,
        const char *name,
        gboolean *is_damaged,
        GError **error)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();
  guint8 buffer[READ_BYTES];
  la_ssize_t n;

  while ((n = opening->library->archive_read_data (archive, buffer, sizeof buffer)) > 0)
    {
      if ((guint64) n > opening->bytes_left)
        {
          fail_too_big (opening, name, error);
          return NULL;
        }
      if (g_cancellable_set_error_if_cancelled (opening->cancellable, error))
        return NULL;
      opening->bytes_left -= (guint64) n;
      g_byte_array_append (data, buffer, (guint) n);
    }
  *is_damaged = n < 0;
  if (*is_damaged)
    poise_import_fail (opening->import, name, 0, _ ("the archive is damaged here: %s"),
                       opening->library->archive_error_string (archive) != NULL
                         ? opening->library->archive_error_string (archive)
                         : g_strerror (EIO));
  return g_byte_array_free_to_bytes (g_steal_pointer (&data));
}

static gboolean
unpack_member (Opening *opening,
               struct archive *archive,
               struct archive_entry *member,
               GError **error)
{
  g_autofree char *name = get_member_name (opening, member);
  gboolean is_damaged = FALSE;
  GBytes *bytes;

  if (!is_safe_name (name))
    {
      poise_import_fail (opening->import, name, 0,
                         _ ("a name that leads out of the archive: it is not read"));
      return TRUE;
    }
  if (opening->library->archive_entry_filetype (member) == AE_IFDIR || is_hidden (opening, name) ||
      g_str_has_prefix (name, "__MACOSX/"))
    return TRUE;
  if (opening->library->archive_entry_filetype (member) == AE_IFLNK)
    {
      poise_import_note (opening->import, name, 0, _ ("a link: it is not followed"));
      return TRUE;
    }
  if (!choose_member (opening, name))
    return TRUE;
  if (opening->source->files->len >= POISE_SOURCE_MAX_FILES)
    return fail_too_many (name, error);
  if (opening->library->archive_entry_is_encrypted (member))
    {
      poise_import_fail (opening->import, name, 0, _ ("it is locked with a password"));
      return TRUE;
    }
  bytes = unpack (opening, archive, name, &is_damaged, error);
  if (bytes == NULL)
    return FALSE;
  take_file (opening->source, g_steal_pointer (&name), bytes)->is_damaged = is_damaged;
  return TRUE;
}

static struct archive *
open_archive (Opening *opening, GBytes *bytes, int *status)
{
  struct archive *archive = opening->library->archive_read_new ();
  gsize length;
  const void *data = g_bytes_get_data (bytes, &length);

  opening->library->archive_read_support_format_zip (archive);
  *status = opening->library->archive_read_open_memory (archive, data, length);
  return archive;
}

/* Takes note of the folder at the beginning of a name. Returns: whether all may still lie in a
 * hidden one */
static gboolean
compare_top (char **top, const char *name)
{
  const char *end = strchr (name, '/');

  if (*name != '.' || end == NULL || g_str_has_prefix (name, "../") ||
      (*top != NULL && !g_str_has_prefix (name, *top)))
    return FALSE;
  if (*top == NULL)
    *top = g_strndup (name, (gsize) (end - name) + 1);
  return TRUE;
}

static char *
find_hidden_top (Opening *opening, GBytes *bytes)
{
  g_autofree char *top = NULL;
  struct archive_entry *member;
  gboolean is_in = TRUE;
  int status;
  struct archive *archive = open_archive (opening, bytes, &status);

  for (guint n = 0; is_in && n < POISE_SOURCE_MAX_FILES; n++)
    {
      g_autofree char *name = NULL;

      status = opening->library->archive_read_next_header (archive, &member);
      if (status != ARCHIVE_OK && status != ARCHIVE_WARN)
        break;
      name = get_member_name (opening, member);
      /* What packs a folder on a Mac adds is its own. */
      is_in = *name == '\0' || g_str_has_prefix (name, "__MACOSX/") || compare_top (&top, name);
    }
  opening->library->archive_read_free (archive);
  return is_in ? g_steal_pointer (&top) : NULL;
}

static gboolean
read_archive (Opening *opening, GBytes *bytes, const char *name, GError **error)
{
  struct archive *archive;
  struct archive_entry *member;
  gboolean is_read = TRUE;
  guint n_members = 0;
  int status;

  opening->library = poise_archive_load (error);
  if (opening->library == NULL)
    return FALSE;
  opening->hidden_top = find_hidden_top (opening, bytes);
  archive = open_archive (opening, bytes, &status);
  while (is_read && status == ARCHIVE_OK)
    {
      status = opening->library->archive_read_next_header (archive, &member);
      if (status == ARCHIVE_WARN)
        status = ARCHIVE_OK;
      if (status == ARCHIVE_OK)
        is_read = n_members++ < POISE_SOURCE_MAX_FILES
                    ? unpack_member (opening, archive, member, error)
                    : fail_too_many (name, error);
    }
  if (is_read && status != ARCHIVE_EOF)
    poise_import_fail (opening->import, name, 0, _ ("the archive is damaged: %s"),
                       opening->library->archive_error_string (archive) != NULL
                         ? opening->library->archive_error_string (archive)
                         : g_strerror (EIO));
  opening->library->archive_read_free (archive);
  g_clear_pointer (&opening->hidden_top, g_free);
  return is_read;
}

/* ---- opening ---- */

static int
compare_files_cb (gconstpointer a, gconstpointer b)
{
  const PoiseSourceFile *const *x = a, *const *y = b;

  return strcmp ((*x)->name, (*y)->name);
}

static gboolean
read_single (Opening *opening, const char *path, GError **error)
{
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *name = g_utf8_make_valid (base, -1);
  g_autoptr (GBytes) bytes = read_file (opening, path, name, 0, error);

  if (bytes == NULL)
    return FALSE;
  if (!is_archive (bytes))
    {
      take_file (opening->source, g_steal_pointer (&name), g_steal_pointer (&bytes));
      return TRUE;
    }
  opening->source->is_many = TRUE;
  opening->bytes_left = opening->max_bytes;
  return read_archive (opening, bytes, name, error);
}

/**
 * poise_source_open:
 * @path: a file, a folder or a zip archive
 * @suffixes: (array zero-terminated=1): how the names end that are wanted in a
 *   folder or an archive, in lower case
 * @max_bytes: how much is read at most, unpacked
 * @import: where what is passed over is noted
 * @cancellable: (nullable): to stop it
 * @error: return location
 *
 * Reads what the person chose. Blocks. Errors are of #GFileError,
 * %POISE_ERROR_UNSAFE where there is more than the limits allow,
 * %G_IO_ERROR_NOT_SUPPORTED for an archive where libarchive is not installed,
 * and %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full) (nullable): the source, or %NULL with @error set
 */
PoiseSource *
poise_source_open (const char *path,
                   const char *const *suffixes,
                   guint64 max_bytes,
                   PoiseImport *import,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (PoiseSource) self = source_new ();
  Opening opening = { .source = self,
                      .suffixes = suffixes,
                      .bytes_left = max_bytes,
                      .max_bytes = max_bytes,
                      .import = import,
                      .cancellable = cancellable };

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      self->is_many = TRUE;
      if (!read_folder (&opening, path, "", 0, error))
        return NULL;
    }
  else if (!read_single (&opening, path, error))
    return NULL;
  g_ptr_array_sort (self->files, compare_files_cb);
  return g_steal_pointer (&self);
}

/**
 * poise_source_guess_order:
 * @self: a source
 * @import: what the person says of it
 *
 * Returns: which of two numbers in the files' names is the month, as one of the
 *   names tells, or else as the person says
 */
PoiseDateOrder
poise_source_guess_order (PoiseSource *self, PoiseImport *import)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < self->files->len; i++)
    {
      const PoiseSourceFile *file = g_ptr_array_index (self->files, i);
      g_autofree char *base = g_path_get_basename (file->name);

      g_string_append (names, g_strdelimit (base, "_.", '-'));
      g_string_append_c (names, '\n');
    }
  return poise_import_get_order (import, names->str);
}

/* ---- text ---- */

static guint
count_lines (const char *from, const char *to)
{
  guint line = 1;

  for (const char *p = from; p < to; p++)
    line += *p == '\n';
  return line;
}

/* Windows line ends, and those of old Macs, become ours. */
static char *
normalize_line_ends (const char *text)
{
  GString *out = g_string_sized_new (strlen (text));

  for (const char *p = text; *p != '\0'; p++)
    if (*p == '\r')
      {
        g_string_append_c (out, '\n');
        if (p[1] == '\n')
          p++;
      }
    else
      g_string_append_c (out, *p);
  return g_string_free (out, FALSE);
}

/* A zero would end the text there; what a crash leaves in the place of a file’s end is none of it.
 */
static char *
replace_zeros (const char *data, gsize length, const PoiseSourceFile *file, PoiseImport *import)
{
  GString *out = g_string_sized_new (length);
  gsize end = length;
  guint n = 0;

  while (end > 0 && data[end - 1] == '\0')
    end--;
  for (gsize i = 0; i < end; i++)
    if (data[i] != '\0')
      g_string_append_c (out, data[i]);
    else
      {
        g_string_append (out, "\xef\xbf\xbd");
        n++;
      }
  import->is_half_read = import->is_half_read || n > 0;
  if (n > 0)
    poise_import_fail (import, file->name, count_lines (data, memchr (data, '\0', length)),
                       ngettext ("%u byte is no text; a � stands for it",
                                 "%u bytes are no text; a � stands for each", n),
                       n);
  if (end < length)
    poise_import_note (import, file->name, count_lines (data, data + end),
                       _ ("the file ends in zeros, as after a crash; they are no text"));
  return g_string_free (out, FALSE);
}

/* How many zeros there are. Every second byte of a text in UTF-16 may be one. */
static gsize
count_zeros (const char *data, gsize length)
{
  gsize n = 0;

  while (length > 0 && data[length - 1] == '\0' && (length < 2 || data[length - 2] == '\0'))
    length--;
  for (gsize i = 0; i < length; i++)
    n += data[i] == '\0';
  return n;
}

/* Arabic and Russian letters in UTF-16 without a mark are valid UTF-8 but for the zeros of blanks
 * and line ends, all of which are first bytes or all second ones. */
static gboolean
may_be_utf16 (const char *data, gsize length)
{
  gsize n[2] = { 0 };

  for (gsize i = 0; i < length; i++)
    n[i % 2] += data[i] == '\0';
  return (n[0] == 0 || n[1] == 0) && n[0] + n[1] > 3 && (n[0] + n[1]) * 8 >= length;
}

static gboolean
is_valid_but_for_zeros (const char *data, gsize length)
{
  const char *at = data, *end = data + length, *stop;

  while (at < end && !g_utf8_validate_len (at, (gsize) (end - at), &stop))
    {
      if (*stop != '\0')
        return FALSE;
      at = stop + 1;
    }
  return count_zeros (data, length) * 4 <= length;
}

/* The person said how; it may be wrong. */
static char *
convert (const char *data, gsize length, const PoiseSourceFile *file, PoiseImport *import)
{
  g_autoptr (GError) error = NULL;
  gsize n = 0;
  g_autofree char *text =
    g_convert (data, (gssize) length, "UTF-8", import->encoding, NULL, &n, &error);

  if (text != NULL && is_valid_but_for_zeros (text, n))
    return replace_zeros (text, n, file, import);
  import->asks_encoding = TRUE;
  poise_import_fail (import, file->name, 0,
                     /* Translators: an encoding, as “windows-1251”. */
                     _ ("this text is not encoded as %s; it is not read"), import->encoding);
  import->is_undecoded = TRUE;
  return g_strdup ("");
}

static char *
ask_encoding (guint line, const PoiseSourceFile *file, PoiseImport *import)
{
  import->asks_encoding = TRUE;
  poise_import_fail (import, file->name, line, _ ("this text is not UTF-8; choose its encoding"));
  import->is_undecoded = TRUE;
  return g_strdup ("");
}

/* What is no UTF-8 as a whole is mostly one of two things: text of an older
 * machine (every accent is wrong), or UTF-8 with a damaged place (few are). Which
 * machine is not guessed: Cyrillic would become accents. */
static char *
decode_invalid (const char *data, gsize length, const PoiseSourceFile *file, PoiseImport *import)
{
  guint n_invalid = 0, n_multibyte = 0, line = 0;
  const char *at = data, *end = data + length, *stop;

  if (is_valid_but_for_zeros (data, length) && !may_be_utf16 (data, length))
    return replace_zeros (data, length, file, import);
  if (import->encoding != NULL)
    return convert (data, length, file, import);
  while (!g_utf8_validate_len (at, (gsize) (end - at), &stop))
    {
      if (line == 0)
        line = count_lines (data, stop);
      for (const char *p = at; p < stop; p = g_utf8_next_char (p))
        n_multibyte += (guint8) *p >= 0x80;
      n_invalid++;
      at = stop + 1;
    }
  for (const char *p = at; p < end; p = g_utf8_next_char (p))
    n_multibyte += (guint8) *p >= 0x80;

  if (n_invalid <= n_multibyte)
    {
      poise_import_fail (import, file->name, line,
                         ngettext ("%u byte is no text; a � stands for it",
                                   "%u bytes are no text; a � stands for each", n_invalid),
                         n_invalid);
      import->is_half_read = TRUE;
      return g_utf8_make_valid (data, (gssize) length);
    }
  return ask_encoding (line, file, import);
}

/* ISO-2022-JP has ASCII's bytes for everything, and signs of its own for which alphabet they are:
 * what is so encoded is valid UTF-8, and none. Those of a terminal's colours are others. Returns:
 * the first of them, or %NULL */
static const char *
find_iso_2022 (const char *data, gsize length)
{
  for (gsize i = 0; i + 2 < length; i++)
    if (data[i] == '\x1b' && data[i + 1] == '$' && memchr ("@AB()", data[i + 2], 5) != NULL)
      return data + i;
  return NULL;
}

static gboolean
is_ascii (const char *data, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if ((guint8) data[i] >= 0x80)
      return FALSE;
  return TRUE;
}

static gboolean
has_seven_bits (const char *encoding)
{
  static const char *const names[] = { "ISO-2022", "ISO2022", "CSISO2022", "HZ", "UTF-7", "UTF7" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strncasecmp (encoding, names[i], strlen (names[i])) == 0)
      return TRUE;
  return FALSE;
}

static char *
decode (const char *data, gsize length, const PoiseSourceFile *file, PoiseImport *import)
{
  const char *escape = find_iso_2022 (data, length);

  if (!g_utf8_validate_len (data, length, NULL))
    return decode_invalid (data, length, file, import);
  if (import->encoding != NULL && is_ascii (data, length) && has_seven_bits (import->encoding))
    return convert (data, length, file, import);
  return escape != NULL ? ask_encoding (count_lines (data, escape), file, import)
                        : g_strndup (data, length);
}

/**
 * poise_source_decode:
 * @file: a file of text
 * @import: where is noted what could not be read
 *
 * Reads a file's bytes as text: UTF-8 with or without a byte order mark,
 * UTF-16 with one, or else the encoding that the person said, with any kind of
 * line ends. A text whose encoding is not known is empty.
 *
 * Returns: (transfer full): UTF-8 with lines that end in `\n`
 */
char *
poise_source_decode (const PoiseSourceFile *file, PoiseImport *import)
{
  gsize length;
  const char *data = g_bytes_get_data (file->bytes, &length);
  g_autofree char *text = NULL;

  import->is_undecoded = FALSE;
  import->is_half_read = file->is_damaged;
  if (length >= 2 && (memcmp (data, "\xff\xfe", 2) == 0 || memcmp (data, "\xfe\xff", 2) == 0))
    {
      gsize n = 0;
      g_autofree char *converted =
        g_convert (data, (gssize) length, "UTF-8", "UTF-16", NULL, &n, NULL);

      if (converted != NULL && is_valid_but_for_zeros (converted, n))
        text = replace_zeros (converted, n, file, import);
      if (text != NULL)
        return normalize_line_ends (text);
    }
  if (length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    {
      data += 3;
      length -= 3;
    }
  if (length == 0)
    return g_strdup ("");
  text = decode (data, length, file, import);
  return normalize_line_ends (text);
}
