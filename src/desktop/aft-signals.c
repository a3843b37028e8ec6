/* aft-signals.c: turns signals of the system into errors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-signals.h"

#include <signal.h>

/**
 * aft_signals_ignore:
 *
 * Each program calls this first. Then a file at its size limit (ulimit -f) is an error like a full
 * disk, and so is a pipe without a reader. By default the kernel kills the program in both cases,
 * the first with a crash report.
 */
void
aft_signals_ignore (void)
{
  signal (SIGXFSZ, SIG_IGN);
  signal (SIGPIPE, SIG_IGN);
}
