#!/usr/bin/python3
# circles.py: does any source file depend on itself by way of others?
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Draws the graph of the source files, in which an arrow means "includes" or "calls a function that
is defined in", and fails when it has a circle.

  tests/circles.py [--graph]     --graph prints every arrow instead
"""
import re
import sys

from rooms import INCLUDE, SOURCE

COMMENT_OR_STRING = re.compile(r'/\*.*?\*/|"(?:\\.|[^"\\\n])*"', re.S)
# A name at the start of a line, before its parameters: a declaration or a definition.
FUNCTION = re.compile(r'^(aft_\w+) \(', re.M)
BODY = re.compile(r'^\{$.*?^\}$', re.M | re.S)
NAME = re.compile(r'\baft_\w+')


def read_sources():
    """Returns {path below src: (its includes, the functions that it defines, all names in it)}."""
    sources = {}
    for path in sorted(SOURCE.rglob('*.[ch]')):
        text = path.read_text()
        code = COMMENT_OR_STRING.sub('', text)
        defined = set()
        for match in FUNCTION.finditer(code):
            before = code[:match.start()].rsplit('\n', 2)[-2]
            after = re.search(r'[{;]', code[match.end():])
            if after and after.group() == '{' and not before.startswith('static'):
                defined.add(match.group(1))
        # A header that only declares a function doesn't call it.
        calling = '\n'.join(BODY.findall(code)) if path.suffix == '.h' else code
        sources[str(path.relative_to(SOURCE))] = (INCLUDE.findall(text), defined,
                                                  set(NAME.findall(calling)))
    return sources


def draw(sources):
    """Returns {file: {file that it needs: a name that shows why}}."""
    header = {path.rsplit('/', 1)[-1]: path for path in sources if path.endswith('.h')}
    home = {name: path for path, (_, defined, _) in sources.items() for name in defined}
    graph = {}
    for path, (includes, _, names) in sources.items():
        needs = {header[name]: name for name in includes if name in header}
        # A header may call its own source file in an inline function.
        needs |= {home[name]: name for name in sorted(names)
                  if name in home and home[name][:-2] != path[:-2]}
        graph[path] = needs
    return graph


def find_circle(graph):
    """Returns the files of one circle in the order of its arrows, or []."""
    finished, trail = set(), []

    def follow(path):
        if path in finished:
            return []
        if path in trail:
            return trail[trail.index(path):]
        trail.append(path)
        for need in graph[path]:
            circle = follow(need)
            if circle:
                return circle
        finished.add(trail.pop())
        return []

    for path in graph:
        circle = follow(path)
        if circle:
            return circle
    return []


def main(arguments):
    """Returns 0 when there is no circle, else 1 with its arrows."""
    graph = draw(read_sources())
    if arguments == ['--graph']:
        for path, needs in graph.items():
            print(f'{path}: {", ".join(sorted(needs))}')
        return 0
    circle = find_circle(graph)
    for path, need in zip(circle, circle[1:] + circle[:1]):
        print(f'{path} needs {need} ({graph[path][need]})')
    if not circle:
        arrows = sum(map(len, graph.values()))
        print(f'{len(graph)} files, {arrows} arrows, no circle')
    return 1 if circle or not graph else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
