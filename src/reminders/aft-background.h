/* aft-background.h: asks to be started at login, where that takes asking
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Inside Flatpak the desktop does not see the XDG autostart file of this program; the Background
 * portal makes one of its own, once the person has agreed. Elsewhere there is nothing to ask.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void     aft_background_request_async  (gboolean              sandboxed,
                                        gboolean              autostart,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
gboolean aft_background_request_finish (GAsyncResult         *result,
                                        GError              **error);

G_END_DECLS
