/* aft-displayed.h: which reminders stand on the screen now
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-db.h"
#include "aft-gate.h"

G_BEGIN_DECLS

typedef struct _AftDisplayed AftDisplayed;

AftDisplayed *aft_displayed_new            (void);
void          aft_displayed_free           (AftDisplayed *self);
void          aft_displayed_adopt          (AftDisplayed *self,
                                            AftDb        *db);
void          aft_displayed_add            (AftDisplayed *self,
                                            const char   *tag,
                                            GArray       *ids);
GArray       *aft_displayed_take           (AftDisplayed *self,
                                            const char   *tag);
void          aft_displayed_forget_all     (AftDisplayed *self);
void          aft_displayed_withdraw_stale (AftDisplayed *self,
                                            AftDb        *db,
                                            AftGate      *gate);

G_END_DECLS
