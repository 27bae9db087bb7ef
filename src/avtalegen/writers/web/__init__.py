"""The parts of an HTML page: elements, inlines, blocks, cover, signatures, style sheet, frame."""
