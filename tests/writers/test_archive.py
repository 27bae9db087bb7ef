import io
import zipfile

from hypothesis import given
from hypothesis import strategies as st

from avtalegen.writers.archive import write_archive

files = st.dictionaries(
    st.text("abcXYZ/._-", min_size=1, max_size=20), st.binary(max_size=200), max_size=6
)


@given(files, st.booleans())
def test_any_program_reads_what_was_packed(content, shared):
    data = write_archive(content.items(), content if shared else ())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == content
        assert archive.namelist() == list(content)


@given(files)
def test_the_same_files_give_the_same_bytes_whether_or_not_they_are_shared(content):
    once, again = (write_archive(content.items(), each) for each in ((), content))
    assert once == again == write_archive(content.items(), content)


def test_nothing_tells_when_or_where_it_was_made():
    data = write_archive([("word/document.xml", b"x")])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        (entry,) = archive.infolist()
    assert entry.date_time == (1980, 1, 1, 0, 0, 0)
    assert (entry.create_system, entry.external_attr, entry.extra) == (0, 0, b"")
