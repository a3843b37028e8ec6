/* aft-salvage-pages.c: reads rows from the pages of a database without SQLite
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * SQLite finds a row by going down a tree, where one bad page hides everything below it. The rows
 * themselves are on the leaves, each of which can be read by itself: its first byte is its kind, and
 * each cell has its length, its key and its columns. So this reads every page, wherever it is in the
 * tree. The layout is described in https://www.sqlite.org/fileformat2.html (sections 1.6, 2.1, 4).
 *
 * Nothing that is read here is trusted: every offset and length is checked against the end of the
 * data.
 */
#include "aft-salvage-private.h"

#include <string.h>

#define LEAF_OF_TABLE 0x0d
#define FILE_HEADER 100
#define WAL_HEADER 32
#define FRAME_HEADER 24
#define MIN_PAGE 512
#define MAX_PAGE 65536
/* None of our rows is larger: three texts of 64 KiB. */
#define MAX_PAYLOAD (1024 * 1024)

typedef struct
{
  const guint8 *file;
  gsize n_file;
  gsize page_size;
  gsize usable;         /* of a page: some bytes at its end may be reserved */
  GHashTable *from_wal; /* page number -> its position in the log */
  AftSalvageRowFunc func;
  gpointer user_data;
} Reader;

static guint32
read_u32 (const guint8 *p)
{
  return (guint32) p[0] << 24 | (guint32) p[1] << 16 | (guint32) p[2] << 8 | p[3];
}

static guint
read_u16 (const guint8 *p)
{
  return (guint) p[0] << 8 | p[1];
}

/* Returns: how many bytes it takes; 0 if it doesn't end before @end */
static guint
read_varint (const guint8 *p, const guint8 *end, guint64 *value)
{
  *value = 0;
  for (guint i = 0; i < 9 && p + i < end; i++)
    {
      if (i == 8)
        {
          *value = *value << 8 | p[i];
          return 9;
        }
      *value = *value << 7 | (p[i] & 0x7f);
      if ((p[i] & 0x80) == 0)
        return i + 1;
    }

  return 0;
}

/* --- pages --------------------------------------------------------------------------------- */

/* @number: the first is 1. Returns: (nullable): page_size bytes */
static const guint8 *
get_page (const Reader *self, guint32 number)
{
  const guint8 *page = g_hash_table_lookup (self->from_wal, GUINT_TO_POINTER (number));

  if (page != NULL)
    return page;
  if (number == 0 || number > self->n_file / self->page_size)
    return NULL;

  return self->file + (gsize) (number - 1) * self->page_size;
}

static gboolean
is_page_size (gsize size)
{
  return size >= MIN_PAGE && size <= MAX_PAGE && (size & (size - 1)) == 0;
}

/* If the first page is damaged, assume SQLite's usual size. */
static void
find_page_size (Reader *self)
{
  gsize size = self->n_file >= FILE_HEADER ? read_u16 (self->file + 16) : 0;
  guint8 reserved = self->n_file >= FILE_HEADER ? self->file[20] : 0;
  gboolean sound = self->n_file >= FILE_HEADER && memcmp (self->file, "SQLite format 3", 16) == 0;

  if (size == 1)
    size = MAX_PAGE;
  self->page_size = sound && is_page_size (size) ? size : 4096;
  self->usable = self->page_size - (sound && reserved <= 32 ? reserved : 0);
}

/* The checksum of the log, over pairs of words. */
static void
add_checksum (const guint8 *bytes, gsize n_bytes, gboolean big_endian, guint32 sum[2])
{
  for (gsize i = 0; i + 8 <= n_bytes; i += 8)
    {
      guint32 one = read_u32 (bytes + i);
      guint32 other = read_u32 (bytes + i + 4);

      if (!big_endian)
        {
          one = GUINT32_SWAP_LE_BE (one);
          other = GUINT32_SWAP_LE_BE (other);
        }
      sum[0] += one + sum[1];
      sum[1] += other + sum[0];
    }
}

/* What was committed to the log and isn't in the file yet, up to the first invalid frame, as in
 * SQLite. */
