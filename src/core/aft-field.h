/* aft-field.h: the fields of an entry as a table
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The database, the exchange format and the checks go through these tables, one for each kind of entry.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  AFT_FIELD_ID,         /* char *: UUID in lower case */
  AFT_FIELD_TIME,       /* gint64: the time that the entry is about; entries are sorted by it */
  AFT_FIELD_INSTANT,    /* gint64 */
  AFT_FIELD_TIME_ZONE,  /* char * */
  AFT_FIELD_DAY,        /* AftDay */
  AFT_FIELD_TEXT,       /* char *: if maximum isn't 0, a line of minimum to maximum characters */
  AFT_FIELD_SHA256,     /* char * */
  AFT_FIELD_CHOICE,     /* an enum: index of tokens */
  AFT_FIELD_SET,        /* flags: bits by tokens */
  AFT_FIELD_BOOLEAN,    /* gboolean */
  AFT_FIELD_FIGURE,     /* double, minimum to maximum; AFT_UNSET for null */
  AFT_FIELD_NUMBER,     /* int, minimum to maximum; -1 for null */
  AFT_FIELD_POINTS,     /* int[maximum]; the first is -1 for null */
  AFT_FIELD_IDS,        /* char **: up to maximum UUIDs in lower case, each once */
  AFT_FIELD_PRODUCTS,   /* char **, or NULL */
  AFT_FIELD_OWN_SCORES, /* GArray of AftOwnScore, or NULL */
} AftFieldType;

typedef struct
{
  const char        *key;      /* in files; NULL: not in them */
  AftFieldType       type;
  glong              offset;
  gboolean           nullable;
  double             minimum;
  double             maximum;
  double             fallback; /* FIGURE and NUMBER: a value that is always valid */
  const char *const *tokens;   /* NULL-terminated */
} AftField;

typedef struct
{
  const char     *key;    /* of the array (preferences: the object) in files */
  gsize           size;
  const AftField *fields; /* the first is the id, the last is modified_at */
  guint           n_fields;
} AftFieldTable;

#define AFT_FIELD(entry, field, type) G_STRUCT_MEMBER (type, entry, (field)->offset)

/* For the tables. */
#define AFT_FIELD_OF(struct_type, name, field_type, member, ...)                       \
  { .key = name, .type = AFT_FIELD_##field_type,                                       \
    .offset = G_STRUCT_OFFSET (struct_type, member), ##__VA_ARGS__ }
#define AFT_FIELD_NULLABLE .nullable = TRUE
#define AFT_FIELD_RANGE(least, greatest, valid) \
  .minimum = least, .maximum = greatest, .fallback = valid
#define AFT_FIELD_TABLE(key, struct_type, fields) \
  { key, sizeof (struct_type), fields, G_N_ELEMENTS (fields) }

void     aft_fields_init  (const AftFieldTable *self,
                           gpointer             entry);
void     aft_fields_own   (const AftFieldTable *self,
                           gpointer             entry);
void     aft_fields_clear (const AftFieldTable *self,
                           gpointer             entry);
gboolean aft_fields_equal (const AftFieldTable *self,
                           gconstpointer        a,
                           gconstpointer        b);

G_END_DECLS
