/* aft-do-not-disturb.h: the desktop's Do Not Disturb
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "aft-server-kind.h"

G_BEGIN_DECLS

typedef enum
{
  AFT_DO_NOT_DISTURB_UNKNOWN, /* not read yet, or the desktop doesn't report it */
  AFT_DO_NOT_DISTURB_OFF,
  AFT_DO_NOT_DISTURB_ON,
} AftDoNotDisturbState;

#define AFT_TYPE_DO_NOT_DISTURB (aft_do_not_disturb_get_type ())
G_DECLARE_FINAL_TYPE (AftDoNotDisturb, aft_do_not_disturb, AFT, DO_NOT_DISTURB, GObject)

/* Signal "changed": aft_do_not_disturb_get_state() returns another state. Only from servers that drop
 * notifications, see aft_server_kind_drops(). */

AftDoNotDisturb     *aft_do_not_disturb_new         (GDBusConnection     *connection,
                                                     AftServerKind        kind);
void                 aft_do_not_disturb_read_async  (AftDoNotDisturb     *self,
                                                     GCancellable        *cancellable,
                                                     GAsyncReadyCallback  callback,
                                                     gpointer             user_data);
AftDoNotDisturbState aft_do_not_disturb_read_finish (AftDoNotDisturb     *self,
                                                     GAsyncResult        *result);
AftDoNotDisturbState aft_do_not_disturb_get_state   (AftDoNotDisturb     *self);

G_END_DECLS
