/* aft-check-up-probe.h: collects the facts for the check-up
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-check-up.h"
#include "aft-notifier-client.h"

G_BEGIN_DECLS

void
aft_check_up_probe_async (AftNotifierClient *notifier,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
AftCheckUpFacts *
aft_check_up_probe_finish (AftNotifierClient *notifier, GAsyncResult *result, GError **error);

G_END_DECLS
