/* aft-search-provider.h: lets the desktop's search find entries of the diary
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define AFT_SEARCH_PROVIDER_ID "org.example.Aftercare.SearchProvider"

#define AFT_TYPE_SEARCH_PROVIDER (aft_search_provider_get_type ())
G_DECLARE_FINAL_TYPE (AftSearchProvider, aft_search_provider, AFT, SEARCH_PROVIDER, GApplication)

AftSearchProvider *aft_search_provider_new (void);

G_END_DECLS
