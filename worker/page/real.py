"""What documents and elements have, whatever a page calls its own: `<img name=title>` stands in the place of the title
of a document, and a field in the place of what its form has by that name.
"""

REAL = "const real = (node, name) => Reflect.get(Object.getPrototypeOf(node), name, node);"
"""Reads a property in the world of a page's own scripts. In other worlds nothing stands in the place of any."""
