"""The smallest PDF that does: one page of lines in Courier, which every reader has."""

LEFT, TOP, LINE = 60, 780, 15
"""In points, from the lower left corner of a page of A4."""
_FONTS = b"/Resources << /Font << /F1 5 0 R >> >>"


def pdf(lines: list[str]) -> bytes:
    """A page with these lines, of which the third is its title."""
    shown = [f"BT /F1 11 Tf {LEFT} {TOP} Td {LINE} TL".encode()]
    shown += [b"(" + _escaped(line) + b") Tj T*" for line in lines]
    content = b"\n".join([*shown, b"ET"])
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R %s >>" % _FONTS,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
        b"<< /Title (%s) >>" % _escaped(lines[2]),
    ]
    made, offsets = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        offsets.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    return made + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (size, table, size, len(made))
    )


def _escaped(text: str) -> bytes:
    """A text as WinAnsiEncoding has it, which knows the euro sign."""
    safe = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return safe.encode("cp1252", "replace")
