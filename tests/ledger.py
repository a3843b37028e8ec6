#!/usr/bin/python3
# ledger.py: checks that each claim of the ledger has a source of the right kind, read recently
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads src/core/evidence.json and the release date in the AppStream data. Fails if a published claim
has no source with an identifier, if no claim uses a source, if a claim or source was last looked at
more than 24 months before the release, or if a source is narrower than a claim that doesn't say so.
Then breaks the ledger in each of these ways, and fails if that isn't noticed."""
import copy
import datetime
import json
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
LEDGER = ROOT / 'src/core/evidence.json'
METAINFO = ROOT / 'data/org.example.Aftercare.metainfo.xml.in'
YEARS = 2


def is_outdated(read_on, release):
    """Returns whether an ISO date is more than two years before another."""
    read_on, release = (datetime.date.fromisoformat(date) for date in (read_on, release))
    return (read_on.year + YEARS, read_on.month, read_on.day) < (release.year, release.month,
                                                                release.day)


def is_narrower(source, claim):
    """Returns whether a source covers less than what the claim is shown for: any needle and skin."""
    covers = source['covers']
    return (covers.get('place', 'anywhere') not in ('anywhere', claim['places'])
            or any(covers.get(key) for key in ('needle_mm', 'body', 'other_procedures')))


def find_offences(ledger, release):
    """Returns a line for each problem."""
    sources = {source['id']: source for source in ledger['sources']}
    used = {name for claim in ledger['claims'] for name in claim['sources']}
    offences = [f'{name}: no claim uses it' for name in sources if name not in used]
    offences += [f'{source["id"]}: last read on {source["read_on"]}' for source in sources.values()
                 if is_outdated(source['read_on'], release)]
    for claim in ledger['claims']:
        token, own = claim['token'], [sources[name] for name in claim['sources']]
        if claim['provenance'] == 'published' and not any(
                source.get('doi') or source.get('pubmed') or source.get('url') for source in own):
            offences.append(f'{token}: published, but without an identifier')
        if is_outdated(claim['reviewed_on'], release):
            offences.append(f'{token}: last reviewed on {claim["reviewed_on"]}')
        if not claim['scope'] and any(is_narrower(source, claim) for source in own):
            offences.append(f'{token}: a source covers less, but the scope note is empty')
    return offences


def claim_of(ledger, token):
    """Returns the claim with this token."""
    return next(claim for claim in ledger['claims'] if claim['token'] == token)


def without_identifier(ledger):
    """A published claim that rests on the guide alone."""
    claim_of(ledger, 'rare-harm')['sources'] = ['guide']


def unused(ledger):
    """A source that nobody leans on."""
    ledger['sources'].append(dict(ledger['sources'][0], id='unused'))


def outdated(ledger):
    """A claim that nobody has looked at for years."""
    claim_of(ledger, 'fever')['reviewed_on'] = '2024-01-31'


def unread(ledger):
    """A source that nobody has looked at for years."""
    ledger['sources'][0]['read_on'] = '2024-01-31'


def without_scope(ledger):
    """A study of two needles in a clinic, shown for everybody."""
    claim_of(ledger, 'water-loss')['scope'] = ''


def main():
    """Returns 0 if the ledger is sound and each fault would be noticed."""
    ledger = json.loads(LEDGER.read_text())
    release = re.search(r'<release version="[^"]*" date="([^"]*)"', METAINFO.read_text())[1]
    offences = find_offences(ledger, release)
    for spoil, said in ((without_identifier, 'rare-harm: published'), (unused, 'unused: no claim'),
                        (outdated, 'fever: last reviewed'), (unread, 'guide: last read'),
                        (without_scope, 'water-loss: a source')):
        spoiled = copy.deepcopy(ledger)
        spoil(spoiled)
        if not any(line.startswith(said) for line in find_offences(spoiled, release)):
            offences.append(f'{spoil.__name__} was not noticed')
    print('\n'.join(offences) or f'{len(ledger["claims"])} claims, {len(ledger["sources"])} sources')
    return 1 if offences else 0


if __name__ == '__main__':
    sys.exit(main())