static void
read_wal (Reader *self, const guint8 *wal, gsize n_wal)
{
  g_autoptr (GHashTable) uncommitted = g_hash_table_new (NULL, NULL);
  guint32 sum[2] = { 0, 0 };
  gboolean big_endian;

  if (n_wal < WAL_HEADER || (read_u32 (wal) & ~1u) != 0x377f0682 ||
      read_u32 (wal + 8) != self->page_size)
    return;
  big_endian = (read_u32 (wal) & 1) != 0;
  add_checksum (wal, 24, big_endian, sum);
  if (sum[0] != read_u32 (wal + 24) || sum[1] != read_u32 (wal + 28))
    return;

  for (gsize at = WAL_HEADER; at + FRAME_HEADER + self->page_size <= n_wal;
       at += FRAME_HEADER + self->page_size)
    {
      const guint8 *frame = wal + at;
      GHashTableIter iter;
      gpointer number, page;

      if (memcmp (frame + 8, wal + 16, 8) != 0) /* the salts */
        return;
      add_checksum (frame, 8, big_endian, sum);
      add_checksum (frame + FRAME_HEADER, self->page_size, big_endian, sum);
      if (sum[0] != read_u32 (frame + 16) || sum[1] != read_u32 (frame + 20))
        return;
      g_hash_table_insert (uncommitted, GUINT_TO_POINTER (read_u32 (frame)),
                           (gpointer) (frame + FRAME_HEADER));
      if (read_u32 (frame + 4) == 0)
        continue;
      /* A commit. */
      g_hash_table_iter_init (&iter, uncommitted);
      while (g_hash_table_iter_next (&iter, &number, &page))
        g_hash_table_insert (self->from_wal, number, page);
      g_hash_table_remove_all (uncommitted);
    }
}

/* --- rows ---------------------------------------------------------------------------------- */

/* Returns: how many bytes the value takes; -1: there is no such type */
static gssize
get_length (guint64 serial)
{
  static const gssize lengths[] = { 0, 1, 2, 3, 4, 6, 8, 8, 0, 0, -1, -1 };

  if (serial < G_N_ELEMENTS (lengths))
    return lengths[serial];
  if (serial > 2 * (guint64) MAX_PAYLOAD + 13)
    return -1;

  return (gssize) (serial - 12) / 2;
}

static void
read_value (guint64 serial, const guint8 *bytes, gsize n_bytes, AftSalvageValue *value)
{
  guint64 bits = 0;

  *value = (AftSalvageValue){ .bytes = bytes, .n_bytes = n_bytes };
  if (serial >= 12)
    {
      value->type = serial % 2 == 0 ? AFT_SALVAGE_BLOB : AFT_SALVAGE_TEXT;
      return;
    }
  if (serial == 0)
    return;

  value->type = serial == 7 ? AFT_SALVAGE_REAL : AFT_SALVAGE_INTEGER;
  value->integer = serial == 9 ? 1 : 0;
  if (n_bytes == 0)
    return;
  /* Big-endian, signed. */
  if (serial != 7 && (bytes[0] & 0x80) != 0)
    bits = G_MAXUINT64;
  for (gsize i = 0; i < n_bytes; i++)
    bits = bits << 8 | bytes[i];
  if (serial == 7)
    memcpy (&value->real, &bits, sizeof value->real);
  else
    memcpy (&value->integer, &bits, sizeof value->integer);
}

static void
read_record (const Reader *self, gint64 rowid, const guint8 *record, gsize n_record)
{
  AftSalvageValue values[AFT_SALVAGE_MAX_COLUMNS];
  const guint8 *end = record + n_record;
  const guint8 *types = record;
  const guint8 *types_end, *body;
  guint64 n_header, serial;
  guint n_values = 0;
  guint step = read_varint (types, end, &n_header);

  if (step == 0 || n_header < step || n_header > n_record)
    return;
  types_end = body = record + n_header;
  for (types += step; types < types_end; types += step)
    {
      gssize length;

      step = read_varint (types, types_end, &serial);
      length = step > 0 ? get_length (serial) : -1;
      if (length < 0 || length > end - body || n_values == AFT_SALVAGE_MAX_COLUMNS)
        return;
      read_value (serial, body, (gsize) length, &values[n_values++]);
      body += length;
    }
  if (n_values > 0)
    self->func (rowid, values, n_values, self->user_data);
}

