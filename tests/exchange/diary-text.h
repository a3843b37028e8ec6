/* diary-text.h: a valid diary as text, for damaging it in many ways
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

/* 2026-11-22T18:30:00Z */
#define DIARY_NOW_US (G_GINT64_CONSTANT (1795372200) * G_USEC_PER_SEC)

#define DIARY_HOME                                                                                 \
  "{\"id\": \"0b6ec4d0-0000-4000-8000-000000000001\", "                                            \
  "\"ended_at\": \"2026-11-01T20:00:00Z\", \"time_zone\": \"Europe/Berlin\", "                     \
  "\"setting\": \"home\", \"needle_mm\": 0.25, \"tool\": \"roller\", "                             \
  "\"zones\": [\"forehead\", \"chin\"], \"makeup_wait_hours\": 8, \"rest_days\": 14, "             \
  "\"next_session_date\": null, \"clinic_instructions\": \"\", \"text\": \"first\", "              \
  "\"created_at\": \"2026-11-01T20:01:00.5Z\", \"modified_at\": \"2026-11-01T20:01:01.000001Z\"}"

#define DIARY_OFFICE                                                                               \
  "{\"id\": \"0b6ec4d0-0000-4000-8000-000000000002\", "                                            \
  "\"ended_at\": \"2026-11-20T10:00:00Z\", \"time_zone\": \"America/New_York\", "                  \
  "\"setting\": \"office\", \"needle_mm\": null, \"tool\": \"\", \"zones\": [], "                  \
  "\"makeup_wait_hours\": null, \"rest_days\": null, \"next_session_date\": \"2027-01-04\", "      \
  "\"clinic_instructions\": \"SPF 50\", \"text\": \"\", "                                          \
  "\"created_at\": \"2026-11-20T10:00:00Z\", \"modified_at\": \"2026-11-20T10:00:00Z\"}"

#define DIARY_NOTE                                                                                 \
  "{\"id\": \"0b6ec4d0-0000-4000-8000-000000000003\", "                                            \
  "\"noted_at\": \"2026-11-02T02:30:00Z\", \"time_zone\": \"UTC\", \"date\": \"2026-11-01\", "     \
  "\"redness\": 2, \"tingling\": null, \"dryness\": 0, \"flags\": [\"fever\"], "                   \
  "\"resolved_flags\": [\"discharge\"], \"text\": \"warm\", "                                      \
  "\"created_at\": \"2026-11-02T02:30:00Z\", \"modified_at\": \"2026-11-02T02:30:00Z\"}"

#define DIARY_GONE                                                                                 \
  "{\"id\": \"0b6ec4d0-0000-4000-8000-000000000004\", \"deleted_at\": \"2026-10-01T00:00:00Z\"}"

#define DIARY_TEXT                                                                                 \
  "{\"format\": \"org.example.Aftercare.diary\", \"version\": 1, "                                 \
  "\"exported_at\": \"2026-11-22T18:00:00Z\", \"generator\": \"by hand\", "                        \
  "\"sessions\": [" DIARY_HOME ", " DIARY_OFFICE "], \"skin_notes\": [" DIARY_NOTE "], "           \
  "\"deleted\": [" DIARY_GONE "]}\n"
