"""The words of any DOCX as Markdown, so that two of them can be compared line by line."""
