#!/usr/bin/python3
# to-html.py: makes one page for a browser from the help pages, for computers without a help viewer
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the Mallard pages in a folder and prints one HTML page that needs no other files.

  to-html.py LANGUAGE FOLDER

Handles only the elements that our pages use, and fails on any other, so that nothing gets lost.
"""
import html
import pathlib
import sys
import xml.etree.ElementTree as tree

MALLARD = '{http://projectmallard.org/1.0/}'
STYLE = """
:root { color-scheme: light dark; font: 17px/1.5 Cantarell, sans-serif; }
body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; }
h2 { margin-top: 3rem; }
kbd { border: 1px solid; border-radius: 4px; padding: 0 0.3em; font-size: 0.9em; }
code { font-family: monospace; }
.gui { font-weight: bold; }
.note { border-left: 4px solid #e5a50a; padding-left: 1rem; }
dt { font-weight: bold; }
dd { margin: 0 0 0.5rem 1.5rem; }
"""
# The HTML before and after the content of an element.
INLINE = {'gui': ('<span class="gui">', '</span>'), 'key': ('<kbd>', '</kbd>'),
          'file': ('<code>', '</code>'), 'cmd': ('<code>', '</code>'), 'em': ('<em>', '</em>')}
BETWEEN = {'guiseq': ' › ', 'keyseq': '+'}
LISTS = {'steps': 'ol', 'list': 'ul'}


class Page:
    """One page of the help, in HTML."""

    def __init__(self, path):
        self.root = tree.parse(path).getroot()
        self.path = path
        self.id = self.root.get('id')

    def order(self):
        """Returns the sort key of the page; the index comes first."""
        title = self.root.find(f"{MALLARD}info/{MALLARD}title[@type='sort']")
        return (self.id != 'index', title.text if title is not None else '')

    def title(self):
        """Returns the title, in HTML."""
        return self.inline(self.root.find(f'{MALLARD}title'))

    def inline(self, element):
        """Returns the text of an element and of those inside it."""
        parts = [html.escape(element.text or '', quote=False)]
        for child in element:
            name = child.tag.replace(MALLARD, '')
            if name in INLINE:
                before, after = INLINE[name]
                parts.append(before + self.inline(child) + after)
            elif name in BETWEEN:
                parts.append(BETWEEN[name].join(INLINE[one.tag.replace(MALLARD, '')][0]
                                                + self.inline(one)
                                                + INLINE[one.tag.replace(MALLARD, '')][1]
                                                for one in child))
            elif name == 'link':
                target = child.get('xref').replace('#', '-')
                parts.append(f'<a href="#{target}">{self.inline(child)}</a>')
            else:
                sys.exit(f'{self.path}: <{name}> is unknown to to-html.py')
            parts.append(html.escape(child.tail or '', quote=False))
        return ' '.join(''.join(parts).split())

    def block(self, element, level):
        """Returns a paragraph, list or section as lines."""
        name = element.tag.replace(MALLARD, '')
        if name in ('info', 'title'):
            return []
        if name == 'p':
            return [f'<p>{self.inline(element)}</p>']
        if name in LISTS:
            kind = LISTS[name]
            return [f'<{kind}>', *(f'<li>{self.inside(item, level)}</li>' for item in element),
                    f'</{kind}>']
        if name == 'terms':
            return ['<dl>', *(f'<dt>{self.inline(item.find(MALLARD + "title"))}</dt>'
                              f'<dd>{self.inside(item, level)}</dd>' for item in element), '</dl>']
        if name == 'note':
            return [f'<div class="note">{self.inside(element, level)}</div>']
        if name == 'section':
            return [f'<h{level} id="{self.id}-{element.get("id")}">'
                    f'{self.inline(element.find(MALLARD + "title"))}</h{level}>',
                    self.inside(element, level + 1)]
        sys.exit(f'{self.path}: <{name}> is unknown to to-html.py')

    def inside(self, element, level):
        """Returns all blocks in an element."""
        return '\n'.join(line for child in element for line in self.block(child, level))


def main(language, folder):
    """Prints the page."""
    pages = sorted((Page(path) for path in pathlib.Path(folder).glob('*.page')), key=Page.order)
    if not pages:
        sys.exit(f'no pages in {folder}')
    lines = ['<!DOCTYPE html>', f'<html lang="{"en" if language == "C" else language}">',
             '<meta charset="utf-8">',
             '<meta name="viewport" content="width=device-width">',
             f'<title>{pages[0].title()}</title>', f'<style>{STYLE}</style>',
             f'<h1>{pages[0].title()}</h1>', pages[0].inside(pages[0].root, 3), '<ul>',
             *(f'<li><a href="#{page.id}">{page.title()}</a></li>' for page in pages[1:]), '</ul>']
    for page in pages[1:]:
        lines += [f'<h2 id="{page.id}">{page.title()}</h2>', page.inside(page.root, 3)]
    sys.stdout.buffer.write(('\n'.join(lines + ['</html>']) + '\n').encode())


if __name__ == '__main__':
    main(*sys.argv[1:])
