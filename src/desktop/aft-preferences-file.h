/* aft-preferences-file.h: AftPreferences from and to GSettings (org.example.Aftercare)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "aft-preferences.h"

G_BEGIN_DECLS

/* Whether and where a change to a preference is stored. */
typedef enum
{
  AFT_PREFERENCES_KEPT,
  AFT_PREFERENCES_NO_SCHEMA,  /* nothing can be set */
  AFT_PREFERENCES_FORGOTTEN,  /* only in this process */
  AFT_PREFERENCES_LOCKED,     /* it is write-protected */
  AFT_PREFERENCES_UNREADABLE, /* what was set before can't be read, so nothing is changed */
} AftPreferencesKeeping;

gboolean               aft_preferences_may_open      (void);
void                   aft_preferences_protect       (void);
GSettings             *aft_preferences_open_settings (void);
void                   aft_preferences_load          (AftPreferences  *self,
                                                      GSettings       *settings);
AftPreferencesKeeping  aft_preferences_get_keeping   (GSettings       *settings,
                                                      GError         **error);
gboolean               aft_preferences_may_set       (GSettings       *settings);
void                   aft_preferences_reset         (GSettings       *settings);

G_END_DECLS