/* What doesn't fit on the leaf continues in a chain of pages. */
static gboolean
follow (const Reader *self, guint32 number, guint8 *rest, gsize n_rest)
{
  const gsize room = self->usable - 4;

  while (n_rest > 0)
    {
      const guint8 *page = get_page (self, number);
      gsize n = MIN (n_rest, room);

      if (page == NULL)
        return FALSE;
      memcpy (rest, page + 4, n);
      rest += n;
      n_rest -= n;
      number = read_u32 (page);
    }

  return TRUE;
}

static void
read_cell (const Reader *self, const guint8 *cell, const guint8 *end)
{
  const gsize most = self->usable - 35;
  const gsize least = (self->usable - 12) * 32 / 255 - 23;
  g_autofree guint8 *whole = NULL;
  guint64 n_payload, rowid;
  gsize n_here;
  guint step = read_varint (cell, end, &n_payload);

  if (step == 0 || n_payload == 0 || n_payload > MAX_PAYLOAD)
    return;
  cell += step;
  step = read_varint (cell, end, &rowid);
  if (step == 0)
    return;
  cell += step;

  if (n_payload <= most)
    {
      if (n_payload <= (gsize) (end - cell))
        read_record (self, (gint64) rowid, cell, (gsize) n_payload);
      return;
    }
  n_here = least + ((gsize) n_payload - least) % (self->usable - 4);
  if (n_here > most)
    n_here = least;
  if (n_here + 4 > (gsize) (end - cell))
    return;
  whole = g_malloc (n_payload);
  memcpy (whole, cell, n_here);
  if (follow (self, read_u32 (cell + n_here), whole + n_here, (gsize) n_payload - n_here))
    read_record (self, (gint64) rowid, whole, (gsize) n_payload);
}

static void
read_page (const Reader *self, guint32 number)
{
  const guint8 *page = get_page (self, number);
  const guint8 *header = page != NULL && number == 1 ? page + FILE_HEADER : page;
  const guint8 *end;
  guint n_cells;

  if (page == NULL || header[0] != LEAF_OF_TABLE)
    return;
  end = page + self->usable;
  n_cells = read_u16 (header + 3);
  for (guint i = 0; i < n_cells; i++)
    {
      const guint8 *pointer = header + 8 + 2 * i;
      guint at;

      if (pointer + 2 > end)
        return;
      at = read_u16 (pointer);
      if (at < self->usable)
        read_cell (self, page + at, end);
    }
}

/*
 * aft_salvage_read_rows:
 * @wal: (nullable): the write-ahead log beside @file
 * @func: (scope call): called for each row on each page that looks like part of a table, in no
 *   order; rows that make no sense are left out
 */
void
aft_salvage_read_rows (GBytes *file, GBytes *wal, AftSalvageRowFunc func, gpointer user_data)
{
  Reader reader = { .func = func, .user_data = user_data };
  GHashTableIter iter;
  gpointer number;
  guint32 n_pages;

  reader.file = g_bytes_get_data (file, &reader.n_file);
  reader.from_wal = g_hash_table_new (NULL, NULL);
  find_page_size (&reader);
  if (wal != NULL)
    read_wal (&reader, g_bytes_get_data (wal, NULL), g_bytes_get_size (wal));

  n_pages = (guint32) (reader.n_file / reader.page_size);
  for (guint32 i = 1; i <= n_pages; i++)
    read_page (&reader, i);
  /* Pages that are only in the log. */
  g_hash_table_iter_init (&iter, reader.from_wal);
  while (g_hash_table_iter_next (&iter, &number, NULL))
    {
      if (GPOINTER_TO_UINT (number) > n_pages)
        read_page (&reader, GPOINTER_TO_UINT (number));
    }
  g_hash_table_unref (reader.from_wal);
}
