/* aft-import-words.h: what an import would change, in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-db.h"

G_BEGIN_DECLS

gboolean aft_import_words_has_changes (const AftImportPreview *preview);
char    *aft_import_words_preview     (const AftImportPreview *preview);

G_END_DECLS
