"""What a worker in the sandbox can say, and what it cannot do however it tries."""

import logging
import time

import pytest

from editorial import sandbox
from editorial.sandbox import Refused


def misbehave(deed, content=b"", **limits):
    return sandbox.read("tests.editorial.misbehaving", deed, content=content, **limits)


# --- What it can say -----------------------------------------------------------------------------


def test_the_result_comes_back_as_it_was():
    assert misbehave("echo", "码头上的灯亮了。".encode()) == "码头上的灯亮了。"


def test_a_large_document_and_a_large_answer_do_not_block_each_other():
    document = b"a" * (20 * 1024 * 1024)
    assert misbehave("echo", document) == document.decode()


def test_a_worker_that_complains_at_length_still_answers():
    assert misbehave("complain", b"four") == 4


def test_a_refusal_comes_back_as_its_sentence():
    with pytest.raises(Refused, match=r"^《一月》读不了，请换一份。$"):
        misbehave("refuse", "一月".encode())


def test_progress_is_told_while_it_goes_on():
    told = []
    assert misbehave("count", progress=lambda *at: told.append(at)) == "三页"
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_what_a_library_prints_is_no_answer():
    assert misbehave("print") == "真的"


# --- What it finds -------------------------------------------------------------------------------


def test_it_sees_nothing_of_our_environment(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "not for a parser")
    environment = misbehave("environment")
    assert "not for a parser" not in environment.values()
    assert not {"SECRET_KEY", "DATABASE_URL", "HOME", "PATH"} & environment.keys()


def test_it_stands_in_no_folder_of_ours_and_in_a_session_of_its_own():
    assert misbehave("place") == ["/", True]


def test_its_hands_are_tied_before_it_begins_and_for_good():
    limits = misbehave("limits", seconds=7, megabytes=300)
    assert limits == {
        "RLIMIT_AS": [300 * 1024 * 1024] * 2,
        "RLIMIT_CPU": [7, 8],
        "RLIMIT_FSIZE": [0, 0],
        "RLIMIT_CORE": [0, 0],
        "RLIMIT_NOFILE": [sandbox.MAX_OPEN_FILES] * 2,
    }


def test_it_can_write_no_file(tmp_path):
    target = tmp_path / "left behind"
    assert misbehave("write", str(target).encode()) == "File too large"
    assert not target.exists() or not target.stat().st_size


def test_it_can_open_only_a_few_files():
    assert 10 < misbehave("open") < sandbox.MAX_OPEN_FILES


# --- How it ends ---------------------------------------------------------------------------------


def test_one_that_takes_too_much_memory_is_refused():
    with pytest.raises(Refused, match="内存超过了上限。请去掉其中的大图片"):
        misbehave("hoard", megabytes=200)


@pytest.mark.parametrize("deed", ["spin", "sleep", "hush"])
def test_one_that_takes_too_long_is_ended(deed):
    began = time.monotonic()
    with pytest.raises(Refused, match="没能在限定的时间内读完。请拆成几个较小的文件"):
        misbehave(deed, seconds=1)
    assert time.monotonic() - began < 10


def test_one_that_spends_its_time_on_the_processor_hears_the_same_sentence():
    with pytest.raises(Refused, match="没能在限定的时间内读完"):
        misbehave("exhaust")


def test_what_it_has_started_ends_with_it(tmp_path):
    mark = tmp_path / "mark"
    with pytest.raises(Refused):
        misbehave("abandon", str(mark).encode(), seconds=1)
    time.sleep(1.5)
    assert not mark.exists()


@pytest.mark.parametrize("deed", ["segfault", "raise", "recurse", "gibberish", "no such deed"])
def test_one_that_falls_is_a_refusal_and_no_crash_of_ours(deed):
    with pytest.raises(Refused, match="可能已经损坏。请用原来的软件打开，另存为一个新文件"):
        misbehave(deed)


def test_a_fall_is_explained_in_the_log_and_there_alone(caplog):
    with caplog.at_level(logging.ERROR), pytest.raises(Refused) as refusal:
        misbehave("raise")
    assert "a fault of ours" in caplog.text
    assert "fault" not in str(refusal.value)


def test_one_that_says_too_much_is_cut_off(monkeypatch):
    monkeypatch.setattr(sandbox, "MAX_ANSWER", 1024 * 1024)
    with pytest.raises(Refused, match="内容太多"):
        misbehave("gush", megabytes=2048)


def test_an_error_of_whoever_hears_the_progress_ends_the_worker():
    def hear(done, total):
        raise ZeroDivisionError

    began = time.monotonic()
    with pytest.raises(ZeroDivisionError):
        misbehave("linger", progress=hear)
    assert time.monotonic() - began < 10
