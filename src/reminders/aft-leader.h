/* aft-leader.h: lets only one of a person's notifiers show reminders
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define AFT_TYPE_LEADER (aft_leader_get_type ())
G_DECLARE_FINAL_TYPE (AftLeader, aft_leader, AFT, LEADER, GObject)

/* Signals:
 * - "check-requested" (void), while leading: another process of this person, on another session bus or on
 *   none, reports that the diary was written
 * - "lost" (void): another notifier leads from now on, because the lock file was replaced */

char      *aft_leader_get_default_path (void);
void       aft_leader_describe_folder  (const char           *path,
                                        char                **folder,
                                        char                **id);
gboolean   aft_leader_has_folder       (const char           *path,
                                        const char           *folder,
                                        const char           *id);
gboolean   aft_leader_is_held          (const char           *path);
void       aft_leader_request_check    (const char           *path);
AftLeader *aft_leader_new              (const char           *path);
gboolean   aft_leader_try              (AftLeader            *self,
                                        GError              **error);
void       aft_leader_wait_async       (AftLeader            *self,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
gboolean   aft_leader_wait_finish      (AftLeader            *self,
                                        GAsyncResult         *result,
                                        GError              **error);
void       aft_leader_reclaim          (AftLeader            *self);
void       aft_leader_reclaim_if_moved (AftLeader            *self);
void       aft_leader_resign           (AftLeader            *self);
gboolean   aft_leader_is_leading       (AftLeader            *self);

G_END_DECLS
