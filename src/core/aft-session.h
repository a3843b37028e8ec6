/* aft-session.h: one microneedling treatment
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib-object.h>

#include "aft-day.h"
#include "aft-field.h"
#include "aft-tokens.h"

G_BEGIN_DECLS

#define AFT_TYPE_SESSION (aft_session_get_type ())

/**
 * AftSession:
 * @id: UUID in lower case; never NULL once created with aft_session_new()
 * @ended_at_us: the instant the treatment ended, microseconds since 1970 UTC
 * @time_zone: IANA name of the zone the person was in, for example "Europe/Berlin"
 * @place: at home or in a clinic
 * @needle_mm: needle length in millimetres, 0.05 to 5; %AFT_UNSET when not recorded
 * @tool: what was used, free text; never NULL
 * @zones: treated areas, may be empty
 * @makeup_wait_hours: hours to wait before makeup. Home: 8 to 168, always set. Office: 0 to
 *   720, %AFT_UNSET means that the clinic was not asked yet
 * @rest_days: days of 24 hours before the next session. Home: 7 to 90, always set. Office: 1 to
 *   730 or %AFT_UNSET
 * @next_session_date: the clinic's date for the next session (office only), or %AFT_DAY_NONE
 * @clinic_instructions: the instructions of the clinic, free text; never NULL
 * @text: the person's own words; never NULL
 * @products: (nullable): what was put on the skin, up to %AFT_PRODUCTS_MAX lines of up to
 *   %AFT_PRODUCT_MAX_CHARS characters
 * @created_at_us: when it was first stored
 * @modified_at_us: when it was last changed; the newer one wins in a merge
 *
 * Reference counted (atomically), and immutable once anybody else holds a reference: to change
 * one, aft_session_copy() it, change the copy and save that.
 */
typedef struct
{
  char               *id;
  gint64              ended_at_us;
  char               *time_zone;
  AftPlaceOfTreatment place;
  double              needle_mm;
  char               *tool;
  AftZones            zones;
  double              makeup_wait_hours;
  double              rest_days;
  AftDay              next_session_date;
  char               *clinic_instructions;
  char               *text;
  char              **products;
  gint64              created_at_us;
  gint64              modified_at_us;
} AftSession;

extern const AftFieldTable aft_session_fields;

GType       aft_session_get_type     (void) G_GNUC_CONST;
AftSession *aft_session_new          (void);
AftSession *aft_session_new_blank    (void);
AftSession *aft_session_copy         (const AftSession *self);
AftSession *aft_session_ref          (AftSession       *self);
void        aft_session_unref        (AftSession       *self);
AftDay      aft_session_get_day      (const AftSession *self,
                                      int               day_start_minutes);
gboolean    aft_session_equal        (const AftSession *a,
                                      const AftSession *b);
int         aft_session_compare      (gconstpointer     a,
                                      gconstpointer     b);
GPtrArray  *aft_session_filter_until (GPtrArray        *sessions,
                                      gint64            limit_us);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftSession, aft_session_unref)

G_END_DECLS
