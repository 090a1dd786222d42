"""Keys that an installation makes for itself."""

from concurrent.futures import ThreadPoolExecutor

from shangliang.core.keys import kept_key


def test_a_key_is_made_once_and_is_its_owners_alone_to_read(tmp_path):
    made = kept_key(tmp_path / "key")
    assert len(made) >= 50 and kept_key(tmp_path / "key") == made
    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["key"]


def test_those_who_ask_at_one_moment_get_the_same(tmp_path):
    for number in range(200):
        with ThreadPoolExecutor(8) as pool:
            found = set(pool.map(lambda _, path=tmp_path / str(number): kept_key(path), range(8)))
        assert len(found) == 1


def test_a_key_that_is_there_stays(tmp_path):
    (tmp_path / "key").write_text("given\n")
    assert kept_key(tmp_path / "key") == "given"
