"""Names under which uploaded files are kept."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shangliang.core.files.kinds import DOC
from shangliang.core.files.names import clean_name


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("../../etc/关于养老.doc", "关于养老.doc"),
        ("C:\\Users\\某人\\建议.doc", "建议.doc"),
        ("\u202ecod.exe\u202c.doc", "cod.exe.doc"),
        ("a\r\nSet-Cookie: x.doc", "a Set-Cookie_ x.doc"),
        ("con.doc", "_con.doc"),
        (".doc", "file.doc"),
        ("建议.WPS", "建议.wps"),
        ("报告.v2.docx", "报告.v2.doc"),
        ("长" * 300 + ".doc", "长" * 116 + ".doc"),
    ],
)
def test_a_name_is_harmless_and_ends_as_the_file_is(given_name, kept):
    assert clean_name(given_name, DOC.endings) == kept


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=400))
def test_no_name_escapes_its_folder_or_grows_too_long(name):
    kept = clean_name(name, DOC.endings)
    assert len(kept) <= 120
    assert Path(kept).name == kept
    assert kept.isprintable()
