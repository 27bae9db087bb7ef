"""Two logos that are no municipality's, for documents that have some."""

from avtalegen.document import Picture
from tests.attachments import make_png

LOGOS = (
    Picture(make_png(600, 200, 60), "png", 600, 200, "Logoen til Stjørdal kommune"),
    Picture(make_png(200, 250, 120), "png", 200, 250, "Logoen til politiet"),
)
