/* aft-json-values.h: strings, numbers and words, checked to the letter
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-json-scanner.h"

G_BEGIN_DECLS

gboolean aft_json_scan_string (AftJsonScanner  *self,
                               GString         *into,
                               GError         **error);
gboolean aft_json_scan_number (AftJsonScanner  *self,
                               GError         **error);
gboolean aft_json_scan_word   (AftJsonScanner  *self,
                               const char      *word,
                               GError         **error);

G_END_DECLS
