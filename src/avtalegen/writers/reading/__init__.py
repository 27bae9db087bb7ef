"""A DOCX as it is read again after it was written: its parts, what is in them, how they agree."""
