/* aft-skin-note.h: one check-in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib-object.h>

#include "aft-day.h"
#include "aft-field.h"
#include "aft-tokens.h"

G_BEGIN_DECLS

#define AFT_TYPE_SKIN_NOTE (aft_skin_note_get_type ())

/**
 * AftSkinNote:
 * @id: UUID in lower case
 * @noted_at_us: the time that it is about, microseconds since 1970 UTC
 * @time_zone: IANA name of the zone the person was in
 * @day: the person's own day (which starts at 04:00 unless they set another hour)
 * @severity: by #AftSymptom, 0 to 4, or %AFT_SEVERITY_UNSET for "not recorded"
 * @flags: warning signs ticked
 * @resolved_flags: warning signs recorded as gone
 * @text: the person's own words; never NULL
 * @own_scores: (nullable) (element-type AftOwnScore): scores on the person's own scales, by scale. No
 *   rule uses them
 * @products: (nullable): what was put on the skin, as in #AftSession
 * @created_at_us: when it was first stored
 * @modified_at_us: when it was last changed
 *
 * Reference counted (atomically), immutable once shared, like #AftSession.
 */
typedef struct
{
  char    *id;
  gint64   noted_at_us;
  char    *time_zone;
  AftDay   day;
  int      severity[AFT_N_SYMPTOMS];
  AftFlags flags;
  AftFlags resolved_flags;
  char    *text;
  GArray  *own_scores;
  char   **products;
  gint64   created_at_us;
  gint64   modified_at_us;
} AftSkinNote;

extern const AftFieldTable aft_skin_note_fields;

GType        aft_skin_note_get_type     (void) G_GNUC_CONST;
AftSkinNote *aft_skin_note_new          (void);
AftSkinNote *aft_skin_note_new_blank    (void);
AftSkinNote *aft_skin_note_new_for_day  (AftDay             day,
                                         gint64             noted_at_us,
                                         GTimeZone         *time_zone,
                                         gint64             now_us);
AftSkinNote *aft_skin_note_copy         (const AftSkinNote *self);
AftSkinNote *aft_skin_note_ref          (AftSkinNote       *self);
void         aft_skin_note_unref        (AftSkinNote       *self);
gboolean     aft_skin_note_equal        (const AftSkinNote *a,
                                         const AftSkinNote *b);
int          aft_skin_note_compare      (gconstpointer      a,
                                         gconstpointer      b);
gboolean     aft_skin_note_has_value    (const AftSkinNote *self);
gboolean     aft_skin_note_is_empty     (const AftSkinNote *self);
AftSkinNote *aft_skin_note_find_last    (GPtrArray         *notes,
                                         AftDay             day,
                                         gboolean           with_value);
GPtrArray   *aft_skin_note_filter_until (GPtrArray         *notes,
                                         gint64             limit_us);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftSkinNote, aft_skin_note_unref)

G_END_DECLS
